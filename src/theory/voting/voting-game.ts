import { requireWholeNumber } from '../requirement.js';

/**
 * A vote in which it matters how many are in favour and how much weight they have together: whether a coalition of `size` voters with
 * the total `weight` wins. A larger or heavier coalition must not lose where a smaller one wins.
 */
export interface VotingGame {
  /** Weight of each voter, whole numbers of at least 0. */
  readonly weights: readonly number[];
  readonly wins: (size: number, weight: number) => boolean;
}

/**
 * The weighted voting game [quota; weights]: a coalition wins with a weight of at least `quota`.
 *
 * @throws RangeError if a weight or the quota is not a whole number of at least 0 and 1, or the quota exceeds the sum of weights
 *
 * @example
 * votingGame([4, 4, 4, 2, 2, 1], 12).weights.length; // 6
 */
export function votingGame(weights: readonly number[], quota: number): VotingGame {
  requireWholeNumber('quota', quota, 1);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (quota > total) throw new RangeError(`quota: expected at most the sum of weights (${total}), found ${quota}`);
  return { weights, wins: (_, weight) => weight >= quota };
}

/**
 * Number of coalitions by size and weight, of all voters but one: `counts[size][weight]`. Exact for up to 52 voters, beyond which
 * numbers are rounded to 16 digits.
 *
 * @throws RangeError if a weight is not a whole number of at least 0
 */
export function coalitionsWithout(voter: number, { weights }: VotingGame): Float64Array[] {
  weights.forEach((weight, i) => requireWholeNumber(`weight of voter ${i}`, weight, 0));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const counts = Array.from({ length: weights.length }, () => new Float64Array(total + 1));
  counts[0][0] = 1;
  let voters = 0;
  let heaviest = 0;
  weights.forEach((own, i) => {
    if (i === voter) return;
    for (let size = voters; size >= 0; size--) {
      for (let weight = 0; weight <= heaviest; weight++) counts[size + 1][weight + own] += counts[size][weight];
    }
    voters++;
    heaviest += own;
  });
  return counts;
}

/** Calls `count` for every size of a coalition that loses without the voter and wins with it, with the number of such coalitions. */
export function swings(voter: number, game: VotingGame, count: (size: number, coalitions: number) => void): void {
  const own = game.weights[voter];
  coalitionsWithout(voter, game).forEach((byWeight, size) => {
    let coalitions = 0;
    byWeight.forEach((number, weight) => {
      if (number > 0 && !game.wins(size, weight) && game.wins(size + 1, weight + own)) coalitions += number;
    });
    if (coalitions > 0) count(size, coalitions);
  });
}
