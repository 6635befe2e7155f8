import type { AnalysisTable } from '../node/analysis-files.js';
import type { Cell } from '../report/csv.js';
import { terminalTable } from '../report/terminal-table.js';
import { TABLE_WIDTH, wrap } from './prose.js';

/** A cell that names another row of the table, by its label. */
export interface RowReference {
  readonly row: string;
}

/** What stands in a printed table. */
export type ShownCell = Cell | RowReference;

/** Rows of a table that belong together, such as those of a measure. */
export interface RowGroup {
  readonly title: string;
  /** What each row is about, and its cells. */
  readonly rows: readonly { readonly label: string; readonly cells: readonly ShownCell[] }[];
}

/** One analysis: what goes into files, and what is printed. */
export interface Section {
  readonly heading: string;
  /** Sentences below the heading. */
  readonly notes: readonly string[];
  /** Headers of the printed table, that of the labels first. */
  readonly headers: readonly string[];
  readonly groups: readonly RowGroup[];
  /** The first of them holds what is printed. */
  readonly tables: readonly AnalysisTable[];
  /** Rows that are printed of each group (default: as many as there is room for). */
  readonly most?: number;
  /** Sentences below the table. */
  readonly conclusions?: readonly string[];
}

/** Rows that are printed of all groups of a table together; the others are in its file. */
const MOST_ROWS = 40;

/** Rows that are printed of a group in any case. */
const FEWEST_ROWS = 3;

/**
 * A section as text, no line longer than `TABLE_WIDTH`: heading, notes, and a table with a line of its own above each group. Labels that make the
 * table too wide are replaced by numbers, which are explained above it, as are references to them.
 */
export function sectionText({ heading, notes, headers, groups, tables, most, conclusions = [] }: Section): string {
  const prose = (sentences: readonly string[]): string => sentences.flatMap((sentence) => wrap(sentence)).map((line) => `${line}\n`).join('');
  const shown = cut(groups, most, `${tables[0].table.name}.csv`);
  const below = conclusions.length === 0 ? '' : `\n${prose(conclusions)}`;
  return `${heading}\n${'='.repeat(heading.length)}\n${prose(notes)}${shown.length === 0 ? '' : `\n${tableText(headers, shown)}`}${below}`;
}

interface ShownGroup extends RowGroup {
  readonly more: string;
}

function cut(groups: readonly RowGroup[], asked: number | undefined, file: string): ShownGroup[] {
  const total = groups.reduce((sum, { rows }) => sum + rows.length, 0);
  const most = asked ?? (total <= MOST_ROWS ? MOST_ROWS : Math.max(FEWEST_ROWS, Math.floor(MOST_ROWS / groups.length)));
  return groups.map(({ title, rows }) => ({
    title,
    rows: rows.slice(0, most),
    more: rows.length <= most ? '' : `  ... and ${rows.length - most} more in ${file}\n`,
  }));
}

function tableText(headers: readonly string[], groups: readonly ShownGroup[]): string {
  const named = aligned(headers, groups);
  if (widthOf(named) <= TABLE_WIDTH) return named;
  const rows = groups.flatMap((group) => group.rows);
  const references = rows.flatMap(({ cells }) => cells.filter(isReference).map(({ row }) => row));
  const labels = [...new Set([...rows.map(({ label }) => label), ...references])];
  const numberOf = (label: string): string => `(${labels.indexOf(label) + 1})`;
  const numbered = groups.map((group) => ({
    ...group, rows: group.rows.map(({ label, cells }) => ({ label: numberOf(label), cells: cells.map((cell) => (isReference(cell) ? numberOf(cell.row) : cell)) })),
  }));
  const legend = labels.map((label, index) => `${shortened(`(${index + 1}) ${label}`)}\n`).join('');
  return `${legend}\n${aligned(headers, numbered)}`;
}

function shortened(line: string): string {
  return line.length <= TABLE_WIDTH ? line : `${line.slice(0, TABLE_WIDTH - 3)}...`;
}

function aligned(headers: readonly string[], groups: readonly ShownGroup[]): string {
  const rows = groups.flatMap((group) => group.rows.map(({ label, cells }): Cell[] => [`  ${label}`, ...cells.map((cell) => (isReference(cell) ? cell.row : cell))]));
  const [header, rule, ...lines] = terminalTable(headers, rows).trimEnd().split('\n');
  let from = 0;
  const body = groups.map(({ title, rows: { length }, more }) => {
    const text = [title, ...lines.slice(from, from + length)].map((line) => `${line}\n`).join('');
    from += length;
    return text + more;
  });
  return `${header}\n${rule}\n${body.join('')}`;
}

function isReference(cell: ShownCell): cell is RowReference {
  return typeof cell === 'object';
}

function widthOf(text: string): number {
  return text.split('\n').reduce((width, line) => Math.max(width, line.length), 0);
}
