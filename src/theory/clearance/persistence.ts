import { repeatedMiss } from '../repeated-miss.js';
import { requireProbability, requireWholeNumber } from '../requirement.js';
import { clearanceProbability } from './clearance-probability.js';

/**
 * (1 - (1 - p)^r)^n: the probability of passing n clearance points when each may be tried r times, every try succeeding with
 * probability p.
 *
 * @param probability p of one try
 * @param points n, a whole number of at least 0
 * @param tries r at each point, a whole number of at least 1
 * @throws RangeError if p lies outside [0, 1], or n or r is not such a whole number
 *
 * Source: Bowen (1982), The Pressman-Wildavsky paradox, Journal of Public Policy 2(1), 1-21 (persistence).
 *
 * @example
 * persistentClearance(0.5, 2, 2); // 0.5625
 */
export function persistentClearance(probability: number, points: number, tries: number): number {
  requireWholeNumber('tries', tries, 1);
  return clearanceProbability(1 - repeatedMiss(probability, tries), points);
}

/**
 * Mean number of tries at n clearance points in series, at each of which up to r tries are made and the programme is given up when all
 * have failed: the sum over points of the probability of getting there times (1 - (1 - p)^r) / p; n / p when tries are unlimited.
 *
 * @param probability p of one try, above 0 where tries are unlimited
 * @param points n, a whole number of at least 0
 * @param tries r, a whole number of at least 1, or Infinity
 * @throws RangeError if p lies outside [0, 1], is 0 with unlimited tries, or n or r is not such a whole number
 *
 * Source: the mean of a truncated geometric law; for unlimited tries Bowen (1982), Journal of Public Policy 2(1), 1-21.
 *
 * @example
 * meanClearanceTries(0.8, 70); // 87.5
 */
export function meanClearanceTries(probability: number, points: number, tries = Infinity): number {
  requireProbability('probability', probability);
  requireWholeNumber('points', points, 0);
  if (tries === Infinity) {
    if (probability === 0 && points > 0) throw new RangeError('probability: expected a number above 0 where tries are unlimited, found 0');
    return points === 0 ? 0 : points / probability;
  }
  requireWholeNumber('tries', tries, 1);
  const cleared = 1 - repeatedMiss(probability, tries);
  const atOnePoint = probability === 0 ? tries : cleared / probability;
  let sum = 0;
  for (let point = 0, reached = 1; point < points; point++, reached *= cleared) sum += reached * atOnePoint;
  return sum;
}
