import { requireNonNegative, requirePositive, requireSteadyState, requireWholeNumber } from '../requirement.js';

/**
 * A full tree in which every node writes to random other nodes. A message is served once at its origin and once at each
 * node it passes on the way, not at its destination.
 */
export interface CommunicationTree {
  /** b: children of every node that is not a leaf, a whole number of at least 2. */
  readonly branching: number;
  /** L: levels, root and leaves included, a whole number of at least 2. */
  readonly levels: number;
  /** mu, messages one node handles while busy [1/time]. */
  readonly serviceRate: number;
}

/**
 * Messages a node serves per message that each node writes: its own, those its descendants send beyond their own branch,
 * and those that reach its descendants from outside. At the root this is b^{L-1}.
 *
 * @param depth of the node, 0 for the root to L - 1 for a leaf
 * @throws RangeError if the tree is malformed or too large to count, or the depth is not a whole number below L
 *
 * Source: counting of pairs, in the model of Arenas, Díaz-Guilera and Guimerà (2001), Physical Review Letters 86,
 * 3196-3199, with destinations uniform over the other nodes.
 *
 * @example
 * treeNodeLoad({ branching: 3, levels: 3, serviceRate: 1 }, 0); // 9
 */
export function treeNodeLoad(tree: CommunicationTree, depth: number): number {
  requireTree(tree);
  requireWholeNumber('depth', depth, 0);
  if (depth >= tree.levels) throw new RangeError(`depth: expected a whole number below ${tree.levels} (the levels), found ${depth}`);
  const others = treeSize(tree, 0) - 1;
  const descendants = treeSize(tree, depth) - 1;
  const sent = descendants * (others - treeSize(tree, depth + 1));
  const received = (others - descendants) * descendants;
  return 1 + (sent + received) / others;
}

/**
 * The rate of messages per node at which the root saturates, mu b^{-(L-1)}. For b >= 3 the root is the first node to
 * saturate. For b = 2 its two children carry as much at L = 3, and more from L = 4 on: see {@link treeCapacity}.
 *
 * @returns messages written per node [1/time]
 * @throws RangeError if the tree is malformed
 *
 * Source: as {@link treeNodeLoad}.
 *
 * @example
 * rootSaturationRate({ branching: 5, levels: 3, serviceRate: 1 }); // 0.04
 */
export function rootSaturationRate(tree: CommunicationTree): number {
  requireTree(tree);
  let rate = tree.serviceRate;
  for (let level = 1; level < tree.levels; level++) rate /= tree.branching;
  return rate;
}

/**
 * The rate of messages per node at which the first node of the tree saturates, whichever it is.
 *
 * @returns messages written per node [1/time]
 * @throws RangeError if the tree is malformed
 *
 * Source: as {@link treeNodeLoad}.
 *
 * @example
 * treeCapacity({ branching: 3, levels: 3, serviceRate: 1 }); // 0.111111..., the root's
 */
export function treeCapacity(tree: CommunicationTree): number {
  requireTree(tree);
  let heaviest = 0;
  for (let depth = 0; depth < tree.levels; depth++) heaviest = Math.max(heaviest, treeNodeLoad(tree, depth));
  return tree.serviceRate / heaviest;
}

/**
 * Mean time a message spends at the root, waiting and service, (1 / mu) / (1 - rate / rho_c), rho_c the root's saturation
 * rate: with exponential service in order of arrival the network has product form, and every node is an M/M/1 queue.
 *
 * @param rate messages written per node [1/time]
 * @returns a time [time]
 * @throws RangeError if the tree is malformed, the rate is negative or not finite, or a node of the tree is saturated
 *
 * Source: Kelly (1979), Reversibility and Stochastic Networks, chapter 3; load as {@link treeNodeLoad}.
 *
 * @example
 * rootSojourn({ branching: 3, levels: 3, serviceRate: 1 }, 0.5 / 9); // 2
 */
export function rootSojourn(tree: CommunicationTree, rate: number): number {
  requireTree(tree);
  requireNonNegative('rate [1/time]', rate);
  requireSteadyState('communication tree', '[messages per node and time]', rate, treeCapacity(tree));
  return 1 / tree.serviceRate / (1 - rate / rootSaturationRate(tree));
}

/** Nodes of the subtree of a node at this depth, itself included; 0 below the leaves. */
function treeSize({ branching, levels }: CommunicationTree, depth: number): number {
  let size = 0;
  for (let level = depth; level < levels && size <= Number.MAX_SAFE_INTEGER; level++) size = 1 + branching * size;
  return size;
}

function requireTree(tree: CommunicationTree): void {
  requireWholeNumber('branching', tree.branching, 2);
  requireWholeNumber('levels', tree.levels, 2);
  requirePositive('serviceRate [1/time]', tree.serviceRate);
  if (treeSize(tree, 0) > Number.MAX_SAFE_INTEGER) {
    throw new RangeError(`levels: expected a tree of at most 2^53 - 1 nodes, found ${tree.levels} levels of branching ${tree.branching}`);
  }
}
