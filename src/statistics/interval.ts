import { sampleMoments } from './moments.js';
import { requireLevel, studentInference } from './student-inference.js';

/** Mean of independent replications with its confidence interval. */
export interface MeanInterval {
  readonly n: number;
  readonly mean: number;
  /** Sample standard deviation, divisor n - 1; undefined for n = 1. */
  readonly sd: number | undefined;
  /** Undefined for n = 1, as are `high` and `halfWidth`: one value says nothing about its variation. */
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly halfWidth: number | undefined;
}

/**
 * Confidence interval of a mean by Student's t with n - 1 degrees of freedom.
 *
 * Source: Law, Simulation Modeling and Analysis (5th ed.), eq. 4.12. Exact for independent normal values, approximate for
 * others.
 *
 * @param values one per replication, at least one
 * @param level confidence level, between 0 and 1
 * @throws RangeError when values is empty or not finite, or level is not between 0 and 1
 * @example meanInterval([10, 20, 30]).halfWidth // 24.84137712
 */
export function meanInterval(values: readonly number[], level = 0.95): MeanInterval {
  requireLevel('meanInterval', level);
  const { n, mean, variance } = sampleMoments('meanInterval', values);
  if (variance === undefined) return { n, mean, sd: undefined, low: undefined, high: undefined, halfWidth: undefined };
  const sd = Math.sqrt(variance);
  const { low, high, halfWidth } = studentInference(mean, sd / Math.sqrt(n), n - 1, level);
  return { n, mean, sd, low, high, halfWidth };
}
