/** Days of work per calendar unit (`working`) or days of elapsed time (`civil`); all times of a scenario are in days of its calendar. */
export type CalendarName = 'working' | 'civil';

export type TimeUnit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

const DAYS: Readonly<Record<CalendarName, Readonly<Record<TimeUnit, number>>>> = {
  working: { minute: 1 / 480, hour: 1 / 8, day: 1, week: 5, month: 21, year: 250 },
  civil: { minute: 1 / 1440, hour: 1 / 24, day: 1, week: 7, month: 30.4375, year: 365.25 },
};

const SPELLINGS: Readonly<Record<string, TimeUnit | undefined>> = {
  min: 'minute', minute: 'minute', minutes: 'minute',
  h: 'hour', hour: 'hour', hours: 'hour',
  d: 'day', day: 'day', days: 'day',
  week: 'week', weeks: 'week',
  month: 'month', months: 'month',
  year: 'year', years: 'year',
};

/** Words that a file may use for a unit of time. */
export const UNIT_WORDS: readonly string[] = Object.keys(SPELLINGS);

/** The unit of time that a word stands for; undefined for an unknown word. */
export function timeUnitOf(word: string): TimeUnit | undefined {
  return Object.hasOwn(SPELLINGS, word) ? SPELLINGS[word] : undefined;
}

/** Length of a unit of time [days of the calendar]. */
export function daysPer(unit: TimeUnit, calendar: CalendarName): number {
  return DAYS[calendar][unit];
}

/** A quantity as written: a number, and what stands behind it. */
export interface WrittenQuantity {
  readonly number: number;
  readonly percent: boolean;
  /** Whether `per` or `/` stands before the unit. */
  readonly per: boolean;
  /** Empty when only a number was written. */
  readonly unit: string;
}

const QUANTITY = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*(%)?\s*(?:(per\s+|\/\s*)?([A-Za-z]+))?$/;

/** Splits `0.5 per day`, `3 h`, `70%`; undefined when the text is none of these or the number is not finite. */
export function readQuantity(text: string): WrittenQuantity | undefined {
  const match = QUANTITY.exec(text.trim());
  if (match === null) return undefined;
  const number = Number(match[1]);
  if (!Number.isFinite(number)) return undefined;
  return { number, percent: match.at(2) !== undefined, per: match.at(3) !== undefined, unit: match.at(4) ?? '' };
}
