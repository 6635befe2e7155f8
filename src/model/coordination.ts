import { NO_EVENT } from '../engine/event-list.js';
import { Priority } from '../engine/priorities.js';
import type { EventKind } from '../engine/simulation.js';
import type { PrimitiveTimes } from '../scenario/scenario.js';
import { Category } from './categories.js';
import { ChainOfCommand } from './chain-of-command.js';
import { affectedBy, homesOfParts, networkFor, NO_NETWORK } from './coverage.js';
import type { Diagnosis } from './diagnosis.js';
import type { Protocol } from './forms/governance-form.js';
import type { Issue } from './issue.js';
import type { NetworkLedger } from './ledger.js';
import { Meetings } from './meetings.js';
import { NOBODY, type NetworkModel } from './model.js';
import { NO_ISSUE } from './problem-table.js';
import { Purpose } from './purposes.js';
import { Settlement } from './settlement.js';
import { loadShares } from './rules/cost-functions.js';
import { nameOfProblem, tell } from './telling.js';
import { Trust } from './trust.js';
import type { Task, World } from './world.js';

/** What coordination reports to the life of a problem. */
export interface CoordinationEvents {
  /** The participants go ahead, together or each alone. */
  settled(problem: number): void;
  /** A part is beyond everybody's knowledge. */
  beyondKnowledge(problem: number): void;
  /** No decision was reached and things stay as they are. */
  deadlocked(problem: number): void;
}

/** What a form uses when its cost is assumed instead of emerging: every act takes no person time, notice stays. */
const FREE: Omit<PrimitiveTimes, 'notice'> = { write: 0, read: 0, verify: 0, decide: 0, acknowledge: 0, intervention: 0, meeting: 0, approve: 0 };
/** Step and member share the 31 bits of a work item: member + 1 takes the low 20. */
const MEMBERS = 1 << 20;

interface NetworkState {
  readonly model: NetworkModel;
  readonly protocol: Protocol;
  readonly trust: Trust | undefined;
  readonly ledger: NetworkLedger;
  readonly times: PrimitiveTimes;
}

/**
 * Stage two, horizontal: a problem that touches several domains opens an issue, and the governance form of the network that covers its
 * participants brings them to a joint decision. Here stand the acts that forms are made of; each form's own file says which of them it
 * uses, in which order.
 */
export class Coordination {
  readonly meetings: Meetings;
  readonly networks: readonly NetworkState[];
  private readonly uncoordinated: NetworkState;
  private readonly issues: (Issue | undefined)[] = [];
  private readonly freeIssues: number[] = [];
  private readonly step: Task;
  private readonly assumed: Task;
  private readonly approval: Task;
  private readonly advice: Task;
  private readonly arbitration: Task;
  private readonly asking: EventKind;
  private readonly settlement: Settlement;
  private readonly chain: ChainOfCommand;

  constructor(
    readonly world: World,
    private readonly diagnosis: Diagnosis,
    private readonly events: CoordinationEvents,
    displace: (problem: number, domain: number) => void,
  ) {
    const { model, ledger } = world;
    this.meetings = new Meetings(world);
    this.settlement = new Settlement(world, displace);
    this.chain = new ChainOfCommand(world);
    this.asking = world.simulation.define(Priority.delivery, (issue, adviser) => this.asked(issue, adviser));
    this.step = world.defineTask((issue, detail, job) => this.stepDone(issue, detail, job));
    this.assumed = world.defineTask((issue, _, job) => this.assumedDone(issue, job));
    this.approval = world.defineTask((issue, _, job) => this.approved(issue, job));
    this.advice = world.defineTask((issue, _, job) => this.advised(issue, job));
    this.arbitration = world.defineTask((issue, arbiter, job) => this.arbitrated(issue, arbiter, job));
    this.networks = model.networks.map((network, index) => this.stateOf(network, ledger.networks[index], new Trust(world, network)));
    this.uncoordinated = this.stateOf(model.uncoordinated, ledger.uncoordinated, undefined);
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
    const joint = affected.length > 1;
    const network = joint ? networkFor(world.model, affected, jurisdiction) : NO_NETWORK;
    const issue = this.createIssue(problem, affected, network === NO_NETWORK ? this.uncoordinated : this.networks[network], joint);
    issue.ledger.open++;
    if (issue.counted) issue.ledger.opened++;
    if (joint) tell(world, 'open', problem, solver);
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
    this.abandonWork(issue);
    this.callOff(issue);
    if (issue.counted && issue.decidedAt === undefined) {
      issue.ledger.expired++;
      this.world.ledger.timeToDecision.addNever();
    }
    this.close(issue);
  }

  /** Issue of a living problem that has one. */
  issueOf(problem: number): Issue {
    const issue = this.issues[this.world.problems.issue[problem]];
    if (issue === undefined) throw new RangeError('the problem has no open issue');
    return issue;
  }

  /** All open issues. */
  *openIssues(): Generator<Issue> {
    for (const issue of this.issues) if (issue !== undefined) yield issue;
  }

  /** Trust on the dyads of a network. */
  trustIn(network: NetworkModel): Trust | undefined {
    return this.networks.find(({ model }) => model === network)?.trust;
  }

  // The acts that forms are made of.

  /** Gives an attendee work; the protocol's `done(issue, step, member)` follows. */
  memberWork(issue: Issue, member: number, time: number, category: Category, step: number): void {
    this.work(issue, issue.attendees[member], time, category, step, member);
  }

  /** Gives the coordinator work that concerns an attendee (or nobody, -1). */
  hubWork(issue: Issue, member: number, time: number, category: Category, step: number): void {
    this.work(issue, issue.network.hub, time, category, step, member);
  }

  /** Books the next plenary of all attendees; the protocol's `met(issue)` follows. */
  bookPlenary(issue: Issue): void {
    const { meeting, intervention, notice } = issue.times;
    const length = meeting + intervention * issue.attendees.length;
    const booked = this.meetings.book(issue.attendees, notice, length, Category.meeting, () => {
      issue.meeting = undefined;
      if (issue.counted) {
        issue.ledger.waitingForMeetings += booked.start - booked.bookedAt;
        issue.ledger.personTime += length * issue.attendees.length;
      }
      if (issue.ended) return;
      tell(this.world, 'meet', issue.problem, issue.attendees[0]);
      issue.protocol.met?.(issue);
    });
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
    const attempt = issue.attempts++;
    if (attempt > 0 && !issue.mastered) issue.difficulty = this.drawDifficulty(issue.problem, attempt);
    if (issue.mastered || issue.difficulty <= knowledge) {
      issue.mastered = true;
      succeeded();
      return;
    }
    const adviser = issue.network.spec.beyondCompetence === 'escalate' ? this.adviserFor(issue) : NOBODY;
    if (adviser === NOBODY) repeat();
    else this.askAdvice(issue, adviser, succeeded);
  }

  /** Best coordination knowledge among the attendees. */
  bestKnowledge(issue: Issue): number {
    const { coordinationKnowledge } = this.world.model.organisations;
    return issue.attendees.reduce((best, organisation) => Math.max(best, coordinationKnowledge[organisation]), -Infinity);
  }

  /** Mean position weighted by capability and salience, sum(c s x) / sum(c s) (Stokman and Van den Bos 1992). */
  compromise(issue: Issue): number {
    const { weight } = this.world.model.organisations;
    let sum = 0;
    let total = 0;
    let plain = 0;
    for (let member = 0; member < issue.attendees.length; member++) {
      const force = weight[issue.attendees[member]] * issue.salience[member];
      sum += force * issue.positions[member];
      total += force;
      plain += issue.positions[member];
    }
    return total > 0 ? sum / total : plain / issue.attendees.length;
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
    const accepts = this.distance(issue, member) <= this.latitude(issue, member) + 1e-12;
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
    const weights = issue.attendees.map((organisation) => weight[organisation]);
    return decision.adopts({ accepts: issue.accepts, weights }, spec.decision.parameters);
  }

  /** x += persuasion * trust * (p - x), for this issue only. */
  persuade(issue: Issue, member: number): void {
    const trust = this.trustOf(issue, member);
    issue.positions[member] += issue.network.spec.persuasion * trust * (issue.proposal - issue.positions[member]);
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
    for (const organisation of foreign) {
      issue.jobs.set(this.world.assign(organisation, approve, Category.communication, this.approval, issue.id, 0), approve);
    }
    if (foreign.length === 0) this.carryOut(issue);
  }

  /** Everybody goes ahead alone; the issue is over. */
  goAlone(issue: Issue, duplicatedDays: number): void {
    this.decide(issue);
    this.settlement.alone(issue, duplicatedDays);
    this.end(issue);
    this.events.settled(issue.problem);
  }

  /** The last round has passed without adoption: an arbiter imposes the compromise where the rule has one, otherwise nothing changes. */
  exhaust(issue: Issue): void {
    if (issue.network.decision.arbitrated) this.arbitrate(issue);
    else this.deadlock(issue);
  }

  // Inside.

  private stateOf(model: NetworkModel, ledger: NetworkLedger, trust: Trust | undefined): NetworkState {
    const { times } = model.spec;
    return {
      model,
      protocol: model.form.protocol(this, model),
      trust,
      ledger,
      times: model.load === undefined ? times : { ...FREE, notice: times.notice },
    };
  }

  private otherDomains(problem: number): number[] {
    const { problems } = this.world;
    return Array.from({ length: problems.domainCount[problem] - 1 }, (_, index) => problems.domain(problem, index + 1));
  }

  private createIssue(problem: number, affected: readonly number[], state: NetworkState, joint: boolean): Issue {
    const { world } = this;
    const { model } = state;
    const { spec, hub } = model;
    const hubIsMember = hub !== NOBODY && world.model.organisations.isBody[hub] === 0;
    const salienceOf = (organisation: number): number => model.salience.sample(world.draw(problem, Purpose.salience, world.memberKey(organisation), 0));
    const positionOf = (organisation: number): number => model.positions.sample(world.draw(problem, Purpose.position, world.memberKey(organisation), 0));
    const convene = (): number[] =>
      model.convening.convene(
        {
          affected,
          members: spec.members,
          hub: hubIsMember ? hub : NOBODY,
          lot: (organisation) => this.conveningLot(problem, organisation),
          salience: salienceOf,
        },
        spec.convening.parameters,
      );
    const attendees = model.form.convenes ? convene() : affected;
    const issue: Issue = {
      id: this.freeIssues.pop() ?? this.issues.length,
      problem,
      network: model,
      protocol: state.protocol,
      times: state.times,
      trust: state.trust,
      ledger: state.ledger,
      opened: world.now,
      counted: joint && world.counting,
      affected,
      attendees,
      parts: [],
      positions: attendees.map(positionOf),
      salience: attendees.map(salienceOf),
      hubPosition: hubIsMember ? positionOf(hub) : 0,
      difficulty: this.drawDifficulty(problem, 0),
      attempts: 0,
      mastered: false,
      awaited: 0,
      pending: 0,
      beyondKnowledge: false,
      round: 0,
      exchanges: attendees.map(() => 0),
      proposal: NaN,
      voice: 1,
      accepts: attendees.map(() => false),
      judged: attendees.map(() => false),
      decidedAt: undefined,
      jobs: new Map(),
      meeting: undefined,
      request: NO_EVENT,
      onAdvice: undefined,
      ended: false,
    };
    this.issues[issue.id] = issue;
    world.problems.issue[problem] = issue.id;
    this.showAttributes(issue);
    return issue;
  }

  private showAttributes(issue: Issue): void {
    if (this.world.observer?.attribute === undefined) return;
    const { paths, isBody } = this.world.model.organisations;
    const { hub } = issue.network;
    issue.attendees.forEach((organisation, member) => {
      this.show(issue.problem, `position of ${paths[organisation]}`, issue.positions[member]);
      this.show(issue.problem, `salience of ${paths[organisation]}`, issue.salience[member]);
    });
    if (hub !== NOBODY && isBody[hub] === 0) this.show(issue.problem, `position of ${paths[hub]}`, issue.hubPosition);
    this.show(issue.problem, 'coordination difficulty', issue.difficulty);
  }

  /** Tells the observer of an attribute as it is used. */
  private show(problem: number, name: string, value: number): void {
    this.world.observer?.attribute?.(nameOfProblem(this.world, problem), name, value);
  }

  private conveningLot(problem: number, organisation: number): number {
    const { world } = this;
    const lot = world.draw(problem, Purpose.convening, world.memberKey(organisation), 0).next();
    if (world.observer?.attribute !== undefined) this.show(problem, `convening lot of ${world.model.organisations.paths[organisation]}`, lot);
    return lot;
  }

  private drawDifficulty(problem: number, attempt: number): number {
    const { problems, model } = this.world;
    const law = model.classes[problems.problemClass[problem]].coordinationDifficulty;
    return law.sample(this.world.draw(problem, Purpose.coordinationDifficulty, 0, attempt));
  }

  private openPart(issue: Issue, role: number, home: number): void {
    const { problems, parts, model } = this.world;
    const domain = problems.domain(issue.problem, role);
    const law = model.classes[problems.problemClass[issue.problem]].difficulty;
    const difficulty = law.sample(this.world.draw(issue.problem, Purpose.difficulty, model.domainKey[domain], 0));
    const part = parts.take(issue.problem, role, domain, home, difficulty);
    issue.parts.push(part);
    issue.awaited++;
    this.diagnosis.begin(part);
  }

  /** Assumed coordination work lands in the payers' in-trays when the issue opens. */
  private assumeCost(issue: Issue): void {
    for (const { organisation, time } of loadShares(issue.network, issue.attendees)) {
      issue.awaited++;
      issue.jobs.set(this.world.assign(organisation, time, Category.communication, this.assumed, issue.id, 0), time);
    }
  }

  private approved(id: number, job: number): void {
    const issue = this.issues[id];
    if (issue === undefined) return;
    this.account(issue, job);
    if (--issue.pending === 0) this.carryOut(issue);
  }

  private carryOut(issue: Issue): void {
    this.settlement.together(issue, (member) => this.complianceOf(issue, member));
    this.end(issue);
    this.events.settled(issue.problem);
  }

  /** Attendees of another sector than who convenes: the coordinator, otherwise the organisation of the lead domain. */
  private ofAnotherSector(issue: Issue): number[] {
    const { sector } = this.world.model.organisations;
    const convenor = issue.network.hub === NOBODY ? issue.affected[0] : issue.network.hub;
    return issue.attendees.filter((organisation) => sector[organisation] !== sector[convenor]);
  }

  private assumedDone(id: number, job: number): void {
    const issue = this.issues[id];
    if (issue === undefined) return;
    this.account(issue, job);
    this.arrived(issue);
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
    } else if (issue.affected.length > 1) issue.protocol.begin(issue);
    else {
      this.close(issue);
      this.events.settled(issue.problem);
    }
  }

  private work(issue: Issue, organisation: number, time: number, category: Category, step: number, member: number): void {
    const job = this.world.assign(organisation, time, category, this.step, issue.id, step * MEMBERS + member + 1);
    issue.jobs.set(job, time);
  }

  private stepDone(id: number, detail: number, job: number): void {
    const issue = this.issues[id];
    if (issue === undefined) return;
    this.account(issue, job);
    const member = (detail % MEMBERS) - 1;
    issue.protocol.done(issue, Math.floor(detail / MEMBERS), member);
  }

  /** Books a finished work item's time and waiting to the network. */
  private account(issue: Issue, job: number): void {
    const time = issue.jobs.get(job) ?? 0;
    issue.jobs.delete(job);
    tell(this.world, 'work', issue.problem, this.world.bank.stationOf(job));
    if (!issue.counted) return;
    issue.ledger.personTime += time;
    issue.ledger.waitingInTrays += this.world.bank.waitOf(job);
  }

  private trustOf(issue: Issue, member: number): number {
    return issue.trust?.relevant(issue.attendees[member], issue.attendees) ?? 0;
  }

  /** Distance of an attendee's position from the proposal, in units of the reference scale. */
  private distance(issue: Issue, member: number): number {
    return Math.abs(issue.positions[member] - issue.proposal) / issue.network.spec.positions.scale;
  }

  /** Distance that an attendee tolerates: base + slope * trust. */
  private latitude(issue: Issue, member: number): number {
    const { base, slope } = issue.network.spec.acceptance;
    return base + slope * this.trustOf(issue, member);
  }

  /** 1 for who accepts; a dissenter complies less the further the decision lies beyond its latitude. */
  private complianceOf(issue: Issue, member: number): number {
    if (issue.accepts[member]) return 1;
    const excess = this.distance(issue, member) - this.latitude(issue, member);
    return Math.min(1, Math.max(0, 1 - excess));
  }

  /**
   * Organisations above whoever coordinates (without a coordinator, above the organisation of the lead domain), the nearest first:
   * responsible for the lead domain in each jurisdiction on the way up, idle ones left out.
   */
  private *superiors(issue: Issue): Generator<number> {
    const { organisations, responsible, domains, jurisdictionParent } = this.world.model;
    const from = issue.network.hub === NOBODY ? issue.affected[0] : issue.network.hub;
    const domain = this.world.problems.domain(issue.problem, 0);
    for (let at = jurisdictionParent[organisations.jurisdiction[from]]; at !== NOBODY; at = jurisdictionParent[at]) {
      const superior = responsible[at * domains + domain];
      if (superior !== NOBODY && !this.chain.isIdle(superior)) yield superior;
    }
  }

  /** Nearest superior with enough coordination knowledge for the issue. */
  private adviserFor(issue: Issue): number {
    const { coordinationKnowledge } = this.world.model.organisations;
    for (const superior of this.superiors(issue)) if (coordinationKnowledge[superior] >= issue.difficulty) return superior;
    return NOBODY;
  }

  /** The question travels up; the adviser takes its helping time for it. */
  private askAdvice(issue: Issue, adviser: number, succeeded: () => void): void {
    const { world } = this;
    const source = world.draw(issue.problem, Purpose.advice, world.memberKey(adviser), 2 * issue.attempts);
    issue.onAdvice = succeeded;
    issue.request = world.simulation.post(this.asking, world.model.hierarchy.delay.sample(source), issue.id, adviser);
  }

  private asked(id: number, adviser: number): void {
    const issue = this.issues[id];
    if (issue === undefined) return;
    const { world } = this;
    issue.request = NO_EVENT;
    const source = world.draw(issue.problem, Purpose.advice, world.memberKey(adviser), 2 * issue.attempts + 1);
    const time = world.model.organisations.service[adviser].helpSolved.sample(source);
    issue.jobs.set(world.assign(adviser, time, Category.helping, this.advice, issue.id, 0), time);
  }

  private advised(id: number, job: number): void {
    const issue = this.issues[id];
    if (issue === undefined) return;
    this.account(issue, job);
    issue.mastered = true;
    issue.onAdvice?.();
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

  /** The nearest superior reads everybody's case, decides, and the compromise is imposed. */
  private arbitrate(issue: Issue): void {
    const { world } = this;
    const nearest = this.superiors(issue).next();
    if (nearest.done === true) {
      this.deadlock(issue);
      return;
    }
    const arbiter = nearest.value;
    const { read, decide } = issue.times;
    const time = read * issue.attendees.length + decide;
    issue.jobs.set(world.assign(arbiter, time, Category.rework, this.arbitration, issue.id, arbiter), time);
  }

  private arbitrated(id: number, arbiter: number, job: number): void {
    const issue = this.issues[id];
    if (issue === undefined) return;
    this.account(issue, job);
    if (issue.counted) issue.ledger.arbitrated++;
    tell(this.world, 'arbitrate', issue.problem, arbiter);
    this.propose(issue, this.compromise(issue));
    for (let member = 0; member < issue.attendees.length; member++) this.judges(issue, member);
    this.conclude(issue);
  }

  /** Nobody waits for the issue's work any more; what has begun is finished and counts as spent on it. */
  private abandonWork(issue: Issue): void {
    const { world } = this;
    for (const [job, time] of issue.jobs) {
      if (issue.counted && world.bank.isInService(job)) issue.ledger.personTime += time;
      world.abandon(job);
    }
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
    issue.ledger.open--;
    this.world.simulation.cancel(issue.request);
    for (const part of issue.parts) {
      this.diagnosis.abandon(part);
      this.world.parts.release(part);
    }
    this.issues[issue.id] = undefined;
    this.freeIssues.push(issue.id);
    this.world.problems.issue[issue.problem] = NO_ISSUE;
  }
}
