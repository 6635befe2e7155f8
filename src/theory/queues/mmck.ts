import { requireNonNegative, requirePositive, requireWholeNumber } from '../requirement.js';
import type { MultiServerQueue } from './mmc.js';
import { steadyState, type SteadyState } from './steady-state.js';

/** An M/M/c queue with room for K cases, those in service included; arrivals that find it full are lost. */
export interface FiniteQueue extends MultiServerQueue {
  /** K, a whole number of at least c. */
  readonly capacity: number;
}

/** The steady state of an M/M/c/K queue; L and Lq count all time, W and Wq are those of accepted cases. */
export interface FiniteSteadyState extends SteadyState {
  /** P_K: the probability that an arrival finds the system full and is lost. */
  readonly blockingProbability: number;
  /** lambda (1 - P_K): arrivals that enter [1/time]. */
  readonly acceptedRate: number;
}

/**
 * M/M/c/K. With a = lambda / mu and p_n proportional to a^n / (prod_{j=1..n} min(j, c)), n = 0..K, the probability of
 * the last state of the system cut off at k obeys B_k = r_k B_{k-1} / (1 + r_k B_{k-1}), r_k = a / min(k, c), which
 * neither overflows nor cancels, whatever K and a. An accepted case sees the system cut off at K - 1 and, if it finds
 * n >= c, waits for n - c + 1 completions at rate c mu. A finite system has a steady state at any load.
 *
 * @throws RangeError if a rate is negative, zero (service) or not finite, lambda / mu is not finite, c is not a whole
 * number of at least 1, or K is not a whole number of at least c
 *
 * Source: Gross, Shortle, Thompson and Harris (2008), Fundamentals of Queueing Theory, section 2.5.
 *
 * @example
 * mmck({ arrivalRate: 0.8, serviceRate: 1, servers: 1, capacity: 5 }).blockingProbability; // 0.088819...
 */
export function mmck(queue: FiniteQueue): FiniteSteadyState {
  requireFiniteQueue(queue);
  const { arrivalRate, serviceRate, servers, capacity } = queue;
  let blockingProbability = 1;
  let acceptance = 0;
  let completionsAhead = 0;
  for (let k = 1; k <= capacity; k++) {
    completionsAhead += blockingProbability * (Math.max(0, k - servers) - completionsAhead);
    const growth = (arrivalRate / serviceRate / Math.min(k, servers)) * blockingProbability;
    blockingProbability = growth / (1 + growth);
    acceptance = 1 / (1 + growth);
  }
  const acceptedRate = arrivalRate * acceptance;
  const waitingTime = completionsAhead / (servers * serviceRate);
  const utilisation = acceptedRate / (servers * serviceRate);
  return { ...steadyState(acceptedRate, utilisation, waitingTime, 1 / serviceRate), blockingProbability, acceptedRate };
}

function requireFiniteQueue({ arrivalRate, serviceRate, servers, capacity }: FiniteQueue): void {
  requireNonNegative('arrivalRate [1/time]', arrivalRate);
  requirePositive('serviceRate [1/time]', serviceRate);
  requireNonNegative('arrivalRate / serviceRate [erlang]', arrivalRate / serviceRate);
  requireWholeNumber('servers', servers, 1);
  requireWholeNumber('capacity', capacity, servers);
}
