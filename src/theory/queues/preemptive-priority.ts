import { residualWork, type PoissonClass } from './mg1.js';
import { priorityLoads } from './priority-load.js';
import { steadyState, type SteadyState } from './steady-state.js';

/**
 * M/G/1 with preemptive-resume priorities (M/M/1 for scv 1). With R_k = sum_{i <= k} lambda_i E[S_i^2] / 2 and
 * sigma_k = sum_{i <= k} rho_i, the mean time in the system of class k is
 *
 *     T_k = E[S_k] / (1 - sigma_{k-1}) + R_k / ((1 - sigma_{k-1}) (1 - sigma_k)).
 *
 * Lower classes do not matter to a class at all.
 *
 * @param classes highest priority first; rates [1/time], service times [time]
 * @returns one steady state per class, in the same order: `timeInSystem` is T_k; `waitingTime` is T_k - E[S_k], all the
 * time not in service, interruptions included; `utilisation` is rho_k
 * @throws RangeError if there is no class, a rate or scv is negative, a mean is not positive, or the total load reaches 1
 *
 * Source: Kleinrock (1976), Queueing Systems II, chapter 3; Bertsekas and Gallager (1992), Data Networks, section 3.5.3.
 *
 * @example
 * const exponential = { mean: 1, scv: 1 };
 * preemptivePriority([{ arrivalRate: 0.3, service: exponential }, { arrivalRate: 0.5, service: exponential }])[1]?.timeInSystem; // 7.142857...
 */
export function preemptivePriority(classes: readonly PoissonClass[]): readonly SteadyState[] {
  const loads = priorityLoads(classes);
  return classes.map(({ arrivalRate, service }, k) => {
    const { above, through } = loads[k];
    const residual = residualWork(classes.slice(0, k + 1));
    const interruptions = (service.mean * above) / (1 - above);
    const waitingTime = residual / ((1 - above) * (1 - through)) + interruptions;
    return steadyState(arrivalRate, arrivalRate * service.mean, waitingTime, service.mean);
  });
}
