import { NO_EVENT } from '../engine/event-list.js';
import { Priority } from '../engine/priorities.js';
import type { EventKind } from '../engine/simulation.js';
import { NO_JOB } from '../engine/station-bank.js';
import type { Law } from '../random/law.js';
import { Category } from './categories.js';
import { Knowledge } from './knowledge.js';
import { NOBODY } from './model.js';
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
 * transmission delay, may be lost and sent again, or misrouted to a sibling of the parent and forwarded; above the top is nobody.
 */
export class Diagnosis {
  private readonly knowledge: Knowledge;
  private readonly visit: Task;
  private readonly confirmation: Task;
  private readonly delivery: EventKind;
  private readonly resending: EventKind;
  private readonly descent: EventKind;
  private readonly triaged: EventKind;
  /** Whether solutions can go down in no time and teach nobody, which needs no events. */
  private readonly silentReturn: boolean;

  constructor(
    private readonly world: World,
    private readonly events: DiagnosisEvents,
  ) {
    const { simulation, model } = world;
    this.knowledge = new Knowledge(world);
    this.visit = world.defineTask((part) => this.completed(part));
    this.confirmation = world.defineTask((part) => this.confirmed(part));
    this.delivery = simulation.define(Priority.delivery, (part, organisation) => this.delivered(part, organisation));
    this.resending = simulation.define(Priority.delivery, (part) => this.escalate(part));
    this.descent = simulation.define(Priority.delivery, (part, organisation) => this.descended(part, organisation));
    this.triaged = simulation.define(Priority.delivery, (part) => this.triageDone(part));
    const { returnDelay } = model.hierarchy;
    this.silentReturn = returnDelay.mean === 0 && returnDelay.variance === 0 && model.scenario.hierarchy.learning.rule === 'none';
  }

  /** A part begins at its home; automatic triage looks at problems that arrive there first. */
  begin(part: number): void {
    const { parts, model } = this.world;
    const { triageTime } = model.hierarchy;
    if (triageTime !== undefined && parts.role[part] === 0) {
      parts.event[part] = this.world.simulation.post(this.triaged, this.sample(triageTime, part, Purpose.triageTime, 0), part);
    } else this.receive(part, parts.home[part]);
  }

  /** Takes a part out of the process, wherever it is. Work on it in service becomes sunk. */
  abandon(part: number): void {
    const { parts, simulation } = this.world;
    this.world.abandon(parts.job[part]);
    parts.job[part] = NO_JOB;
    simulation.cancel(parts.event[part]);
    parts.event[part] = NO_EVENT;
  }

  /** Sends a solution from the organisation that knew it down to the part's home, hop by hop. */
  sendDown(part: number, from: number): void {
    const { parts } = this.world;
    if (from === parts.home[part] || this.silentReturn) this.events.returned(part);
    else this.descend(part, from);
  }

  /** A part joins an organisation's in-tray. */
  private receive(part: number, organisation: number): void {
    const { world } = this;
    const { parts, model, ledger } = world;
    parts.place[part] = organisation;
    if (this.isIdle(organisation)) {
      this.escalate(part);
      return;
    }
    const receiver = this.handedOver(part, organisation);
    if (receiver !== organisation) {
      parts.handovers[part]++;
      tell(world, 'hand-over', parts.problem[part], receiver);
      this.transmit(part, receiver);
      return;
    }
    const visit = parts.visits[part]++;
    const own = parts.escalated[part] === 0;
    const service = model.organisations.service[organisation];
    const solves = this.knowledge.solves(organisation, part);
    const law = own ? (solves ? service.ownSolved : service.ownPassed) : solves ? service.helpSolved : service.helpPassed;
    const work = this.sample(law, part, Purpose.work, visit);
    ledger.received[organisation]++;
    if (world.observer?.attribute !== undefined) {
      world.observer.attribute(nameOfProblem(world, parts.problem[part]), `work on ${this.domainOf(part)} at visit ${visit}`, work);
    }
    parts.job[part] = world.assign(organisation, work, own ? Category.direct : Category.helping, this.visit, part, 0);
  }

  private completed(part: number): void {
    const { parts, ledger } = this.world;
    const organisation = parts.place[part];
    parts.job[part] = NO_JOB;
    if (parts.forwardTo[part] !== NOBODY) {
      const target = parts.forwardTo[part];
      parts.forwardTo[part] = NOBODY;
      this.transmit(part, target);
    } else if (this.knowledge.solves(organisation, part)) {
      ledger.solved[organisation]++;
      tell(this.world, 'answer', parts.problem[part], organisation);
      this.events.solved(part, organisation);
    } else {
      ledger.escalated[organisation]++;
      this.escalate(part);
    }
  }

  private escalate(part: number): void {
    const { world } = this;
    const { parts } = world;
    const { lost, misrouted, resendAfter } = world.model.scenario.hierarchy;
    const from = parts.place[part];
    const parent = this.parentOf(from, parts.domain[part]);
    parts.event[part] = NO_EVENT;
    if (parent === NOBODY) {
      this.events.unsolvable(part);
      return;
    }
    parts.escalated[part] = 1;
    const sending = parts.sendings[part]++;
    if (lost > 0 && this.lot(part, Purpose.loss, sending) < lost) {
      tell(world, 'lose', parts.problem[part], from);
      parts.event[part] = world.simulation.post(this.resending, resendAfter, part);
      return;
    }
    const target = misrouted > 0 && this.lot(part, Purpose.misrouting, sending) < misrouted ? this.siblingOf(part, parent, sending) : parent;
    if (target !== parent) {
      tell(world, 'misroute', parts.problem[part], target);
      parts.forwardTo[part] = parent;
    } else tell(world, 'escalate', parts.problem[part], parent);
    this.transmit(part, target);
  }

  /** Sends a part to another organisation; delivered at once where the delay is nothing. */
  private transmit(part: number, organisation: number): void {
    const { world } = this;
    const sending = world.parts.sendings[part];
    const delay = this.sample(world.model.hierarchy.delay, part, Purpose.transmission, sending);
    world.parts.event[part] = world.simulation.post(this.delivery, delay, part, organisation);
  }

  private delivered(part: number, organisation: number): void {
    this.world.parts.event[part] = NO_EVENT;
    this.receive(part, organisation);
  }

  private descend(part: number, from: number): void {
    const { world } = this;
    const below = this.below(part, from);
    const delay = this.sample(world.model.hierarchy.returnDelay, part, Purpose.solutionReturn, world.model.organisations.level[from]);
    world.parts.event[part] = world.simulation.post(this.descent, delay, part, below);
  }

  private descended(part: number, organisation: number): void {
    const { parts } = this.world;
    parts.event[part] = NO_EVENT;
    this.knowledge.learn(organisation, part);
    tell(this.world, 'return', parts.problem[part], organisation);
    if (organisation === parts.home[part]) this.events.returned(part);
    else this.descend(part, organisation);
  }

  /** Next organisation on the way from `from` down to the part's home; the home itself when the chain has changed meanwhile. */
  private below(part: number, from: number): number {
    const { parts } = this.world;
    const domain = parts.domain[part];
    let at = parts.home[part];
    for (let hop = 0; hop < this.world.model.levels; hop++) {
      const parent = this.parentOf(at, domain);
      if (parent === from) return at;
      if (parent === NOBODY) break;
      at = parent;
    }
    return parts.home[part];
  }

  /** Command edge at this moment: levels that have become idle are passed by. */
  private parentOf(organisation: number, domain: number): number {
    const { organisations, domains } = this.world.model;
    let parent = organisations.parent[organisation * domains + domain];
    while (parent !== NOBODY && this.isIdle(parent)) parent = organisations.parent[parent * domains + domain];
    return parent;
  }

  private isIdle(organisation: number): boolean {
    const { hierarchy, organisations } = this.world.model;
    return this.world.now >= hierarchy.idleFrom[organisations.level[organisation]];
  }

  /** Where a part really goes that is meant for `organisation`: a sibling with a shorter queue when passing the buck is allowed and worth it. */
  private handedOver(part: number, organisation: number): number {
    const { parts, bank, model } = this.world;
    const { passTheBuck } = model.scenario.hierarchy;
    if (passTheBuck === undefined || parts.handovers[part] >= passTheBuck.hops) return organisation;
    if (bank.queueLength(organisation) <= passTheBuck.threshold) return organisation;
    let receiver = organisation;
    for (const sibling of this.siblingsUnderParent(organisation, parts.domain[part])) {
      if (bank.queueLength(sibling) < bank.queueLength(receiver)) receiver = sibling;
    }
    return receiver;
  }

  private readonly families = new Map<number, number[]>();

  /** Organisations of the same level with the same parent in a domain, the organisation itself included. */
  private siblingsUnderParent(organisation: number, domain: number): readonly number[] {
    const { organisations, domains } = this.world.model;
    const parent = organisations.parent[organisation * domains + domain];
    if (parent === NOBODY) return [organisation];
    const place = parent * domains + domain;
    let family = this.families.get(place);
    if (family === undefined) {
      family = [];
      for (let other = 0; other < organisations.count; other++) {
        if (organisations.parent[other * domains + domain] === parent && organisations.level[other] === organisations.level[organisation]) {
          family.push(other);
        }
      }
      this.families.set(place, family);
    }
    return family;
  }

  private readonly offices = new Map<number, number[]>();

  /** Another organisation in the parent's jurisdiction, by lot; the parent itself when it is alone there. */
  private siblingOf(part: number, parent: number, sending: number): number {
    const { organisations } = this.world.model;
    const jurisdiction = organisations.jurisdiction[parent];
    let office = this.offices.get(jurisdiction);
    if (office === undefined) {
      office = [];
      for (let other = 0; other < organisations.count; other++) {
        if (organisations.jurisdiction[other] === jurisdiction && organisations.isBody[other] === 0) office.push(other);
      }
      this.offices.set(jurisdiction, office);
    }
    if (office.length < 2) return parent;
    const { parts, model } = this.world;
    const source = this.world.draw(parts.problem[part], Purpose.misrouting, model.domainKey[parts.domain[part]], sending);
    // The first number of this sequence decided whether the part goes astray, the second decides where to.
    source.next();
    const choice = Math.floor(source.next() * (office.length - 1));
    const index = office.indexOf(parent);
    return office[choice < index ? choice : choice + 1];
  }

  private triageDone(part: number): void {
    const { world } = this;
    const { triage } = world.model.scenario.hierarchy;
    const { confirmation } = world.model.hierarchy;
    world.parts.event[part] = NO_EVENT;
    const covered = triage !== undefined && this.lot(part, Purpose.triage, 0) < triage.coverage;
    if (!covered || confirmation === undefined) {
      this.receive(part, world.parts.home[part]);
      return;
    }
    const work = this.sample(confirmation, part, Purpose.confirmation, 0);
    world.parts.job[part] = world.assign(world.parts.home[part], work, Category.direct, this.confirmation, part, 0);
  }

  private confirmed(part: number): void {
    const { parts, model, ledger } = this.world;
    const home = parts.home[part];
    parts.job[part] = NO_JOB;
    const wrong = this.lot(part, Purpose.triage, 1) < (model.scenario.hierarchy.triage?.error ?? 0);
    if (wrong) {
      this.receive(part, home);
      return;
    }
    ledger.received[home]++;
    ledger.solved[home]++;
    tell(this.world, 'answer', parts.problem[part], home);
    this.events.solved(part, home);
  }

  private lot(part: number, purpose: Purpose, visit: number): number {
    const { parts, model } = this.world;
    return this.world.draw(parts.problem[part], purpose, model.domainKey[parts.domain[part]], visit).next();
  }

  private sample(law: Law, part: number, purpose: Purpose, visit: number): number {
    const { parts, model } = this.world;
    return law.sample(this.world.draw(parts.problem[part], purpose, model.domainKey[parts.domain[part]], visit));
  }

  private domainOf(part: number): string {
    return this.world.model.scenario.domains[this.world.parts.domain[part]];
  }
}
