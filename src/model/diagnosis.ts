import { NO_EVENT } from '../engine/event-list.js';
import { Priority } from '../engine/priorities.js';
import type { EventKind } from '../engine/simulation.js';
import { NO_JOB } from '../engine/station-bank.js';
import type { Law } from '../random/law.js';
import type { HierarchySpec } from '../scenario/scenario.js';
import { Category } from './categories.js';
import { ChainOfCommand } from './chain-of-command.js';
import type { Citizens } from './citizens.js';
import { Knowledge } from './knowledge.js';
import { NOBODY, type HierarchyLaws } from './model.js';
import type { DelayCause } from './observer.js';
import { Purpose } from './purposes.js';
import { nameOfProblem, tell } from './telling.js';
import type { Task, World } from './world.js';

/** What diagnosis reports to the life of a problem. */
export interface DiagnosisEvents {
  /** An organisation knows the solution of a part. */
  solved(part: number, organisation: number): void;
  /** The solution is back where the part started. */
  returned(part: number): void;
  /** Nobody in the chain knew. */
  unsolvable(part: number): void;
}

/**
 * Stage one, vertical: parts climb a knowledge hierarchy until somebody knows (Garicano 2000), and solutions come back down.
 *
 * Time at an organisation is spent whether or not it turns out to know. What it does not know goes up the command edge after a
 * transmission delay. On the way it may be lost, which is noticed after a while, or go astray to another office beside the parent, which
 * spends its time as well and forwards what it cannot answer. Above the top is nobody. An organisation with too much to do may hand a part
 * sideways. A level that has become idle takes nothing in any more and is passed by; what is in its in-trays by then is still worked off.
 */
export class Diagnosis {
  private readonly chain: ChainOfCommand;
  private readonly knowledge: Knowledge;
  private readonly settings: HierarchySpec;
  private readonly laws: HierarchyLaws;
  private readonly visit: Task;
  private readonly confirmation: Task;
  private readonly delivery: EventKind;
  private readonly resending: EventKind;
  private readonly descent: EventKind;
  private readonly triaged: EventKind;
  /** Whether solutions go down in no time and teach nobody, which needs no events. */
  private readonly silentReturn: boolean;

  constructor(
    private readonly world: World,
    private readonly citizens: Citizens,
    private readonly events: DiagnosisEvents,
  ) {
    const { simulation, model } = world;
    this.settings = model.scenario.hierarchy;
    this.laws = model.hierarchy;
    this.chain = new ChainOfCommand(world);
    this.knowledge = new Knowledge(world);
    const problemOf = (part: number): number => world.parts.problem[part];
    this.visit = world.defineTask((part) => this.completed(part), problemOf, (part) => `diagnose ${this.domainOf(part)}`);
    this.confirmation = world.defineTask((part) => this.confirmed(part), problemOf, (part) => `confirm what triage says of ${this.domainOf(part)}`);
    this.delivery = simulation.define(Priority.delivery, (part, organisation) => this.delivered(part, organisation));
    this.resending = simulation.define(Priority.delivery, (part) => this.resend(part));
    this.descent = simulation.define(Priority.delivery, (part, organisation) => this.descended(part, organisation));
    this.triaged = simulation.define(Priority.delivery, (part) => this.triageDone(part));
    const { returnDelay } = this.laws;
    this.silentReturn = returnDelay.mean === 0 && returnDelay.variance === 0 && this.settings.learning.rule === 'none';
  }

  /** A part begins at its home. Automatic triage looks first at the lead part of problems that arrive there and not further up. */
  begin(part: number): void {
    const { parts, simulation } = this.world;
    const { triageTime } = this.laws;
    if (triageTime !== undefined && parts.role[part] === 0 && parts.escalated[part] === 0) {
      parts.event[part] = simulation.post(this.triaged, this.sample(triageTime, part, Purpose.triageTime, 0), part);
      this.tellDelay(part, 'triage', parts.home[part], NOBODY);
    } else this.receive(part, parts.home[part]);
  }

  /** Takes a part out of the process, wherever it is. Work on it in service becomes sunk. */
  abandon(part: number): void {
    const { parts, simulation } = this.world;
    if (parts.job[part] !== NO_JOB) this.world.abandon(parts.job[part]);
    if (parts.event[part] !== NO_EVENT) {
      simulation.cancel(parts.event[part]);
      this.world.steps?.over(parts.event[part], 'drop');
    }
    parts.job[part] = NO_JOB;
    parts.event[part] = NO_EVENT;
  }

  /** Sends a solution from the organisation that knew it down to the part's home, hop by hop. */
  sendDown(part: number, from: number): void {
    if (from === this.world.parts.home[part] || this.silentReturn) this.events.returned(part);
    else this.descend(part, from);
  }

  /** A part reaches an organisation: it joins the in-tray, unless nobody works there any more or there is too much to do. */
  private receive(part: number, organisation: number): void {
    const { parts } = this.world;
    parts.place[part] = organisation;
    if (this.chain.isIdle(organisation)) {
      // Whoever was meant is in the same place, idle too, and passes it up its own chain.
      if (parts.forwardTo[part] !== NOBODY) parts.place[part] = parts.forwardTo[part];
      parts.forwardTo[part] = NOBODY;
      this.escalate(part);
      return;
    }
    const taker = this.takerFor(part, organisation);
    if (taker === organisation) this.takeUp(part, organisation);
    else {
      parts.handovers[part]++;
      tell(this.world, 'hand-over', parts.problem[part], taker);
      this.transmit(part, taker);
    }
  }

  /** A part joins the in-tray. Its work is drawn by what would come of it today. */
  private takeUp(part: number, organisation: number): void {
    const { world } = this;
    const { parts, model, ledger, observer } = world;
    const visit = parts.visits[part]++;
    const own = parts.escalated[part] === 0;
    const { kind, kinds } = model.organisations;
    const service = kinds.service[kind[organisation]];
    const solves = this.knowledge.solves(organisation, part);
    const law = own ? (solves ? service.ownSolved : service.ownPassed) : solves ? service.helpSolved : service.helpPassed;
    const work = this.sample(law, part, Purpose.work, visit);
    ledger.received[organisation]++;
    if (observer !== undefined) {
      tell(world, 'receive', parts.problem[part], organisation);
      observer.attribute?.(nameOfProblem(world, parts.problem[part]), `work on ${this.domainOf(part)} at visit ${visit}`, work);
    }
    // Citizens help where they are, with what they have brought themselves.
    const staffTime = organisation === world.problems.origin[parts.problem[part]] && own ? this.citizens.remaining(work) : work;
    parts.job[part] = world.assign(organisation, staffTime, own ? Category.direct : Category.helping, this.visit, part, 0);
  }

  private completed(part: number): void {
    const { parts, ledger } = this.world;
    const organisation = parts.place[part];
    const meant = parts.forwardTo[part];
    parts.job[part] = NO_JOB;
    parts.forwardTo[part] = NOBODY;
    if (this.knowledge.solves(organisation, part)) {
      ledger.solved[organisation]++;
      tell(this.world, 'answer', parts.problem[part], organisation);
      this.events.solved(part, organisation);
    } else if (meant !== NOBODY) {
      tell(this.world, 'escalate', parts.problem[part], meant);
      this.transmit(part, meant);
    } else {
      ledger.escalated[organisation]++;
      this.escalate(part);
    }
  }

  private resend(part: number): void {
    this.delayIsOver(part);
    this.escalate(part);
  }

  private escalate(part: number): void {
    const { world, settings } = this;
    const { parts } = world;
    const parent = this.chain.above(parts.place[part], parts.domain[part]);
    if (parent === NOBODY) {
      this.events.unsolvable(part);
      return;
    }
    parts.escalated[part] = 1;
    const sending = parts.sendings[part]++;
    if (settings.lost > 0 && this.lot(part, Purpose.loss, sending) < settings.lost) {
      tell(world, 'lose', parts.problem[part], parts.place[part]);
      parts.event[part] = world.simulation.post(this.resending, settings.resendAfter, part);
      this.tellDelay(part, 'lost', parent, parts.place[part]);
      return;
    }
    const target = settings.misrouted > 0 ? this.addressee(part, parent, sending) : parent;
    tell(world, target === parent ? 'escalate' : 'misroute', parts.problem[part], target);
    if (target !== parent) parts.forwardTo[part] = parent;
    this.transmit(part, target);
  }

  /** Where a part meant for `parent` really goes: astray, by lot, to another organisation in the parent's jurisdiction. */
  private addressee(part: number, parent: number, sending: number): number {
    const { parts, model } = this.world;
    const source = this.world.draw(parts.problem[part], Purpose.misrouting, model.domainKey[parts.domain[part]], sending);
    if (source.next() >= this.settings.misrouted) return parent;
    const others = this.chain.office(parent).filter((other) => other !== parent && other !== parts.place[part]);
    return others.length === 0 ? parent : others[Math.floor(source.next() * others.length)];
  }

  /** Sends a part to another organisation, up, sideways or on; every sending has a delay of its own. */
  private transmit(part: number, organisation: number): void {
    const { parts, simulation } = this.world;
    const delay = this.sample(this.laws.delay, part, Purpose.transmission, parts.transmissions[part]++);
    parts.event[part] = simulation.post(this.delivery, delay, part, organisation);
    this.tellDelay(part, 'transit', organisation, parts.place[part]);
  }

  private delivered(part: number, organisation: number): void {
    this.delayIsOver(part);
    this.receive(part, organisation);
  }

  private descend(part: number, from: number): void {
    const { world } = this;
    const { parts } = world;
    const below = this.chain.below(parts.home[part], parts.domain[part], from);
    const delay = this.sample(this.laws.returnDelay, part, Purpose.solutionReturn, world.memberKey(from));
    parts.event[part] = world.simulation.post(this.descent, delay, part, below);
    this.tellDelay(part, 'return', below, from);
  }

  private descended(part: number, organisation: number): void {
    const { parts } = this.world;
    this.delayIsOver(part);
    if (!this.chain.isIdle(organisation)) this.knowledge.learn(organisation, part);
    tell(this.world, 'return', parts.problem[part], organisation);
    if (organisation === parts.home[part]) this.events.returned(part);
    else this.descend(part, organisation);
  }

  /** Who takes a part that has reached `organisation`: a peer with a shorter queue when passing the buck is allowed and worth it. */
  private takerFor(part: number, organisation: number): number {
    const { passTheBuck } = this.settings;
    if (passTheBuck === undefined) return organisation;
    const { parts, bank } = this.world;
    if (parts.handovers[part] >= passTheBuck.hops || bank.queueLength(organisation) <= passTheBuck.threshold) return organisation;
    let taker = organisation;
    for (const peer of this.chain.peers(organisation, parts.domain[part])) {
      if (bank.queueLength(peer) < bank.queueLength(taker)) taker = peer;
    }
    return taker;
  }

  /** The machine has proposed an answer, or has none. Somebody at home must confirm what it proposes. */
  private triageDone(part: number): void {
    const { world } = this;
    const { parts } = world;
    const { confirmation } = this.laws;
    const home = parts.home[part];
    this.delayIsOver(part);
    const covered = this.lot(part, Purpose.triage, 0) < (this.settings.triage?.coverage ?? 0);
    if (!covered || confirmation === undefined || this.chain.isIdle(home)) {
      this.receive(part, home);
      return;
    }
    const work = this.sample(confirmation, part, Purpose.confirmation, 0);
    parts.job[part] = world.assign(home, work, Category.direct, this.confirmation, part, 0);
  }

  /** The time of confirmation is spent; a wrong proposal is refused and the problem takes the ordinary way. */
  private confirmed(part: number): void {
    const { parts, ledger } = this.world;
    const home = parts.home[part];
    parts.job[part] = NO_JOB;
    const wrong = this.lot(part, Purpose.triage, 1) < (this.settings.triage?.error ?? 0);
    if (wrong) {
      this.receive(part, home);
      return;
    }
    ledger.received[home]++;
    ledger.solved[home]++;
    tell(this.world, 'answer', parts.problem[part], home);
    this.events.solved(part, home);
  }

  private delayIsOver(part: number): void {
    const { parts, steps } = this.world;
    steps?.over(parts.event[part], 'done');
    parts.event[part] = NO_EVENT;
  }

  /** Tells who follows the problem why nothing happens to the part until its next event. */
  private tellDelay(part: number, cause: DelayCause, organisation: number, from: number): void {
    const { parts, steps } = this.world;
    steps?.delayed(parts.event[part], cause, parts.problem[part], organisation, from, this.domainOf(part));
  }

  private lot(part: number, purpose: Purpose, visit: number): number {
    const { parts, model } = this.world;
    return this.world.draw(parts.problem[part], purpose, model.domainKey[parts.domain[part]], visit).next();
  }

  private sample(law: Law, part: number, purpose: Purpose, visit: number): number {
    const { parts, model } = this.world;
    return this.world.sample(law, parts.problem[part], purpose, model.domainKey[parts.domain[part]], visit);
  }

  private domainOf(part: number): string {
    return this.world.model.scenario.domains[this.world.parts.domain[part]];
  }
}
