import { quote, statement, type Reason } from '../../scenario/reason.js';
import { readTable, type Table } from '../../scenario/table.js';
import { problemAt, ScenarioError, type Problem } from '../../scenario/scenario-error.js';
import { type DesignMatrix, identity, requireRows } from './design-matrix.js';

export interface DesignCsvOptions {
  /** What problems call the file. */
  readonly file?: string;
  /** `,` unless said otherwise. */
  readonly delimiter?: string;
}

/** A design matrix that knows where its rows stand. */
export interface CsvDesign extends DesignMatrix {
  /** Line of each row; of rows over several lines the last. */
  readonly lines: readonly number[];
}

interface CsvProblem {
  readonly line: number;
  /** From 1, counted in cells. */
  readonly column?: number;
  readonly reason: Reason;
}

/**
 * A design matrix from CSV text, made elsewhere, say with R: the header has the names of the factors, each row is a design point.
 *
 * Text is read by RFC 4180 (quoted cells, CRLF or LF, a byte order mark is skipped, as are lines without anything). Cells lose the blanks around
 * them and are, quoted in the CSV or not,
 *
 * - empty: the point leaves the file's own value;
 * - a number: `3`, `-0.5`, `.5`, `1e3`; what begins with a superfluous zero (`007`) is text;
 * - `true` or `false`, also as R (`TRUE`) and Python (`True`) write them;
 * - `null`: takes the setting away;
 * - JSON where they begin with `[`, `{` or `"`: in CSV `"[1, 2]"`, and `"""3"""` for the text 3;
 * - text otherwise. Words for a missing or impossible number (NA, NaN, Inf, NULL ...) are refused unless given as JSON text: nobody knows what they
 *   mean for a setting.
 *
 * @throws ScenarioError with all problems, each with its line (of rows over several lines, the last) and its column as the number of the cell: a
 * header without names, with an empty one or one twice; rows with more or fewer cells than the header; cells that cannot be read; points that
 * stand there twice; no points. DesignError for more than a million points
 * @example
 * readDesignCsv('networks.council.form,time.horizon\nlead,2 years\nshared,\n').rows // [['lead', '2 years'], ['shared', undefined]]
 */
export function readDesignCsv(text: string, { file = 'design matrix', delimiter = ',' }: DesignCsvOptions = {}): CsvDesign {
  const table = readTable(file, text, delimiter);
  const separated = separatedOtherwise(text, delimiter);
  if (separated !== undefined) throw new ScenarioError(file, problemsIn(file, [separated]));
  const problems: CsvProblem[] = [...table.faults, ...unnamedColumns(table)];
  const rows = table.rows.map(({ line, cells }) => cells.map((cell, index) => {
    const value = cellValue(cell.trim());
    if (value.expected !== undefined) {
      problems.push({ line, column: index + 1, reason: statement(`${table.columns[index]}: expected ${value.expected}, found ${quote(cell.trim())}`) });
    }
    return value.value;
  }));
  problems.push(...repeatedPoints(table, rows));
  if (table.rows.length === 0 && problems.length === 0) problems.push({ line: 1, reason: statement('expected at least one row below the header, found none') });
  if (problems.length > 0) throw new ScenarioError(file, problemsIn(file, problems));
  requireRows(file, rows.length);
  return { names: table.columns, rows, notices: [], lines: table.rows.map(({ line }) => line) };
}

/** Says that the header is separated by something else, from which all else that is wrong would follow. */
function separatedOtherwise(text: string, delimiter: string): CsvProblem | undefined {
  const header = text.replace(/^\ufeff/, '').split(/\r?\n|\r/, 1)[0];
  if (header.includes(delimiter) || ![';', '\t', ','].some((candidate) => header.includes(candidate))) return undefined;
  return { line: 1, column: 1, reason: statement(`expected cells separated by ${quote(delimiter)}, found ${quote(header)}`) };
}

function unnamedColumns({ columns }: Table): readonly CsvProblem[] {
  const blank = columns.flatMap((name, index) => (name === '' ? [index + 1] : []));
  return blank.map((column): CsvProblem => ({
    line: 1, column,
    reason: { expected: 'the name of a factor', found: 'nothing', ...(column === 1 ? { advice: 'row names? In R: write.csv(..., row.names = FALSE)' } : {}) },
  }));
}

function repeatedPoints({ rows: lines }: Table, rows: readonly (readonly unknown[])[]): readonly CsvProblem[] {
  const first = new Map<string, number>();
  return rows.flatMap((row, index): CsvProblem[] => {
    const text = row.map(identity).join();
    const earlier = first.get(text);
    if (earlier !== undefined) return [{ line: lines[index].line, reason: { expected: 'a point of its own', found: `that of line ${earlier}` } }];
    first.set(text, lines[index].line);
    return [];
  });
}

/** A value, or what was expected instead. */
interface CellValue {
  readonly value?: unknown;
  readonly expected?: string;
}

const NUMBER = /^[+-]?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const BOOLEAN = /^(?:true|TRUE|True|false|FALSE|False)$/;
const NO_VALUE = /^(?:NA|N\/A|#N\/A|<NA>|NaN|nan|NULL|[+-]?(?:Inf|inf|Infinity))$/;

function cellValue(cell: string): CellValue {
  if (cell === '') return {};
  if (BOOLEAN.test(cell)) return { value: cell.toLowerCase() === 'true' };
  if (cell === 'null') return { value: null };
  if (NUMBER.test(cell)) return finiteNumber(Number(cell));
  if (NO_VALUE.test(cell)) return { expected: `a value, an empty cell for the file's own, or JSON text ${JSON.stringify(JSON.stringify(cell))}` };
  if (/^["[{]/.test(cell)) return json(cell);
  return { value: cell };
}

function finiteNumber(value: number): CellValue {
  return Number.isFinite(value) ? { value } : { expected: 'a number of at most 1.8e308' };
}

function json(cell: string): CellValue {
  try {
    return { value: JSON.parse(cell) as unknown };
  } catch {
    return { expected: 'JSON, which a cell that begins with a quote or bracket must be' };
  }
}

function problemsIn(file: string, problems: readonly CsvProblem[]): Problem[] {
  return problems.map(({ line, column, reason }) => problemAt({ file, line, ...(column === undefined ? {} : { column }) }, '', reason));
}
