import type { Reason } from './reason.js';
import { quote } from './reason.js';
import { readTable, type Table } from './table.js';

/** The data files a scenario names, read through the function its caller gave; each is read and taken apart once. */
export interface DataFiles {
  /** The table in a file, or why the file cannot be read. */
  table(file: string, delimiter: string): Table | Reason;
}

/** @param readText returns the text of a file by its path relative to the scenario file, and throws when there is none. */
export function createDataFiles(readText: ((path: string) => string) | undefined): DataFiles {
  const tables = new Map<string, Table | Reason>();
  const load = (file: string, delimiter: string): Table | Reason => {
    if (readText === undefined) {
      return { expected: 'a scenario without data files (none can be read here)', found: quote(file) };
    }
    try {
      return readTable(file, readText(file), delimiter);
    } catch (error) {
      return { expected: 'the path of a CSV file, relative to the scenario file', found: quote(file), advice: whyUnreadable(error) };
    }
  };
  return {
    table(file, delimiter) {
      const key = JSON.stringify([file, delimiter]);
      let table = tables.get(key);
      if (table === undefined) {
        table = load(file, delimiter);
        tables.set(key, table);
      }
      return table;
    },
  };
}

/** The system's own text is left out: it names paths of the machine. */
function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EISDIR') return 'that is a directory';
  if (error instanceof Error && error.message.includes('UTF-8')) return 'it is not UTF-8 text; save it as CSV UTF-8';
  return 'it cannot be read';
}

export function isTable(result: Table | Reason): result is Table {
  return 'rows' in result;
}
