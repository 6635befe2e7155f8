import { requireProbability, requireWholeNumber } from '../requirement.js';
import { repeatedMiss } from '../repeated-miss.js';

/** Learning by category: problems come from M equally likely categories. */
export interface CategoryLearning {
  /** M, a whole number of at least 1. */
  readonly categories: number;
  /** q: probability that an organisation that escalated a problem learns its category for good. */
  readonly learningProbability: number;
}

/**
 * Probability that the problem after n earlier ones is still escalated, for an organisation that knew no category at
 * first: each earlier problem was of the same category with probability 1/M and taught it with probability q, so
 * (1 - q/M)^n.
 *
 * @param problems n, problems met before, a whole number of at least 0
 * @returns a probability
 * @throws RangeError if M is not a whole number of at least 1, q lies outside [0, 1], or n is not a whole number of at least 0
 *
 * Source: counting argument of the classical occupancy problem, Feller (1968), An Introduction to Probability Theory and
 * Its Applications I, section IV.2, with a category filled with probability q at each visit.
 *
 * @example
 * escalationAfter({ categories: 50, learningProbability: 1 }, 50); // 0.364169...
 */
export function escalationAfter({ categories, learningProbability }: CategoryLearning, problems: number): number {
  requireWholeNumber('categories', categories, 1);
  requireProbability('learningProbability', learningProbability);
  return repeatedMiss(learningProbability / categories, problems);
}
