import type { UniformSource } from '../../random/uniform-source.js';

/**
 * The numbers 0 to n - 1 in random order, each order with the same probability (R. Durstenfeld, 1964, "Algorithm 235: Random permutation",
 * Communications of the ACM 7, 420).
 *
 * @example permutation(3, createStream('1', 0, 'order')) // e.g. [2, 0, 1]
 */
export function permutation(n: number, source: UniformSource): number[] {
  const order = Array.from({ length: n }, (_, index) => index);
  for (let last = n - 1; last > 0; last--) {
    const chosen = Math.floor(source.next() * (last + 1));
    [order[last], order[chosen]] = [order[chosen], order[last]];
  }
  return order;
}
