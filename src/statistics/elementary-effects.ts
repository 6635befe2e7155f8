import { bootstrapIntervals, type BootstrapInterval, type BootstrapOptions } from './bootstrap.js';
import { isRounding, largestSize } from './rounding.js';
import { requireSample } from './sample.js';

/** One point of a Morris trajectory and the model's value there. */
export interface TrajectoryPoint {
  /** Coordinate of each factor, usually scaled to [0, 1] so that effects of different factors compare. */
  readonly coordinates: readonly number[];
  readonly value: number;
}

/** Morris's measures of one factor [unit of the value per unit of the coordinate]. */
export interface MorrisMeasures {
  /** Number of elementary effects, one per trajectory. */
  readonly n: number;
  /** Mean effect; effects of opposite sign cancel. */
  readonly mu: number;
  /** Mean size of the effects: overall influence. */
  readonly muStar: number;
  /** Standard deviation of the effects, divisor n - 1: interaction or curvature; undefined for one trajectory. */
  readonly sigma: number | undefined;
  /** Intervals: undefined without bootstrap options. */
  readonly muInterval: BootstrapInterval | undefined;
  readonly muStarInterval: BootstrapInterval | undefined;
  readonly sigmaInterval: BootstrapInterval | undefined;
}

/** The one factor in which two points differ. */
function factorChanged(from: TrajectoryPoint, to: TrajectoryPoint, step: number): number {
  const changed = [...from.coordinates.keys()].filter((i) => from.coordinates[i] !== to.coordinates[i]);
  if (changed.length !== 1) throw new RangeError(`elementaryEffects: expected one factor to change in step ${step}, found ${changed.length}`);
  return changed[0];
}

function requireTrajectory(trajectory: readonly TrajectoryPoint[]): void {
  const factors = trajectory.length - 1;
  if (factors < 1) throw new RangeError(`elementaryEffects: expected at least 2 points, found ${trajectory.length}`);
  requireSample('elementaryEffects', trajectory.map(({ value }) => value), 2);
  for (const { coordinates } of trajectory) {
    requireSample('elementaryEffects', coordinates, 0);
    if (coordinates.length !== factors) {
      throw new RangeError(`elementaryEffects: expected ${factors} coordinates for ${factors + 1} points, found ${coordinates.length}`);
    }
  }
}

/**
 * Elementary effects along a trajectory of k + 1 points in which each step changes one of the k factors: the change of the value over
 * the change of the coordinate. A change that is rounding of the values counts as none.
 *
 * Source: Morris (1991), Technometrics 33, 161-174, eq. 1.
 *
 * @param trajectory k + 1 points of k finite coordinates, k >= 1
 * @returns k effects in the order of the factors
 * @throws RangeError when the points do not form such a trajectory or a number is not finite
 * @example elementaryEffects([{ coordinates: [0, 0], value: 1 }, { coordinates: [0, 0.5], value: 2 }, { coordinates: [0.5, 0.5], value: 0 }]) // [-4, 2]
 */
export function elementaryEffects(trajectory: readonly TrajectoryPoint[]): number[] {
  requireTrajectory(trajectory);
  const size = largestSize([trajectory.map(({ value }) => value)]);
  const effects = new Map<number, number>();
  for (let step = 1; step < trajectory.length; step++) {
    const [from, to] = [trajectory[step - 1], trajectory[step]];
    const factor = factorChanged(from, to, step);
    if (effects.has(factor)) throw new RangeError(`elementaryEffects: expected each factor to change once, found factor ${factor} again in step ${step}`);
    const change = to.value - from.value;
    effects.set(factor, isRounding(change, size) ? 0 : change / (to.coordinates[factor] - from.coordinates[factor]));
  }
  return Array.from({ length: effects.size }, (_, factor) => effects.get(factor) ?? 0);
}

function requireEffects(effects: readonly (readonly number[])[]): void {
  if (effects.length === 0) throw new RangeError('morrisMeasures: expected at least 1 trajectory, found 0');
  const factors = effects[0].length;
  for (const [i, ofTrajectory] of effects.entries()) {
    requireSample('morrisMeasures', ofTrajectory, 1);
    if (ofTrajectory.length !== factors) {
      throw new RangeError(`morrisMeasures: expected ${factors} effects as in the first trajectory, found ${ofTrajectory.length} in trajectory ${i}`);
    }
  }
}

/** Mu, mu* and sigma of one factor over the trajectories given. */
function measuresOf(effects: readonly (readonly number[])[], factor: number, rows: Uint32Array): [mu: number, muStar: number, sigma: number | undefined] {
  const n = rows.length;
  let [sum, sizes] = [0, 0];
  for (const row of rows) {
    sum += effects[row][factor];
    sizes += Math.abs(effects[row][factor]);
  }
  const mu = sum / n;
  let squares = 0;
  for (const row of rows) squares += (effects[row][factor] - mu) * (effects[row][factor] - mu);
  const muStar = sizes / n;
  if (n < 2) return [mu, muStar, undefined];
  const sigma = Math.sqrt(squares / (n - 1));
  return [mu, muStar, isRounding(sigma, muStar) ? 0 : sigma];
}

/**
 * Morris's screening measures of every factor, from the elementary effects of trajectories: mu, mu* and sigma.
 *
 * Intervals are bootstrap percentiles over trajectories. With ten trajectories, as is common, nominal 95 % intervals of mu and mu* cover
 * about 90 %, and those of sigma about three quarters of the time.
 *
 * Source: Morris (1991), Technometrics 33, 161-174; mu* of Campolongo, Cariboni and Saltelli (2007), Environmental Modelling and
 * Software 22, 1509-1518.
 *
 * @param effects for each trajectory the effect of each factor, as from `elementaryEffects`
 * @param bootstrap if intervals are wanted; needs at least two trajectories
 * @returns in the order of the factors
 * @throws RangeError when there is no trajectory, their lengths differ, an effect is not finite, or as `bootstrapIntervals`
 * @example morrisMeasures([[2], [-1]])[0] // mu 0.5, muStar 1.5, sigma 2.1213
 */
export function morrisMeasures(effects: readonly (readonly number[])[], bootstrap?: BootstrapOptions): MorrisMeasures[] {
  requireEffects(effects);
  const factors = [...effects[0].keys()];
  const all = Uint32Array.from(effects, (_, row) => row);
  const estimate = (rows: Uint32Array): (number | undefined)[] => factors.flatMap((factor) => measuresOf(effects, factor, rows));
  const intervals = bootstrap === undefined ? [] : bootstrapIntervals(effects.length, estimate, bootstrap);
  return factors.map((factor) => {
    const [mu, muStar, sigma] = measuresOf(effects, factor, all);
    const [muInterval, muStarInterval, sigmaInterval] = intervals.slice(3 * factor, 3 * factor + 3);
    return { n: effects.length, mu, muStar, sigma, muInterval, muStarInterval, sigmaInterval };
  });
}
