import type { z } from 'zod';
import type { LawSpec } from '../random/law-spec.js';
import type { DataFiles } from './data-files.js';
import { lawSchema } from './law-schema.js';
import { MemberReference } from './member-reference.js';
import type { Quantity } from './quantity.js';
import { byShape, piece, refine, Refusal, refuse, type WrittenForm } from './piece.js';
import { mismatch, quote, unknownName } from './reason.js';
import { isSlug, nearestName, SLUG, slugFrom } from './names.js';
import { daysPer, readQuantity, timeUnitOf, UNIT_WORDS, type CalendarName, type WrittenQuantity } from './units.js';

/**
 * The schema pieces of which forms, rules and cost functions make their parameters. Every piece reads what a scenario file may
 * write and gives the value the model uses; `.describe(...)`, `.optional()`, `.prefault('3 days')` work on each of them.
 *
 * @example
 * schema: ({ share, count, duration }) => ({
 *   levy: share.prefault('0%').describe('Share of its capacity that each member pays to the administrative organisation.'),
 *   staff: count.prefault(1).describe('Staff of the administrative organisation.'),
 *   board_interval: duration.optional().describe('Time between board meetings; none when left out.'),
 * })
 */
export interface Vocabulary {
  /** `0.7`, `70%` or `2/3`: a number in [0, 1]. */
  readonly share: z.ZodType<number>;
  /** A share, or a list of shares; becomes a list. */
  readonly shareList: z.ZodType<readonly number[]>;
  /** `2 days`: a number of days of the scenario's calendar, at least 0. */
  readonly duration: z.ZodType<number>;
  /** `0.5 per day`, `5% per year`: a number per day of the scenario's calendar, at least 0. */
  readonly rate: z.ZodType<number>;
  /** 1, 2, 3 ... */
  readonly count: z.ZodType<number>;
  /** 0, 1, 2 ... */
  readonly countOrZero: z.ZodType<number>;
  /** 1, 2, 3 ... or `unlimited`, which becomes Infinity. */
  readonly staff: z.ZodType<number>;
  readonly number: z.ZodType<number>;
  /** A number above 0. */
  readonly positive: z.ZodType<number>;
  /** A number of at least 0. */
  readonly nonNegative: z.ZodType<number>;
  /** `true` or `false`. */
  readonly flag: z.ZodType<boolean>;
  readonly text: z.ZodType<string>;
  /** A duration or a law of durations, `{ law: exponential, mean: 2 days }` [days]. */
  readonly durationLaw: z.ZodType<LawSpec>;
  /** A number or a law of numbers. */
  readonly numberLaw: z.ZodType<LawSpec>;
  /** A number of at least 0 or a law of such numbers. */
  readonly nonNegativeLaw: z.ZodType<LawSpec>;
  /** A share or a law on [0, 1]. */
  readonly shareLaw: z.ZodType<LawSpec>;
  /**
   * A selector that names exactly one member of the network, `ministry.health`. In the finished scenario its place is taken by the
   * index of that organisation (a number), which may differ between the instances of one network. Use it inside lists if need be.
   */
  readonly member: z.ZodType<MemberReference>;
  /** A selector that names one or more members of the network; becomes a list of indexes of organisations, in file order. */
  readonly members: z.ZodType<MemberReference>;
  /** One of the names. */
  readonly choice: <const Names extends readonly string[]>(...names: Names) => z.ZodType<Names[number]>;
}

/** The pieces and what the scenario's own sections need beside them. */
export interface ScenarioVocabulary extends Vocabulary {
  /** A name without dots: letters, digits, `-` and `_`. */
  readonly slug: z.ZodType<string>;
  /** A law of durations, or `none`, which becomes an infinite time. */
  readonly durationLawOrNone: z.ZodType<LawSpec>;
  readonly durations: Quantity;
  readonly numbers: Quantity;
  readonly shares: Quantity;
  readonly files: DataFiles;
}

const NUMBER_PATTERN = String.raw`[+]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?`;
const DURATION: WrittenForm = {
  type: 'string', pattern: `^\\s*${NUMBER_PATTERN}\\s*(${UNIT_WORDS.join('|')})\\s*$`,
  writtenAs: 'a length of time with its unit, such as 0.5 days, 3 h, 2 weeks, 6 months or 3 years',
};
const RATE: WrittenForm = {
  type: 'string', pattern: `^\\s*${NUMBER_PATTERN}\\s*%?\\s*(per\\s+|/\\s*)(${UNIT_WORDS.join('|')})\\s*$`,
  writtenAs: 'a number per unit of time, such as 0.5 per day, 10 per year or 5% per year',
};
const SHARE: WrittenForm = {
  anyOf: [{ type: 'number', minimum: 0, maximum: 1 }, { type: 'string', pattern: `^\\s*(${NUMBER_PATTERN}\\s*%|\\d+\\s*/\\s*[1-9]\\d*)\\s*$` }],
  writtenAs: 'a share, such as 0.7, 70% or 2/3',
};
const FRACTION = /^(\d+)\s*\/\s*([1-9]\d*)$/;
const SELECTOR: WrittenForm = { type: 'string', minLength: 1, writtenAs: 'an organisation of the network, such as ministry.health' };

/** @param files the data files that laws may take their observations from. */
export function createVocabulary(calendar: CalendarName, files: DataFiles): ScenarioVocabulary {
  const share = piece(SHARE, (value) => readShare(value));
  const duration = piece(DURATION, (value) => readDuration(value, calendar));
  const rate = piece(RATE, (value) => readRate(value, calendar));
  const number = piece({ type: 'number' }, readNumber);
  const nonNegative = piece({ type: 'number', minimum: 0 }, (value) => readNumberWhere(value, 'a number of at least 0', (n) => n >= 0));
  const positive = piece({ type: 'number', exclusiveMinimum: 0 }, (value) => readNumberWhere(value, 'a number above 0', (n) => n > 0));
  const durations: Quantity = {
    name: 'duration', inWords: 'a length of time', value: duration, rate, lowest: 0, highest: Infinity, example: '1 day', calendar,
  };
  const numbers: Quantity = { name: 'number', inWords: 'a number', value: number, rate: positive, lowest: -Infinity, highest: Infinity, example: '1' };
  const nonNegatives: Quantity = { ...numbers, name: 'non-negative', inWords: 'a number of at least 0', value: nonNegative, lowest: 0 };
  const shares: Quantity = { name: 'share', inWords: 'a share', value: share, rate: positive, lowest: 0, highest: 1, example: '0.5' };
  const durationLaw = lawSchema(durations, files);
  return {
    durations, numbers, shares, files,
    slug: piece({ type: 'string', pattern: SLUG.source }, readSlug),
    share, shareList: byShape('a share, or a list of shares such as [0.9, 0.8]', {
      single: refine(share, (value): readonly number[] => [value]), list: share.array().min(1),
    }),
    duration, rate, number, positive, nonNegative,
    count: piece({ type: 'integer', minimum: 1 }, (value) => readWhole(value, 1)),
    countOrZero: piece({ type: 'integer', minimum: 0 }, (value) => readWhole(value, 0)),
    staff: piece({ anyOf: [{ type: 'integer', minimum: 1 }, { const: 'unlimited' }] }, readStaff),
    flag: piece({ type: 'boolean' }, (value) => (typeof value === 'boolean' ? value : refuse(mismatch('true or false', value)))),
    text: piece({ type: ['string', 'number'] }, readText),
    durationLaw,
    durationLawOrNone: lawOrNone(durationLaw, calendar),
    numberLaw: lawSchema(numbers, files),
    nonNegativeLaw: lawSchema(nonNegatives, files),
    shareLaw: lawSchema(shares, files),
    member: piece(SELECTOR, (value) => readMember(value, 'one')),
    members: piece({ anyOf: [SELECTOR, { type: 'array', items: { type: 'string' } }] }, (value) => readMember(value, 'some')),
    choice: (...names) => piece({ enum: names }, (value) => readChoice(value, names)),
  };
}

/** A number of days from `2 days`; the message to a bare number says what to write. */
function readDuration(value: unknown, calendar: CalendarName): number | Refusal {
  const expected = 'a length of time such as "0.5 days"';
  const written = asQuantity(value);
  if (written === undefined) return refuse(mismatch(expected, value));
  if (written.unit === '' && !written.percent) return refuse(mismatch('a length of time with its unit', value, `write ${quote(`${written.number} days`)}`));
  if (written.percent || written.per) return refuse(mismatch(expected, value));
  return daysOf(written, 'a length of time', value, calendar, (days) => written.number * days);
}

/** A number per day from `10 per year` or `5% per year`. */
function readRate(value: unknown, calendar: CalendarName): number | Refusal {
  const expected = 'a number per unit of time such as "0.5 per day"';
  const written = asQuantity(value);
  if (written === undefined) return refuse(mismatch(expected, value));
  const percent = written.percent ? '%' : '';
  if (!written.per) return refuse(mismatch(expected, value, `write ${quote(`${written.number}${percent} per ${written.unit === '' ? 'day' : written.unit}`)}`));
  const number = written.percent ? written.number / 100 : written.number;
  return daysOf(written, 'a number per unit of time', value, calendar, (days) => number / days);
}

function daysOf(
  written: WrittenQuantity, kind: string, value: unknown, calendar: CalendarName, convert: (days: number) => number,
): number | Refusal {
  const unit = timeUnitOf(written.unit);
  if (unit === undefined) {
    const nearest = nearestName(written.unit, UNIT_WORDS);
    const reason = mismatch('a unit of time: minutes, hours, days, weeks, months or years', written.unit);
    return refuse(nearest === undefined ? reason : { ...reason, nearest });
  }
  return written.number < 0 ? refuse(mismatch(`${kind} of at least 0`, value)) : convert(daysPer(unit, calendar));
}

/** A number in [0, 1] from `0.7`, `70%` or `2/3`. */
export function readShare(value: unknown, expected = 'a share between 0 and 1 such as 0.7 or 70%'): number | Refusal {
  const fraction = typeof value === 'string' ? FRACTION.exec(value.trim()) : null;
  if (fraction !== null && Number(fraction[1]) <= Number(fraction[2])) return Number(fraction[1]) / Number(fraction[2]);
  const written = asQuantity(value);
  if (written === undefined || written.unit !== '') return refuse(mismatch(expected, value));
  const share = written.percent ? written.number / 100 : written.number;
  if (share >= 0 && share <= 1) return share;
  // A little above 1 is rather a share that is too large than 1.2 %.
  const percentMeant = !written.percent && share >= 2 && share <= 100;
  return refuse(mismatch(expected, value, percentMeant ? `write "${share}%"` : undefined));
}

function asQuantity(value: unknown): WrittenQuantity | undefined {
  if (typeof value === 'number') return { number: value, percent: false, per: false, unit: '' };
  return typeof value === 'string' ? readQuantity(value) : undefined;
}

function readNumber(value: unknown): number | Refusal {
  return readNumberWhere(value, 'a number', () => true);
}

function readNumberWhere(value: unknown, expected: string, accepts: (number: number) => boolean): number | Refusal {
  return typeof value === 'number' && Number.isFinite(value) && accepts(value) ? value : refuse(mismatch(expected, value));
}

function readWhole(value: unknown, least: number): number | Refusal {
  return readNumberWhere(value, `a whole number of at least ${least}`, (number) => Number.isSafeInteger(number) && number >= least);
}

function readStaff(value: unknown): number | Refusal {
  if (value === 'unlimited') return Infinity;
  return readNumberWhere(value, 'a whole number of at least 1, or "unlimited"', (number) => Number.isSafeInteger(number) && number >= 1);
}

function readText(value: unknown): string | Refusal {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : refuse(mismatch('a text', value));
}

function lawOrNone(law: z.ZodType<LawSpec>, calendar: CalendarName): z.ZodType<LawSpec> {
  const single = piece({ anyOf: [DURATION, { const: 'none' }] }, (value): LawSpec | Refusal => {
    if (value === 'none') return { law: 'constant', value: Infinity };
    if (asQuantity(value) === undefined) return refuse(mismatch('a length of time such as "90 days", or "none"', value));
    const days = readDuration(value, calendar);
    return days instanceof Refusal ? days : { law: 'constant', value: days };
  });
  return byShape('a length of time such as "90 days", a law of such times, or "none"', { single, map: law }).meta({ definition: 'time-or-none' });
}

function readSlug(value: unknown): string | Refusal {
  if (typeof value === 'string' && isSlug(value)) return value;
  const suggestion = typeof value === 'string' ? slugFrom(value) : '';
  return refuse(mismatch('a name of letters, digits, "-" and "_" that begins with a letter', value, suggestion === '' ? undefined : `write ${quote(suggestion)}`));
}

function readMember(value: unknown, number: 'one' | 'some'): MemberReference | Refusal {
  const selectors = number === 'some' && Array.isArray(value) ? (value as unknown[]) : [value];
  const texts = selectors.filter((selector): selector is string => typeof selector === 'string' && selector !== '');
  if (texts.length > 0 && texts.length === selectors.length) return new MemberReference(texts, number);
  return refuse(mismatch('an organisation of the network such as "ministry.health"', value));
}

function readChoice<Name extends string>(value: unknown, names: readonly Name[]): Name | Refusal {
  const name = names.find((candidate) => candidate === value);
  if (name !== undefined) return name;
  return refuse(names.length === 1 ? mismatch(quote(names[0]), value) : unknownName('one of these', value, names));
}
