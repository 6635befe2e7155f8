import type { z } from 'zod';
import type { Path } from './document.js';
import { packedFault, type Fault } from './piece.js';
import { describeValue, mismatch, statement, unknownName, type Reason } from './reason.js';

/** What a schema found wrong, in our words, with the path below the value that was read. */
export interface ReadingProblem {
  readonly path: Path;
  readonly reason: Reason;
  /** The row of a data file in which it stands. */
  readonly row?: NonNullable<Fault['row']>;
}

/** Translates the issues of a schema; `value` is what the schema was given. */
export function readingProblems(issues: readonly z.core.$ZodIssue[], value: unknown): ReadingProblem[] {
  const ofWrongType = new Set(issues.filter((issue) => issue.code === 'invalid_type').map((issue) => issue.path.join('.')));
  return issues.flatMap((issue): ReadingProblem[] => {
    // Nobody wants the size of what should be something else.
    if ((issue.code === 'too_small' || issue.code === 'too_big') && ofWrongType.has(issue.path.join('.'))) return [];
    const path = issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
    const fault = packedFault(issue);
    if (fault !== undefined) {
      const reason = typeof fault.reason === 'function' ? fault.reason(String(path.at(-1) ?? '')) : fault.reason;
      return [{ path, reason, ...(fault.row === undefined ? {} : { row: fault.row }) }];
    }
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ path: [...path, key], reason: statement('unknown key') }));
    return [{ path, reason: ownWords(issue, valueAt(value, path)) }];
  });
}

/** The value at a path inside another; undefined where there is none. */
export function valueAt(value: unknown, path: Path): unknown {
  let current = value;
  for (const key of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
    current = (current as Record<string | number, unknown>)[key];
  }
  return current;
}

/** Issues of zod's own schemas, which entries of the catalogue may use beside the vocabulary. */
function ownWords(issue: z.core.$ZodIssue, value: unknown): Reason {
  switch (issue.code) {
    case 'invalid_type': return mismatch(TYPES[issue.expected] ?? `a value of type ${issue.expected}`, value);
    case 'invalid_value': return issue.values.length === 1 ? mismatch(describeValue(issue.values[0]), value) : unknownName('one of these', value, issue.values.map(String));
    case 'too_small': return mismatch(bound(issue.origin, 'at least', issue.minimum, issue.inclusive !== false), sizeOrValue(value));
    case 'too_big': return mismatch(bound(issue.origin, 'at most', issue.maximum, issue.inclusive !== false), sizeOrValue(value));
    case 'not_multiple_of': return mismatch(`a multiple of ${issue.divisor}`, value);
    case 'invalid_format': return mismatch(`a text of the form ${issue.pattern ?? issue.format}`, value);
    case 'invalid_key': return statement('not a valid name');
    case 'invalid_union': return unionInWords(issue, value);
    case 'custom': return issue.message === 'Invalid input' ? mismatch('another value', value) : statement(issue.message);
    default: return mismatch('another value', value);
  }
}

/** What each alternative expects. */
function unionInWords(issue: z.core.$ZodIssueInvalidUnion, value: unknown): Reason {
  const firsts = issue.errors.flatMap((problems) => readingProblems(problems.slice(0, 1), value));
  const expected = firsts.flatMap(({ reason }) => reason.expected ?? []);
  return mismatch(expected.length === 0 ? 'another value' : [...new Set(expected)].join(', or '), value);
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text', number: 'a number', int: 'a whole number', boolean: 'true or false', array: 'a list', object: 'a map (key: value)', record: 'a map (key: value)',
};

function bound(origin: string, side: 'at least' | 'at most', limit: number | bigint, inclusive: boolean): string {
  const number = `${inclusive ? side : side === 'at least' ? 'more than' : 'less than'} ${limit}`;
  if (origin === 'array' || origin === 'set') return `a list with ${number} ${limit === 1 ? 'entry' : 'entries'}`;
  if (origin === 'string') return `a text with ${number} characters`;
  return `a number of ${number}`;
}

function sizeOrValue(value: unknown): unknown {
  return Array.isArray(value) && value.length > 0 ? `${value.length} entries` : value;
}
