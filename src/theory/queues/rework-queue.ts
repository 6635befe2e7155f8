import { requireNonNegative, requirePositive, requireProbability, requireSteadyState } from '../requirement.js';
import { steadyState, type SteadyState } from './steady-state.js';
import type { SingleServerQueue } from './mm1.js';

/** An M/M/1 queue whose completed cases return to its end with a fixed probability. */
export interface ReworkQueue extends SingleServerQueue {
  /** p: probability that a completed case has to be done again, independently each time; below 1. */
  readonly reworkProbability: number;
}

/**
 * Rework: cases that fail rejoin the queue, so the server sees lambda / (1 - p) visits. It is an M/M/1 queue of visits
 * (a Jackson network of one station), each case making 1 / (1 - p) of them:
 * L = rho / (1 - rho), rho = lambda / ((1 - p) mu), and the total time of a case W = L / lambda = 1 / ((1 - p) mu - lambda).
 *
 * @returns the steady state; W and Wq are totals over all visits of a case
 * @throws RangeError if a rate is negative, zero (service) or not finite, p lies outside [0, 1), or lambda >= (1 - p) mu
 *
 * Source: Takács (1963), Bell System Technical Journal 42, 505-519; Jackson (1957), Operations Research 5, 518-521.
 *
 * @example
 * reworkQueue({ arrivalRate: 0.6, serviceRate: 1, reworkProbability: 0.2 }).timeInSystem; // 5
 */
export function reworkQueue(queue: ReworkQueue): SteadyState {
  const { arrivalRate, serviceRate, reworkProbability } = queue;
  requireNonNegative('arrivalRate [1/time]', arrivalRate);
  requirePositive('serviceRate [1/time]', serviceRate);
  requireProbability('reworkProbability', reworkProbability);
  const completionRate = (1 - reworkProbability) * serviceRate;
  requireSteadyState('M/M/1 with rework', '[1/time]', arrivalRate, completionRate);
  const utilisation = arrivalRate / completionRate;
  const waitingTime = utilisation / (completionRate - arrivalRate);
  return steadyState(arrivalRate, utilisation, waitingTime, 1 / completionRate);
}
