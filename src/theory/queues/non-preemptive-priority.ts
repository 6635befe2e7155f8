import { residualWork, type PoissonClass } from './mg1.js';
import { priorityLoads } from './priority-load.js';
import { steadyState, type SteadyState } from './steady-state.js';

/**
 * M/G/1 with non-preemptive (head-of-the-line) priorities. With W0 = sum lambda_i E[S_i^2] / 2 over all classes and
 * sigma_k = sum_{i <= k} rho_i, class k waits Wq_k = W0 / ((1 - sigma_{k-1}) (1 - sigma_k)).
 *
 * @param classes highest priority first; rates [1/time], service times [time]
 * @returns one steady state per class, in the same order; `utilisation` is that of the class alone, rho_k
 * @throws RangeError if there is no class, a rate or scv is negative, a mean is not positive, or the total load reaches 1
 *
 * Source: Cobham (1954), Operations Research 2, 70-76 (single channel); Kleinrock (1976), Queueing Systems II, chapter 3.
 *
 * @example
 * const exponential = { mean: 1, scv: 1 };
 * nonPreemptivePriority([{ arrivalRate: 0.3, service: exponential }, { arrivalRate: 0.5, service: exponential }])[1]?.waitingTime; // 5.714285...
 */
export function nonPreemptivePriority(classes: readonly PoissonClass[]): readonly SteadyState[] {
  const loads = priorityLoads(classes);
  const residual = residualWork(classes);
  return classes.map(({ arrivalRate, service }, k) => {
    const { above, through } = loads[k];
    return steadyState(arrivalRate, arrivalRate * service.mean, residual / ((1 - above) * (1 - through)), service.mean);
  });
}
