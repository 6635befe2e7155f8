import { requireSample } from './sample.js';
import { Tally } from './tally.js';

/** Size, mean and variance of a sample. */
export interface SampleMoments {
  readonly n: number;
  readonly mean: number;
  /** Unbiased, divisor n - 1; undefined for n = 1. */
  readonly variance: number | undefined;
}

/**
 * Size, mean and variance of a sample, without cancellation.
 *
 * @param name the calling function, for the message
 * @param values at least one
 * @throws RangeError when values is empty or one is not a finite number
 * @example sampleMoments('example', [1, 2, 3]) // { n: 3, mean: 2, variance: 1 }
 */
export function sampleMoments(name: string, values: readonly number[]): SampleMoments {
  requireSample(name, values, 1);
  const tally = new Tally();
  for (const value of values) tally.add(value);
  return { n: tally.count, mean: tally.mean ?? 0, variance: tally.variance };
}
