import { differenceMoments, isRounding, largestSize } from './rounding.js';
import { requireLevel, studentInference } from './student-inference.js';

/** Difference of two independent means with its confidence interval and test. */
export interface WelchDifference {
  /** Sizes of the two samples. */
  readonly n: readonly [number, number];
  /** Mean of a minus mean of b. */
  readonly difference: number;
  /** Undefined when a sample has one value, as are `high`, `degreesOfFreedom` and `pValue`. */
  readonly low: number | undefined;
  readonly high: number | undefined;
  /** Undefined when a sample has one value, and where neither sample varies. */
  readonly t: number | undefined;
  /** Welch and Satterthwaite's, usually not whole; n1 + n2 - 2 where neither sample varies. */
  readonly degreesOfFreedom: number | undefined;
  /** Two-sided p-value of the hypothesis that the expectations are equal. */
  readonly pValue: number | undefined;
}

/** Welch (1938), Biometrika 29, with sample variances; u and v are the squared standard errors of the two means. */
function welchSatterthwaite(u: number, n: number, v: number, m: number): number {
  const total = u + v;
  if (total === 0) return n + m - 2;
  // Shares, not squares of u and v, which could underflow.
  const [share, rest] = [u / total, v / total];
  return 1 / ((share * share) / (n - 1) + (rest * rest) / (m - 1));
}

/**
 * Difference of two systems from independent samples of any sizes and variances, by Welch's t.
 *
 * When neither sample varies the interval is the difference alone; the p-value is 1 if it is 0 and 0 otherwise. What is rounding of the
 * values (`isRounding`) counts as no difference and no variation.
 *
 * Source: Law, Simulation Modeling and Analysis (5th ed.), section 10.2.2.
 *
 * @param a values of the first system, at least one
 * @param b values of the second, at least one
 * @param level confidence level of the interval, between 0 and 1
 * @throws RangeError when a sample is empty or not finite, or level is not between 0 and 1
 * @example welchDifference([1, 2, 3], [2, 4, 6, 8]).difference // -3
 */
export function welchDifference(a: readonly number[], b: readonly number[], level = 0.95): WelchDifference {
  requireLevel('welchDifference', level);
  const size = largestSize([a, b]);
  const [first, second] = [a, b].map((sample) => differenceMoments('welchDifference', sample, size));
  const n: readonly [number, number] = [first.n, second.n];
  const apart = first.mean - second.mean;
  const difference = isRounding(apart, size) ? 0 : apart;
  if (first.variance === undefined || second.variance === undefined) {
    return { n, difference, low: undefined, high: undefined, t: undefined, degreesOfFreedom: undefined, pValue: undefined };
  }
  const [u, v] = [first.variance / n[0], second.variance / n[1]];
  const degreesOfFreedom = welchSatterthwaite(u, n[0], v, n[1]);
  const { low, high, t, pValue } = studentInference(difference, Math.sqrt(u + v), degreesOfFreedom, level);
  return { n, difference, low, high, t, degreesOfFreedom, pValue };
}
