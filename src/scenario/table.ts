import { CsvError, parse } from 'csv-parse/browser/esm/sync';
import { nearestName } from './names.js';
import { quote, statement, type Reason } from './reason.js';

/** A CSV file with a header: the names of its columns, and its rows as text. */
export interface Table {
  /** As written in the scenario, relative to it. */
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
  /** Rows that cannot be read, and why. */
  readonly faults: readonly RowFault[];
}

export interface TableRow {
  /** Line of the file in which the row ends; the header is line 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface RowFault {
  readonly line: number;
  readonly reason: Reason;
}

interface ParsedRecord {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

/**
 * Reads CSV text (RFC 4180: quoted fields, CRLF or LF; a byte order mark is skipped, empty lines too). Line ends inside cells become LF.
 * Rows with another number of cells than the header become faults; text that is no CSV at all is one fault.
 */
export function readTable(file: string, text: string, delimiter: string): Table {
  let records: ParsedRecord[];
  try {
    // The parser counts a CRLF inside a quoted cell as two lines.
    records = parse(text.replace(/\r\n?/g, '\n'), {
      bom: true, delimiter, info: true, relax_column_count: true, skip_empty_lines: true,
    }) as unknown as ParsedRecord[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : 1;
    return { file, columns: [], rows: [], faults: [{ line, reason: statement(csvErrorInWords(error)) }] };
  }
  const header = records.shift();
  if (header === undefined) {
    return { file, columns: [], rows: [], faults: [{ line: 1, reason: statement('expected a header with the names of the columns, found an empty file') }] };
  }
  const columns = header.record.map((name) => name.trim());
  const rows: TableRow[] = [];
  const faults: RowFault[] = repeatedColumns(columns);
  for (const { record, info } of records) {
    if (record.length === columns.length) rows.push({ line: info.lines, cells: record });
    else faults.push({ line: info.lines, reason: statement(`expected ${columns.length} cells as in the header, found ${record.length}`) });
  }
  return { file, columns, rows, faults };
}

function repeatedColumns(columns: readonly string[]): RowFault[] {
  const repeated = new Set(columns.filter((name, index) => columns.indexOf(name) !== index));
  return [...repeated].map((name) => ({ line: 1, reason: statement(`column ${quote(name)} stands in the header more than once`) }));
}

function csvErrorInWords(error: CsvError): string {
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED': return 'a quoted cell is not closed before the end of the file';
    case 'CSV_INVALID_CLOSING_QUOTE': return 'a closing quote is not followed by the delimiter or the end of the line';
    case 'INVALID_OPENING_QUOTE': return 'a quote stands inside a cell that does not begin with one';
    default: return 'not a CSV file';
  }
}

/** Index of a column by its name in the header, or why there is none. */
export function columnIndex(table: Table, name: string): number | Reason {
  const index = table.columns.indexOf(name);
  if (index >= 0) return index;
  const nearest = nearestName(name, table.columns);
  const reason: Reason = {
    expected: `a column of ${table.file}: ${table.columns.slice(0, 20).map(quote).join(', ')}`, found: quote(name),
  };
  return nearest === undefined ? reason : { ...reason, nearest };
}
