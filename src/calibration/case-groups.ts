import { slugFrom } from '../scenario/names.js';
import type { ActivityLog, Coded } from './activity-log.js';

/** Which columns tell cases apart. */
export interface GroupingColumns {
  /** Where a case arises. */
  readonly jurisdiction?: string;
  /** What it is about: organisations of their own, one set of laws. */
  readonly domain?: string;
  /** What laws differ by. */
  readonly by: readonly string[];
}

/** A set of cases with laws of their own. */
export interface CaseGroup {
  /** Slug; empty when there is only one group. */
  readonly name: string;
  /** Its values in the log, `type = complaint, size = large`. */
  readonly label: string;
}

/** What a domain of the scenario stands for. */
export interface Portfolio {
  /** Slug; empty when the scenario needs no domains. */
  readonly name: string;
  /** Index of the group. */
  readonly group: number;
}

/** A value of the log that is called otherwise in the scenario. */
export interface Renaming {
  readonly column: string;
  readonly value: string;
  readonly name: string;
}

/** Where each case of a log belongs. */
export interface CaseGroups {
  /** Slugs; a single empty one without a column for them. */
  readonly jurisdictions: readonly string[];
  readonly portfolios: readonly Portfolio[];
  readonly groups: readonly CaseGroup[];
  /** Index by case. */
  readonly jurisdictionOf: Int32Array;
  readonly portfolioOf: Int32Array;
  readonly renamings: readonly Renaming[];
  /** Cases without a value, and with different values on different rows, by column. */
  readonly missing: ReadonlyMap<string, number>;
  readonly changed: ReadonlyMap<string, number>;
}

const MISSING = 'unknown';

/**
 * Sorts cases by their attributes, each by those of its earliest row. Values become slugs, in alphabetical order.
 * @throws RangeError when a column is not among the log's attributes (a defect of the caller)
 */
export function groupCases(log: ActivityLog, { jurisdiction, domain, by }: GroupingColumns): CaseGroups {
  const columns = [...(jurisdiction === undefined ? [] : [jurisdiction]), ...(domain === undefined ? [] : [domain]), ...by];
  const earliest = earliestRows(log);
  const attributes = new Map(columns.map((name) => [name, readAttribute(log, name, earliest)]));
  const attribute = (name: string): CaseAttribute => {
    const found = attributes.get(name);
    if (found === undefined) throw new RangeError(`groupCases: no column "${name}"`);
    return found;
  };
  const places = jurisdiction === undefined ? undefined : attribute(jurisdiction);
  const topics = domain === undefined ? undefined : attribute(domain);
  const criteria = by.map(attribute);
  const cases = log.cases.names.length;
  const groupNames = (index: number): string => criteria.map(({ names, codes }) => names[codes[index]]).join('-');
  const portfolioName = (index: number): string => [...(topics === undefined ? [] : [topics.names[topics.codes[index]]]), ...(by.length === 0 ? [] : [groupNames(index)])].join('-');
  const groupBook = new Map<string, { index: number; label: string }>();
  const portfolioBook = new Map<string, { index: number; group: string }>();
  for (let index = 0; index < cases; index++) {
    const group = groupNames(index);
    if (!groupBook.has(group)) groupBook.set(group, { index, label: criteria.map(({ values, codes }, i) => `${by[i]} = ${values[codes[index]]}`).join(', ') });
    if (!portfolioBook.has(portfolioName(index))) portfolioBook.set(portfolioName(index), { index, group });
  }
  const groups = [...groupBook.keys()].sort();
  const portfolios = [...portfolioBook.keys()].sort();
  const portfolioIndex = new Map(portfolios.map((name, i) => [name, i]));
  return {
    jurisdictions: places?.names ?? [''],
    groups: groups.map((name) => ({ name, label: groupBook.get(name)?.label ?? '' })),
    portfolios: portfolios.map((name) => ({ name, group: groups.indexOf(portfolioBook.get(name)?.group ?? '') })),
    jurisdictionOf: places?.codes ?? new Int32Array(cases),
    portfolioOf: Int32Array.from({ length: cases }, (_, index) => portfolioIndex.get(portfolioName(index)) ?? 0),
    renamings: [...attributes].flatMap(([column, { values, names }]) => values.flatMap((value, i) => (value.toLowerCase() === names[i] ? [] : [{ column, value, name: names[i] }]))),
    missing: new Map([...attributes].map(([name, { missing }]) => [name, missing])),
    changed: new Map([...attributes].map(([name, { changed }]) => [name, changed])),
  };
}

/** An attribute by case. */
interface CaseAttribute {
  /** As in the log, in alphabetical order. */
  readonly values: readonly string[];
  /** Slugs of these. */
  readonly names: readonly string[];
  readonly codes: Int32Array;
  readonly missing: number;
  readonly changed: number;
}

function readAttribute(log: ActivityLog, name: string, earliest: Int32Array): CaseAttribute {
  const column: Coded | undefined = log.attributes.get(name);
  if (column === undefined) throw new RangeError(`groupCases: no column "${name}"`);
  const changing = new Uint8Array(log.cases.names.length);
  for (let row = 0; row < log.size; row++) {
    const index = log.cases.codes[row];
    if (column.codes[row] !== column.codes[earliest[index]]) changing[index] = 1;
  }
  const own = Int32Array.from(earliest, (row) => column.codes[row]);
  const used = [...new Set(own)].map((code) => ({ code, value: code < 0 ? MISSING : column.names[code] })).sort((a, b) => (a.value < b.value ? -1 : 1));
  const place = new Map(used.map(({ code }, i) => [code, i]));
  const values = used.map(({ value }) => value);
  return {
    values,
    names: uniqueSlugs(values, name),
    codes: own.map((code) => place.get(code) ?? 0),
    missing: own.reduce((count, code) => count + Number(code < 0), 0),
    changed: changing.reduce((count, each) => count + each, 0),
  };
}

/** Row of each case with the smallest time, the first of equals. */
function earliestRows({ size, cases, times }: ActivityLog): Int32Array {
  const rows = new Int32Array(cases.names.length).fill(-1);
  for (let row = 0; row < size; row++) {
    const index = cases.codes[row];
    if (rows[index] < 0 || times[row] < times[rows[index]]) rows[index] = row;
  }
  return rows;
}

/** A different slug for each value; those without a Latin letter are numbered after the column. */
export function uniqueSlugs(values: readonly string[], column: string): string[] {
  const taken = new Set<string>();
  return values.map((value, i) => {
    const plain = slugFrom(value).toLowerCase();
    const wanted = plain === '' ? `${slugFrom(column).toLowerCase() || 'value'}-${i + 1}` : plain;
    let slug = wanted;
    for (let ordinal = 2; taken.has(slug); ordinal++) slug = `${wanted}-${ordinal}`;
    taken.add(slug);
    return slug;
  });
}
