import { DesignError } from '../design-error.js';
import { requireRows } from './design-matrix.js';
import { type Factor, requireFactors } from './factor.js';
import { type SampledDesign, scaled } from './sampled-design.js';
import { SOBOL_DIMENSIONS, sobolCell, sobolNotices, type SobolOptions, sobolPoints } from './sobol-sequence.js';

export interface SaltelliOptions extends SobolOptions {
  /** Whether to add the matrices BA_i that indices of pairs of factors need. */
  readonly secondOrder?: boolean;
}

/** Where a point of the scheme belongs. */
export interface SaltelliPlace {
  /** Row of the matrices, from 0 to n - 1. */
  readonly sample: number;
  /** AB is A with one column of B, BA is B with one column of A. */
  readonly matrix: 'A' | 'B' | 'AB' | 'BA';
  /** That column, from 0; absent for A and B. */
  readonly factor?: number;
}

export interface SaltelliDesign extends SampledDesign {
  /** Rows of each matrix. */
  readonly n: number;
  readonly secondOrder: boolean;
  /** Of each point. */
  readonly places: readonly SaltelliPlace[];
}

/**
 * The scheme for variance-based sensitivity indices of A. Saltelli, P. Annoni, I. Azzini, F. Campolongo, M. Ratto and S. Tarantola (2010,
 * "Variance based sensitivity analysis of model output", Computer Physics Communications 181, 259-270). A and B are the left and right halves of
 * n Sobol' points of 2 k dimensions; AB_i is A with its i-th column from B. From answers y to these,
 *
 *     S_i  = mean(y_B (y_ABi - y_A)) / V       (first order, their table 2, b)
 *     ST_i = mean((y_A - y_ABi)^2) / (2 V)     (total, their table 2, f; Jansen, 1999).
 *
 * With `secondOrder` there is BA_i, B with its i-th column from A, besides (A. Saltelli, 2002, "Making best use of model evaluations to
 * compute sensitivity indices", Computer Physics Communications 145, 280-297).
 *
 * Points stand in the order of SALib: for each sample A, AB_1 .. AB_k, BA_1 .. BA_k if any, B; n (k + 2) points, or n (2 k + 2). So the first m
 * samples are the design of n = m. Plain points repeat themselves (A and B are equal in the first two samples); scramble them.
 *
 * @throws DesignError for factors that are none, more than 555 of them, options that `sobolPoints` refuses, more than a million points
 * @example
 * const { rows, places } = saltelli([{ name: 'x', range: { from: 0, to: 1 } }, { name: 'y', range: { from: 0, to: 1 } }], { n: 1, skip: 2 });
 * // rows [0.75, 0.25], [0.25, 0.25], [0.75, 0.25], [0.25, 0.25]: A, AB_1, AB_2, B
 */
export function saltelli(factors: readonly Factor[], options: SaltelliOptions): SaltelliDesign {
  const { n, secondOrder = false } = options;
  const k = factors.length;
  requireFactors('saltelli', factors);
  if (2 * k > SOBOL_DIMENSIONS) throw new DesignError(`saltelli: expected at most ${Math.floor(SOBOL_DIMENSIONS / 2)} factors, found ${k}`);
  requireRows('saltelli', n * blockOf(0, k, secondOrder).length);
  const points = sobolPoints(2 * k, options);
  const places = points.flatMap((_, sample) => blockOf(sample, k, secondOrder));
  const coordinates = places.map((place) => coordinatesAt(place, points[place.sample], k));
  return { ...scaled(factors, coordinates, sobolCell(options), sobolNotices(options)), n, secondOrder, places };
}

/** The places of one sample, in the order of the design. */
function blockOf(sample: number, k: number, secondOrder: boolean): readonly SaltelliPlace[] {
  const factors = Array.from({ length: k }, (_, factor) => factor);
  const mixed = (matrix: 'AB' | 'BA') => factors.map((factor): SaltelliPlace => ({ sample, matrix, factor }));
  return [{ sample, matrix: 'A' }, ...mixed('AB'), ...(secondOrder ? mixed('BA') : []), { sample, matrix: 'B' }];
}

function coordinatesAt({ matrix, factor }: SaltelliPlace, point: readonly number[], k: number): readonly number[] {
  const [a, b] = [point.slice(0, k), point.slice(k)];
  const [main, other] = matrix.startsWith('A') ? [a, b] : [b, a];
  return factor === undefined ? main : main.with(factor, other[factor]);
}
