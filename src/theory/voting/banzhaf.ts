import { swings, type VotingGame } from './voting-game.js';

/**
 * The normalised Banzhaf index: a voter's share of all swings, a swing being a coalition that wins with the voter and loses without.
 *
 * @returns index of each voter; they sum to 1 unless no coalition wins
 * @throws RangeError if a weight is not a whole number of at least 0
 *
 * Source: Banzhaf (1965), Weighted voting doesn't work, Rutgers Law Review 19, 317-343; Felsenthal and Machover (1998), The Measurement of
 * Voting Power, definition 3.2.1.
 *
 * @example
 * banzhaf(votingGame([2, 1, 1], 3))[0]; // 0.6
 */
export function banzhaf(game: VotingGame): number[] {
  const counts = game.weights.map((_, voter) => {
    let sum = 0;
    swings(voter, game, (_size, coalitions) => {
      sum += coalitions;
    });
    return sum;
  });
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => (total === 0 ? 0 : count / total));
}
