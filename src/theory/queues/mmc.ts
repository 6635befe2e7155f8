import { requireNonNegative, requirePositive, requireSteadyState, requireWholeNumber } from '../requirement.js';
import { erlangC } from './erlang-c.js';
import { steadyState, type SteadyState } from './steady-state.js';

/** A station of c like servers with one queue, Poisson arrivals and exponential service. */
export interface MultiServerQueue {
  /** lambda [1/time]. */
  readonly arrivalRate: number;
  /** mu, cases one busy server completes [1/time]. */
  readonly serviceRate: number;
  /** c, a whole number of at least 1. */
  readonly servers: number;
}

/** The steady state of an M/M/c queue. */
export interface MultiServerSteadyState extends SteadyState {
  /** C: the probability that an arrival has to wait (Erlang C). */
  readonly waitProbability: number;
}

/**
 * M/M/c: C by Erlang C, Wq = C / (c mu - lambda), W = Wq + 1 / mu, L = lambda W, Lq = lambda Wq.
 *
 * @throws RangeError if a rate is negative, zero (service) or not finite, c is not a whole number of at least 1, or lambda >= c mu
 *
 * Source: Kleinrock (1975), Queueing Systems I, section 3.5; Gross et al. (2008), section 2.3.
 *
 * @example
 * mmc({ arrivalRate: 4, serviceRate: 1, servers: 5 }).numberInQueue; // 2.216450...
 */
export function mmc(queue: MultiServerQueue): MultiServerSteadyState {
  requireStableMultiServer(queue);
  const { arrivalRate, serviceRate, servers } = queue;
  const waitProbability = erlangC(servers, arrivalRate / serviceRate);
  const waitingTime = waitProbability / (servers * serviceRate - arrivalRate);
  const utilisation = arrivalRate / (servers * serviceRate);
  return { ...steadyState(arrivalRate, utilisation, waitingTime, 1 / serviceRate), waitProbability };
}

/** Throws a RangeError unless the queue is well formed and lambda < c mu. */
export function requireStableMultiServer({ arrivalRate, serviceRate, servers }: MultiServerQueue): void {
  requireNonNegative('arrivalRate [1/time]', arrivalRate);
  requirePositive('serviceRate [1/time]', serviceRate);
  requireWholeNumber('servers', servers, 1);
  requireSteadyState('M/M/c', '[1/time]', arrivalRate, servers * serviceRate);
}
