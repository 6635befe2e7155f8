import { isTable, type DataFiles } from './data-files.js';
import { refuse, Refusal } from './piece.js';
import type { Quantity } from './quantity.js';
import { mismatch, type Reason } from './reason.js';
import { columnIndex } from './table.js';
import { daysPer, type TimeUnit } from './units.js';

/** Numbers of one column; every cell that is none is a fault at its row. */
export function readObservations(
  files: DataFiles, source: { readonly file: string; readonly column: string; readonly delimiter: string },
  quantity: Quantity, unit: TimeUnit | undefined,
): readonly number[] | Refusal {
  const table = files.table(source.file, source.delimiter);
  if (!isTable(table)) return new Refusal([{ reason: table, path: ['file'] }]);
  const faults = table.faults.map(({ line, reason }) => ({ reason, path: ['file'], row: { file: table.file, line } }));
  const index = table.columns.length === 0 ? 0 : columnIndex(table, source.column);
  if (typeof index !== 'number') return new Refusal([...faults, { reason: index, path: ['column'] }]);
  const factor = unit === undefined || quantity.calendar === undefined ? undefined : daysPer(unit, quantity.calendar);
  const numbers: number[] = [];
  for (const { line, cells } of table.rows) {
    const read = readCell(cells[index], quantity, factor);
    if (typeof read === 'number') numbers.push(read);
    else faults.push({ reason: read, path: ['file'], row: { file: table.file, line } });
  }
  if (faults.length > 0) return new Refusal(faults);
  if (numbers.length === 0) return refuse({ expected: `at least one observation in ${source.file}`, found: 'only a header' });
  return numbers;
}

/** @param factor days per unit of the column, for plain numbers that mean times. */
function readCell(cell: string, quantity: Quantity, factor: number | undefined): number | Reason {
  const text = cell.trim();
  const number = text === '' ? NaN : Number(text);
  if (factor !== undefined) {
    return Number.isFinite(number) && number >= 0 ? number * factor : mismatch('a number of at least 0', text);
  }
  const read = quantity.value.safeParse(Number.isFinite(number) ? number : text);
  if (read.success) return read.data;
  if (quantity.calendar !== undefined && Number.isFinite(number)) {
    return mismatch('a length of time with its unit', text, 'give the unit of the column: unit: days');
  }
  return mismatch(`${quantity.inWords} such as ${quantity.example}`, text);
}
