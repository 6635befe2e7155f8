import { requireNonNegative, requireProbability } from '../requirement.js';
import { erlangC } from './erlang-c.js';
import { requireStableMultiServer, type MultiServerQueue } from './mmc.js';

/**
 * P(Wq > t) in a first-come-first-served M/M/c queue: C e^{-(c mu - lambda) t}, C by Erlang C. Wq is the time an
 * arrival waits *before* service, zero for those that find a free server; it is not the time in the system W.
 *
 * @param time t [time], at least 0
 * @returns a probability
 * @throws RangeError as {@link mmc}, and if t is negative or not finite
 *
 * Source: Kleinrock (1975), Queueing Systems I, section 3.5; Gross et al. (2008), section 2.3.
 *
 * @example
 * mmcWaitExceeds({ arrivalRate: 4, serviceRate: 1, servers: 5 }, 1); // 0.203846...
 */
export function mmcWaitExceeds(queue: MultiServerQueue, time: number): number {
  requireStableMultiServer(queue);
  requireNonNegative('time [time]', time);
  return waitProbability(queue) * Math.exp(-time * spareRate(queue));
}

/**
 * The quantile of Wq in a first-come-first-served M/M/c queue: the least t with P(Wq <= t) >= p, that is
 * max(0, ln(C / (1 - p)) / (c mu - lambda)). As above, the wait before service, not the time in the system.
 *
 * @param probability p, at least 0 and below 1
 * @returns a time [time]
 * @throws RangeError as {@link mmc}, and if p lies outside [0, 1)
 *
 * Source: inversion of P(Wq > t), see {@link mmcWaitExceeds}.
 *
 * @example
 * mmcWaitQuantile({ arrivalRate: 4, serviceRate: 1, servers: 5 }, 0.95); // 2.405344...
 */
export function mmcWaitQuantile(queue: MultiServerQueue, probability: number): number {
  requireStableMultiServer(queue);
  requireProbability('probability', probability);
  if (probability === 1) throw new RangeError('probability: expected a number below 1 (the wait is unbounded), found 1');
  const delayed = waitProbability(queue);
  if (delayed <= 1 - probability) return 0;
  return Math.log(delayed / (1 - probability)) / spareRate(queue);
}

function waitProbability({ arrivalRate, serviceRate, servers }: MultiServerQueue): number {
  return erlangC(servers, arrivalRate / serviceRate);
}

/** c mu - lambda: the rate at which the queue shrinks while all servers are busy, net of arrivals [1/time]. */
function spareRate({ arrivalRate, serviceRate, servers }: MultiServerQueue): number {
  return servers * serviceRate - arrivalRate;
}
