import { requirePositive, requireWholeNumber } from '../requirement.js';

/** A beta law of the probability of agreement that all clearance points of one programme share. */
export interface SharedClimate {
  /** First shape, above 0. */
  readonly alpha: number;
  /** Second shape, above 0; the mean probability is alpha / (alpha + beta). */
  readonly beta: number;
}

/**
 * E[P^n] for P of a beta law: the probability of passing n clearance points that share one climate, friendly or hostile, drawn once for
 * the whole programme. It is the product of (alpha + i) / (alpha + beta + i) over i = 0 ... n-1, and larger than p^n for the mean p,
 * because agreements come together.
 *
 * @param points n, a whole number of at least 0
 * @throws RangeError if a shape is not above 0 or n is not such a whole number
 *
 * Source: moments of the beta law, Johnson, Kotz and Balakrishnan (1995), Continuous Univariate Distributions 2, section 25.3; dependence
 * between clearances after Bowen (1982), Journal of Public Policy 2(1), 1-21.
 *
 * @example
 * commonShockClearance({ alpha: 1, beta: 1 }, 3); // 0.25
 */
export function commonShockClearance({ alpha, beta }: SharedClimate, points: number): number {
  requirePositive('alpha', alpha);
  requirePositive('beta', beta);
  requireWholeNumber('points', points, 0);
  let passed = 1;
  for (let point = 0; point < points; point++) passed *= (alpha + point) / (alpha + beta + point);
  return passed;
}
