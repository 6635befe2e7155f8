import type { z } from 'zod';
import type { DataFiles } from './data-files.js';
import { readingProblems } from './issues.js';
import { isSlug, slugFrom } from './names.js';
import { columnOf, openTable } from './open-table.js';
import type { ProblemLog } from './problem-log.js';
import { quote, type Reason } from './reason.js';
import type { DeclaredOrganisation, DeclaredSettings } from './sections/organisations.js';
import type { Table, TableRow } from './table.js';

/** What the file says of one organisation, or of all organisations of a rule at once. */
export interface OrganisationRow {
  readonly name: string;
  readonly in: string | undefined;
  readonly domains: readonly string[] | undefined;
  /** Its own settings over those of the rule; one object for all rows that say the same. */
  readonly settings: DeclaredSettings;
  /** Whether names are written as in data, perhaps with spaces and accents. */
  readonly inData: boolean;
  /** Reports what is wrong with the setting `key`. */
  report(key: string, reason: Reason): void;
}

type Rows = readonly OrganisationRow[];

/** The rule as a row of its own. */
export function ruleRow(rule: string, declared: DeclaredOrganisation, log: ProblemLog): OrganisationRow {
  return {
    name: rule, in: declared.in, domains: declared.domains, settings: declared, inData: false,
    report: (key, reason) => log.report(['organisations', rule, key], reason),
  };
}

/** The organisations of a rule that names them one by one in the scenario file. */
export function listedRows(rule: string, declared: DeclaredOrganisation, list: NonNullable<DeclaredOrganisation['list']>, log: ProblemLog): Rows {
  const longest = 20_000;
  if (list.length > longest) {
    log.report(['organisations', rule, 'list'], {
      expected: `at most ${longest} organisations in a list`, found: String(list.length), advice: 'use "count", or a CSV file under "from"',
    });
    return [];
  }
  return list.map((entry, index) => {
    const { name, in: place, domains, ...own } = entry;
    return {
      name, in: place ?? declared.in, domains: domains ?? declared.domains, inData: false,
      settings: overridden(declared, own),
      report: (key, reason) => log.report(['organisations', rule, ...(Object.hasOwn(entry, key) ? ['list', index, key] : [key])], reason),
    };
  });
}

/** The rule's settings with some replaced; the rule's own object when none is. */
function overridden(declared: DeclaredOrganisation, own: DeclaredSettings): DeclaredSettings {
  return Object.keys(own).length === 0 ? declared : { ...declared, ...own };
}

/** The organisations of a rule that a CSV file lists. Every row that cannot be used is in the log. */
export function tableRows(
  rule: string, declared: DeclaredOrganisation, from: NonNullable<DeclaredOrganisation['from']>,
  settingsSchema: z.ZodType<DeclaredSettings>, files: DataFiles, log: ProblemLog,
): Rows {
  const path = ['organisations', rule, 'from'];
  const table = openTable(files, from.file, from.delimiter ?? ',', path, log);
  if (table === undefined) return [];
  const columns = readColumns(table, from.columns, [...path, 'columns'], log);
  if (columns === undefined) return [];
  const cellOf = (row: TableRow, key: string): string => {
    const column = columns.get(key);
    return column === undefined ? '' : row.cells[column].trim();
  };
  const settingColumns = [...columns].filter(([key]) => !['name', 'in', 'domains'].includes(key));
  const readSettings = settingsReader(declared, settingColumns, settingsSchema);
  return table.rows.flatMap((row): Rows => {
    const report = (key: string, reason: Reason): void => log.reportRow([...path, 'columns', key], { file: table.file, line: row.line }, reason);
    const name = slugFrom(cellOf(row, 'name'));
    if (!isSlug(name)) report('name', { expected: 'a name that contains a letter', found: quote(cellOf(row, 'name')) });
    const settings = readSettings(row, report);
    if (!isSlug(name) || settings === undefined) return [];
    const place = cellOf(row, 'in');
    const domains = cellNames(cellOf(row, 'domains'), from.separator ?? ';');
    return [{
      name, settings, report, inData: true,
      in: place === '' ? declared.in : place, domains: domains.length === 0 ? declared.domains : domains,
    }];
  });
}

/** Indexes of the columns by what they hold; undefined when one is missing. */
function readColumns(
  table: Table, names: Readonly<Record<string, string | undefined>>, path: readonly string[], log: ProblemLog,
): ReadonlyMap<string, number> | undefined {
  const columns = new Map<string, number>();
  const named = Object.entries(names).filter(([, name]) => name !== undefined);
  for (const [key, name = ''] of named) {
    const index = columnOf(table, name, [...path, key], log);
    if (index !== undefined) columns.set(key, index);
  }
  return columns.size === named.length ? columns : undefined;
}

/** Names in one cell. */
export function cellNames(cell: string, separator: string): string[] {
  return cell.split(separator).map((name) => name.trim()).filter((name) => name !== '');
}

/** Reads the settings of rows; rows with the same cells share one object. */
function settingsReader(
  declared: DeclaredOrganisation, columns: readonly (readonly [string, number])[], schema: z.ZodType<DeclaredSettings>,
): (row: TableRow, report: OrganisationRow['report']) => DeclaredSettings | undefined {
  const known = new Map<string, DeclaredSettings>();
  return ({ cells }, report) => {
    const written = columns.map(([key, index]) => [key, cells[index].trim()] as const).filter(([, cell]) => cell !== '');
    const cacheKey = JSON.stringify(written);
    const cached = known.get(cacheKey);
    if (cached !== undefined) return cached;
    const values = Object.fromEntries(written.map(([key, cell]) => [key, numberOrText(cell)]));
    const read = schema.safeParse(values);
    if (!read.success) {
      for (const { path: [key], reason } of readingProblems(read.error.issues, values)) report(String(key), reason);
      return undefined;
    }
    const settings = overridden(declared, read.data);
    known.set(cacheKey, settings);
    return settings;
  };
}

function numberOrText(cell: string): number | string {
  const number = Number(cell);
  return Number.isFinite(number) ? number : cell;
}
