import { requireFinite, requireProbability } from '../requirement.js';
import { repeatedMiss } from '../repeated-miss.js';

/** Learning by approach: an organisation that escalates a problem of difficulty z moves its knowledge to Z + eta (z - Z). */
export interface ContinuousLearning {
  /** Z_0: knowledge before the first problem [difficulty]. */
  readonly initialKnowledge: number;
  /** eta, in [0, 1]: share of the gap closed per problem. */
  readonly learningRate: number;
}

/**
 * Knowledge after n problems of the same difficulty z: Z_n = z - (z - Z_0) (1 - eta)^n where z > Z_0, and Z_0 otherwise,
 * because what is solved here teaches nothing. Z_n never exceeds z. The person time spent learning is the cost per
 * unit of knowledge times Z_n - Z_0.
 *
 * @param difficulty z of every problem [difficulty]
 * @param problems n, a whole number of at least 0
 * @returns Z_n [difficulty]
 * @throws RangeError if Z_0 or z is not finite, eta lies outside [0, 1], or n is not a whole number of at least 0
 *
 * Source: solution of the recursion Z <- Z + eta (z - Z), exponential smoothing (Brown 1959) with constant input.
 *
 * @example
 * knowledgeAfter({ initialKnowledge: 0, learningRate: 0.5 }, 2, 2); // 1.5
 */
export function knowledgeAfter({ initialKnowledge, learningRate }: ContinuousLearning, difficulty: number, problems: number): number {
  requireFinite('initialKnowledge', initialKnowledge);
  requireFinite('difficulty', difficulty);
  requireProbability('learningRate', learningRate);
  const gap = Math.max(0, difficulty - initialKnowledge) * repeatedMiss(learningRate, problems);
  return Math.max(initialKnowledge, difficulty) - gap;
}
