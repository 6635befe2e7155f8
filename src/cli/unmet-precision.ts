import type { UnmetRule } from '../experiment/stopping.js';
import { stoppingTarget } from '../statistics/sequential-stopping.js';
import { counted } from './prose.js';

/**
 * Says where an experiment that was to stop when it is precise enough has had too few replications.
 * @param replications that were run
 * @param names of the design points, in their order
 */
export function unmetPrecisionText({ rule, points }: UnmetRule, replications: number, names: readonly string[]): string {
  const [{ point, relativeHalfWidth }] = points;
  const where = names.length === 1 ? '' : points.length === names.length ? ` at all ${names.length} design points` : ` at ${points.length} of ${counted(names.length, 'design point')}`;
  const least = names.length === 1 ? 'the interval' : `least at "${names[point]}", where the interval`;
  const found = relativeHalfWidth === Infinity ? 'has no width that could be compared with the mean' : `is ± ${percent(relativeHalfWidth)} of the mean`;
  return `after ${counted(replications, 'replication')} ${rule.measure} is less precise than wanted (${percent(rule.precision)})${where}: ${least} ${found} and ${percent(stoppingTarget(rule.precision))} would do`;
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(3))} %`;
}
