import { requireProbability, requireWholeNumber } from '../requirement.js';

/**
 * p^n: the probability that a programme passes n clearance points, each of which says yes with probability p whatever the others say.
 *
 * @param probability p of clearing one point
 * @param points n, a whole number of at least 0
 * @throws RangeError if p lies outside [0, 1] or n is not a whole number of at least 0
 *
 * Source: Pressman and Wildavsky (1973), Implementation, chapter 5, table 8. Its printed figures contain slips of arithmetic: .95^70 is
 * .0276, not .00395.
 *
 * @example
 * clearanceProbability(0.5, 3); // 0.125
 */
export function clearanceProbability(probability: number, points: number): number {
  requireProbability('probability', probability);
  requireWholeNumber('points', points, 0);
  // Exact for 0 and 1, where a logarithm is not.
  if (points === 0 || probability === 1) return 1;
  return probability === 0 ? 0 : Math.exp(points * Math.log(probability));
}

/**
 * The number of agreements at which success has become less likely than `threshold`: the least n with p^n < threshold.
 *
 * @param probability p of each agreement
 * @param threshold in (0, 1], by default one half
 * @returns n, or undefined if p is 1 and agreement therefore never in doubt
 * @throws RangeError if p lies outside [0, 1] or the threshold outside (0, 1]
 *
 * Source: Pressman and Wildavsky (1973), Implementation, chapter 5, table 8, which prints 68 for p = .99; .99^68 is .505.
 *
 * @example
 * agreementsUntilUnlikely(0.8); // 4
 */
export function agreementsUntilUnlikely(probability: number, threshold = 0.5): number | undefined {
  requireProbability('probability', probability);
  if (!(threshold > 0 && threshold <= 1)) throw new RangeError(`threshold: expected a number above 0 and up to 1, found ${threshold}`);
  if (probability === 1) return undefined;
  if (probability === 0) return 1;
  const estimate = Math.max(1, Math.floor(Math.log(threshold) / Math.log(probability)) - 1);
  for (let n = estimate; ; n++) if (clearanceProbability(probability, n) < threshold) return n;
}
