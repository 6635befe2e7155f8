import { nearestName } from '../scenario/names.js';
import type { ZoneOffset } from '../calibration/time-reader.js';
import { UsageError } from './io.js';

const MS_PER_DAY = 86_400_000;
const MS_PER_HOUR = 3_600_000;

/**
 * The clocks of a time zone of the IANA database, as far as this Node knows it. A local time that occurs twice, when clocks go back, is taken for the
 * later one; one that is skipped is moved on.
 *
 * @throws UsageError for a zone that there is not
 * @example zoneOffset('Europe/Athens')(19_723) // 2 / 24 on 2024-01-01
 */
export function zoneOffset(zone: string): ZoneOffset {
  const format = formatOf(zone);
  const known = new Map<number, number>();
  const offsetAt = (ms: number): number => {
    // Zones change at whole quarters of an hour at the earliest; an hour is enough for those in use.
    const hour = Math.floor(ms / MS_PER_HOUR);
    const offset = known.get(hour) ?? clockAt(format, hour * MS_PER_HOUR) - hour * MS_PER_HOUR;
    known.set(hour, offset);
    return offset;
  };
  return (localTime) => {
    const local = localTime * MS_PER_DAY;
    const guess = offsetAt(local - offsetAt(local));
    return guess / MS_PER_DAY;
  };
}

function formatOf(zone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
    });
  } catch {
    const nearest = nearestName(zone, Intl.supportedValuesOf('timeZone'));
    throw new UsageError(`--timezone ${zone}: expected a time zone such as Europe/Athens or UTC${nearest === undefined ? '' : ` (did you mean ${nearest}?)`}`);
  }
}

/** What the clocks show at a moment, read as if it were UTC [ms since 1970]. */
function clockAt(format: Intl.DateTimeFormat, moment: number): number {
  const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}
