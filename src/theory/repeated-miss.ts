import { requireProbability, requireWholeNumber } from './requirement.js';

/**
 * (1 - p)^n: the probability that an event of probability p happens in none of n independent trials, by
 * exp(n log1p(-p)), which keeps its digits when p is small and n large.
 *
 * @param probability p of the event at each trial
 * @param trials n, a whole number of at least 0
 * @throws RangeError if p lies outside [0, 1] or n is not a whole number of at least 0
 *
 * @example
 * repeatedMiss(0.5, 2); // 0.25
 */
export function repeatedMiss(probability: number, trials: number): number {
  requireProbability('probability', probability);
  requireWholeNumber('trials', trials, 0);
  // 0 * -Infinity is not a number: no trial is missed for certain.
  return trials === 0 ? 1 : Math.exp(trials * Math.log1p(-probability));
}
