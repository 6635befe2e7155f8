import { money } from '../money/cents.js';
import { count, days, ratio, share, type Measure } from './measure.js';

/** Negotiations over costs and budgets after the warm-up, and the money that they were about. */
export const bargainingMeasures: readonly Measure[] = [
  count('negotiations', 'Negotiations over costs and budgets that began.', ({ ledger }) => ledger.bargaining.opened),
  count('agreements', 'Negotiations that ended with a division, an arbiter\'s among them.', ({ ledger }) => ledger.bargaining.settled),
  share('impasse_share', 'Negotiations that came to an end by an impasse, an arbiter\'s decision after it included, as a share of those that came to an end.', ({ ledger: { bargaining } }) =>
    ratio(bargaining.impasses, bargaining.settled + bargaining.failed),
  ),
  count('arbitrations', 'Impasses that an arbiter resolved.', ({ ledger }) => ledger.bargaining.arbitrated),
  {
    name: 'rounds_per_negotiation',
    type: 'number',
    unit: '',
    range: '0 or more',
    description: 'Mean number of rounds of negotiations that came to an end: reports, offers, concessions.',
    of: ({ ledger: { bargaining } }) => ratio(bargaining.rounds, bargaining.settled + bargaining.failed),
  },
  days(
    'time_to_agreement',
    'Mean time from the beginning of a negotiation to its division, of those divided within half of the time observed; running negotiations are censored. To be read beside impasse_share.',
    ({ ledger, restriction }) => ledger.bargaining.timeToAgreement.meanOfEnded(restriction),
  ),
  share('bargaining_gini', 'Gini coefficient of what claimants pay or get, mean over divisions.', ({ ledger: { bargaining } }) =>
    ratio(bargaining.inequality, bargaining.settled),
  ),
  days('budget_delay', 'Mean time from the beginning of a cycle until a treasurer\'s division was settled.', ({ ledger }) => ratio(ledger.budgetDelay, ledger.budgetsDivided)),
  count('late_demands', 'Demands that missed their deadline.', ({ ledger }) => ledger.lateDemands),
  {
    name: 'money_spent',
    type: 'number',
    unit: 'money',
    description: 'Money spent on carrying out decisions.',
    of: ({ ledger }) => money(ledger.spent),
  },
  share('paid_by_top', 'Share of the money spent that organisations of the top level paid out of their own purses.', ({ ledger }) => ratio(ledger.paid[0], ledger.spent)),
  share('paid_by_bottom', 'The same of the bottom level.', ({ ledger }) => ratio(ledger.paid[ledger.paid.length - 1], ledger.spent)),
  {
    name: 'absorption',
    type: 'number',
    unit: '',
    range: '0 or more',
    description: 'Money spent as a share of the money that organisations received for themselves; above 1 where they lived on what they had carried over. Missing without budgets.',
    of: ({ ledger }) => ratio(ledger.spent, ledger.earned),
  },
];
