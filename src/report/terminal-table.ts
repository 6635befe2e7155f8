import type { Cell } from './csv.js';
import { formatNumber } from './number-format.js';

const bold = '\u001b[1m';
const plain = '\u001b[0m';

/**
 * An aligned table as lines of plain text, each ended by a line feed: a header, a rule, a line per row, two spaces between columns and none
 * at the end of a line. Numbers are written by `formatNumber`; a column is aligned right when nothing but numbers, text of numbers, empty
 * text and missing cells stands in it, and left otherwise. Missing cells are `-`. Spaces at the end of a text count, so that a caller can
 * put decimal points below each other. Control characters, line feeds included, become spaces, so that a cell cannot break the table or
 * steer the terminal. Nothing is wrapped or cut. Widths count characters, marks that combine with one left out; East Asian wide characters
 * count as one.
 *
 * @param options.colour whether to write the header in bold with ANSI escapes (default: no)
 * @throws RangeError for a row with another number of cells than there are headers.
 * @example
 * terminalTable(['variant', 'mean'], [['shared', 12.3456], ['lead', 9.87]])
 * // variant  mean
 * // -------  -----
 * // shared   12.35
 * // lead     9.870
 */
export function terminalTable(headers: readonly string[], rows: readonly (readonly Cell[])[], options: { readonly colour?: boolean } = {}): string {
  for (const [index, row] of rows.entries()) {
    if (row.length !== headers.length) throw new RangeError(`row ${index}: expected ${headers.length} cells, found ${row.length}`);
  }
  const titles = headers.map(printable);
  const texts = rows.map((row) => row.map(cellText));
  const widths = titles.map((title, i) => texts.reduce((width, row) => Math.max(width, displayWidth(row[i])), displayWidth(title)));
  const right = titles.map((_, i) => rows.length > 0 && texts.every((row) => numeric.test(row[i])));
  const line = (cells: readonly string[]): string => cells.map((cell, i) => pad(cell, widths[i], right[i])).join('  ').trimEnd();
  const header = options.colour === true ? bold + line(titles) + plain : line(titles);
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [header, rule, ...texts.map(line)].map((text) => `${text}\n`).join('');
}

const numeric = /^(-|[-+<]?\.?\d[\d.]*(e-?\d+)?( ?%)?)? *$/;

function cellText(cell: Cell): string {
  if (typeof cell === 'number' || cell === undefined) return formatNumber(cell);
  return printable(String(cell));
}

function printable(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}

function displayWidth(text: string): number {
  return Array.from(text.replace(/\p{M}/gu, '')).length;
}

function pad(text: string, width: number, right: boolean): string {
  const space = ' '.repeat(width - displayWidth(text));
  return right ? space + text : text + space;
}
