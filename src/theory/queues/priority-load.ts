import { requireSteadyState } from '../requirement.js';
import { requirePoissonClass, type PoissonClass } from './mg1.js';

/** The load a class of a priority queue competes with [busy servers]. */
export interface PriorityLoad {
  /** sigma_{k-1}: load of the classes above it. */
  readonly above: number;
  /** sigma_k: load of the classes above it and its own. */
  readonly through: number;
}

/**
 * Cumulative loads sigma_k = sum_{i <= k} lambda_i E[S_i] of a single server's classes, highest priority first.
 *
 * @throws RangeError if there is no class, a class is malformed, or the total load reaches 1
 */
export function priorityLoads(classes: readonly PoissonClass[]): readonly PriorityLoad[] {
  if (classes.length === 0) throw new RangeError('classes: expected at least one priority class, found none');
  classes.forEach(requirePoissonClass);
  let through = 0;
  const loads = classes.map(({ arrivalRate, service }) => {
    const above = through;
    through += arrivalRate * service.mean;
    return { above, through };
  });
  requireSteadyState('priority queue', '[busy servers]', through, 1);
  return loads;
}
