import { swings, type VotingGame } from './voting-game.js';

/**
 * The Shapley-Shubik index: the probability that a voter's joining turns a losing coalition into a winning one when voters join in
 * random order.
 *
 * By counting coalitions by size and weight; takes time in proportion to n^3 times the sum of weights.
 *
 * @returns index of each voter; they sum to 1 unless no coalition wins
 * @throws RangeError if a weight is not a whole number of at least 0
 *
 * Source: Shapley and Shubik (1954), American Political Science Review 48(3), 787-792.
 *
 * @example
 * shapleyShubik(votingGame([4, 4, 4, 2, 2, 1], 12))[3]; // 0.15
 */
export function shapleyShubik(game: VotingGame): number[] {
  const voters = game.weights.length;
  // (size! (n - size - 1)!) / n!, from one size to the next.
  const orders = [1 / voters];
  for (let size = 1; size < voters; size++) orders.push((orders[size - 1] * size) / (voters - size));
  return game.weights.map((_, voter) => {
    let index = 0;
    swings(voter, game, (size, coalitions) => {
      index += orders[size] * coalitions;
    });
    return index;
  });
}
