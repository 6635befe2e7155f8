import { Outcome } from '../problem-table.js';
import { count, days, ratio, share, type Measure } from './measure.js';

/** What became of the problems that arrived after the warm-up. */
export const problemMeasures: readonly Measure[] = [
  count('problems_arrived', 'Problems that arrived after the warm-up, displaced ones included.', ({ ledger }) => ledger.arrivedCounted),
  count('open_problems', 'Problems alive at the end, whenever they arrived.', ({ open }) => open),
  count('solved', 'Problems solved.', ({ ledger }) => ledger.endedCounted[Outcome.solved]),
  count('beyond_knowledge', 'Problems that nobody in their hierarchy could solve.', ({ ledger }) => ledger.endedCounted[Outcome.beyondKnowledge]),
  count('expired', 'Problems that met their deadline unsolved.', ({ ledger }) => ledger.endedCounted[Outcome.expired]),
  count('deadlocked', 'Problems whose issue found no decision.', ({ ledger }) => ledger.endedCounted[Outcome.deadlocked]),
  count('dropped', 'Problems whose solution nobody paid for.', ({ ledger }) => ledger.endedCounted[Outcome.dropped]),
  count('abandoned', 'Problems whose programme was abandoned at a clearance.', ({ ledger }) => ledger.endedCounted[Outcome.abandoned]),
  count('decided_by_default', 'Problems decided at their origin because no answer came within their patience.', ({ ledger }) => ledger.defaulted),
  share('deadline_share', 'Share of ended problems that were solved within their deadline.', ({ ledger }) => ratio(ledger.met, ledger.due)),
  days(
    'time_to_outcome',
    'Restricted mean time from arrival to the end of a problem, up to half of the time observed; open problems are censored (Kaplan-Meier).',
    ({ ledger, restriction }) => ledger.timeToOutcome.restrictedMean(restriction),
  ),
  days('time_to_outcome_median', 'Kaplan-Meier median of that time; missing when it is not reached.', ({ ledger }) => ledger.timeToOutcome.median()),
  count('displaced', 'Problems that uncoordinated solutions opened in neighbouring domains.', ({ ledger }) => ledger.displaced),
];
