import { requireSample } from './sample.js';
import { Tally } from './tally.js';

/** Where to cut off the beginning of a series. */
export interface MserTruncation {
  /** Observations to discard, a multiple of the batch size. */
  readonly discarded: number;
  /** Sum of squared deviations of the remaining batch means over the square of their number [square of the series' unit]. */
  readonly statistic: number;
  /** Batches in all; observations that do not fill a last batch are not used. */
  readonly batches: number;
  /** Whether the smallest value is at the largest truncation allowed, half the series: then the series is too short to trust the cut. */
  readonly atLimit: boolean;
}

/** Fewer batches leave too few after the cut to compare them by. */
const FEWEST_BATCHES = 10;

function batchMeansOf(series: readonly number[], size: number): number[] {
  return Array.from({ length: Math.floor(series.length / size) }, (_, i) => {
    const batch = new Tally();
    for (const value of series.slice(i * size, (i + 1) * size)) batch.add(value);
    return batch.mean ?? 0;
  });
}

/**
 * Truncation of an initial transient by MSER: of the m means Z of successive batches, discard the first d <= m / 2 that minimise
 * the sum over i > d of (Z_i - mean of those)^2, divided by (m - d)^2. Of several minima the one that discards least.
 *
 * Source: White (1997), Simulation 69, 323-334, for single observations; White, Cobb and Spratt (2000), Proceedings of the Winter
 * Simulation Conference, 755-761, for MSER-5, batches of five.
 *
 * @param series equally spaced in time, at least ten batches of it
 * @param batchSize observations per batch, whole, at least 1; 5 gives MSER-5
 * @throws RangeError when the series has fewer than ten batches, a value is not finite, or the batch size is not a whole number >= 1
 * @example mserTruncation(Array.from({ length: 100 }, (_, i) => (i < 20 ? 9 : i % 2))).discarded // 20
 */
export function mserTruncation(series: readonly number[], batchSize = 5): MserTruncation {
  if (!(Number.isInteger(batchSize) && batchSize >= 1)) {
    throw new RangeError(`mserTruncation: expected a whole batch size >= 1, found ${batchSize}`);
  }
  requireSample('mserTruncation', series, FEWEST_BATCHES * batchSize);
  const means = batchMeansOf(series, batchSize);
  const batches = means.length;
  const limit = Math.floor(batches / 2);
  const remaining = new Tally();
  let best = { d: limit, statistic: Infinity };
  for (let d = batches - 1; d >= 0; d--) {
    remaining.add(means[d]);
    if (d > limit) continue;
    const left = batches - d;
    const statistic = ((remaining.variance ?? 0) * (left - 1)) / (left * left);
    if (statistic <= best.statistic) best = { d, statistic };
  }
  return { discarded: best.d * batchSize, statistic: best.statistic, batches, atLimit: best.d === limit };
}
