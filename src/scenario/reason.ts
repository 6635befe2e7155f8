import { nearestName } from './names.js';

/** What is wrong at one place, in words; the place is added where it is known. */
export interface Reason {
  /** What was expected, as a noun phrase. */
  readonly expected?: string;
  /** What was found, as a noun phrase; undefined when nothing stands there. */
  readonly found?: string;
  /** The whole statement, where `expected ..., found ...` does not fit. */
  readonly statement?: string;
  /** The valid name nearest to the one found. */
  readonly nearest?: string;
  /** Advice, put into brackets: `write "0.5 days"`. */
  readonly advice?: string;
}

/** A value of the file in words: `"text"`, `3`, `nothing`, `a list`, `a map`. */
export function describeValue(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'a map (key: value)';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return `a ${typeof value}`;
}

const LONGEST_QUOTE = 60;

export function quote(text: string): string {
  const shown = text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}...` : text;
  return `"${shown.replace(/\s+/g, ' ')}"`;
}

/** `"a"`, `"a" or "b"`, `"a", "b" or "c"`. */
export function alternativesInWords(names: readonly string[]): string {
  const quoted = names.map(quote);
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`;
}

/** The value found is not what is expected; a value that is not there at all is reported as missing. */
export function mismatch(expected: string, value: unknown, advice?: string): Reason {
  if (value === undefined) return { statement: `missing, expected ${expected}`, expected };
  return { expected, found: describeValue(value), ...(advice === undefined ? {} : { advice }) };
}

export function statement(text: string): Reason {
  return { statement: text };
}

/** More names than this are not listed in a message; the nearest is. */
const LONGEST_LISTING = 12;

/** A name that is none of the valid ones: `expected a level: "a" or "b", found "c" (did you mean "b"?)`. */
export function unknownName(kind: string, value: unknown, valid: readonly string[]): Reason {
  const listing = valid.length > 0 && valid.length <= LONGEST_LISTING ? `: ${alternativesInWords(valid)}` : '';
  const reason = mismatch(`${kind}${listing}`, value);
  const nearest = typeof value === 'string' ? nearestName(value, valid) : undefined;
  return nearest === undefined ? reason : { ...reason, nearest };
}

/** The sentence of a reason. */
export function reasonInWords(reason: Reason): string {
  const core = reason.statement ?? `expected ${reason.expected ?? 'something else'}, found ${reason.found ?? 'nothing'}`;
  const advice = reason.advice === undefined ? '' : ` (${reason.advice})`;
  const nearest = reason.nearest === undefined ? '' : ` (did you mean ${quote(reason.nearest)}?)`;
  return core + nearest + advice;
}
