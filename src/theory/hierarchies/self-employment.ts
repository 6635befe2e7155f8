import { requirePositive } from '../requirement.js';

/**
 * Output of one person who asks nobody and learns the easiest problems up to z = ln(1/c):
 * y = max_z (1 - e^{-z} - c z) = 1 - c + c ln c; nothing is worth learning, and y = 0, for c >= 1.
 *
 * @param learningCost c, cost of a unit of knowledge [output per unit of z]
 * @returns output per head [problems solved per problem met, net of learning]
 * @throws RangeError if c is not positive and finite
 *
 * Source: Garicano (2000), Journal of Political Economy 108(5), 874-904, the organisation without helpers.
 *
 * @example
 * selfEmployedOutput(0.1); // 0.669741...
 */
export function selfEmployedOutput(learningCost: number): number {
  requirePositive('learningCost', learningCost);
  if (learningCost >= 1) return 0;
  // Rounding must not turn a gain of next to nothing into a loss.
  return Math.max(0, 1 - learningCost + learningCost * Math.log(learningCost));
}
