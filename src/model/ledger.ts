import { BinnedSurvival } from '../statistics/binned-survival.js';
import { BargainingLedger } from './bargaining/bargaining-ledger.js';
import { CascadeLedger } from './implementation/cascade-ledger.js';
import { ProjectLedger } from './implementation/project-ledger.js';
import type { Model } from './model.js';
import { outcomes, problemStates } from './problem-table.js';

/**
 * What one replication has counted so far. Totals run from time 0 and must balance at every sample; everything else restarts at the
 * end of the warm-up.
 */
export class Ledger {
  // Totals since time 0.
  arrived = 0;
  readonly living = new Float64Array(problemStates.length);
  readonly ended = new Float64Array(outcomes.length);

  // Since the warm-up: problems.
  arrivedCounted = 0;
  readonly endedCounted = new Float64Array(outcomes.length);
  readonly timeToOutcome = new BinnedSurvival();
  due = 0;
  met = 0;
  attainable = 0;
  delivered = 0;
  /** Value of solutions that was lost by waiting for them. */
  delayed = 0;
  defaulted = 0;
  duplicated = 0;
  duplicatedDays = 0;
  contradictory = 0;
  contradictoryValue = 0;
  displaced = 0;
  /** Joint decisions carried out, and those whose report a principal has read. */
  carriedOut = 0;
  anchored = 0;
  /** Person time that citizens have supplied [days], and problems that they have kept to themselves. */
  coProduced = 0;
  withheld = 0;

  // Since the warm-up: programmes and their clearances.
  launched = 0;
  completed = 0;
  /** Programmes that ended without completion: abandoned, or struck by the deadline. */
  failed = 0;
  /** Points cleared, points refused for good, and tries at either. */
  cleared = 0;
  refused = 0;
  tries = 0;
  readonly timeToImplement = new BinnedSurvival();
  readonly projects = new ProjectLedger();
  readonly cascades = new CascadeLedger();

  // Since the warm-up: negotiations over costs and budgets.
  readonly bargaining = new BargainingLedger();
  /** Divisions of budgets, and the time from the beginning of the cycle that they took together [days]. */
  budgetsDivided = 0;
  budgetDelay = 0;
  lateDemands = 0;
  /** Money spent, and money that has become somebody's own [cents]. */
  spent = 0;
  earned = 0;
  /** Money paid by organisations of each level out of their own purses [cents]. */
  readonly paid: Float64Array;

  // Since the warm-up: issues of all networks together, those that no network covers included.
  readonly timeToDecision = new BinnedSurvival();

  // By organisation, since the warm-up.
  readonly escalated: Float64Array;
  readonly solved: Float64Array;
  readonly received: Float64Array;

  readonly networks: readonly NetworkLedger[];
  readonly uncoordinated = new NetworkLedger();

  readonly internalLegitimacy: MovingAverage;
  readonly externalLegitimacy: MovingAverage;

  constructor(model: Model) {
    const { count } = model.organisations;
    this.paid = new Float64Array(model.levels);
    this.escalated = new Float64Array(count);
    this.solved = new Float64Array(count);
    this.received = new Float64Array(count);
    this.networks = model.networks.map(() => new NetworkLedger());
    this.internalLegitimacy = new MovingAverage(model.scenario.outcomes.legitimacyWindow);
    this.externalLegitimacy = new MovingAverage(model.scenario.outcomes.legitimacyWindow);
  }

  /** All ledgers of issues: one for each network, then that of the uncoordinated. */
  *issueLedgers(): Generator<NetworkLedger> {
    yield* this.networks;
    yield this.uncoordinated;
  }

  /** Ends the warm-up. Totals and the moving averages, which describe a state, go on. */
  restart(): void {
    this.arrivedCounted = this.due = this.met = this.attainable = this.delivered = this.delayed = this.defaulted = 0;
    this.duplicated = this.duplicatedDays = this.contradictory = this.contradictoryValue = this.displaced = 0;
    this.carriedOut = this.anchored = this.coProduced = this.withheld = 0;
    this.launched = this.completed = this.failed = this.cleared = this.refused = this.tries = 0;
    for (const counts of [this.endedCounted, this.paid, this.escalated, this.solved, this.received]) counts.fill(0);
    this.timeToOutcome.reset();
    this.timeToDecision.reset();
    this.timeToImplement.reset();
    this.bargaining.restart();
    this.budgetsDivided = this.budgetDelay = this.lateDemands = this.spent = this.earned = 0;
    this.projects.restart();
    this.cascades.restart();
    for (const ledger of this.issueLedgers()) ledger.restart();
  }
}

/** Issues of one network since the warm-up. */
export class NetworkLedger {
  opened = 0;
  decided = 0;
  closed = 0;
  deadlocked = 0;
  expired = 0;
  arbitrated = 0;
  /** Rounds of all issues that came to an end. */
  rounds = 0;
  /** Issues that came to an end: decided or deadlocked. */
  concluded = 0;
  inclusiveness = 0;
  /** Person time that issues have cost [days]. */
  personTime = 0;
  /** Waiting by cause [days], elapsed and not busy: parts under diagnosis, booked meetings, items in in-trays. */
  waitingForParts = 0;
  waitingForMeetings = 0;
  waitingInTrays = 0;
  /** Now open, whatever the warm-up. */
  open = 0;

  restart(): void {
    this.opened = this.decided = this.closed = this.deadlocked = this.expired = this.arbitrated = this.rounds = this.concluded = 0;
    this.inclusiveness = this.personTime = this.waitingForParts = this.waitingForMeetings = this.waitingInTrays = 0;
  }

  /** Adds the issues of another ledger. */
  add(other: NetworkLedger): void {
    this.opened += other.opened;
    this.decided += other.decided;
    this.closed += other.closed;
    this.deadlocked += other.deadlocked;
    this.expired += other.expired;
    this.arbitrated += other.arbitrated;
    this.rounds += other.rounds;
    this.concluded += other.concluded;
    this.inclusiveness += other.inclusiveness;
    this.personTime += other.personTime;
    this.waitingForParts += other.waitingForParts;
    this.waitingForMeetings += other.waitingForMeetings;
    this.waitingInTrays += other.waitingInTrays;
    this.open += other.open;
  }
}

/** Mean of past values whose weight fades by 1/e over a window of time. */
export class MovingAverage {
  private sum = 0;
  private weight = 0;
  private time = 0;

  constructor(private readonly window: number) {}

  add(time: number, value: number): void {
    const fade = Math.exp((this.time - time) / this.window);
    this.sum = this.sum * fade + value;
    this.weight = this.weight * fade + 1;
    this.time = time;
  }

  /** Undefined before the first value. */
  get value(): number | undefined {
    return this.weight > 0 ? this.sum / this.weight : undefined;
  }
}
