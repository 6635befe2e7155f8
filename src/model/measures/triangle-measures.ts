import type { Accounts } from '../accounts.js';
import { ratio, share, type Measure } from './measure.js';

/** Moore's (1995) strategic triangle: public value, legitimacy, operational capacity. */
export const triangleMeasures: readonly Measure[] = [
  share('public_value', 'Value delivered (value x quality x compliance x scope x timeliness) as a share of the value of all problems that ended.', publicValue),
  share('value_lost_to_delay', 'Value that solutions lost because they came late, as a share of the value of all problems that ended.', ({ ledger }) => ratio(ledger.delayed, ledger.attainable)),
  share('legitimacy', 'Mean of internal and external legitimacy.', legitimacy),
  share(
    'legitimacy_internal',
    'Moving average over issues of the share of those affected who accept the decision, weighted by their voice in it.',
    ({ ledger }) => ledger.internalLegitimacy.value,
  ),
  share('legitimacy_external', 'Moving average over problems of value delivered as a share of value promised.', ({ ledger }) => ledger.externalLegitimacy.value),
  share(
    'operational_capacity',
    'Share of demand met within its deadline (with one imagined problem met and one missed, so that it is never 0) times the share of staff below saturation (a smooth step at a utilisation of .95).',
    capacity,
  ),
  share('alignment', 'Geometric mean of public value, legitimacy and operational capacity.', (accounts) => {
    const value = publicValue(accounts);
    const support = legitimacy(accounts);
    if (value === undefined || support === undefined) return undefined;
    const product = value * support * capacity(accounts);
    return product > 0 ? Math.exp(Math.log(product) / 3) : 0;
  }),
];

function publicValue({ ledger }: Accounts): number | undefined {
  return ratio(ledger.delivered, ledger.attainable);
}

/** Without any issue yet there is only the external side. */
function legitimacy({ ledger }: Accounts): number | undefined {
  const external = ledger.externalLegitimacy.value;
  const internal = ledger.internalLegitimacy.value;
  if (external === undefined || internal === undefined) return external ?? internal;
  return (internal + external) / 2;
}

/** Utilisation at which staff counts as half saturated, and how smooth the step is. */
const SATURATION = 0.95;
const SMOOTHNESS = 0.01;

function capacity(accounts: Accounts): number {
  const { ledger } = accounts;
  let below = 0;
  let staff = 0;
  for (const organisation of accounts.everybody) {
    const utilisation = accounts.utilisation(organisation);
    if (utilisation === undefined) continue;
    const servers = accounts.world.model.organisations.staff[organisation];
    staff += servers;
    below += servers / (1 + Math.exp((utilisation - SATURATION) / SMOOTHNESS));
  }
  return ((ledger.met + 1) / (ledger.due + 2)) * (staff > 0 ? below / staff : 1);
}
