import { Category } from '../categories.js';
import type { Coordination } from '../coordination.js';
import type { Issue } from '../issue.js';
import type { NetworkModel } from '../model.js';
import type { Protocol } from './governance-form.js';

// The steps of the protocol, in the order in which an issue meets them.
const WRITE = 0;
const READ = 1;
const VERIFY = 2;
const ASK = 3;
const ANSWER = 4;
const HEAR = 5;
const DECIDE = 6;
const ACKNOWLEDGE = 7;
const OBJECT = 8;
const REPLY = 9;
const RECONSIDER = 10;

/** The same in words, in their order. */
const steps: readonly string[] = [
  'write a report',
  'read the report of',
  'verify the report of',
  'ask for the advice of',
  'advise',
  'hear the advice of',
  'decide',
  'acknowledge the decision',
  'object',
  'answer the objection of',
  'reconsider',
];

/** What tells coordinators apart. */
export interface HubSettings {
  /** Weight of the coordinator's own position in the proposal, in [0, 1]. */
  readonly beta: number;
  /** Participants asked about their domain before each decision. */
  readonly consultations: number;
}

/**
 * Brokered governance: members write to the coordinator, which reads, verifies and decides in the same in-tray as all its other work;
 * members acknowledge. A dissenter makes a bilateral exchange with the coordinator, in which it may be persuaded, up to the last round.
 * A decision by authority stands from the beginning; under any other decision rule it exists as soon as everybody has judged and the
 * votes suffice. Who still dissents in the end shirks; without a decision by then, the attempt has failed.
 *
 * The lead organisation and the administrative organisation share it: what differs is who the coordinator is, what else it has to do,
 * its stake and its knowledge.
 */
export function hubProtocol(coordination: Coordination, network: NetworkModel, { beta, consultations }: HubSettings): Protocol {
  const { hub, spec } = network;
  const { organisations } = coordination.world.model;

  function decisionIsDue(issue: Issue): void {
    const advisers = Math.min(consultations, issue.attendees.length);
    issue.pending = advisers;
    if (advisers === 0) startDeciding(issue, Category.communication);
    const { write } = issue.times;
    for (let member = 0; member < advisers; member++) coordination.hubWork(issue, member, write, Category.communication, ASK);
  }

  function startDeciding(issue: Issue, category: Category): void {
    coordination.hubWork(issue, -1, issue.times.decide, category, DECIDE);
  }

  /** The decision has been worked out; beyond the coordinator's competence it has to be tried again. */
  function decided(issue: Issue): void {
    issue.round++;
    coordination.attempt(
      issue,
      organisations.coordinationKnowledge[hub],
      () => announce(issue),
      () => {
        if (issue.round < spec.rounds) startDeciding(issue, Category.rework);
        else coordination.exhaust(issue);
      },
    );
  }

  function announce(issue: Issue): void {
    const proposal = (1 - beta) * coordination.compromise(issue) + beta * issue.hubPosition;
    coordination.propose(issue, proposal, 1 - beta);
    if (network.decision.byAuthority) coordination.decide(issue);
    // The coordinator stands by its own decision where it takes part itself.
    const own = issue.attendees.indexOf(hub);
    if (own >= 0) coordination.standsBy(issue, own);
    const { acknowledge } = issue.times;
    issue.pending = 0;
    forWriters(issue, (member) => {
      issue.pending++;
      coordination.memberWork(issue, member, acknowledge, Category.communication, ACKNOWLEDGE);
    });
    if (issue.pending === 0) finish(issue);
  }

  /** A member has made up its mind, which may make a majority: it accepts, or objects while there are rounds left. */
  function judge(issue: Issue, member: number): void {
    const content = coordination.judges(issue, member);
    if (coordination.adopted(issue)) coordination.decide(issue);
    if (content || issue.exchanges[member] + 1 >= spec.rounds) {
      if (--issue.pending === 0) finish(issue);
      return;
    }
    issue.exchanges[member]++;
    issue.round = Math.max(issue.round, 1 + issue.exchanges[member]);
    coordination.memberWork(issue, member, issue.times.write, Category.rework, OBJECT);
  }

  function finish(issue: Issue): void {
    if (issue.decidedAt === undefined) coordination.exhaust(issue);
    else coordination.conclude(issue);
  }

  function forWriters(issue: Issue, act: (member: number) => void): void {
    issue.attendees.forEach((organisation, member) => {
      if (organisation !== hub) act(member);
    });
  }

  return {
    steps,
    begin(issue) {
      const { write } = issue.times;
      issue.pending = 0;
      forWriters(issue, (member) => {
        issue.pending++;
        coordination.memberWork(issue, member, write, Category.communication, WRITE);
      });
      if (issue.pending === 0) decisionIsDue(issue);
    },

    done(issue, step, member) {
      const { read, verify, write, decide } = issue.times;
      switch (step) {
        case WRITE:
          coordination.hubWork(issue, member, read, Category.communication, READ);
          break;
        case READ:
          if (coordination.mustVerify(issue, member, 0)) coordination.hubWork(issue, member, verify, Category.verification, VERIFY);
          else if (--issue.pending === 0) decisionIsDue(issue);
          break;
        case VERIFY:
          if (--issue.pending === 0) decisionIsDue(issue);
          break;
        case ASK:
          coordination.memberWork(issue, member, read + write, Category.communication, ANSWER);
          break;
        case ANSWER:
          coordination.hubWork(issue, member, read, Category.communication, HEAR);
          break;
        case HEAR:
          if (--issue.pending === 0) startDeciding(issue, Category.communication);
          break;
        case DECIDE:
          decided(issue);
          break;
        case ACKNOWLEDGE:
          judge(issue, member);
          break;
        case OBJECT:
          coordination.hubWork(issue, member, read + decide + write, Category.rework, REPLY);
          break;
        case REPLY:
          coordination.memberWork(issue, member, read + decide, Category.rework, RECONSIDER);
          break;
        case RECONSIDER:
          coordination.persuade(issue, member);
          judge(issue, member);
          break;
      }
    },
  };
}
