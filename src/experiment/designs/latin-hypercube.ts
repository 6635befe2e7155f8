import { createStream } from '../../random/stream.js';
import { requireRows, requireWhole } from './design-matrix.js';
import { type Factor, requireFactors } from './factor.js';
import { permutation } from './permutation.js';
import { type SampledDesign, scaled } from './sampled-design.js';

export interface LatinHypercubeOptions {
  /** Number of points. */
  readonly n: number;
  /** A seed from `normaliseSeed`. */
  readonly seed: string;
  /** Points in the middles of their strata instead of anywhere within. */
  readonly centred?: boolean;
  /** How many hypercubes to draw; the one whose closest two points are farthest apart is kept. 1 unless said otherwise. */
  readonly candidates?: number;
}

/**
 * A Latin hypercube sample (M. D. McKay, R. J. Beckman and W. J. Conover, 1979, "A comparison of three methods for selecting values of input
 * variables in the analysis of output from a computer code", Technometrics 21, 239-245): each axis is cut into n strata of equal
 * probability, and each stratum holds exactly one point. Coordinate j of point i is (pi_j(i) + U_ij)/n, with pi_j a random permutation and
 * U_ij uniform on (0, 1), or 1/2 when centred.
 *
 * Each factor draws from a stream of its own, named after it, so that another factor added leaves the columns of the first as they are (of
 * one candidate; the choice among several depends on all).
 *
 * With several candidates, the maximin distance criterion of M. E. Johnson, L. M. Moore and D. Ylvisaker (1990, "Minimax and maximin distance
 * designs", Journal of Statistical Planning and Inference 26, 131-148) chooses among them, by Euclidean distances in the unit cube; it takes
 * candidates n^2 / 2 distances.
 *
 * @throws DesignError for factors that are none, n or candidates that are no whole number from 1, more than a million points
 * @example
 * const { rows } = latinHypercube([{ name: 'x', range: { from: 0, to: 4 } }], { n: 4, seed: '1', centred: true });
 * // 0.5, 1.5, 2.5 and 3.5 in some order
 */
export function latinHypercube(factors: readonly Factor[], { n, seed, centred = false, candidates = 1 }: LatinHypercubeOptions): SampledDesign {
  requireFactors('lhs', factors);
  requireWhole('lhs', 'n', n, 1);
  requireWhole('lhs', 'candidates', candidates, 1);
  requireRows('lhs', n);
  const names = factors.map(({ name }) => name);
  let best = hypercube(names, n, seed, centred, 0);
  let farthest = candidates === 1 ? 0 : closestPair(best);
  for (let candidate = 1; candidate < candidates; candidate++) {
    const other = hypercube(names, n, seed, centred, candidate);
    const distance = closestPair(other);
    if (distance > farthest) [best, farthest] = [other, distance];
  }
  return scaled(factors, best, 1 / n);
}

function hypercube(names: readonly string[], n: number, seed: string, centred: boolean, candidate: number): number[][] {
  const columns = names.map((name) => {
    const source = createStream(seed, 0, JSON.stringify(['latin hypercube', candidate, name]));
    // The last stratum's sum may round up to n.
    return permutation(n, source).map((stratum) => Math.min((stratum + (centred ? 0.5 : source.next())) / n, 1 - Number.EPSILON / 2));
  });
  return Array.from({ length: n }, (_, point) => columns.map((column) => column[point]));
}

/** The square of the smallest distance between two points; infinite for one point. */
function closestPair(points: readonly (readonly number[])[]): number {
  let closest = Infinity;
  for (let first = 1; first < points.length; first++) {
    for (let second = 0; second < first; second++) closest = Math.min(closest, squaredDistance(points[first], points[second]));
  }
  return closest;
}

function squaredDistance(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let axis = 0; axis < a.length; axis++) sum += (a[axis] - b[axis]) * (a[axis] - b[axis]);
  return sum;
}
