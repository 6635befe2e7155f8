import { requireWholeNumber } from '../requirement.js';
import { clearanceProbability } from './clearance-probability.js';

/**
 * p^k: the probability of success when n agreements are asked for in k bundles, each of which is granted or refused as one.
 *
 * @param probability p that a bundle is granted
 * @param points n agreements, a whole number of at least 1
 * @param bundles k, a whole number from 1 to n
 * @throws RangeError if p lies outside [0, 1], or n or k is not such a whole number
 *
 * Source: Bowen (1982), The Pressman-Wildavsky paradox, Journal of Public Policy 2(1), 1-21 (packaging).
 *
 * @example
 * packagedClearance(0.5, 70, 2); // 0.25
 */
export function packagedClearance(probability: number, points: number, bundles: number): number {
  requireWholeNumber('points', points, 1);
  requireWholeNumber('bundles', bundles, 1);
  if (bundles > points) throw new RangeError(`bundles: expected at most as many as there are agreements (${points}), found ${bundles}`);
  return clearanceProbability(probability, bundles);
}
