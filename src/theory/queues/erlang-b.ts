import { requireNonNegative, requireWholeNumber } from '../requirement.js';

/**
 * Erlang B: the probability that a case finds all c servers of an M/G/c/c loss system busy and is turned away,
 *
 *     B(c, a) = (a^c / c!) / sum_{k=0..c} a^k / k!,
 *
 * by the recursion B(k) = a B(k-1) / (k + a B(k-1)), which is stable for any c because every term stays in [0, 1].
 *
 * @param servers c, a whole number of at least 0
 * @param offeredLoad a = lambda / mu [erlang]
 * @returns a probability
 * @throws RangeError if c is not a whole number or a is negative or not finite
 *
 * Source: Erlang (1917); Gross, Shortle, Thompson and Harris (2008), Fundamentals of Queueing Theory, section 2.6.
 *
 * @example
 * erlangB(3, 2); // 0.210526...
 */
export function erlangB(servers: number, offeredLoad: number): number {
  requireWholeNumber('servers', servers, 0);
  requireNonNegative('offeredLoad [erlang]', offeredLoad);
  let blocking = 1;
  for (let k = 1; k <= servers; k++) {
    blocking = (offeredLoad * blocking) / (k + offeredLoad * blocking);
  }
  return blocking;
}
