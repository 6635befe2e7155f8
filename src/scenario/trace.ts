import { daysOfIsoDate } from './dates.js';
import type { Path } from './document.js';
import { columnOf, openTable } from './open-table.js';
import { cellNames } from './organisation-rows.js';
import type { ProblemLog } from './problem-log.js';
import { mismatch, quote, statement, unknownName, type Reason } from './reason.js';
import type { TraceRecord } from './scenario.js';
import type { DeclaredTrace } from './sections/problems.js';
import type { Table } from './table.js';
import type { TraceContext } from './trace-context.js';
import { createOriginFinder } from './trace-origins.js';
import { daysPer, type CalendarName, type TimeUnit } from './units.js';

type Column = keyof DeclaredTrace['columns'];

/** One row: the text under each column that the scenario names (empty for the others), and where to report what is wrong with it. */
interface Row {
  readonly line: number;
  readonly ordinal: number;
  readonly cell: (column: Column) => string;
  readonly report: (column: Column, reason: Reason) => void;
}

/**
 * The problems of an event log in the order of their times. Every row that cannot be used is in the log with its line and reason.
 * Undefined when the file as a whole cannot be used.
 */
export function readTrace(declared: DeclaredTrace, context: TraceContext): readonly TraceRecord[] | undefined {
  const { files, log, path } = context;
  const table = openTable(files, declared.file, declared.delimiter, path, log);
  if (table === undefined) return undefined;
  const columns = columnsOf(declared, table, path, log);
  const readTime = timeReader(declared, context);
  if (columns === undefined || readTime === undefined) return undefined;
  const readers: Readers = {
    readTime, readNames: namesReader(declared, context), findOrigin: createOriginFinder(context), lineById: new Map(),
    levelOf: (organisation) => context.geography.specs[context.roster.specs[organisation].jurisdiction].level,
  };
  const records = table.rows.flatMap(({ line, cells }, index) => {
    const record = readRecord({
      line, ordinal: index + 1,
      cell: (column) => cells[columns.get(column) ?? -1]?.trim() ?? '',
      report: (column, reason) => log.reportRow([...path, 'columns', column], { file: declared.file, line }, reason),
    }, declared, readers);
    return record ?? [];
  });
  return records.sort((a, b) => a.time - b.time || a.line - b.line);
}

function columnsOf({ columns }: DeclaredTrace, table: Table, path: Path, log: ProblemLog): ReadonlyMap<Column, number> | undefined {
  const indexes = new Map<Column, number>();
  let complete = true;
  for (const [key, written] of Object.entries(columns)) {
    if (written === undefined) continue;
    const index = columnOf(table, typeof written === 'string' ? written : written.column, [...path, 'columns', key], log);
    if (index === undefined) complete = false;
    else indexes.set(key as Column, index);
  }
  return complete ? indexes : undefined;
}

interface Readers {
  readonly readTime: (cell: string) => number | Reason;
  readonly readNames: NamesReader;
  readonly findOrigin: ReturnType<typeof createOriginFinder>;
  /** Index of an organisation's level. */
  readonly levelOf: (organisation: number) => number;
  /** Lines of the identities seen so far. */
  readonly lineById: Map<string, number>;
}

/** The record of one row; undefined when something in it is wrong, which has been reported. */
function readRecord(row: Row, declared: DeclaredTrace, readers: Readers): TraceRecord | undefined {
  const { readTime, readNames, findOrigin, levelOf, lineById } = readers;
  const faults: Column[] = [];
  const take = <Value>(column: Column, result: Value | Reason): Value | undefined => {
    if (!isReason(result)) return result;
    faults.push(column);
    row.report(column, result);
    return undefined;
  };
  const time = take('time', readTime(row.cell('time')));
  const id = take('id', readIdentity(row, declared.columns.id !== undefined, lineById));
  const domains = take('domain', readNames.domains(row.cell('domain')));
  const entryLevel = take('level', readNames.level(row.cell('level')));
  const difficulty = take('difficulty', readNumber(row.cell('difficulty'), -Infinity));
  const value = take('value', readNumber(row.cell('value'), 0));
  const origin = findOrigin({
    organisation: readNames.organisation(row.cell('organisation')), jurisdiction: readNames.jurisdiction(row.cell('jurisdiction')), domain: domains?.[0],
  });
  // Without a valid domain, too many organisations may seem to fit.
  if (typeof origin !== 'number' && faults.length === 0) take(origin.column, origin.reason);
  if (typeof origin === 'number' && entryLevel !== undefined && entryLevel > levelOf(origin)) {
    take('level', { expected: 'the level of its organisation or one above', found: quote(row.cell('level')) });
  }
  if (faults.length > 0 || time === undefined || id === undefined || typeof origin !== 'number') return undefined;
  return {
    line: row.line, id, time, organisation: origin,
    ...(entryLevel === undefined || entryLevel === levelOf(origin) ? {} : { entryLevel }),
    ...(difficulty === undefined ? {} : { difficulty }),
    ...(value === undefined ? {} : { value }),
    ...(domains === undefined ? {} : { domains }),
  };
}

function isReason(result: unknown): result is Reason {
  return typeof result === 'object' && result !== null && ('statement' in result || 'expected' in result);
}

/** Calendar days of a year over its working days turn dates into days of the working calendar. */
const WORKING_DAYS_PER_CALENDAR_DAY = 250 / 365.25;

/**
 * Reads times into days since time 0. Dates: days since `time.start`, in the working calendar scaled by 250 / 365.25, so that a year is a
 * year. Numbers: in the unit that the scenario gives for the column.
 */
function timeReader({ columns: { time: column } }: DeclaredTrace, { time, path, log }: TraceContext): ((cell: string) => number | Reason) | undefined {
  if (column.unit !== undefined) return numericTimeReader(column.unit, time.calendar);
  const start = time.start === undefined ? undefined : daysOfIsoDate(time.start);
  if (start === undefined) {
    const expected = 'the ISO date of time 0 such as 2024-01-01';
    const advice = `${path.slice(0, 2).join('.')} takes dates from a trace; for a column of numbers write time: { column: ${column.column}, unit: days }`;
    log.report(['time', 'start'], { statement: `missing, expected ${expected}`, expected, advice });
    return undefined;
  }
  const first = time.start ?? '';
  const scale = time.calendar === 'working' ? WORKING_DAYS_PER_CALENDAR_DAY : 1;
  return (cell) => {
    const days = daysOfIsoDate(cell);
    if (days === undefined) return mismatch('an ISO date such as "2024-03-31"', cell);
    if (days < start) return { expected: `a date from ${first} on, which is time 0`, found: quote(cell) };
    return (days - start) * scale;
  };
}

function numericTimeReader(unit: TimeUnit, calendar: CalendarName): (cell: string) => number | Reason {
  const factor = daysPer(unit, calendar);
  return (cell) => {
    const number = cell === '' ? NaN : Number(cell);
    return Number.isFinite(number) && number >= 0 ? number * factor : mismatch(`a number of ${unit}s of at least 0`, cell);
  };
}

/** The row's own identity, or its ordinal in files without identities. */
function readIdentity({ cell, line, ordinal }: Row, hasColumn: boolean, lineById: Map<string, number>): string | Reason {
  const id = hasColumn ? cell('id') : String(ordinal);
  if (id === '') return mismatch('an identity', id);
  const before = lineById.get(id);
  if (before !== undefined) return statement(`${quote(id)} stands in line ${before} already`);
  lineById.set(id, line);
  return id;
}

function readNumber(cell: string, least: number): number | undefined | Reason {
  if (cell === '') return undefined;
  const number = Number(cell);
  if (Number.isFinite(number) && number >= least) return number;
  return mismatch(least === 0 ? 'a number of at least 0' : 'a number', cell);
}

interface NamesReader {
  organisation(cell: string): string;
  jurisdiction(cell: string): string;
  domains(cell: string): readonly number[] | undefined | Reason;
  level(cell: string): number | undefined | Reason;
}

/** Translates names of the file into those of the scenario, and domains and levels into indexes. */
function namesReader({ names, separator }: DeclaredTrace, { domains, levels }: TraceContext): NamesReader {
  const translated = (dictionary: Readonly<Record<string, string>> | undefined, cell: string): string =>
    (dictionary !== undefined && Object.hasOwn(dictionary, cell) ? dictionary[cell] : cell);
  return {
    organisation: (cell) => translated(names.organisation, cell),
    jurisdiction: (cell) => translated(names.jurisdiction, cell),
    domains(cell) {
      const whole = translated(names.domain, cell);
      const found = whole !== cell ? [whole] : cellNames(cell, separator).map((name) => translated(names.domain, name));
      const stranger = found.find((name) => !domains.includes(name));
      if (stranger !== undefined) return unknownName('a domain', stranger, domains);
      if (new Set(found).size < found.length) return { expected: 'each domain once', found: quote(cell) };
      return found.length === 0 ? undefined : found.map((name) => domains.indexOf(name));
    },
    level(cell) {
      if (cell === '') return undefined;
      const name = translated(names.level, cell);
      return levels.includes(name) ? levels.indexOf(name) : unknownName('a level', name, levels);
    },
  };
}
