import { count, days, ratio, share, type Measure } from './measure.js';

/** Where wanting more of one thing costs another, and what the public and its representatives do. */
export const tensionMeasures: readonly Measure[] = [
  {
    name: 'legitimacy_gap',
    type: 'number',
    unit: '',
    range: '-1 to 1',
    description: 'Internal minus external legitimacy: above 0 where those who decide are content with what the public does not get.',
    of: ({ ledger: { internalLegitimacy, externalLegitimacy } }) =>
      internalLegitimacy.value === undefined || externalLegitimacy.value === undefined ? undefined : internalLegitimacy.value - externalLegitimacy.value,
  },
  share('stability', 'Steadiness of the number of open problems over time: 1 / (1 + coefficient of variation), before a shock if there is one.', ({ world }) =>
    world.steadiness.stability(world.now),
  ),
  days('recovery_time', 'Time from the end of the shock until no more problems are open than on average before it; missing without a shock, or where it does not come to that.', ({ world }) =>
    world.steadiness.recovery(world.now),
  ),
  {
    name: 'co_produced_days',
    type: 'number',
    unit: 'person days',
    description: 'Work that citizens have supplied; not staff time.',
    of: ({ ledger }) => ledger.coProduced,
  },
  count('withheld', 'Problems that citizens did not bring because they had seen promises broken; they have not arrived.', ({ ledger }) => ledger.withheld),
  share('anchored_share', 'Joint decisions whose report an elected principal has read, as a share of those carried out.', ({ ledger }) => ratio(ledger.anchored, ledger.carriedOut)),
];
