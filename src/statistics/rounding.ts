import { sampleMoments, type SampleMoments } from './moments.js';

/**
 * Share of the size of values up to which their difference is taken for rounding. Doubles round at 1.1e-16, and what a simulation adds up
 * over thousands of events at some hundred times that.
 */
const ROUNDING = 1e-12;

/** Largest absolute value; 0 of none. */
export function largestSize(samples: Iterable<readonly number[]>): number {
  let size = 0;
  for (const sample of samples) for (const value of sample) size = Math.max(size, Math.abs(value));
  return size;
}

/**
 * Whether a difference is no more than the rounding of the values it was made of, so that they count as equal.
 *
 * @param size largest absolute value of those, as of `largestSize`
 * @example isRounding(0.1 + 0.2 - 0.3, 0.3) // true
 */
export function isRounding(difference: number, size: number): boolean {
  return Math.abs(difference) <= ROUNDING * size;
}

/**
 * Size, mean and variance of differences. A mean that is rounding is 0, and so is the variance where the standard deviation is: without
 * this, a measure that is the same under two variants but for the order in which it was added up would differ significantly.
 *
 * @param name the calling function, for the message
 * @param differences at least one
 * @param size of the values that they were made of, as of `largestSize`
 * @throws RangeError as `sampleMoments`
 * @example differenceMoments('example', [0.1 + 0.2 - 0.3, 0], 0.3) // { n: 2, mean: 0, variance: 0 }
 */
export function differenceMoments(name: string, differences: readonly number[], size: number): SampleMoments {
  const { n, mean, variance } = sampleMoments(name, differences);
  return {
    n,
    mean: isRounding(mean, size) ? 0 : mean,
    variance: variance !== undefined && isRounding(Math.sqrt(variance), size) ? 0 : variance,
  };
}
