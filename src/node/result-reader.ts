import { open } from 'node:fs/promises';
import { decode } from './bytes.js';

/** Bytes that are read at once. */
const CHUNK = 1 << 18;

const LINE_FEED = 0x0a;
const QUOTE = 0x22;

/** The rows of one run in one table of a result. */
export interface RowsOfRun {
  readonly run: number;
  /** Lines of CSV with their line feeds. */
  readonly rows: string;
}

/**
 * The rows of a CSV file of a result, run by run in the order of the file. The first column is the run. Memory holds the rows of one run.
 * @throws Error when the file cannot be read, or a row does not begin with the number of a run
 */
export async function* rowsByRun(path: string): AsyncGenerator<RowsOfRun> {
  let run = -1;
  let rows = '';
  let header = true;
  for await (const line of csvLines(path)) {
    if (header) {
      header = false;
      continue;
    }
    const of = Number(line.slice(0, line.indexOf(',')));
    if (!Number.isSafeInteger(of)) throw new Error(`${path}: expected rows that begin with the number of a run, found ${line.trimEnd()}`);
    if (of !== run && rows !== '') {
      yield { run, rows };
      rows = '';
    }
    run = of;
    rows += line;
  }
  if (rows !== '') yield { run, rows };
}

/**
 * Records of a CSV file with their line feeds, header included; a quoted cell may hold line feeds of its own. Memory holds one chunk of them.
 * @throws Error when the file cannot be read, or its last line has no end
 */
export async function* csvLines(path: string): AsyncGenerator<string> {
  const file = await open(path, 'r');
  try {
    let rest = new Uint8Array(0);
    for (;;) {
      const chunk = new Uint8Array(rest.length + CHUNK);
      chunk.set(rest);
      const { bytesRead } = await file.read(chunk, rest.length, CHUNK);
      const end = rest.length + bytesRead;
      let start = 0;
      let quoted = false;
      for (let at = 0; at < end; at++) {
        if (chunk[at] === QUOTE) quoted = !quoted;
        else if (chunk[at] === LINE_FEED && !quoted) {
          yield decode(chunk.subarray(start, at + 1));
          start = at + 1;
        }
      }
      rest = chunk.slice(start, end);
      if (bytesRead === 0) break;
    }
    if (rest.length > 0) throw new Error(`${path}: the last line has no end; the file is not whole`);
  } finally {
    await file.close();
  }
}

/**
 * The cells of one record of a CSV file of a result. Hundreds of thousands are read back at the end of an experiment, one by one, which a
 * general parser takes a minute for.
 *
 * @param record with its line feed
 * @example cellsOf('0,"shared, ""équipe""",0.5,\n') // ['0', 'shared, "équipe"', '0.5', '']
 */
export function cellsOf(record: string): string[] {
  const line = record.slice(0, -1);
  if (!line.includes('"')) return line.split(',');
  const cells: string[] = [];
  for (let start = 0; start <= line.length; ) {
    const isQuoted = line[start] === '"';
    const end = isQuoted ? closingQuote(line, start) + 1 : line.indexOf(',', start);
    const stop = end < 0 ? line.length : end;
    cells.push(isQuoted ? line.slice(start + 1, stop - 1).replaceAll('""', '"') : line.slice(start, stop));
    start = stop + 1;
  }
  return cells;
}

/** Where the quote that ends a cell is: the first one from its beginning that is not one of two. */
function closingQuote(line: string, start: number): number {
  let at = line.indexOf('"', start + 1);
  while (line[at + 1] === '"') at = line.indexOf('"', at + 2);
  return at;
}
