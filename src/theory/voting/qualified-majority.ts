import { requireNonNegative } from '../requirement.js';
import type { VotingGame } from './voting-game.js';

/** The Council decides by qualified majority on proposals of the Commission, otherwise by a reinforced one. */
export type CouncilMajority = 'qualified' | 'reinforced';

/** Share of members that must be in favour. */
const MEMBERS: Readonly<Record<CouncilMajority, number>> = { qualified: 0.55, reinforced: 0.72 };

/** Share of the population that they must have together. */
const POPULATION = 0.65;

/** Fewest members that can block when only the population is lacking. */
const BLOCKING_MINORITY = 4;

/**
 * Whether the Council adopts a proposal: 55 % of members (72 % by reinforced majority) with 65 % of the population, or so many members that
 * fewer than four oppose. Whoever does not vote in favour, by abstaining too, is an opponent.
 *
 * @param inFavour who votes for it, one by one
 * @param populations of the same members, in any unit, zero or more
 * @throws RangeError if lengths differ, there is nobody, or a population is negative or not finite
 *
 * Source: Treaty on European Union, article 16(4); Treaty on the Functioning of the European Union, article 238(2).
 *
 * @example
 * Number(adoptsByQualifiedMajority([true, true, true, false], [80, 60, 60, 5])); // 1
 */
export function adoptsByQualifiedMajority(inFavour: readonly boolean[], populations: readonly number[], majority: CouncilMajority = 'qualified'): boolean {
  if (inFavour.length === 0 || inFavour.length !== populations.length) {
    throw new RangeError(`adoptsByQualifiedMajority: expected a population for each vote, found ${populations.length} for ${inFavour.length}`);
  }
  populations.forEach((population, i) => requireNonNegative(`population of member ${i}`, population));
  const total = populations.reduce((sum, population) => sum + population, 0);
  const members = inFavour.filter(Boolean).length;
  const population = populations.reduce((sum, own, i) => sum + (inFavour[i] ? own : 0), 0);
  return carries(members, population, inFavour.length, total, majority);
}

/**
 * The Council as a voting game, for indices of power.
 *
 * @param populations whole numbers, such as thousands of inhabitants
 *
 * @example
 * councilGame([80, 60, 60, 5]).weights[0]; // 80
 */
export function councilGame(populations: readonly number[], majority: CouncilMajority = 'qualified'): VotingGame {
  const total = populations.reduce((sum, population) => sum + population, 0);
  return { weights: populations, wins: (size, weight) => carries(size, weight, populations.length, total, majority) };
}

/** Rounding of shares of members: 55 % of 20 are 11, not a hair more. */
const ROUNDING = 1e-9;

function carries(members: number, population: number, allMembers: number, total: number, majority: CouncilMajority): boolean {
  if (members < MEMBERS[majority] * allMembers - ROUNDING) return false;
  return population >= POPULATION * total * (1 - ROUNDING) || allMembers - members < BLOCKING_MINORITY;
}
