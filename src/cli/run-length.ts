import type { TimeSpec } from '../scenario/scenario.js';
import { daysPer, type TimeUnit } from '../scenario/units.js';

/**
 * How long a run is and how much of it is looked at, in the longest unit of which a run has whole or half ones; in days, or whatever is
 * shorter than the run, where there is none.
 *
 * @example runLength({ calendar: 'working', horizon: 750, warmup: 126, sample: 21 }) // '2.5 of 3 years'
 */
export function runLength({ calendar, horizon, warmup }: TimeSpec): string {
  const fits = (unit: TimeUnit): boolean => horizon >= daysPer(unit, calendar);
  const round = (['year', 'month'] as const).find((unit) => fits(unit) && isRound(horizon / daysPer(unit, calendar)));
  const unit = round ?? (['day', 'hour'] as const).find(fits) ?? 'minute';
  const length = (days: number): string => formatRounded(days / daysPer(unit, calendar));
  const whole = `${length(horizon)} ${unit}${length(horizon) === '1' ? '' : 's'}`;
  return warmup === 0 ? whole : `${length(horizon - warmup)} of ${whole}`;
}

function isRound(length: number): boolean {
  return Math.abs(2 * length - Math.round(2 * length)) < 1e-9;
}

/** One decimal, or as many as it takes to show that there is something. */
function formatRounded(length: number): string {
  return String(length >= 0.1 ? Number(length.toFixed(1)) : Number(length.toPrecision(1)));
}
