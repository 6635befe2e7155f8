import { requireWholeNumber } from '../requirement.js';

/**
 * If all coordinate through one of them, n people have n - 1 links: the star, the fewest that connect them.
 *
 * @param n people or organisations, the hub included, a whole number of at least 1
 * @returns links
 * @throws RangeError if n is not a whole number of at least 1
 *
 * Source: Freeman (1978), Social Networks 1, 215-239 (the star as the most centralised graph).
 *
 * @example
 * hubLinks(12); // 11
 */
export function hubLinks(n: number): number {
  requireWholeNumber('n', n, 1);
  return n - 1;
}
