import { daysOfIsoDate } from '../scenario/dates.js';

/** Date (YYYY-MM-DD) of a whole number of days since 1970-01-01. */
export function isoDate(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/**
 * Days from 1970-01-01 to an ISO date (YYYY-MM-DD) of the Gregorian calendar.
 *
 * @throws RangeError when the text is no such date
 * @example dayNumber('2009-01-01') - dayNumber('2002-01-01') // 2557
 */
export function dayNumber(date: string): number {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(date) ? daysOfIsoDate(date) : undefined;
  if (day === undefined) throw new RangeError(`expected a date YYYY-MM-DD, found "${date}"`);
  return day;
}

/** Year, month (1 to 12) and day of the month in which a time lies [days since 1970-01-01]. */
export function civilDateOf(time: number): { readonly year: number; readonly month: number; readonly day: number } {
  const date = new Date(Math.floor(time) * 86_400_000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** The beginning of the month so many months after that of a time [days since 1970-01-01]. */
export function firstOfMonth(time: number, later: number): number {
  const { year, month } = civilDateOf(time);
  return Date.UTC(year, month - 1 + later, 1) / 86_400_000;
}
