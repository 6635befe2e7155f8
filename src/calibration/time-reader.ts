import { daysOfIsoDate } from '../scenario/dates.js';
import { daysPer, type TimeUnit } from '../scenario/units.js';

/** Reads the times of a log. */
export interface TimeReader {
  /** Days since 1970-01-01 (UTC), or days since the log's own zero for numbers; undefined for a text that is no such time. */
  readonly read: (cell: string) => number | undefined;
  /** What is expected, for messages. */
  readonly expected: string;
  /** Whether times are dates of the calendar rather than numbers. */
  readonly dated: boolean;
}

/** Offset from UTC [days] of a time zone at a local time [days since 1970-01-01 as shown by its clocks]. */
export type ZoneOffset = (localTime: number) => number;

const DATE_LENGTH = 10;
const OFFSET = /(?:Z|[+-]\d{2}:?\d{2})$/;

/**
 * Reads ISO 8601 dates and date-times. A date-time with an offset is taken by it, one without by the clocks of the zone; a bare date is the
 * beginning of that day in no particular zone, so that differences between dates are whole days.
 *
 * @param offset of the zone; that of UTC when left out
 * @example isoTimeReader().read('1970-01-02T06:00+06:00') // 1
 */
export function isoTimeReader(offset: ZoneOffset = () => 0): TimeReader {
  return {
    dated: true,
    expected: 'an ISO 8601 date or date-time such as 2024-03-31 or 2024-03-31T14:30:00+02:00',
    read: (cell) => {
      const text = cell.trim();
      const days = daysOfIsoDate(text);
      if (days === undefined || text.length === DATE_LENGTH || OFFSET.test(text)) return days;
      return days - offset(days);
    },
  };
}

/**
 * Reads numbers of a unit of time since some beginning.
 * @example numericTimeReader('hour').read('36') // 1.5
 */
export function numericTimeReader(unit: TimeUnit): TimeReader {
  const factor = daysPer(unit, 'civil');
  return {
    dated: false,
    expected: `a number of ${unit}s`,
    read: (cell) => {
      const text = cell.trim();
      const number = text === '' ? Number.NaN : Number(text);
      return Number.isFinite(number) ? number * factor : undefined;
    },
  };
}

/** Grains of time that logs are written in [days]: day, hour, minute, second, millisecond. */
const GRAINS = [1, 1 / 24, 1 / 1440, 1 / 86_400, 1 / 86_400_000];

/** Days since 1970 carry some 1e-11 days of rounding. */
const ROUNDING = 1e-10;

/**
 * The coarsest grain of which all times are whole multiples [days]; 0 when they are multiples of none, as simulated times.
 * @example grainOf([0.5, 2]) // 1 / 24
 */
export function grainOf(times: ArrayLike<number>): number {
  let grain = 0;
  for (let i = 0; i < times.length; i++) {
    while (grain < GRAINS.length && !isMultiple(times[i], GRAINS[grain])) grain++;
    if (grain === GRAINS.length) return 0;
  }
  return GRAINS[grain];
}

function isMultiple(time: number, grain: number): boolean {
  return Math.abs(time - Math.round(time / grain) * grain) < ROUNDING;
}
