import { parse } from 'csv-parse/sync';
import { ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import type { TableFile } from '../report/data-package.js';
import type { Column, Table } from '../report/table.js';
import { version } from '../version.js';
import { DigestedFile } from './digested-file.js';
import { unplacedPath } from './result-assembly.js';
import type { ResultPaths } from './result-directory.js';
import { csvLines } from './result-reader.js';

/** Cells of a row group, which is what memory holds at a time; readers take whole groups, so that small ones would slow them down. */
const GROUP_CELLS = 1 << 20;

/** Physical types. Every integer of a table fits both a double and 64 bits; the latter is the one that other programs take for a whole number. */
const types = { string: 'STRING', integer: 'INT64', number: 'DOUBLE', boolean: 'BOOLEAN' } as const;

/** A value in a Parquet file; `null` is missing. */
type Value = string | number | bigint | boolean | null;

/**
 * Writes a table as a Parquet file under a temporary name, from its CSV file under such a name: the same rows and columns in the same order,
 * and the same bytes for the same rows. Text is UTF-8, whole numbers INT64, other numbers DOUBLE, compression Snappy; a cell that is empty
 * in the CSV file is null. Memory holds one row group of about a million cells, and of each group before it what the file's last part says.
 *
 * @param csv name of the complete CSV file
 * @throws Error for a cell that does not fit its column, and when a file cannot be read or written
 */
export async function writeParquet(paths: ResultPaths, table: Table, csv: string): Promise<TableFile> {
  const path = `${table.name}.parquet`;
  const file = await DigestedFile.create(unplacedPath(paths, path));
  try {
    const bytes = new ByteWriter();
    const empty = (): Value[][] => table.columns.map(() => []);
    const schema = schemaFromColumnData({ columnData: table.columns.map(({ name, type }) => ({ name, type: types[type], data: [] })) });
    const writer = new ParquetWriter({ writer: bytes, schema, createdBy: `subsidia version ${version}` });
    const size = Math.ceil(GROUP_CELLS / table.columns.length);
    const source = unplacedPath(paths, csv);
    let group = empty();
    const writeGroup = async (): Promise<void> => {
      await writer.write({ columnData: table.columns.map(({ name }, index) => ({ name, data: group[index] })), rowGroupSize: size });
      await moveOut(bytes, file);
      group = empty();
    };
    for await (const cells of rowsOf(source)) {
      for (const [index, column] of table.columns.entries()) group[index].push(valueOf(cells[index], column, source));
      if (group[0].length === size) await writeGroup();
    }
    if (group[0].length > 0) await writeGroup();
    await writer.finish();
    await moveOut(bytes, file);
    const { bytes: length, sha256 } = await file.complete();
    return { table: table.name, path, bytes: length, hash: sha256 };
  } finally {
    await file.close();
  }
}

/** Moves what has been encoded into the file. Offsets in the file go on from `offset`, which stays. */
async function moveOut(bytes: ByteWriter, file: DigestedFile): Promise<void> {
  await file.append(bytes.getBytes());
  bytes.index = 0;
}

async function* rowsOf(path: string): AsyncGenerator<readonly string[]> {
  let header = true;
  for await (const line of csvLines(path)) {
    // Most lines hold no quotes, and splitting them is many times as fast.
    if (!header) yield line.includes('"') ? parse(line)[0] : line.slice(0, -1).split(',');
    header = false;
  }
}

function valueOf(cell: string, { name, type }: Column, path: string): Value {
  if (cell === '') return null;
  if (type === 'string') return cell;
  if (type === 'boolean' && (cell === 'true' || cell === 'false')) return cell === 'true';
  const value = Number(cell);
  if (type === 'integer' && Number.isSafeInteger(value)) return BigInt(value);
  if (type === 'number' && Number.isFinite(value)) return value;
  throw new Error(`${path}, column "${name}": expected ${type}, found ${JSON.stringify(cell)}`);
}
