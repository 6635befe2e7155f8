import type { Hash64 } from '../../random/hash.js';
import type { KeyedDraws } from '../../random/keyed.js';
import type { JointDecision } from '../joint-decision.js';
import type { Purpose } from '../purposes.js';
import type { World } from '../world.js';
import type { ProgrammeModel } from './implementation-model.js';

/** What has been decided, on its way to being worth something: it passes the phases of its model one after another. */
export interface Programme {
  readonly id: number;
  /** The problem that it is to solve. */
  readonly problem: number;
  readonly model: ProgrammeModel;
  readonly decision: JointDecision;
  /** The programme of which this is a part, carried out in one jurisdiction; undefined for the whole. */
  readonly parent: Programme | undefined;
  /** The jurisdiction of a local programme; NOBODY for the whole. */
  readonly place: number;
  /** Identity of its draws: that of its problem, or of its problem and its jurisdiction. */
  readonly key: Hash64;
  /** Organisations through whose hands it has come, the one that carries it out last. */
  readonly path: readonly number[];
  /** Who decides where nobody else can be asked. */
  readonly responsible: number;
  readonly launched: number;
  /** Whether its problem's implementation began after the warm-up, so that it counts in the statistics. */
  readonly counted: boolean;
  /** Who is told how it ends. */
  readonly events: ProgrammeEvents;
  /** Where it is in the order of the phases. */
  phase: number;
  /** Share of what was decided that has not been given up so far. */
  scope: number;
  /** What its results are worth, in [0, 1]. */
  quality: number;
}

export interface ProgrammeEvents {
  /** All phases have been passed, and something is left of what was decided. */
  completed(programme: Programme): void;
  /** A phase cannot be passed any more. */
  failed(programme: Programme): void;
}

/** One of the things that a programme has to go through. It keeps its own books of the programmes that are in it. */
export interface Phase {
  /** Takes a programme up, to report on it later; false when the programme has nothing to do here. */
  begin(programme: Programme): boolean;
  /** The programme ends here, from outside: what has not begun is taken out of in-trays, what is in service is sunk. */
  drop(programme: Programme): void;
  /** Observation ends with programmes in this phase: what is under way is censored. */
  censor?(): void;
}

/** How a phase reports, once it has forgotten the programme. */
export interface PhaseEvents {
  passed(programme: Programme): void;
  failed(programme: Programme): void;
}

/** The draws that belong to a programme, for a purpose, a role (a point, or the key of a task) and a visit. */
export function drawOf(world: World, { key }: Programme, purpose: Purpose, role: number, visit: number): KeyedDraws {
  return world.draws.at(key.high, key.low, purpose, role, visit);
}
