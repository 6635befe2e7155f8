import { requirePositive, requireWholeNumber } from '../requirement.js';

/**
 * Mean of the largest of n independent exponential times of the same rate: H_n / rate, H_n = 1 + 1/2 + ... + 1/n.
 * The time until all of n parallel tasks, or all of n participants' replies, are in.
 *
 * @param n a whole number of at least 1
 * @param rate of each [1/time]
 * @returns a mean time [time]
 * @throws RangeError if n is not a whole number of at least 1, or the rate is not positive and finite
 *
 * Source: Rényi (1953), Acta Mathematica Academiae Scientiarum Hungaricae 4, 191-231 (spacings of exponential order statistics).
 *
 * @example
 * meanMaximumOfExponentials(5, 1); // 2.283333...
 */
export function meanMaximumOfExponentials(n: number, rate: number): number {
  requireWholeNumber('n', n, 1);
  requirePositive('rate [1/time]', rate);
  let harmonic = 0;
  // Smallest terms first, so that large n loses no digits.
  for (let k = n; k >= 1; k--) harmonic += 1 / k;
  return harmonic / rate;
}
