import { requireWholeNumber } from '../requirement.js';

/**
 * Brooks: if everybody has to coordinate with everybody, n people have n (n - 1) / 2 links.
 *
 * @param n people or organisations, a whole number of at least 1
 * @returns links
 * @throws RangeError if n is not a whole number of at least 1
 *
 * Source: Brooks (1975), The Mythical Man-Month, chapter 2.
 *
 * @example
 * pairwiseLinks(12); // 66
 */
export function pairwiseLinks(n: number): number {
  requireWholeNumber('n', n, 1);
  return (n * (n - 1)) / 2;
}
