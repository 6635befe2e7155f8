import type { Accounts } from '../accounts.js';

/** A number that a replication yields at its end: what it means, and how it is read off the accounts. */
export interface Measure {
  readonly name: string;
  readonly type: 'integer' | 'number';
  /** Unit, empty for counts and shares. */
  readonly unit: string;
  readonly description: string;
  /** Values that it can take, where they are not the usual ones of `rangeOf`: `0 or more`, `-1 to 1`. */
  readonly range?: string;
  /** Undefined where it does not exist, such as a mean over nothing. */
  of(accounts: Accounts): number | undefined;
}

export function count(name: string, description: string, of: (accounts: Accounts) => number): Measure {
  return { name, type: 'integer', unit: '', description, of };
}

export function share(name: string, description: string, of: (accounts: Accounts) => number | undefined): Measure {
  return { name, type: 'number', unit: '', description, of };
}

export function days(name: string, description: string, of: (accounts: Accounts) => number | undefined): Measure {
  return { name, type: 'number', unit: 'days', description, of };
}

/** Values that a measure or a column can take: counts and amounts are 0 or more, numbers without a unit are shares unless they say otherwise. */
export function rangeOf({ type, unit, range }: Pick<Measure, 'type' | 'unit' | 'range'>): string {
  return range ?? (type === 'number' && unit === '' ? '0 to 1' : '0 or more');
}

/** Part of a whole; undefined when there is no whole. */
export function ratio(part: number, whole: number): number | undefined {
  return whole > 0 ? part / whole : undefined;
}
