import { requireSample } from './sample.js';

/** The picture by which a warm-up is chosen. */
export interface WelchCurve {
  /** Mean over replications at each time. */
  readonly means: readonly number[];
  /** Moving average of the means; the last `halfWindow` times have none. */
  readonly smoothed: readonly number[];
  /**
   * Index from which the smoothed curve stays within the range of its own second half. A suggestion for where to look in the picture:
   * it is no test, and it says nothing about a transient that outlasts the series.
   */
  readonly suggestion: number;
}

function requireHalfWindow(halfWindow: number, length: number): void {
  const largest = Math.floor(length / 4);
  if (Number.isInteger(halfWindow) && halfWindow >= 1 && halfWindow <= largest) return;
  throw new RangeError(`welchMovingAverage: expected a whole half window from 1 to ${largest}, a quarter of ${length} values, found ${halfWindow}`);
}

/** Mean of series[from] to series[to], both included. */
function meanBetween(series: readonly number[], from: number, to: number): number {
  let sum = 0;
  for (let i = from; i <= to; i++) sum += series[i];
  return sum / (to - from + 1);
}

/**
 * Welch's moving average: each value is replaced by the mean of the 2w + 1 around it, and of the first w by the mean of as many
 * before as after as there are.
 *
 * Source: Welch (1983), in Lavenberg (ed.), Computer Performance Modeling Handbook, 268-328; Law, Simulation Modeling and Analysis
 * (5th ed.), eq. 9.8.
 *
 * @param series m values, equally spaced in time
 * @param halfWindow w, whole, from 1 to m / 4
 * @returns m - w values
 * @throws RangeError when a value is not finite or w is out of its range
 * @example welchMovingAverage([5, 11, 16, 23], 1) // [5, 10.667, 16.667]
 */
export function welchMovingAverage(series: readonly number[], halfWindow: number): number[] {
  requireSample('welchMovingAverage', series, 1);
  requireHalfWindow(halfWindow, series.length);
  return Array.from({ length: series.length - halfWindow }, (_, i) => {
    const reach = Math.min(i, halfWindow);
    return meanBetween(series, i - reach, i + reach);
  });
}

function meanSeries(replications: readonly (readonly number[])[]): number[] {
  if (replications.length === 0) throw new RangeError('welchCurve: expected at least 1 replication, found 0');
  const { length } = replications[0];
  for (const [i, series] of replications.entries()) {
    requireSample('welchCurve', series, 1);
    if (series.length !== length) {
      throw new RangeError(`welchCurve: expected ${length} values in every replication as in the first, found ${series.length} in replication ${i}`);
    }
  }
  return Array.from({ length }, (_, t) => replications.reduce((sum, series) => sum + series[t], 0) / replications.length);
}

/** First index from which all values lie within the range of the second half. */
function settledFrom(curve: readonly number[]): number {
  const half = Math.floor(curve.length / 2);
  const late = curve.slice(half);
  const [low, high] = [Math.min(...late), Math.max(...late)];
  let index = half;
  while (index > 0 && curve[index - 1] >= low && curve[index - 1] <= high) index--;
  return index;
}

/**
 * Welch's graphical procedure for a warm-up: the mean over replications at each time, smoothed. Choose by eye where the curve has
 * become level, widening the window until it is smooth.
 *
 * Source: as `welchMovingAverage`.
 *
 * @param replications one series each, all of one length and at the same times; five or more as a rule
 * @param halfWindow whole, from 1 to a quarter of the length
 * @throws RangeError when there is no replication, lengths differ, a value is not finite, or the window is out of its range
 * @example welchCurve([[8, 4, 2, 1, 2, 1, 2, 1]], 1).smoothed // [8, 4.667, 2.333, 1.667, 1.333, 1.667, 1.333]
 */
export function welchCurve(replications: readonly (readonly number[])[], halfWindow: number): WelchCurve {
  const means = meanSeries(replications);
  const smoothed = welchMovingAverage(means, halfWindow);
  return { means, smoothed, suggestion: settledFrom(smoothed) };
}
