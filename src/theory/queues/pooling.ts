import { mm1 } from './mm1.js';
import { mmc, type MultiServerQueue } from './mmc.js';
import type { SteadyState } from './steady-state.js';

/** What c servers achieve apart and together, with the same total work. */
export interface PoolingComparison {
  /** Each of the c M/M/1 queues, which receives lambda / c. */
  readonly separate: SteadyState;
  /** The one M/M/c queue, which receives lambda. */
  readonly pooled: SteadyState;
}

/**
 * Pooling: the same total arrivals split evenly over c M/M/1 queues, against one M/M/c queue.
 *
 * @param queue total arrival rate lambda, service rate mu of each server [1/time], servers c
 * @throws RangeError as {@link mmc}
 *
 * Source: Kleinrock (1976), Queueing Systems II, section 5.1 (resource sharing).
 *
 * @example
 * const { separate, pooled } = poolingComparison({ arrivalRate: 3.2, serviceRate: 1, servers: 4 });
 * separate.timeInSystem; // 5
 * pooled.timeInSystem; // 1.745540...
 */
export function poolingComparison(queue: MultiServerQueue): PoolingComparison {
  const pooled = mmc(queue);
  const separate = mm1({ arrivalRate: queue.arrivalRate / queue.servers, serviceRate: queue.serviceRate });
  return { separate, pooled };
}
