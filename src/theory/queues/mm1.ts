import { requireNonNegative, requirePositive, requireSteadyState } from '../requirement.js';
import { steadyState, type SteadyState } from './steady-state.js';

/** A single server with Poisson arrivals and exponential service. */
export interface SingleServerQueue {
  /** lambda [1/time]. */
  readonly arrivalRate: number;
  /** mu, cases one busy server completes [1/time]. */
  readonly serviceRate: number;
}

/**
 * M/M/1: rho = lambda / mu, W = 1 / (mu - lambda), Wq = rho W, L = lambda W, Lq = lambda Wq.
 *
 * @throws RangeError if a rate is negative, zero (service) or not finite, or if lambda >= mu
 *
 * Source: Kleinrock (1975), Queueing Systems I, section 3.2.
 *
 * @example
 * mm1({ arrivalRate: 0.8, serviceRate: 1 }).timeInSystem; // 5
 */
export function mm1(queue: SingleServerQueue): SteadyState {
  const { arrivalRate, serviceRate } = queue;
  requireNonNegative('arrivalRate [1/time]', arrivalRate);
  requirePositive('serviceRate [1/time]', serviceRate);
  requireSteadyState('M/M/1', '[1/time]', arrivalRate, serviceRate);
  const utilisation = arrivalRate / serviceRate;
  const waitingTime = utilisation / (serviceRate - arrivalRate);
  return steadyState(arrivalRate, utilisation, waitingTime, 1 / serviceRate);
}
