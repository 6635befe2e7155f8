import { requireWholeNumber } from '../requirement.js';

/**
 * Radner's minimum delay: the least number of cycles in which P processors can reduce N items by an associative
 * operation (a sum, a maximum, the best of N proposals) when a processor adds one item or one other processor's partial
 * result to its register per cycle:
 *
 *     floor(N / P) + ceil(log2(P + N mod P)),   P <= N;
 *
 * processors beyond N have nothing to read.
 *
 * @param items N, a whole number of at least 1
 * @param processors P, a whole number of at least 1
 * @returns cycles, each the time one processor takes for one item
 * @throws RangeError if N or P is not a whole number of at least 1
 *
 * Source: Radner (1993), The organization of decentralized information processing, Econometrica 61(5), 1109-1146 (the
 * one-shot regime).
 *
 * @example
 * minimumDelay(40, 8); // 8
 */
export function minimumDelay(items: number, processors: number): number {
  requireWholeNumber('items', items, 1);
  requireWholeNumber('processors', processors, 1);
  const used = Math.min(processors, items);
  const left = items % used;
  return (items - left) / used + ceilLog2(used + left);
}

/** The least d with 2^d >= n, counted in whole numbers because a logarithm may land on the wrong side of one. */
function ceilLog2(n: number): number {
  let doublings = 0;
  for (let power = 1; power < n; power *= 2) doublings++;
  return doublings;
}
