import { requireNonNegative, requireSteadyState, requireWholeNumber } from '../requirement.js';
import { erlangB } from './erlang-b.js';

/**
 * Erlang C: the probability that a case arriving at an M/M/c queue has to wait, from Erlang B by
 *
 *     C(c, a) = B / (1 - rho (1 - B)),   rho = a / c.
 *
 * @param servers c, a whole number of at least 1
 * @param offeredLoad a = lambda / mu [erlang]
 * @returns a probability
 * @throws RangeError if c is not a whole number, a is negative or not finite, or a >= c
 *
 * Source: Erlang (1917); Kleinrock (1975), Queueing Systems I, section 3.5; the relation to B: Cooper (1981), Introduction to Queueing Theory.
 *
 * @example
 * erlangC(5, 4); // 0.554112...
 */
export function erlangC(servers: number, offeredLoad: number): number {
  requireWholeNumber('servers', servers, 1);
  requireNonNegative('offeredLoad [erlang]', offeredLoad);
  requireSteadyState('M/M/c', '[erlang]', offeredLoad, servers);
  const blocking = erlangB(servers, offeredLoad);
  const utilisation = offeredLoad / servers;
  // 1 - rho (1 - B), written so that nothing cancels near saturation.
  return blocking / ((servers - offeredLoad) / servers + utilisation * blocking);
}
