import { count, days, ratio, share, type Measure } from './measure.js';

/** What became of the issues that opened after the warm-up, over all networks. */
export const issueMeasures: readonly Measure[] = [
  count('issues_opened', 'Joint decisions opened after the warm-up.', (accounts) => accounts.issues().opened),
  count('issues_decided', 'Issues with a decision; without coordination, issues on which everybody went ahead alone.', (accounts) => accounts.issues().decided),
  count('issues_closed', 'Issues whose joint decision everybody complies with fully.', (accounts) => accounts.issues().closed),
  count('issues_deadlocked', 'Issues that kept the status quo after the last round.', (accounts) => accounts.issues().deadlocked),
  count('issues_arbitrated', 'Issues on which an arbiter imposed the compromise.', (accounts) => accounts.issues().arbitrated),
  share('deadlocked_share', 'Share of concluded issues that deadlocked.', (accounts) => ratio(accounts.issues().deadlocked, accounts.issues().concluded)),
  days(
    'time_to_decision',
    'Mean time from the opening of an issue to its decision, of issues decided within half of the time observed; open issues are censored. To be read beside decided_share.',
    ({ ledger, restriction }) => ledger.timeToDecision.meanOfEnded(restriction),
  ),
  share(
    'decided_share',
    'Share of issues decided within half of the time observed; open issues are censored, issues that deadlock, expire or turn out to be beyond knowledge are never decided.',
    ({ ledger, restriction }) => ledger.timeToDecision.endedShare(restriction),
  ),
  days(
    'time_to_decision_median',
    'Time by which half of all issues are decided, those that never are included (Kaplan-Meier); missing when it is not reached.',
    ({ ledger }) => ledger.timeToDecision.median(),
  ),
  {
    name: 'rounds_per_issue',
    type: 'number',
    unit: '',
    range: '0 or more',
    description: 'Mean number of rounds of concluded issues.',
    of: (accounts) => ratio(accounts.issues().rounds, accounts.issues().concluded),
  },
  {
    name: 'person_days_per_issue',
    type: 'number',
    unit: 'person days',
    description: 'Person time that coordination spends per concluded issue: writing, reading, meeting, verifying, deciding, redoing, of all issues opened after the warm-up, those that expire or stay open included. Diagnosing parts is not in it.',
    of: (accounts) => ratio(accounts.issues().personTime, accounts.issues().concluded),
  },
  count('duplicated', 'Issues on which at least two participants worked on the same part.', ({ ledger }) => ledger.duplicated),
  {
    name: 'duplicated_days',
    type: 'number',
    unit: 'person days',
    description: 'Person time spent on parts of others.',
    of: ({ ledger }) => ledger.duplicatedDays,
  },
  count('contradictory', 'Issues whose participants do things further apart than the tolerance.', ({ ledger }) => ledger.contradictory),
  {
    name: 'contradictory_value',
    type: 'number',
    unit: 'value',
    description: 'Value of the problems behind contradictory issues.',
    of: ({ ledger }) => ledger.contradictoryValue,
  },
  share(
    'inclusiveness',
    'Share of those affected whose position entered the decision, weighted by how much of it positions decided; mean over issues that were not deadlocked.',
    (accounts) => ratio(accounts.issues().inclusiveness, accounts.issues().concluded - accounts.issues().deadlocked),
  ),
  share('trust_density', 'Mean trust over the dyads of a network now, mean over networks.', (accounts) =>
    accounts.meanOverNetworks(({ trust }) => trust?.density()),
  ),
];
