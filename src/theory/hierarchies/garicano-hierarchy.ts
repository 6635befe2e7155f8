import { findRoot } from '../../mathematics/roots.js';
import { requireNonNegative, requirePositive, requireWholeNumber } from '../requirement.js';

/** What knowledge and communication cost; the problems' difficulty has the density e^{-z}, so z is in units of its mean. */
export interface KnowledgeCosts {
  /** c: cost per person of a unit of knowledge [output of one producer who can solve everything, per unit of z]. */
  readonly learningCost: number;
  /** h: a helper's time per problem asked about, answered or not [share of the time a producer spends on one problem]. */
  readonly communicationCost: number;
}

/** A knowledge hierarchy: producers (layer 0) and L layers of problem solvers above them. Lists run from layer 0 to layer L. */
export interface KnowledgeHierarchy {
  /** z_i: the interval of difficulties that layer i learns, over those below it. */
  readonly increments: readonly number[];
  /** Z_i = z_0 + ... + z_i: difficulties up to Z_i are solved at layer i or below. */
  readonly cumulative: readonly number[];
  /** F(Z_i) = 1 - e^{-Z_i}: share of problems solved at layer i or below. */
  readonly solved: readonly number[];
  /** n_i: people in layer i per producer; n_0 = 1, n_i = h e^{-Z_{i-1}}. */
  readonly layerSizes: readonly number[];
  /** n_i / n_{i+1} for i = 0 .. L-1: how many of layer i one member of the layer above helps. */
  readonly spans: readonly number[];
  /** y = (F(Z_L) - c sum n_i z_i) / sum n_i: output per head, net of learning. */
  readonly outputPerHead: number;
}

/**
 * The hierarchy of given increments, whether or not they are the best.
 *
 * @param costs c and h
 * @param increments z_0 .. z_L, each at least 0 [mean difficulties]
 * @throws RangeError if there is no increment, one is negative or not finite, or a cost is not positive
 *
 * Source: Garicano (2000), Journal of Political Economy 108(5), 874-904, the organisation's problem with exponential difficulties.
 *
 * @example
 * knowledgeHierarchy({ learningCost: 0.1, communicationCost: 0.2 }, [1, 4]).outputPerHead; // 0.804630...
 */
export function knowledgeHierarchy(costs: KnowledgeCosts, increments: readonly number[]): KnowledgeHierarchy {
  requireCosts(costs);
  if (increments.length === 0) throw new RangeError('increments: expected at least that of the producers, found none');
  increments.forEach((z, i) => requireNonNegative(`increments[${i}]`, z));
  const { learningCost, communicationCost } = costs;
  let known = 0;
  const cumulative = increments.map((z) => (known += z));
  const layerSizes = increments.map((_, i) => (i === 0 ? 1 : communicationCost * Math.exp(-cumulative[i - 1])));
  const solved = cumulative.map((z) => -Math.expm1(-z));
  const spans = increments.slice(0, -1).map((z, i) => (i === 0 ? Math.exp(z) / communicationCost : Math.exp(z)));
  const learning = learningCost * sum(increments.map((z, i) => z * layerSizes[i]));
  const outputPerHead = (solved[solved.length - 1] - learning) / sum(layerSizes);
  return { increments, cumulative, solved, layerSizes, spans, outputPerHead };
}

/**
 * The hierarchy of L layers of problem solvers with the greatest output per head y.
 *
 * The first-order conditions give the top z_L = ln(1 / (c h)), the layers between e^{z_i} = 1 + z_{i+1} + y / c and the
 * producers e^{z_0} = h (1 + z_1 + y / c). They are solved as a fractional programme (Dinkelbach 1967): for a trial y the
 * increments that maximise output minus y times heads follow from the top down, each the unique minimum of a convex
 * function of one variable; the y at which that maximum is 0 is the optimum, and a global one. An increment whose
 * condition has no positive solution is 0 (learning or asking is too dear there).
 *
 * For L = 0 this is self-employment: z_0 = ln(1/c), y = 1 - c + c ln c for c < 1, otherwise 0.
 *
 * @param costs c and h
 * @param layers L, the number of layers above the producers, a whole number of at least 0
 * @throws RangeError if a cost is not positive and finite or L is not a whole number of at least 0
 *
 * Source: Garicano (2000), Journal of Political Economy 108(5), 874-904, the organisation's problem with exponential difficulties.
 *
 * @example
 * const { increments, spans, outputPerHead } = optimalHierarchy({ learningCost: 0.1, communicationCost: 0.2 }, 1);
 * increments[0]; // 0.952400...
 * spans[0]; // 12.95962...
 * outputPerHead; // 0.804759...
 */
export function optimalHierarchy(costs: KnowledgeCosts, layers: number): KnowledgeHierarchy {
  requireCosts(costs);
  requireWholeNumber('layers', layers, 0);
  const shortfall = (output: number): number => bestResponse(costs, layers, output).loss - 1;
  const output = shortfall(0) >= 0 ? 0 : findRoot(shortfall, 0, 1, { tolerance: 1e-15 });
  return knowledgeHierarchy(costs, bestResponse(costs, layers, output).increments);
}

/**
 * For a trial output per head y, the increments that minimise
 * A_i = min_z [e^{-z} A_{i+1} + m_i (c z + y)], A_{L+1} = 1, m_0 = 1 and m_i = h above, from the top down.
 * `loss` is A_0 = 1 - max(output - y heads), per producer; at the optimal y it is 1.
 */
function bestResponse({ learningCost, communicationCost }: KnowledgeCosts, layers: number, output: number): { increments: number[]; loss: number } {
  const increments: number[] = [];
  let loss = 1;
  for (let i = layers; i >= 0; i--) {
    const members = i === 0 ? 1 : communicationCost;
    const z = Math.max(0, Math.log(loss / (members * learningCost)));
    loss = loss * Math.exp(-z) + members * (learningCost * z + output);
    increments.unshift(z);
  }
  return { increments, loss };
}

function requireCosts({ learningCost, communicationCost }: KnowledgeCosts): void {
  requirePositive('learningCost', learningCost);
  requirePositive('communicationCost', communicationCost);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
