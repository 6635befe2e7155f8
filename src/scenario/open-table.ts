import { isTable, type DataFiles } from './data-files.js';
import type { Path } from './document.js';
import type { ProblemLog } from './problem-log.js';
import { columnIndex, type Table } from './table.js';

/** The table in a data file; what cannot be read of it is in the log, and undefined stands for a file that cannot be read at all. */
export function openTable(files: DataFiles, file: string, delimiter: string, path: Path, log: ProblemLog): Table | undefined {
  const table = files.table(file, delimiter);
  if (!isTable(table)) {
    log.report([...path, 'file'], table);
    return undefined;
  }
  for (const { line, reason } of table.faults) log.reportRow([...path, 'file'], { file, line }, reason);
  return table.columns.length === 0 ? undefined : table;
}

/** Index of a column the scenario names at `path`; undefined when the table has none of that name, which is in the log. */
export function columnOf(table: Table, name: string, path: Path, log: ProblemLog): number | undefined {
  const index = columnIndex(table, name);
  if (typeof index === 'number') return index;
  log.report(path, index);
  return undefined;
}
