import { ascending, requireSample } from './sample.js';

/**
 * The p-quantile of values in ascending order, by linear interpolation between order statistics (type 7 of Hyndman and Fan,
 * 1996, the default of R and NumPy).
 *
 * @param sorted at least one value, ascending; not checked
 * @param p in [0, 1]
 * @throws RangeError when sorted is empty or p is not in [0, 1]
 * @example quantileOfSorted([1, 2, 3, 4], 0.5) // 2.5
 */
export function quantileOfSorted(sorted: readonly number[], p: number): number {
  if (sorted.length === 0) throw new RangeError('quantile: expected at least 1 value, found 0');
  if (!(p >= 0 && p <= 1)) throw new RangeError(`quantile: expected a probability in [0, 1], found ${p}`);
  const position = (sorted.length - 1) * p;
  const below = Math.floor(position);
  const low = sorted[below];
  const high = sorted[Math.min(below + 1, sorted.length - 1)];
  return low + (position - below) * (high - low);
}

/**
 * The p-quantile of a sample, by linear interpolation between order statistics (type 7 of Hyndman and Fan, 1996, the default
 * of R and NumPy). For several quantiles of one sample sort once and use `quantileOfSorted`.
 *
 * @param values at least one value, in any order; left as they are
 * @param p in [0, 1]
 * @throws RangeError when values is empty or not finite, or p is not in [0, 1]
 * @example quantile([3, 1, 2], 0.5) // 2
 */
export function quantile(values: readonly number[], p: number): number {
  requireSample('quantile', values, 1);
  return quantileOfSorted(ascending(values), p);
}
