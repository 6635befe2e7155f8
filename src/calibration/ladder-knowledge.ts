/**
 * Share of problems that each level of a knowledge hierarchy can solve, so that the share climbing from each stage is the given
 * one: 1 - p_1 p_2 ... p_l at level l. Difficulty is one draw per problem and knowledge its quantile (Garicano 2000), so a
 * problem that has climbed to a level is one beyond the levels below, whatever the law of difficulty.
 *
 * @param climbing probability of climbing from each stage, from the bottom
 * @returns cumulative share solved, from the bottom, in the same order
 * @throws RangeError when a probability is not in [0, 1]
 * @example ladderKnowledge([0.4, 0.5, 0]) // [0.6, 0.8, 1]
 */
export function ladderKnowledge(climbing: readonly number[]): number[] {
  let beyond = 1;
  return climbing.map((p) => {
    if (!(p >= 0 && p <= 1)) throw new RangeError(`ladderKnowledge: expected a probability in [0, 1], found ${p}`);
    beyond *= p;
    return 1 - beyond;
  });
}
