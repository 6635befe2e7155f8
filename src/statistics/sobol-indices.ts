import { bootstrapIntervals, type BootstrapInterval, type BootstrapOptions } from './bootstrap.js';
import { isRounding } from './rounding.js';
import { requireSample } from './sample.js';

/** Values of a model at the points of a Saltelli design, n rows each. */
export interface SaltelliValues {
  /** At the rows of matrix A. */
  readonly a: readonly number[];
  /** At the rows of matrix B, independent of A. */
  readonly b: readonly number[];
  /** For each factor, at the rows of A with that factor's column from B. */
  readonly ab: readonly (readonly number[])[];
  /** For each factor, at the rows of B with that factor's column from A, for indices of pairs (default: none). */
  readonly ba?: readonly (readonly number[])[];
}

/** Share of a model's variance that one factor accounts for. */
export interface SobolIndex {
  /** First order: expected reduction of variance if the factor were fixed, as a share; undefined where the model does not vary. */
  readonly first: number | undefined;
  /** Total order: expected variance that remains if all other factors were fixed, as a share; undefined likewise. */
  readonly total: number | undefined;
  /** Undefined without bootstrap options, and where a resample does not vary. */
  readonly firstInterval: BootstrapInterval | undefined;
  readonly totalInterval: BootstrapInterval | undefined;
}

/** Share of a model's variance that two factors account for together and neither alone. */
export interface SobolPair {
  /** Indexes of the two, the smaller one first. */
  readonly factors: readonly [number, number];
  /** Undefined where the model does not vary. */
  readonly second: number | undefined;
  /** Undefined without bootstrap options, and where a resample does not vary. */
  readonly interval: BootstrapInterval | undefined;
}

/** Variance-based sensitivity of a model to its factors. */
export interface SobolIndices {
  /** Rows of A. */
  readonly n: number;
  /** Mean over A and B [unit of the values]. */
  readonly mean: number;
  /** Variance over A and B, divisor 2n [square of that unit]. */
  readonly variance: number;
  /** In the order of the factors. */
  readonly factors: readonly SobolIndex[];
  /** Every pair of factors; none without `ba`. */
  readonly pairs: readonly SobolPair[];
}

function requireDesign({ a, b, ab, ba = [] }: SaltelliValues): void {
  requireSample('sobolIndices', a, 2);
  if (ab.length === 0) throw new RangeError('sobolIndices: expected values for at least 1 factor, found none');
  if (ba.length > 0 && ba.length !== ab.length) throw new RangeError(`sobolIndices: expected as many matrices BA as AB, found ${ba.length} and ${ab.length}`);
  for (const values of [b, ...ab, ...ba]) {
    requireSample('sobolIndices', values, 2);
    if (values.length !== a.length) throw new RangeError(`sobolIndices: expected ${a.length} values as in A, found ${values.length}`);
  }
}

interface Moments {
  readonly mean: number;
  readonly variance: number;
}

/** Mean and variance of A and B together, over the rows given; a variance of rounding is none. */
function pooledMoments(a: readonly number[], b: readonly number[], rows: Uint32Array): Moments {
  const n = rows.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += a[rows[i]] + b[rows[i]];
  const mean = sum / (2 * n);
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const [x, y] = [a[rows[i]] - mean, b[rows[i]] - mean];
    squares += x * x + y * y;
  }
  const variance = squares / (2 * n);
  return { mean, variance: isRounding(Math.sqrt(variance), Math.abs(mean)) ? 0 : variance };
}

/** First and total order index of every factor in turn, then the index of every pair, over the rows given. */
function indicesOf(values: SaltelliValues, rows: Uint32Array): (number | undefined)[] {
  const moments = pooledMoments(values.a, values.b, rows);
  const singles = values.ab.flatMap((mixed) => (moments.variance === 0 ? [undefined, undefined] : indicesOfFactor(values, mixed, rows, moments)));
  const pairs = pairsOf(values).map(([i, j]) => {
    const [first, other] = [singles[2 * i], singles[2 * j]];
    return first === undefined || other === undefined ? undefined : closedIndex(values, [i, j], rows, moments) - first - other;
  });
  return [...singles, ...pairs];
}

/** Counted loops: a bootstrap comes here a thousand times. */
function indicesOfFactor({ a, b }: SaltelliValues, mixed: readonly number[], rows: Uint32Array, { mean, variance }: Moments): [first: number, total: number] {
  let products = 0;
  let squares = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    const change = mixed[row] - a[row];
    products += (b[row] - mean) * change;
    squares += change * change;
  }
  return [products / (rows.length * variance), squares / (2 * rows.length * variance)];
}

/** Share of the variance that goes if both factors are known: BA_i and AB_j have their values in common and nothing else, A and B nothing. */
function closedIndex({ a, b, ab, ba = [] }: SaltelliValues, [i, j]: readonly [number, number], rows: Uint32Array, { mean, variance }: Moments): number {
  const [first, second] = [ba[i], ab[j]];
  let products = 0;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at];
    products += (first[row] - mean) * (second[row] - mean) - (a[row] - mean) * (b[row] - mean);
  }
  return products / (rows.length * variance);
}

function pairsOf({ ab, ba = [] }: SaltelliValues): (readonly [number, number])[] {
  return ba.length === 0 ? [] : ab.flatMap((_, i) => ab.slice(i + 1).map((__, after) => [i, i + 1 + after] as const));
}

/**
 * Sobol indices of first and total order, and of pairs of factors, from a Saltelli design, with y_A, y_B and y_i the values at A, B and A with column i of B:
 *
 *     first order   mean((y_B - mean) (y_i - y_A)) / V     Saltelli et al. (2010), table 2 (b)
 *     total order   mean((y_A - y_i)^2) / (2 V)            Jansen (1999); table 2 (f) of the same
 *     pair i, j     mean(y_BAi y_ABj - y_A y_B) / V - S_i - S_j, centred at the mean; Saltelli (2002), Computer Physics
 *                   Communications 145, 280-297, as in SALib
 *
 * V and the mean are those of A and B together. Estimates may fall a little outside [0, 1]. Under common random numbers a stochastic
 * model is a function of its factors for the seeds used; with other random numbers in every row noise adds to every total index.
 *
 * Intervals are bootstrap percentiles over rows; for quasi-random rows they are a rough guide, as the rows are not independent.
 *
 * Source: Saltelli, Annoni, Azzini, Campolongo, Ratto and Tarantola (2010), Computer Physics Communications 181, 259-270; Jansen
 * (1999), Computer Physics Communications 117, 35-43; Archer, Saltelli and Sobol (1997) for the bootstrap. The estimators of
 * scipy.stats.sobol_indices.
 *
 * @param values at least two rows and one factor
 * @param bootstrap if intervals are wanted
 * @throws RangeError when lengths differ, there are fewer than two rows or no factor, a value is not finite, or as `bootstrapIntervals`
 * @example sobolIndices({ a: [0, 0, 1, 1], b: [0, 1, 0, 1], ab: [[0, 1, 0, 1]] }).factors[0].total // 1, of the model y = x
 */
export function sobolIndices(values: SaltelliValues, bootstrap?: BootstrapOptions): SobolIndices {
  requireDesign(values);
  const { a, b, ab } = values;
  const all = Uint32Array.from(a, (_, row) => row);
  const indices = indicesOf(values, all);
  const intervals = bootstrap === undefined ? [] : bootstrapIntervals(a.length, (rows) => indicesOf(values, rows), bootstrap);
  const factors = ab.map((_, i) => ({
    first: indices[2 * i], total: indices[2 * i + 1], firstInterval: intervals[2 * i], totalInterval: intervals[2 * i + 1],
  }));
  const pairs = pairsOf(values).map((pair, index) => ({ factors: pair, second: indices[2 * ab.length + index], interval: intervals[2 * ab.length + index] }));
  return { n: a.length, ...pooledMoments(a, b, all), factors, pairs };
}
