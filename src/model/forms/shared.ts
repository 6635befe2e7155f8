import type { Coordination } from '../coordination.js';
import type { Issue } from '../issue.js';
import type { GovernanceForm } from './governance-form.js';

/**
 * Shared governance (Provan and Kenis 2008): those convened meet in plenary, without a coordinator. Each meeting is booked into the
 * earliest slot free in all calendars, at least the notice ahead. The compromise of current positions is on the table; where it is not
 * adopted, attendees persuade each other and meet again, with notice again. After the last round the status quo stands: the
 * joint-decision trap (Scharpf 1988).
 */
export const shared: GovernanceForm = {
  name: 'shared',
  summary: 'shared governance: plenaries without a coordinator',
  defaults: { decision: 'unanimity', trustRule: 'dyads' },
  coordinator: { kind: 'none' },
  convenes: true,
  schema: () => ({}),
  protocol: (coordination) => ({
    begin: (issue) => coordination.bookPlenary(issue),
    met: (issue) => {
      issue.round++;
      const nextRound = (): void => goOn(coordination, issue);
      coordination.attempt(issue, coordination.bestKnowledge(issue), () => debate(coordination, issue), nextRound);
    },
    done: () => undefined,
  }),
};

/** The compromise is proposed and voted on; without adoption everybody has heard everybody and moves towards it. */
function debate(coordination: Coordination, issue: Issue): void {
  coordination.propose(issue, coordination.compromise(issue));
  for (let member = 0; member < issue.attendees.length; member++) coordination.judges(issue, member);
  if (coordination.adopted(issue)) {
    coordination.conclude(issue);
    return;
  }
  for (let member = 0; member < issue.attendees.length; member++) coordination.persuade(issue, member);
  goOn(coordination, issue);
}

function goOn(coordination: Coordination, issue: Issue): void {
  if (issue.round < issue.network.spec.rounds) coordination.bookPlenary(issue);
  else coordination.exhaust(issue);
}
