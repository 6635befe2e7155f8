import type { TimeSpec } from '../scenario/scenario.js';
import { daysPer, type TimeUnit } from '../scenario/units.js';

const units: readonly TimeUnit[] = ['year', 'month', 'week', 'day', 'hour', 'minute'];

/**
 * How long a run is and how much of it is looked at, in the longest unit that fits both.
 *
 * @example runLength({ calendar: 'working', horizon: 750, warmup: 126, sample: 21 }) // '2.5 of 3 years'
 */
export function runLength({ calendar, horizon, warmup }: TimeSpec): string {
  const observed = horizon - warmup;
  const unit = units.find((candidate) => horizon >= daysPer(candidate, calendar) && observed >= daysPer(candidate, calendar) / 10) ?? 'minute';
  const length = (days: number): string => String(Number((days / daysPer(unit, calendar)).toFixed(1)));
  const whole = `${length(horizon)} ${unit}${length(horizon) === '1' ? '' : 's'}`;
  return warmup === 0 ? whole : `${length(observed)} of ${whole}`;
}
