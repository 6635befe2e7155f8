import { ChainOfCommand } from '../chain-of-command.js';
import type { JointDecision } from '../joint-decision.js';
import { tell } from '../telling.js';
import type { World } from '../world.js';
import { NOBODY } from '../model.js';
import type { ProgrammeModel } from './implementation-model.js';
import type { Programme, ProgrammeEvents } from './programme.js';
import { Programmes } from './programmes.js';

/** What implementation reports to the life of a problem. */
export interface ImplementationEvents {
  /** The programme is complete, perhaps with a reduced scope. */
  completed(problem: number): void;
  /** The programme has been given up. */
  abandoned(problem: number): void;
}

/**
 * Stage four: what has been decided becomes a programme, which has to be cleared (Pressman and Wildavsky 1973; Bowen 1982), carried out
 * in tasks (Jin and Levitt 1996) and cascaded down to those who apply it before it is worth anything. `Programmes` knows the order of these phases; each phase is a file of
 * its own.
 */
export class Implementation {
  private readonly programmes: Programmes;
  private readonly programmeOf = new Map<number, Programme>();
  private readonly chain: ChainOfCommand;
  private readonly ends: ProgrammeEvents;

  constructor(
    private readonly world: World,
    private readonly events: ImplementationEvents,
  ) {
    this.chain = new ChainOfCommand(world);
    this.programmes = new Programmes(world);
    this.ends = { completed: (programme) => this.complete(programme), failed: (programme) => this.giveUp(programme) };
  }

  /** Launches the programme of a problem whose solution has come back to where it arose. */
  launch(problem: number, model: ProgrammeModel, decision: JointDecision): void {
    const { world, chain } = this;
    const { origin, solver, keyHigh, keyLow } = world.problems;
    const counted = world.counting;
    tell(world, 'launch', problem, origin[problem]);
    if (counted) world.ledger.launched++;
    const programme = this.programmes.open({
      problem, model, decision, counted, parent: undefined, place: NOBODY,
      key: { high: keyHigh[problem], low: keyLow[problem] },
      path: this.pathOf(problem),
      responsible: chain.isIdle(solver[problem]) ? origin[problem] : solver[problem],
      events: this.ends,
    });
    this.programmeOf.set(problem, programme);
    this.programmes.launch(programme);
  }

  /** The problem has ended from outside (deadline). */
  abandon(problem: number): void {
    const programme = this.programmeOf.get(problem);
    if (programme === undefined) return;
    this.programmes.drop(programme);
    this.close(programme, false);
  }

  /** Programmes under way, one of each problem that is being implemented. */
  get open(): number {
    return this.programmeOf.size;
  }

  /** Local programmes under way. */
  get openLocally(): number {
    return this.programmes.size - this.programmeOf.size;
  }

  /** Observation ends: what is still under way is censored, not forgotten. */
  censor(): void {
    const { ledger, now } = this.world;
    for (const { counted, launched } of this.programmeOf.values()) if (counted) ledger.timeToImplement.addRunning(now - launched);
    this.programmes.censor();
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

  private complete(programme: Programme): void {
    const { problems } = this.world;
    problems.scope[programme.problem] *= programme.scope;
    problems.quality[programme.problem] *= programme.quality;
    this.close(programme, true);
    this.events.completed(programme.problem);
  }

  private giveUp(programme: Programme): void {
    this.close(programme, false);
    this.events.abandoned(programme.problem);
  }

  private close({ problem, counted, launched }: Programme, complete: boolean): void {
    const { ledger, now } = this.world;
    this.programmeOf.delete(problem);
    if (!counted) return;
    if (complete) {
      ledger.completed++;
      ledger.timeToImplement.addEnded(now - launched);
    } else {
      ledger.failed++;
      ledger.timeToImplement.addNever();
    }
  }
}
