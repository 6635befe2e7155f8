// The browser build of the library: the other one needs Node's Buffer as soon as it is imported.
import { stringify } from 'csv-stringify/browser/esm/sync';
import type { Column, Table } from './table.js';

/** A value in a row; `undefined` is missing. */
export type Cell = string | number | boolean | undefined;

/**
 * The header line of a table's CSV file, with its line feed.
 *
 * @example csvHeader(failuresTable) // 'run_id,design_point,replication,stage,message,rerun\n'
 */
export function csvHeader(table: Table): string {
  return table.columns.map((column) => column.name).join(',') + '\n';
}

/**
 * Rows of a table as CSV lines (RFC 4180 with LF line ends), without the header. Numbers are written with the fewest digits that read back
 * as the same double, booleans as `true` and `false`. A missing cell is empty, and so are three values that a CSV file cannot tell from a
 * missing one or that readers disagree about: the empty string, NaN and the infinities.
 *
 * Words that pandas or R take for missing by default (`NA`, `null`, `nan`) are written as they are: names in a result should avoid them. A
 * column of `true` and `false` becomes logical in pandas and readr; base R's `read.csv` leaves it as text that `as.logical` understands.
 *
 * @throws RangeError for a row with another number of cells than the table has columns.
 * @throws TypeError for a cell that does not fit its column's type: another type, or in an integer column a fraction or a number beyond 2^53.
 * @example csvRows(table, [[0, 'shared', 0.5, true], [1, 'lead', undefined, false]]) // '0,shared,0.5,true\n1,lead,,false\n'
 */
export function csvRows(table: Table, rows: Iterable<readonly Cell[]>): string {
  const { columns } = table;
  let text = '';
  let row = 0;
  for (const cells of rows) {
    if (cells.length !== columns.length) {
      throw new RangeError(`${table.name}.csv, row ${row}: expected ${columns.length} cells, found ${cells.length}`);
    }
    for (let i = 0; i < columns.length; i++) {
      const cell = cells[i];
      if (!fits(cell, columns[i])) throw misfit(table, row, columns[i], cell);
      if (i > 0) text += ',';
      text += cellText(cell);
    }
    // A lone empty cell would be a blank line, which readers skip.
    if (columns.length === 1 && cellText(cells[0]) === '') text += '""';
    text += '\n';
    row++;
  }
  return text;
}

/**
 * A whole CSV file: header and rows as `csvHeader` and `csvRows` write them.
 *
 * @example toCsv(estimatesTable, rows)
 */
export function toCsv(table: Table, rows: Iterable<readonly Cell[]>): string {
  return csvHeader(table) + csvRows(table, rows);
}

const needsQuotes = /[",\r\n]/;

/**
 * Numbers and plain words are written here and only text that needs quotes goes through the library, which takes twice as long for a
 * table of numbers and four times for a single row.
 */
function cellText(cell: Cell): string {
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  if (typeof cell === 'string') return needsQuotes.test(cell) ? stringify([[cell]], { eof: false }) : cell;
  return cell === undefined ? '' : String(cell);
}

function fits(cell: Cell, column: Column): boolean {
  if (cell === undefined) return true;
  if (column.type === 'integer') return typeof cell === 'number' && (Number.isSafeInteger(cell) || !Number.isFinite(cell));
  return typeof cell === column.type;
}

function misfit(table: Table, row: number, column: Column, cell: Cell): TypeError {
  return new TypeError(`${table.name}.csv, row ${row}, column "${column.name}": expected ${column.type}, found ${typeof cell} ${JSON.stringify(cell)}`);
}
