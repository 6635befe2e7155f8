import { boundary, reservationShares, type Claimant } from './division.js';

/**
 * The asymmetric Nash bargaining solution: the division that maximises the product of (u_i(x_i) - d_i)^w_i, found where the marginal
 * gains w_i u_i'(x_i) / (u_i(x_i) - d_i) are equal.
 *
 * For linear utilities it is the reservation share plus a share w_i / sum(w) of what is left.
 *
 * @param claimants any number from two
 * @param pie what is divided, above 0
 * @returns shares, which sum to the pie
 * @throws RangeError as `reservationShares` does
 *
 * Source: Nash (1950), The bargaining problem, Econometrica 18(2), 155-162; weights after Kalai (1977), International Journal of Game
 * Theory 6, 129-133.
 *
 * @example
 * const weak = linearClaimant(0.2);
 * const strong = linearClaimant(0, 3);
 * nashDivision([weak, strong], 1)[0]; // 0.4
 */
export function nashDivision(claimants: readonly Claimant[], pie: number): number[] {
  const reservations = reservationShares(claimants, pie);
  /** Share of each at which a further unit adds so much to the logarithm of the product; gains fall with the share. */
  const sharesAt = (gain: number): number[] =>
    claimants.map(({ utility, slope, disagreement, weight = 1 }, i) => {
      const exhausted = (share: number): boolean => weight * slope(share) <= gain * (utility(share) - disagreement);
      return exhausted(pie) ? boundary(exhausted, reservations[i], pie) : pie;
    });
  const sumAt = (logGain: number): number => sharesAt(Math.exp(logGain)).reduce((sum, share) => sum + share, 0);
  // The common gain of a unit, on a logarithmic scale, at which all shares together are the pie.
  const logGain = boundary((at) => sumAt(at) <= pie, -LARGEST_LOG, LARGEST_LOG);
  const shares = sharesAt(Math.exp(logGain));
  return scaledTo(pie, shares, reservations);
}

/** Gains from e^-300 to e^300 are all that doubles can tell apart. */
const LARGEST_LOG = 300;

/** Puts the rounding of the search right, in proportion to what everybody has above its reservation. */
function scaledTo(pie: number, shares: readonly number[], reservations: readonly number[]): number[] {
  const kept = reservations.reduce((sum, share) => sum + share, 0);
  const above = shares.reduce((sum, share) => sum + share, 0) - kept;
  return shares.map((share, i) => reservations[i] + ((share - reservations[i]) * (pie - kept)) / above);
}
