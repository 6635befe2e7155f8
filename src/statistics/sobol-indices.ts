import { bootstrapIntervals, type BootstrapInterval, type BootstrapOptions } from './bootstrap.js';
import { requireSample } from './sample.js';

/** Values of a model at the points of a Saltelli design, n rows each. */
export interface SaltelliValues {
  /** At the rows of matrix A. */
  readonly a: readonly number[];
  /** At the rows of matrix B, independent of A. */
  readonly b: readonly number[];
  /** For each factor, at the rows of A with that factor's column from B. */
  readonly ab: readonly (readonly number[])[];
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
}

function requireDesign({ a, b, ab }: SaltelliValues): void {
  requireSample('sobolIndices', a, 2);
  if (ab.length === 0) throw new RangeError('sobolIndices: expected values for at least 1 factor, found none');
  for (const values of [b, ...ab]) {
    requireSample('sobolIndices', values, 2);
    if (values.length !== a.length) throw new RangeError(`sobolIndices: expected ${a.length} values as in A, found ${values.length}`);
  }
}

interface Moments {
  readonly mean: number;
  readonly variance: number;
}

/** Mean and variance of A and B together, over the rows given. */
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
  return { mean, variance: squares / (2 * n) };
}

/** First and total order index of every factor in turn, over the rows given. Counted loops: a bootstrap comes here a thousand times. */
function indicesOf({ a, b, ab }: SaltelliValues, rows: Uint32Array): (number | undefined)[] {
  const { mean, variance } = pooledMoments(a, b, rows);
  return ab.flatMap((mixed) => {
    if (variance === 0) return [undefined, undefined];
    let products = 0;
    let squares = 0;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i];
      const change = mixed[row] - a[row];
      products += (b[row] - mean) * change;
      squares += change * change;
    }
    return [products / (rows.length * variance), squares / (2 * rows.length * variance)];
  });
}

/**
 * Sobol indices of first and total order from a Saltelli design, with y_A, y_B and y_i the values at A, B and A with column i of B:
 *
 *     first order   mean((y_B - mean) (y_i - y_A)) / V     Saltelli et al. (2010), table 2 (b)
 *     total order   mean((y_A - y_i)^2) / (2 V)            Jansen (1999); table 2 (f) of the same
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
  return { n: a.length, ...pooledMoments(a, b, all), factors };
}
