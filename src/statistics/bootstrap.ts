import { quantileOfSorted } from './quantile.js';
import { ascending } from './sample.js';
import { requireLevel } from './student-inference.js';

/** How to resample. */
export interface BootstrapOptions {
  /** Source of uniform numbers in [0, 1); seed it, so that the intervals are the same every time. */
  readonly uniform: () => number;
  /** Resamples, whole, at least 100 and 2 / (1 - level) - 1 (default 1000). */
  readonly resamples?: number;
  /** Confidence level, between 0 and 1 (default 0.95). */
  readonly level?: number;
}

/** A confidence interval. */
export interface BootstrapInterval {
  readonly low: number;
  readonly high: number;
}

const FEWEST_RESAMPLES = 100;

/** Enough that both ends lie between resamples: (resamples + 1) (1 - level) / 2 >= 1. */
function requireResamples(resamples: number, level: number): void {
  const fewest = Math.max(FEWEST_RESAMPLES, Math.ceil(2 / (1 - level) - 1 - 1e-9));
  if (Number.isInteger(resamples) && resamples >= fewest) return;
  throw new RangeError(`bootstrapIntervals: expected a whole number of at least ${fewest} resamples at level ${level}, found ${resamples}`);
}

/** Fills rows with indices below its length, drawn with replacement. */
function resample(rows: Uint32Array, uniform: () => number): void {
  for (let i = 0; i < rows.length; i++) {
    const u = uniform();
    if (!(u >= 0 && u < 1)) throw new RangeError(`bootstrapIntervals: expected uniform numbers in [0, 1), found ${u}`);
    rows[i] = Math.floor(u * rows.length);
  }
}

/** Interval between the (n + 1) p-th of n sorted values and its mirror image, so that it is not too narrow for few resamples. */
function percentileInterval(values: readonly (number | undefined)[], level: number): BootstrapInterval | undefined {
  if (values.includes(undefined)) return undefined;
  const sorted = ascending(values as readonly number[]);
  const n = sorted.length;
  const position = Math.max(0, ((n + 1) * (1 - level)) / 2 - 1) / (n - 1);
  return { low: quantileOfSorted(sorted, position), high: quantileOfSorted(sorted, 1 - position) };
}

/**
 * Percentile bootstrap intervals of several statistics of the same rows: rows are drawn with replacement, the statistics computed from
 * them anew, and the interval of each is between the (1 - level) / 2 and (1 + level) / 2 quantiles of what comes out, that is the
 * (R + 1) p-th of R. It covers less often than stated for few rows.
 *
 * Source: Efron (1979), Annals of Statistics 7, 1-26; Efron and Tibshirani (1993), An Introduction to the Bootstrap, section 13.3;
 * Davison and Hinkley (1997), Bootstrap Methods and their Application, section 5.2.1 for (R + 1) p.
 *
 * @param rows number of rows in the sample, whole, at least 2
 * @param statistics the same statistics each time, from the indices of the rows drawn
 * @returns one interval per statistic; undefined where a resample has none
 * @throws RangeError when rows, resamples or level are out of their ranges, or a uniform number is not in [0, 1)
 * @example bootstrapIntervals(3, (rows) => [x[rows[0]] + x[rows[1]] + x[rows[2]]], { uniform })
 */
export function bootstrapIntervals(
  rows: number,
  statistics: (rows: Uint32Array) => readonly (number | undefined)[],
  options: BootstrapOptions,
): (BootstrapInterval | undefined)[] {
  const { uniform, resamples = 1000, level = 0.95 } = options;
  if (!(Number.isInteger(rows) && rows >= 2)) throw new RangeError(`bootstrapIntervals: expected a whole number of at least 2 rows, found ${rows}`);
  requireLevel('bootstrapIntervals', level);
  requireResamples(resamples, level);
  const drawn = new Uint32Array(rows);
  const outcomes = Array.from({ length: resamples }, () => {
    resample(drawn, uniform);
    return statistics(drawn);
  });
  return outcomes[0].map((_, i) => percentileInterval(outcomes.map((outcome) => outcome[i]), level));
}
