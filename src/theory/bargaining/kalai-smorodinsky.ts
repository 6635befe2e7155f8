import { boundary, reservationShares, shareFor, type Claimant } from './division.js';

/**
 * The Kalai-Smorodinsky solution: everybody gets the same share t of its ideal gain, u_i = d_i + t (m_i - d_i), where m_i is the most it
 * could get if the others were held to disagreement, and t is as large as the pie allows.
 *
 * @param claimants any number from two; weights are not looked at
 * @param pie what is divided, above 0
 * @returns shares, which sum to the pie
 * @throws RangeError as `reservationShares` does
 *
 * Source: Kalai and Smorodinsky (1975), Other solutions to Nash's bargaining problem, Econometrica 43(3), 513-518.
 *
 * @example
 * const risky = { utility: Math.sqrt, slope: (x) => 0.5 / Math.sqrt(x), disagreement: 0 };
 * kalaiSmorodinskyDivision([risky, linearClaimant()], 1)[1]; // 0.6180...
 */
export function kalaiSmorodinskyDivision(claimants: readonly Claimant[], pie: number): number[] {
  const reservations = reservationShares(claimants, pie);
  const needed = reservations.reduce((sum, share) => sum + share, 0);
  const ideals = claimants.map(({ utility }, i) => utility(pie - needed + reservations[i]));
  const sharesAt = (part: number): number[] =>
    claimants.map((claimant, i) => shareFor(claimant, claimant.disagreement + part * (ideals[i] - claimant.disagreement), pie) ?? pie);
  const exceeds = (part: number): boolean => sharesAt(part).reduce((sum, share) => sum + share, 0) >= pie;
  return sharesAt(boundary(exceeds, 0, 1));
}
