import type { PrimitiveTimes } from '../scenario/scenario.js';
import { Category } from './categories.js';
import { affectedBy, homesOfParts, networkFor } from './coverage.js';
import type { Diagnosis } from './diagnosis.js';
import type { Issue, NetworkConduct } from './issue.js';
import { drawCoordinationDifficulty, openIssue } from './issue-opening.js';
import { LiveTable } from './live-table.js';
import { IssueWork } from './issue-work.js';
import type { NetworkLedger } from './ledger.js';
import { Meetings } from './meetings.js';
import { NO_NETWORK, NOBODY, type NetworkModel } from './model.js';
import { Oversight } from './oversight.js';
import { NO_ISSUE } from './problem-table.js';
import type { JointDecision } from './joint-decision.js';
import { Purpose } from './purposes.js';
import { Recourse } from './recourse.js';
import { loadShares } from './rules/cost-functions.js';
import { Settlement } from './settlement.js';
import { compliance, compromise, distance, persuaded, tolerates } from './stance.js';
import { tell } from './telling.js';
import { Trust } from './trust.js';
import type { Task, World } from './world.js';

/** What coordination reports to the life of a problem. */
export interface CoordinationEvents {
  /** An issue has opened; it may be over in the same instant. */
  opened(issue: Issue): void;
  /** The participants go ahead, together or each alone; `decision` writes down what they stand by, for whom it matters. */
  settled(problem: number, decision: () => JointDecision): void;
  /** A part is beyond everybody's knowledge. */
  beyondKnowledge(problem: number): void;
  /** No decision was reached and things stay as they are. */
  deadlocked(problem: number): void;
}

/** What a form uses when its cost is assumed instead of emerging: every act takes no person time, notice stays. */
const FREE: Omit<PrimitiveTimes, 'notice'> = { write: 0, read: 0, verify: 0, decide: 0, acknowledge: 0, intervention: 0, meeting: 0, approve: 0 };
/** Step and member share the 31 bits of a work item: member + 1 takes the low 20. */
const MEMBERS = 1 << 20;

/**
 * Stage two, horizontal: a problem that touches several domains opens an issue, and the governance form of the network that covers its
 * participants brings them to a joint decision. Here stand the acts that forms are made of; each form's own file says which of them it
 * uses, in which order.
 */
export class Coordination {
  readonly meetings: Meetings;
  readonly networks: readonly NetworkConduct[];
  private readonly uncoordinated: NetworkConduct;
  private readonly issues = new LiveTable<Issue>();
  private readonly inTrays: IssueWork;
  private readonly recourse: Recourse;
  private readonly settlement: Settlement;
  private readonly oversight: Oversight;
  private readonly step: Task;
  private readonly assumed: Task;
  private readonly approval: Task;

  constructor(
    readonly world: World,
    private readonly diagnosis: Diagnosis,
    private readonly events: CoordinationEvents,
    displace: (problem: number, domain: number) => void,
  ) {
    const { model, ledger } = world;
    this.meetings = new Meetings(world);
    this.settlement = new Settlement(world, displace);
    this.oversight = new Oversight(world);
    this.inTrays = new IssueWork(world, this.issues);
    this.recourse = new Recourse(world, this.issues, this.inTrays, (issue) => this.impose(issue));
    this.step = this.inTrays.define(
      (issue, detail) => issue.protocol.done(issue, Math.floor(detail / MEMBERS), (detail % MEMBERS) - 1),
      (issue, detail) => this.stepInWords(issue, Math.floor(detail / MEMBERS), (detail % MEMBERS) - 1),
    );
    this.assumed = this.inTrays.define((issue) => this.arrived(issue), () => 'coordinate, at an assumed cost');
    this.approval = this.inTrays.define((issue) => this.approved(issue), () => 'have the decision approved at home');
    this.networks = model.networks.map((network, index) => this.conductOf(network, ledger.networks[index], new Trust(world, network)));
    this.uncoordinated = this.conductOf(model.uncoordinated, ledger.uncoordinated, undefined);
  }

  /** Sets up what recurs in the networks. */
  start(): void {
    for (const { protocol } of this.networks) protocol.start?.();
  }

  /** A problem whose lead part `solver` has solved opens an issue; the other parts go to their own chains first. */
  open(problem: number, solver: number): void {
    const { world } = this;
    const jurisdiction = world.model.organisations.jurisdiction[solver];
    const homes = homesOfParts(world.model, jurisdiction, this.otherDomains(problem));
    const affected = affectedBy(solver, homes);
    // Somebody who looks after all the domains has nobody to coordinate with, only parts to diagnose.
    const network = affected.length > 1 ? networkFor(world.model, affected, jurisdiction) : NO_NETWORK;
    const conduct = network === NO_NETWORK ? this.uncoordinated : this.networks[network];
    const issue = openIssue(world, conduct, { id: this.issues.takeNumber(), problem, affected });
    this.issues.add(issue);
    world.problems.issue[problem] = issue.id;
    this.events.opened(issue);
    if (issue.joint) {
      issue.ledger.open++;
      tell(world, 'open', problem, solver);
    }
    if (issue.counted) issue.ledger.opened++;
    // Begins when everything awaited is back; the opening itself is awaited too, so that nothing can begin half-way through it.
    issue.awaited = 1;
    this.assumeCost(issue);
    homes.forEach((home, index) => {
      if (home !== NOBODY) this.openPart(issue, index + 1, home);
    });
    this.arrived(issue);
  }

  /** A part of an issue is back at its home. */
  partReturned(part: number): void {
    const issue = this.issueOf(this.world.parts.problem[part]);
    this.arrived(issue);
  }

  /** Nobody could solve a part. */
  partUnsolvable(part: number): void {
    const issue = this.issueOf(this.world.parts.problem[part]);
    issue.beyondKnowledge = true;
    this.arrived(issue);
  }

  /** The problem has ended from outside (deadline): everything that its issue still waits for is dropped. */
  abandon(problem: number): void {
    const issue = this.issueOf(problem);
    this.inTrays.abandon(issue);
    this.callOff(issue);
    if (issue.counted && issue.decidedAt === undefined) {
      issue.ledger.expired++;
      this.world.ledger.timeToDecision.addNever();
    }
    this.close(issue);
  }

  /** Issue of a living problem that has one. */
  issueOf(problem: number): Issue {
    const issue = this.issues.at(this.world.problems.issue[problem]);
    if (issue === undefined) throw new RangeError('the problem has no open issue');
    return issue;
  }

  /** All open issues. */
  openIssues(): Iterable<Issue> {
    return this.issues.entries();
  }

  /** Trust on the dyads of a network. */
  trustIn(network: NetworkModel): Trust | undefined {
    return network.index === NO_NETWORK ? undefined : this.networks[network.index].trust;
  }

  // The acts that forms are made of.

  /** Gives an attendee work; the protocol's `done(issue, step, member)` follows. */
  memberWork(issue: Issue, member: number, time: number, category: Category, step: number): void {
    this.inTrays.give(issue, issue.attendees[member], time, category, this.step, step * MEMBERS + member + 1);
  }

  /** Gives the coordinator work that concerns an attendee (or nobody, -1). */
  hubWork(issue: Issue, member: number, time: number, category: Category, step: number): void {
    this.inTrays.give(issue, issue.network.hub, time, category, this.step, step * MEMBERS + member + 1);
  }

  /** Books the next plenary of all attendees; the protocol's `met(issue)` follows. */
  bookPlenary(issue: Issue): void {
    const { meeting, intervention, notice } = issue.times;
    const length = meeting + intervention * issue.attendees.length;
    const booked = this.meetings.book(issue.attendees, notice, length, Category.meeting, () => {
      issue.meeting = undefined;
      tellEnd?.();
      if (issue.counted) {
        issue.ledger.waitingForMeetings += booked.start - booked.bookedAt;
        issue.ledger.personTime += length * issue.attendees.length;
      }
      if (issue.ended) return;
      tell(this.world, 'meet', issue.problem, issue.attendees[0]);
      issue.protocol.met?.(issue);
    });
    const tellEnd = this.world.steps?.booked(issue.problem, booked, issue.affected[0], notice);
    issue.meeting = booked;
    tell(this.world, 'book', issue.problem, issue.attendees[0]);
  }

  /** Whether a reader must check what a writer wrote: with probability 1 - trust of the reader in the writer, keyed by writer and round. */
  mustVerify(issue: Issue, member: number, round: number): boolean {
    const writer = issue.attendees[member];
    const { trust, network } = issue;
    const believed = trust === undefined ? 0 : network.spec.trustRule === 'uniform' ? network.trust.mean : trust.between(network.hub, writer);
    return this.world.draw(issue.problem, Purpose.verification, this.world.memberKey(writer), round).next() >= believed;
  }

  /**
   * One attempt at the coordination problem itself. Above the coordination knowledge at hand it fails: the nearest organisation above that
   * knows is asked, at the price of its helping time; where nobody is, or nobody may be asked, the attempt is repeated with a new draw of
   * the difficulty. An issue once mastered stays so in later rounds.
   */
  attempt(issue: Issue, knowledge: number, succeeded: () => void, repeat: () => void): void {
    if (issue.mastered) {
      succeeded();
      return;
    }
    const master = (): void => {
      issue.mastered = true;
      succeeded();
    };
    const attempt = issue.attempts++;
    if (attempt > 0) issue.difficulty = drawCoordinationDifficulty(this.world, issue.problem, attempt);
    if (issue.difficulty <= knowledge) master();
    else if (issue.network.spec.beyondCompetence === 'repeat' || !this.recourse.ask(issue, master)) repeat();
  }

  /** Best coordination knowledge among the attendees. */
  bestKnowledge(issue: Issue): number {
    const { coordinationKnowledge } = this.world.model.organisations;
    let best = -Infinity;
    for (const organisation of issue.attendees) best = Math.max(best, coordinationKnowledge[organisation]);
    return best;
  }

  /** What the attendees' positions come to, by weight and salience (see `stance.ts`). */
  compromise(issue: Issue): number {
    return compromise(issue, this.world.model.organisations.weight);
  }

  /** Puts a proposal on the table; `voice` in [0, 1] is how much of it the attendees' positions decide. */
  propose(issue: Issue, position: number, voice = 1): void {
    issue.proposal = position;
    issue.voice = voice;
    issue.accepts.fill(false);
    issue.judged.fill(false);
    tell(this.world, 'propose', issue.problem, NOBODY);
  }

  /** Whether one attendee accepts the proposal on the table; also noted in `issue.accepts`. */
  judges(issue: Issue, member: number): boolean {
    const accepts = tolerates(issue, member);
    issue.judged[member] = true;
    issue.accepts[member] = accepts;
    return accepts;
  }

  /** An attendee accepts the proposal on the table without judging it: its own. */
  standsBy(issue: Issue, member: number): void {
    issue.judged[member] = true;
    issue.accepts[member] = true;
  }

  /** Whether everybody has judged and the votes adopt the proposal under the network's decision rule. */
  adopted(issue: Issue): boolean {
    if (issue.judged.includes(false)) return false;
    const { decision, spec } = issue.network;
    const { weight } = this.world.model.organisations;
    const weights: number[] = [];
    for (const organisation of issue.attendees) weights.push(weight[organisation]);
    return decision.adopts({ accepts: issue.accepts, weights }, spec.decision.parameters);
  }

  /** An attendee's position moves towards the proposal, for this issue only. */
  persuade(issue: Issue, member: number): void {
    issue.positions[member] = persuaded(issue, member);
  }

  /** From now on a decision exists. */
  decide(issue: Issue): void {
    if (issue.decidedAt !== undefined) return;
    issue.decidedAt = this.world.now;
    tell(this.world, 'decide', issue.problem, issue.network.hub);
    if (!issue.counted) return;
    issue.ledger.decided++;
    this.world.ledger.timeToDecision.addEnded(this.world.now - issue.opened);
  }

  /**
   * Everybody carries the decision out as far as it complies, and the issue is over, as soon as attendees of another sector than the
   * convenor have had it approved at home.
   */
  conclude(issue: Issue): void {
    this.decide(issue);
    const foreign = this.ofAnotherSector(issue);
    issue.pending = foreign.length;
    const { approve } = issue.times;
    for (const organisation of foreign) this.inTrays.give(issue, organisation, approve, Category.communication, this.approval);
    if (foreign.length === 0) this.carryOut(issue);
  }

  /** Everybody goes ahead alone; the issue is over. */
  goAlone(issue: Issue, duplicatedDays: number): void {
    this.decide(issue);
    this.settlement.alone(issue, duplicatedDays);
    this.end(issue);
    this.events.settled(issue.problem, () => ownDecision(issue));
  }

  /** The last round has passed without adoption: an arbiter imposes the compromise where the rule has one, otherwise nothing changes. */
  exhaust(issue: Issue): void {
    if (!issue.network.decision.arbitrated || !this.recourse.arbitrate(issue)) this.deadlock(issue);
  }

  // Inside.

  private conductOf(network: NetworkModel, ledger: NetworkLedger, trust: Trust | undefined): NetworkConduct {
    const { times } = network.spec;
    return {
      network,
      protocol: network.form.protocol(this, network),
      times: network.load === undefined ? times : { ...FREE, notice: times.notice },
      trust,
      ledger,
    };
  }

  /** What the protocol calls a step, and whom of the attendees it concerns besides who does it. */
  private stepInWords({ protocol, attendees, network }: Issue, step: number, member: number): string {
    const words = protocol.steps?.[step] ?? '';
    if (!words.endsWith(' of')) return words;
    return member < 0 || attendees[member] === network.hub ? words.slice(0, -3) : `${words} ${this.world.model.organisations.paths[attendees[member]]}`;
  }

  private otherDomains(problem: number): number[] {
    const { problems } = this.world;
    const others: number[] = [];
    for (let role = 1; role < problems.domainCount[problem]; role++) others.push(problems.domain(problem, role));
    return others;
  }

  private openPart(issue: Issue, role: number, home: number): void {
    const { problems, parts, model } = this.world;
    const domain = problems.domain(issue.problem, role);
    const law = model.classes[problems.problemClass[issue.problem]].difficulty;
    const difficulty = this.world.sample(law, issue.problem, Purpose.difficulty, model.domainKey[domain], 0);
    const part = parts.take(issue.problem, role, domain, home, difficulty);
    issue.parts.push(part);
    issue.awaited++;
    this.diagnosis.begin(part);
  }

  /** Assumed coordination work lands in the payers' in-trays when the issue opens. */
  private assumeCost(issue: Issue): void {
    for (const { organisation, time } of loadShares(issue.network, issue.attendees)) {
      issue.awaited++;
      this.inTrays.give(issue, organisation, time, Category.communication, this.assumed);
    }
  }

  private approved(issue: Issue): void {
    if (--issue.pending === 0) this.carryOut(issue);
  }

  private carryOut(issue: Issue): void {
    const shares: number[] = [];
    for (let member = 0; member < issue.attendees.length; member++) shares.push(compliance(issue, member));
    this.settlement.together(issue, shares);
    this.oversight.report(issue);
    this.end(issue);
    this.events.settled(issue.problem, () => ({
      participants: issue.attendees,
      compliance: shares,
      distance: issue.attendees.map((_, member) => distance(issue, member)),
      network: issue.network.spec.members,
      conduct: issue,
    }));
  }

  /** Attendees of another sector than who convenes: the coordinator, otherwise the organisation of the lead domain. */
  private ofAnotherSector(issue: Issue): number[] {
    const { sector } = this.world.model.organisations;
    const convenor = issue.network.hub === NOBODY ? issue.affected[0] : issue.network.hub;
    return issue.attendees.filter((organisation) => sector[organisation] !== sector[convenor]);
  }

  /** One thing that the joint decision waited for has arrived. */
  private arrived(issue: Issue): void {
    issue.awaited--;
    if (issue.awaited > 0 || issue.ended) return;
    if (issue.counted) issue.ledger.waitingForParts += this.world.now - issue.opened;
    if (issue.beyondKnowledge) {
      if (issue.counted) this.world.ledger.timeToDecision.addNever();
      this.close(issue);
      this.events.beyondKnowledge(issue.problem);
    } else if (issue.joint) issue.protocol.begin(issue);
    else {
      this.close(issue);
      this.events.settled(issue.problem, () => ownDecision(issue));
    }
  }

  private deadlock(issue: Issue): void {
    tell(this.world, 'deadlock', issue.problem, NOBODY);
    if (issue.counted) {
      issue.ledger.deadlocked++;
      this.world.ledger.timeToDecision.addNever();
    }
    this.settlement.deadlock(issue);
    this.end(issue);
    this.events.deadlocked(issue.problem);
  }

  /** An arbiter has decided: the compromise stands. */
  private impose(issue: Issue): void {
    this.propose(issue, this.compromise(issue));
    for (let member = 0; member < issue.attendees.length; member++) this.judges(issue, member);
    this.conclude(issue);
  }

  /** A booked meeting is called off; one under way goes on to its end. */
  private callOff(issue: Issue): void {
    const { meeting } = issue;
    if (meeting === undefined || meeting.held) return;
    if (issue.counted) issue.ledger.waitingForMeetings += this.world.now - meeting.bookedAt;
    this.meetings.cancel(meeting);
  }

  /** An issue that came to a decision or a deadlock. */
  private end(issue: Issue): void {
    if (issue.counted) {
      issue.ledger.concluded++;
      issue.ledger.rounds += issue.round;
    }
    this.close(issue);
  }

  private close(issue: Issue): void {
    issue.ended = true;
    if (issue.joint) issue.ledger.open--;
    this.world.simulation.cancel(issue.request);
    this.world.steps?.over(issue.request, 'drop');
    for (const part of issue.parts) {
      this.diagnosis.abandon(part);
      this.world.parts.release(part);
    }
    this.issues.remove(issue);
    this.world.problems.issue[issue.problem] = NO_ISSUE;
  }
}

/** What is decided without any decision in common: everybody stands by what it does itself. */
function ownDecision(issue: Issue): JointDecision {
  return {
    participants: issue.attendees,
    compliance: issue.attendees.map(() => 1),
    network: issue.network.spec.members,
    conduct: issue.joint ? issue : undefined,
  };
}
