import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { smallStudy } from '../experiment/small-study.js';
import { execute, workplace } from './command.js';

const folder = workplace({ 'small.yaml': smallStudy });
const parquetIn = (name: string): string[] => readdirSync(join(folder, name)).filter((file) => file.endsWith('.parquet'));
const bytesOf = (...path: readonly string[]): Buffer => readFileSync(join(folder, ...path));
const vary = ['--vary', 'organisations.ministry.staff=1,2', '--replications', '2', '--quiet'];

/** The cells of every Parquet file of a result as text, beside those of the CSV file of the same name. */
async function expectSameCells(name: string): Promise<void> {
  const csvFiles = readdirSync(join(folder, name)).filter((file) => file.endsWith('.csv'));
  expect(parquetIn(name).sort()).toEqual(csvFiles.map((file) => file.replace('.csv', '.parquet')).sort());
  for (const csv of csvFiles) {
    const expected = parse(bytesOf(name, csv), { columns: true }) as unknown as Record<string, string>[];
    const file = new Uint8Array(bytesOf(name, csv.replace('.csv', '.parquet'))).buffer;
    const rows = await parquetReadObjects({ file });
    expect(rows.map((row) => Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, String(cell ?? '')]))), csv).toEqual(expected);
  }
}

describe('--parquet', () => {
  it.each([
    ['run', ['run', 'small.yaml', '--detail', 'problems', '--detail', 'events', '--replications', '2', '--quiet']],
    ['compare', ['compare', 'small.yaml', '--replications', '2', '--quiet']],
    ['sweep', ['sweep', 'small.yaml', ...vary]],
  ])('of %s writes every table twice, with the same cells', async (name, argv) => {
    expect(execute(folder, ...argv, '--parquet', '--out', name).code).toBe(0);
    await expectSameCells(name);
  });

  it('of merge writes the bytes of one machine, whether or not the shards have such files', async () => {
    execute(folder, 'sweep', 'small.yaml', ...vary, '--parquet', '--out', 'whole');
    execute(folder, 'sweep', 'small.yaml', ...vary, '--shard', '1/2', '--parquet', '--out', 'parts');
    execute(folder, 'sweep', 'small.yaml', ...vary, '--shard', '2/2', '--out', 'parts');
    expect(execute(folder, 'merge', 'parts', '--parquet', '--quiet').code).toBe(0);
    await expectSameCells('parts/merged');
    for (const file of parquetIn('whole')) expect(bytesOf('parts', 'merged', file).equals(bytesOf('whole', file)), file).toBe(true);
  });

  it('does not disturb the repetition of a run', () => {
    execute(folder, 'run', 'small.yaml', '--replications', '2', '--parquet', '--out', 'again', '--quiet');
    const { code, out } = execute(folder, 'rerun', 'again', '--run', '1');
    expect([code, out]).toEqual([0, 'run 1 gives the same rows as in again; they are in again/rerun-1/\n']);
  });
});
