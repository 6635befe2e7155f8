import { requireProbability } from '../requirement.js';
import { jacksonNetwork, type JacksonSteadyState } from '../queues/jackson-network.js';

/** A layer of problem solvers, a multi-server station. */
export interface HierarchyLayer {
  /** c, a whole number of at least 1. */
  readonly servers: number;
  /** mu, problems one busy server completes, solved or not [1/time]. */
  readonly serviceRate: number;
  /** F(Z): share of all problems that this layer or one below it can solve; must not fall from layer to layer. */
  readonly solved: number;
}

/**
 * A knowledge hierarchy whose layers congest: problems arrive at the lowest layer, take a service there whether or not
 * it knows the answer, and the share 1 - F(Z_i) of all goes on to the next. With exponential services this is a
 * feed-forward Jackson network in which layer i passes on (1 - F(Z_i)) / (1 - F(Z_{i-1})) of what it receives.
 *
 * @param arrivalRate problems at the lowest layer [1/time], above 0
 * @param layers lowest first
 * @returns per layer, lowest first, the steady state of its queue; `meanSojourn` is the mean time from arrival until a
 * problem is solved or leaves the top unsolved [time]
 * @throws RangeError if `solved` lies outside [0, 1] or falls from a layer to the next, or as {@link jacksonNetwork}
 *
 * Source: Garicano (2000), Journal of Political Economy 108(5), 874-904, for the layers; Beggs (2001), Review of Economic
 * Studies 68(2), 297-322, for hierarchies that queue; Jackson (1957), Operations Research 5, 518-521, for the network.
 *
 * @example
 * congestedHierarchy(10, [
 *   { servers: 12, serviceRate: 1, solved: 0.7 },
 *   { servers: 4, serviceRate: 1, solved: 0.91 },
 *   { servers: 2, serviceRate: 2 / 3, solved: 0.991 },
 * ]).meanSojourn; // 1.925515...
 */
export function congestedHierarchy(arrivalRate: number, layers: readonly HierarchyLayer[]): JacksonSteadyState {
  const solved = layers.map((layer) => layer.solved);
  solved.forEach(requireSolvedShare);
  return jacksonNetwork(
    layers.map(({ servers, serviceRate }, i) => ({
      externalArrivalRate: i === 0 ? arrivalRate : 0,
      serviceRate,
      servers,
      next: i === layers.length - 1 ? [] : [escalation(solved[i], solved[i - 1] ?? 0)],
    })),
  );
}

/** Probability that a layer passes on a problem that reached it; a layer that nothing reaches passes nothing on. */
function escalation(solved: number, solvedBelow: number): number {
  return solvedBelow === 1 ? 0 : (1 - solved) / (1 - solvedBelow);
}

function requireSolvedShare(solved: number, i: number, all: readonly number[]): void {
  requireProbability(`layers[${i}].solved`, solved);
  const below = all[i - 1] ?? 0;
  if (solved < below) throw new RangeError(`layers[${i}].solved: expected at least the ${below} of the layer below, found ${solved}`);
}
