import { requireNonNegative } from '../requirement.js';

/**
 * Divides an estate by the constrained equal awards rule: everybody gets the same amount for each unit of weight, min(claim, level x
 * weight), and nobody more than its claim. With equal weights it is the rule of Maimonides. For claimants with linear utilities whose gains
 * are bounded it is also the weighted Nash bargaining solution.
 *
 * Whoever has no weight gets something only when everybody else has its claim; those then share by equal awards.
 *
 * @param estate what is divided, zero or more
 * @param claims the most each can get, zero or more; may be Infinity
 * @param weights zero or more; equal when left out
 * @returns amounts that sum to the estate, or the claims where they sum to less
 * @throws RangeError if a number is negative or not a number, or lengths differ
 *
 * Source: Aumann and Maschler (1985), Game theoretic analysis of a bankruptcy problem from the Talmud, Journal of Economic Theory 36(2),
 * 195-213; weighted: Moulin (2000), Priority rules and other asymmetric rationing methods, Econometrica 68(3), 643-684.
 *
 * @example
 * constrainedAwards(500, [100, 200, 300])[2]; // 200
 */
export function constrainedAwards(estate: number, claims: readonly number[], weights: readonly number[] = claims.map(() => 1)): number[] {
  requireNonNegative('estate', estate);
  if (weights.length !== claims.length) throw new RangeError(`weights: expected one for each of ${claims.length} claims, found ${weights.length}`);
  claims.forEach((claim, i) => {
    if (!(claim >= 0)) throw new RangeError(`claim ${i}: expected a number of at least 0, found ${claim}`);
    requireNonNegative(`weight ${i}`, weights[i]);
  });
  const awards = claims.map(() => 0);
  const rest = award(estate, claims, weights, awards);
  award(rest, claims, weights.map((weight) => (weight > 0 ? 0 : 1)), awards);
  return awards;
}

/** Awards those with weight, the smallest claim per weight first; returns what is left when all of them have their claims. */
function award(estate: number, claims: readonly number[], weights: readonly number[], awards: number[]): number {
  const order = claims.map((_, i) => i).filter((i) => weights[i] > 0).sort((a, b) => claims[a] / weights[a] - claims[b] / weights[b]);
  let rest = estate;
  let weight = order.reduce((sum, i) => sum + weights[i], 0);
  for (const i of order) {
    awards[i] = Math.min(claims[i], (rest * weights[i]) / weight);
    rest -= awards[i];
    weight -= weights[i];
  }
  return Math.max(0, rest);
}
