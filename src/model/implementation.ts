import { NO_EVENT } from '../engine/event-list.js';
import { Priority } from '../engine/priorities.js';
import type { EventKind } from '../engine/simulation.js';
import type { JobId } from '../engine/station-bank.js';
import { Category } from './categories.js';
import { ChainOfCommand } from './chain-of-command.js';
import { LiveTable } from './live-table.js';
import { NOBODY, type ImplementationModel } from './model.js';
import type { JointDecision, Programme } from './programme.js';
import { Purpose } from './purposes.js';
import { tell } from './telling.js';
import type { Task, World } from './world.js';

/** What implementation reports to the life of a problem. */
export interface ImplementationEvents {
  /** Every clearance has been granted, or what was refused has been given up and something is left. */
  completed(problem: number): void;
  /** A clearance was refused for good, or nothing is left of what was decided. */
  abandoned(problem: number): void;
}

/**
 * Stage four: what has been decided must pass its clearance points before it is worth anything (Pressman and Wildavsky 1973). Each try is
 * a request in the in-tray of whoever holds the point; it takes that organisation's time and succeeds with a probability that the
 * agreement rule gives. Tactics soften it (Bowen 1982): trying again, packaging, bandwagons, filing in parallel, a smaller scope.
 */
export class Implementation {
  private readonly programmes = new LiveTable<Programme>();
  private readonly programmeOf = new Map<number, Programme>();
  private readonly chain: ChainOfCommand;
  private readonly request: Task;
  private readonly retry: EventKind;

  constructor(
    private readonly world: World,
    private readonly events: ImplementationEvents,
  ) {
    this.chain = new ChainOfCommand(world);
    this.request = world.defineTask(
      (id, point, job) => this.answered(this.programmes.at(id), point, job),
      (id) => this.programmes.at(id)?.problem,
      (_, point) => `clearance ${point + 1}`,
    );
    this.retry = world.simulation.define(Priority.delivery, (id, point) => this.tryAgain(this.programmes.at(id), point));
  }

  /** Launches the programme of a problem whose solution has come back to where it arose. */
  launch(problem: number, implementation: ImplementationModel, decision: JointDecision): void {
    const { world } = this;
    const { spec, agreement } = implementation;
    const holders = this.holdersOf(problem, implementation, decision);
    const programme: Programme = {
      id: this.programmes.takeNumber(),
      problem,
      implementation,
      holders,
      commitment: holders.map((holder) => commitmentOf(holder, decision)),
      climate: agreement.climate?.(spec.agreement.parameters, world.draw(problem, Purpose.climate, 0, 0).next()) ?? NaN,
      launched: world.now,
      counted: world.counting,
      tries: new Int32Array(spec.points),
      pending: spec.points,
      cleared: 0,
      reluctance: 1,
      jobs: new Set(),
      postponed: new Map(),
    };
    this.programmes.add(programme);
    this.programmeOf.set(problem, programme);
    tell(world, 'launch', problem, world.problems.origin[problem]);
    if (programme.counted) world.ledger.launched++;
    const atOnce = spec.parallel ? spec.points : 1;
    for (let point = 0; point < atOnce; point++) this.ask(programme, point);
  }

  /** The problem has ended from outside (deadline): requests not begun leave the in-trays, those in service are sunk. */
  abandon(problem: number): void {
    const programme = this.programmeOf.get(problem);
    if (programme === undefined) return;
    this.fail(programme);
  }

  /** Programmes under way. */
  running(): Iterable<Programme> {
    return this.programmes.entries();
  }

  /** Organisations that grant clearances, each once, in the order of the settings; those whose level has become idle are left out. */
  private holdersOf(problem: number, { spec: { holders } }: ImplementationModel, { participants, network }: JointDecision): number[] {
    const { origin, solver } = this.world.problems;
    const found = new Set([
      ...(holders.path ? this.pathOf(problem) : []),
      ...(holders.participants ? participants : []),
      ...(holders.network ? network : []),
      ...holders.organisations,
    ]);
    const awake = [...found].filter((holder) => !this.chain.isIdle(holder));
    // Without a network, say, whoever solved the problem decides on the way.
    return awake.length > 0 ? awake : [this.chain.isIdle(solver[problem]) ? origin[problem] : solver[problem]];
  }

  /** Whoever handled the problem on its way, from the solver down to the origin. */
  private pathOf(problem: number): number[] {
    const { problems } = this.world;
    const [origin, solver, domain] = [problems.origin[problem], problems.solver[problem], problems.domain(problem, 0)];
    const path = [solver];
    for (let at = solver; at !== origin;) {
      at = this.chain.below(origin, domain, at);
      path.push(at);
    }
    return path;
  }

  private ask(programme: Programme, point: number): void {
    const { world } = this;
    const { problem, holders, implementation, tries } = programme;
    const time = implementation.time.sample(world.draw(problem, Purpose.clearanceTime, point, tries[point]));
    programme.jobs.add(world.assign(holders[point % holders.length], time, Category.clearance, this.request, programme.id, point));
    if (programme.counted) world.ledger.tries++;
  }

  private answered(programme: Programme | undefined, point: number, job: JobId): void {
    if (programme === undefined) return;
    programme.jobs.delete(job);
    const granted = this.isGranted(programme, point);
    programme.tries[point]++;
    tell(this.world, granted ? 'clear' : 'refuse', programme.problem, this.holderOf(programme, point));
    if (granted) this.clear(programme, point);
    else if (programme.tries[point] < programme.implementation.spec.tries) this.postpone(programme, point);
    else this.refuse(programme, point);
  }

  private isGranted({ problem, implementation, commitment, climate, reluctance, tries }: Programme, point: number): boolean {
    const { spec, agreement } = implementation;
    const probability = agreement.probability(spec.agreement.parameters, { climate, commitment: commitment[point % commitment.length] });
    return this.world.draw(problem, Purpose.clearance, point, tries[point]).next() < 1 - (1 - probability) * reluctance;
  }

  private clear(programme: Programme, point: number): void {
    programme.cleared++;
    programme.reluctance *= programme.implementation.spec.bandwagon;
    if (programme.counted) this.world.ledger.cleared++;
    this.goOn(programme, point);
  }

  private postpone(programme: Programme, point: number): void {
    const { world } = this;
    const gap = programme.implementation.gap.sample(world.draw(programme.problem, Purpose.clearanceGap, point, programme.tries[point]));
    const retry = world.simulation.post(this.retry, gap, programme.id, point);
    programme.postponed.set(point, retry);
    world.steps?.delayed(retry, 'gap', programme.problem, this.holderOf(programme, point), NOBODY, `clearance ${point + 1}`);
  }

  private tryAgain(programme: Programme | undefined, point: number): void {
    if (programme === undefined) return;
    this.world.steps?.over(programme.postponed.get(point) ?? NO_EVENT, 'done');
    programme.postponed.delete(point);
    this.ask(programme, point);
  }

  /** A point has been refused for good. */
  private refuse(programme: Programme, point: number): void {
    if (programme.counted) this.world.ledger.refused++;
    if (programme.implementation.spec.reduces) this.goOn(programme, point);
    else this.giveUp(programme);
  }

  /** One point less is pending: the next one in a series, or the end. */
  private goOn(programme: Programme, point: number): void {
    const { spec } = programme.implementation;
    programme.pending--;
    if (programme.pending > 0) {
      if (!spec.parallel) this.ask(programme, point + 1);
    } else if (programme.cleared === 0) this.giveUp(programme);
    else this.complete(programme);
  }

  private complete(programme: Programme): void {
    const { ledger, now, problems } = this.world;
    problems.scope[programme.problem] = programme.cleared / programme.implementation.spec.points;
    if (programme.counted) {
      ledger.completed++;
      ledger.timeToImplement.addEnded(now - programme.launched);
    }
    this.close(programme);
    this.events.completed(programme.problem);
  }

  private giveUp(programme: Programme): void {
    this.fail(programme);
    this.events.abandoned(programme.problem);
  }

  /** The programme will never be complete. */
  private fail(programme: Programme): void {
    const { world } = this;
    for (const job of programme.jobs) world.abandon(job);
    for (const event of programme.postponed.values()) {
      world.simulation.cancel(event);
      world.steps?.over(event, 'drop');
    }
    if (programme.counted) {
      world.ledger.failed++;
      world.ledger.timeToImplement.addNever();
    }
    this.close(programme);
  }

  private close(programme: Programme): void {
    this.programmes.remove(programme);
    this.programmeOf.delete(programme.problem);
  }

  private holderOf({ holders }: Programme, point: number): number {
    return holders[point % holders.length];
  }
}

/** Who took no part was not overridden either. */
function commitmentOf(holder: number, { participants, compliance }: JointDecision): number {
  const participant = participants.indexOf(holder);
  return participant < 0 ? 1 : compliance[participant];
}
