/**
 * In which order a station takes waiting jobs.
 *
 * - `fifo`, `lifo`: by arrival.
 * - `priority`: smallest priority number first, FIFO within it, without interrupting work (Cobham 1954).
 * - `preemptive`: as `priority`, and an arrival with a smaller number interrupts the least urgent job in service, whose work
 *   resumes where it stopped (preempt-resume).
 * - `random`: each waiting job equally likely (SIRO).
 * - `mixed`: each time one of the four selections by its weight; `{ priority: .5, fifo: .2, lifo: .2, random: .1 }` is how
 *   the Virtual Design Team's actors attend to their in-trays (Jin and Levitt 1996).
 */
export type QueueDiscipline =
  | { readonly name: 'fifo' | 'lifo' | 'priority' | 'preemptive' | 'random' }
  | { readonly name: 'mixed'; readonly weights: { readonly priority: number; readonly fifo: number; readonly lifo: number; readonly random: number } };

/** @throws RangeError when the weights of a mixed discipline are negative or do not sum to 1. */
export function checkDiscipline(discipline: QueueDiscipline): void {
  if (discipline.name !== 'mixed') return;
  const { priority, fifo, lifo, random } = discipline.weights;
  const weights = [priority, fifo, lifo, random];
  if (weights.some((weight) => !(weight >= 0)) || Math.abs(priority + fifo + lifo + random - 1) > 1e-9) {
    throw new RangeError(`weights of a mixed discipline must be zero or more and sum to 1, found ${weights.join(', ')}`);
  }
}
