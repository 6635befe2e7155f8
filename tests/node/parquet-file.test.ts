import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeParquet } from '../../src/node/parquet-file.js';
import { makeSegments, resultPaths } from '../../src/node/result-directory.js';
import { openResultWriter, type ResultDescription } from '../../src/node/result-writer.js';
import { csvRows, toCsv, type Cell } from '../../src/report/csv.js';
import type { DataPackage } from '../../src/report/data-package.js';
import type { Table } from '../../src/report/table.js';
import { appendMissing, definition, description, expectedCsv, runsTable, scratchDirectory, systemTable } from './sample-experiment.js';

let directory: string;

beforeEach(() => {
  directory = scratchDirectory();
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

const bytesOf = (path: string): ArrayBuffer => new Uint8Array(readFileSync(path)).buffer;
const rowsIn = (file: ArrayBuffer): Promise<Record<string, unknown>[]> => parquetReadObjects({ file });

async function written(table: Table, csv: string): Promise<ArrayBuffer> {
  const paths = resultPaths(directory);
  await makeSegments(paths);
  writeFileSync(join(paths.segments, `${table.name}.csv`), csv);
  await writeParquet(paths, table, `${table.name}.csv`);
  return bytesOf(join(paths.segments, `${table.name}.parquet`));
}

async function finish(changes: Partial<ResultDescription>): Promise<readonly string[]> {
  const writer = await openResultWriter(directory, { ...definition, overwrite: true });
  try {
    await appendMissing(writer);
    return (await writer.finish({ ...description, ...changes })).map(({ path }) => path);
  } finally {
    await writer.close();
  }
}

describe('a Parquet file', () => {
  const cells: readonly (readonly Cell[])[] = [
    [0, 'shared, "équipe"', 1 / 3, true],
    [Number.MAX_SAFE_INTEGER, 'two\nlines', undefined, false],
    [-2, undefined, 1.5e-300, undefined],
    [undefined, 'lead', -123456789.25, false],
  ];

  it('holds the values of the CSV file to the last bit, and null where one is missing', async () => {
    const rows = await rowsIn(await written(runsTable, toCsv(runsTable, cells)));
    const expected = cells.map((row) => row.map((cell, column) => (cell === undefined ? null : column === 0 ? BigInt(cell as number) : cell)));
    expect(rows.map((row) => runsTable.columns.map(({ name }) => row[name] ?? null))).toEqual(expected);
  });

  it('has the types of the columns, all of which may be missing', async () => {
    const { schema, num_rows } = parquetMetadata(await written(runsTable, toCsv(runsTable, cells)));
    const found = schema.slice(1).map(({ name, type, converted_type, repetition_type }) => [name, type, converted_type, repetition_type]);
    expect(found).toEqual([
      ['run_id', 'INT64', undefined, 'OPTIONAL'],
      ['variant', 'BYTE_ARRAY', 'UTF8', 'OPTIONAL'],
      ['mean_time', 'DOUBLE', undefined, 'OPTIONAL'],
      ['saturated', 'BOOLEAN', undefined, 'OPTIONAL'],
    ]);
    expect(num_rows).toBe(4n);
  });

  it('has columns and no rows where the table is empty', async () => {
    const file = await written(runsTable, toCsv(runsTable, []));
    expect(parquetMetadata(file).schema.map(({ name }) => name).slice(1)).toEqual(runsTable.columns.map(({ name }) => name));
    expect(await rowsIn(file)).toEqual([]);
  });

  it('takes a lone column with missing values, whose lines are quoted', async () => {
    const table: Table = { ...runsTable, columns: [runsTable.columns[1]], primaryKey: [] };
    expect(await rowsIn(await written(table, toCsv(table, [['a'], [undefined], ['b']])))).toEqual([{ variant: 'a' }, { variant: null }, { variant: 'b' }]);
  });

  it('is written in row groups of about a million cells, which together hold every row in order', async () => {
    const count = 400_000;
    const lines = Array.from({ length: count }, (_, row) => `${row},${row / 8},${row % 7 === 0 ? '' : row % 5}\n`);
    const file = await written(systemTable, `run_id,time,waiting\n${lines.join('')}`);
    const groups = parquetMetadata(file).row_groups.map(({ num_rows }) => Number(num_rows));
    expect(groups).toEqual([349_526, 50_474]);
    const rows = await rowsIn(file);
    expect(rows).toHaveLength(count);
    const wrong = rows.findIndex((row, index) => row.run_id !== BigInt(index) || row.time !== index / 8 || (row.waiting ?? null) !== (index % 7 === 0 ? null : BigInt(index % 5)));
    expect(wrong).toBe(-1);
  }, 30_000);

  it.each([
    ['0,a,x,true\n', 'column "mean_time": expected number, found "x"'],
    ['0.5,a,1,true\n', 'column "run_id": expected integer, found "0.5"'],
    ['0,a,1,TRUE\n', 'column "saturated": expected boolean, found "TRUE"'],
  ])('is refused for the cells %j, which do not fit', async (line, message) => {
    await expect(written(runsTable, `run_id,variant,mean_time,saturated\n${line}`)).rejects.toThrow(message);
  });
});

describe('a result with Parquet files', () => {
  it('has one beside every CSV file, with hash and size in manifest.json and datapackage.json', async () => {
    const table: Table = { name: 'estimates', description: 'One row per measure.', columns: [{ name: 'measure', type: 'string', unit: '', description: 'Measure.' }] };
    const names = ['runs', 'system', 'estimates'];
    const files = await finish({ parquet: true, whole: { tables: [table], pieces: [[csvRows(table, [['mean_time']])]] } });
    expect(files).toEqual([...names.map((name) => `${name}.csv`), ...names.map((name) => `${name}.parquet`)]);
    const manifest = JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8')) as { files: Record<string, object> };
    const { resources } = JSON.parse(readFileSync(join(directory, 'datapackage.json'), 'utf8')) as DataPackage;
    for (const name of names) {
      const content = readFileSync(join(directory, `${name}.parquet`));
      const hash = createHash('sha256').update(content).digest('hex');
      expect(manifest.files[`${name}.parquet`]).toEqual({ bytes: content.length, sha256: hash });
      expect(resources.find((resource) => resource.name === `${name}-parquet`)).toMatchObject({
        path: `${name}.parquet`, format: 'parquet', mediatype: 'application/vnd.apache.parquet', bytes: content.length, hash: `sha256:${hash}`,
      });
    }
    const keys = resources.map(({ name, schema }) => [name, schema.foreignKeys?.[0].reference.resource]);
    expect(keys).toContainEqual(['system', 'runs']);
    expect(keys).toContainEqual(['system-parquet', 'runs-parquet']);
    expect(readFileSync(join(directory, 'runs.csv'), 'utf8')).toBe(expectedCsv['runs.csv']);
    expect((await rowsIn(bytesOf(join(directory, 'system.parquet')))).map(({ run_id, time, waiting }) => `${String(run_id)},${String(time)},${String(waiting)}`)).toEqual(
      expectedCsv['system.csv'].trim().split('\n').slice(1),
    );
  });

  it('has the same bytes twice', async () => {
    await finish({ parquet: true });
    const once = readFileSync(join(directory, 'runs.parquet'));
    await finish({ parquet: true });
    expect(readFileSync(join(directory, 'runs.parquet')).equals(once)).toBe(true);
  });

  it('loses them when a result without them replaces it', async () => {
    await finish({ parquet: true });
    expect(existsSync(join(directory, 'runs.parquet'))).toBe(true);
    await finish({});
    expect(readdirSync(directory).sort()).toEqual(['datapackage.json', 'manifest.json', 'provenance.json', 'runs.csv', 'system.csv']);
  });

  it('has none of its files in place until all of them are complete', async () => {
    const writer = await openResultWriter(directory, definition);
    await appendMissing(writer);
    // A row that fits the CSV file, which is not looked at, and not the column.
    const table: Table = { name: 'estimates', description: 'One row.', columns: [{ name: 'mean', type: 'number', unit: '', description: 'Mean.' }] };
    await expect(writer.finish({ ...description, parquet: true, whole: { tables: [table], pieces: [['many\n']] } })).rejects.toThrow('expected number, found "many"');
    expect(readdirSync(directory).filter((name) => !name.startsWith('.'))).toEqual([]);
    await writer.finish({ ...description, parquet: true });
    await writer.close();
    expect(existsSync(join(directory, 'runs.parquet'))).toBe(true);
  });
});
