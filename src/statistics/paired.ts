import { differenceMoments, largestSize } from './rounding.js';
import { requireSample } from './sample.js';
import { requireLevel, studentInference } from './student-inference.js';

/** Mean difference of pairs with its confidence interval and test. */
export interface PairedDifference {
  /** Number of pairs. */
  readonly n: number;
  /** Mean of a[i] - b[i]. */
  readonly difference: number;
  /** Undefined for n = 1, as are `high` and `pValue`. */
  readonly low: number | undefined;
  readonly high: number | undefined;
  /** Undefined for n = 1 and where all differences are equal. */
  readonly t: number | undefined;
  /** n - 1. */
  readonly degreesOfFreedom: number;
  /** Two-sided p-value of the hypothesis that the expected difference is 0. */
  readonly pValue: number | undefined;
}

/**
 * Difference of two systems from paired values, such as replications under common random numbers, by Student's t of the
 * differences.
 *
 * When all differences are equal, as for two systems that behave identically, the interval is that difference alone; the
 * p-value is 1 if it is 0 and 0 otherwise. What is rounding of the values (`isRounding`) counts as no difference.
 *
 * Source: Law, Simulation Modeling and Analysis (5th ed.), section 10.2.1.
 *
 * @param a values of the first system, at least one
 * @param b values of the second, in the same order
 * @param level confidence level of the interval, between 0 and 1
 * @throws RangeError when the lengths differ, a value is missing or not finite, or level is not between 0 and 1
 * @example pairedDifference([3, 5, 7], [1, 4, 4]).difference // 2
 */
export function pairedDifference(a: readonly number[], b: readonly number[], level = 0.95): PairedDifference {
  requireSample('pairedDifference', a, 1);
  requireSample('pairedDifference', b, 1);
  requireLevel('pairedDifference', level);
  if (a.length !== b.length) throw new RangeError(`pairedDifference: expected pairs, found ${a.length} and ${b.length} values`);
  return meanDifference(a.map((x, i) => x - b[i]), largestSize([a, b]), level);
}

/**
 * The same of differences that have been formed already, such as an interaction's, which is a difference of differences.
 *
 * @param differences one per replication, at least one
 * @param size largest absolute value of what they were made of; a difference that is its rounding counts as none
 * @param level confidence level of the interval, between 0 and 1
 * @throws RangeError when there is no difference or one is not finite, or level is not between 0 and 1
 * @example meanDifference([2, 1, 3], 7, 0.95).difference // 2
 */
export function meanDifference(differences: readonly number[], size: number, level: number): PairedDifference {
  requireLevel('meanDifference', level);
  const { n, mean: difference, variance } = differenceMoments('meanDifference', differences, size);
  const degreesOfFreedom = n - 1;
  if (variance === undefined) return { n, difference, low: undefined, high: undefined, t: undefined, degreesOfFreedom, pValue: undefined };
  const { low, high, t, pValue } = studentInference(difference, Math.sqrt(variance / n), degreesOfFreedom, level);
  return { n, difference, low, high, t, degreesOfFreedom, pValue };
}
