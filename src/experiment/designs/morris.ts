import { createStream } from '../../random/stream.js';
import { DesignError } from '../design-error.js';
import { requireRows, requireWhole } from './design-matrix.js';
import { type Factor, requireFactors } from './factor.js';
import { permutation } from './permutation.js';
import { type SampledDesign, scaled } from './sampled-design.js';
import { farApart } from './trajectory-spread.js';

export interface MorrisOptions {
  /** Number of trajectories, r: elementary effects per factor. */
  readonly trajectories: number;
  /** Levels of the grid, p; even, so that all levels are as likely. 4 unless said otherwise. */
  readonly levels?: number;
  /** A seed from `normaliseSeed`. */
  readonly seed: string;
  /** Trajectories to draw, of which those far apart are kept; as many as are kept unless said otherwise. */
  readonly candidates?: number;
}

/** Where a point of the design belongs. */
export interface MorrisPlace {
  /** From 0 to r - 1. */
  readonly trajectory: number;
  /** From 0, the base of the trajectory, to the number of factors. */
  readonly step: number;
  /** Column of the factor that this step changed; absent at the base. */
  readonly factor?: number;
  /** By how much, in the unit cube: plus or minus `delta`; absent at the base. */
  readonly change?: number;
}

export interface MorrisDesign extends SampledDesign {
  readonly trajectories: number;
  readonly levels: number;
  /** Length of a step in the unit cube: p / (2 (p - 1)). */
  readonly delta: number;
  /** Of each point. */
  readonly places: readonly MorrisPlace[];
}

/** What makes a trajectory: for each factor the lower of its two levels and whether it goes up, and the order in which they change. */
export interface Course {
  readonly low: readonly number[];
  readonly up: readonly boolean[];
  readonly order: readonly number[];
}

/**
 * Trajectories for elementary effects (M. D. Morris, 1991, "Factorial sampling plans for preliminary computational experiments",
 * Technometrics 33, 161-174). On the grid {0, 1/(p-1), ..., 1}^k each trajectory has k + 1 points, of which each differs from the one before in
 * one factor, by delta = p / (2 (p - 1)) up or down, every factor in turn in random order; all levels are equally likely. The elementary effect of the
 * factor of a step is
 *
 *     (y(step) - y(step - 1)) / change,
 *
 * and a factor's mu* (the mean of their absolute values), mu and sigma are those of its r elementary effects. Points stand in the order
 * of trajectories and steps; r (k + 1) of them. Each trajectory has a stream of its own: the first are the same however many there are.
 *
 * With more `candidates` than trajectories, r of them are chosen by their spread (F. Campolongo, J. Cariboni and A. Saltelli, 2007, "An effective
 * screening design for sensitivity analysis of large models", Environmental Modelling & Software 22, 1509-1518), step by step instead of among
 * all subsets; see `farApart`.
 *
 * Coordinate u on the grid is from + u (to - from) of a range; a list of levels and whole numbers have equal cells of the axis; a law is taken
 * at its quantile of u, at u = 0 and 1 at 1/(2p) and 1 - 1/(2p) (see `unitScale`). A step moves every factor by half of its levels, so that it
 * changes the value of each that has two.
 *
 * @throws DesignError for factors that are none, levels that are odd, numbers that are none, fewer candidates than trajectories, and more than
 * a million points
 * @example
 * const design = morris([{ name: 'x', range: { from: 0, to: 3 } }, { name: 'y', range: { from: 0, to: 3 } }], { trajectories: 10, seed: '1' });
 * design.delta; // 0.666..., here 2 in x and y
 * design.rows.length; // 30
 */
export function morris(factors: readonly Factor[], { trajectories, levels = 4, seed, candidates = trajectories }: MorrisOptions): MorrisDesign {
  const k = factors.length;
  requireFactors('morris', factors);
  requireWhole('morris', 'trajectories', trajectories, 1);
  requireWhole('morris', 'levels', levels, 2);
  requireWhole('morris', 'candidates', candidates, trajectories);
  if (levels % 2 !== 0) throw new DesignError(`morris: levels must be an even number, found ${levels}`);
  requireRows('morris', candidates * (k + 1));
  const drawn = Array.from({ length: candidates }, (_, candidate) => drawCourse(k, levels, seed, candidate));
  const paths = drawn.map((course) => trajectoryOf(course, levels).map((point) => point.map((level) => level / (levels - 1))));
  const chosen = candidates === trajectories ? [...drawn.keys()] : farApart(paths, trajectories);
  const delta = levels / (2 * (levels - 1));
  const places = chosen.flatMap((candidate, trajectory) => placesOf(drawn[candidate], trajectory, delta));
  return { ...scaled(factors, chosen.flatMap((candidate) => paths[candidate]), 1 / levels), trajectories, levels, delta, places };
}

/**
 * The points of a trajectory as levels from 0 to p - 1, so that no rounding comes between them: B* of Morris (1991).
 *
 * @param levels p, even; a factor moves by p/2
 * @returns one point more than there are factors
 * @example trajectoryOf({ low: [0, 1], up: [true, false], order: [1, 0] }, 4) // [[0, 3], [0, 1], [2, 1]]
 */
export function trajectoryOf({ low, up, order }: Course, levels: number): number[][] {
  const shift = levels / 2;
  const base = low.map((level, factor) => (up[factor] ? level : level + shift));
  const points = [base];
  for (const factor of order) {
    const last = points[points.length - 1];
    points.push(last.with(factor, last[factor] + (up[factor] ? shift : -shift)));
  }
  return points;
}

function drawCourse(k: number, levels: number, seed: string, candidate: number): Course {
  const source = createStream(seed, 0, JSON.stringify(['morris', candidate]));
  return {
    low: Array.from({ length: k }, () => Math.floor(source.next() * (levels / 2))),
    up: Array.from({ length: k }, () => source.next() < 0.5),
    order: permutation(k, source),
  };
}

function placesOf({ up, order }: Course, trajectory: number, delta: number): readonly MorrisPlace[] {
  return [{ trajectory, step: 0 }, ...order.map((factor, index) => ({ trajectory, step: index + 1, factor, change: up[factor] ? delta : -delta }))];
}
