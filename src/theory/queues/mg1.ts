import { requireNonNegative, requireSteadyState } from '../requirement.js';
import { requireServiceTime, secondMoment, type ServiceTime } from './service-time.js';
import { steadyState, type SteadyState } from './steady-state.js';

/** Poisson arrivals that bring service times of a given mean and variability: the cases of one queue, or one class of them. */
export interface PoissonClass {
  /** lambda [1/time]. */
  readonly arrivalRate: number;
  readonly service: ServiceTime;
}

/**
 * M/G/1, first come first served: Wq = lambda E[S^2] / (2 (1 - rho)), rho = lambda E[S] (Pollaczek-Khinchine);
 * W = Wq + E[S], L = lambda W, Lq = lambda Wq.
 *
 * @throws RangeError if lambda or scv is negative, the mean service time is not positive, any is not finite, or rho >= 1
 *
 * Source: Pollaczek (1930), Khinchine (1932); Kleinrock (1975), Queueing Systems I, section 5.5.
 *
 * @example
 * mg1({ arrivalRate: 0.8, service: { mean: 1, scv: 0 } }).waitingTime; // 2, constant service times
 */
export function mg1(queue: PoissonClass): SteadyState {
  requirePoissonClass(queue);
  const utilisation = queue.arrivalRate * queue.service.mean;
  requireSteadyState('M/G/1', '[busy servers]', utilisation, 1);
  return steadyState(queue.arrivalRate, utilisation, residualWork([queue]) / (1 - utilisation), queue.service.mean);
}

/**
 * Mean residual service time an arrival finds in progress, sum of lambda E[S^2] / 2 over the classes [time];
 * idle time counts as 0.
 */
export function residualWork(classes: readonly PoissonClass[]): number {
  return classes.reduce((sum, { arrivalRate, service }) => sum + (arrivalRate * secondMoment(service)) / 2, 0);
}

/** Throws a RangeError unless the arrival rate is not negative and the service time is well formed. */
export function requirePoissonClass({ arrivalRate, service }: PoissonClass): void {
  requireNonNegative('arrivalRate [1/time]', arrivalRate);
  requireServiceTime(service);
}
