import { requireProbability, requireWholeNumber } from '../requirement.js';

/**
 * The probability of passing n clearance points when every agreement makes the next one likelier: the i-th says yes with probability
 * p_i = 1 - (1 - p) q^(i-1), so that the probability of a refusal shrinks by the factor q from point to point.
 *
 * @param probability p of the first agreement
 * @param factor q by which a refusal becomes less likely; 1 for no bandwagon
 * @param points n, a whole number of at least 0
 * @throws RangeError if p or q lies outside [0, 1] or n is not such a whole number
 *
 * Source: Bowen (1982), The Pressman-Wildavsky paradox, Journal of Public Policy 2(1), 1-21 (bandwagon).
 *
 * @example
 * bandwagonClearance(0.5, 0.5, 2); // 0.375
 */
export function bandwagonClearance(probability: number, factor: number, points: number): number {
  requireProbability('probability', probability);
  requireProbability('factor', factor);
  requireWholeNumber('points', points, 0);
  let passed = 1;
  for (let point = 0, refusal = 1 - probability; point < points; point++, refusal *= factor) passed *= 1 - refusal;
  return passed;
}
