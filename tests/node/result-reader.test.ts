import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { rowsByRun, type RowsOfRun } from '../../src/node/result-reader.js';

const folder = mkdtempSync(join(tmpdir(), 'subsidia-reader-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function read(text: string): Promise<RowsOfRun[]> {
  const path = join(folder, 'table.csv');
  writeFileSync(path, text);
  const found: RowsOfRun[] = [];
  for await (const rows of rowsByRun(path)) found.push(rows);
  return found;
}

describe('the rows of a table, run by run', () => {
  it('are the lines that begin with the run', async () => {
    expect(await read('run_id,x\n0,1\n0,2\n3,4\n')).toEqual([{ run: 0, rows: '0,1\n0,2\n' }, { run: 3, rows: '3,4\n' }]);
  });

  it('keep line feeds, quotes and commas inside quoted cells', async () => {
    const [first, second] = await read('run_id,message\n0,"two\nlines, and ""quotes"""\n1,x\n');
    expect([first.rows, second.rows]).toEqual(['0,"two\nlines, and ""quotes"""\n', '1,x\n']);
  });

  it('are none where there is only a header', async () => {
    expect(await read('run_id,x\n')).toEqual([]);
  });

  it('are the same however they fall into pieces that are read at once', async () => {
    const rows = Array.from({ length: 60_000 }, (_, index) => `${Math.floor(index / 1000)},"cell ${index}\nover two lines"\n`);
    const found = await read(`run_id,x\n${rows.join('')}`);
    expect(found.map(({ run }) => run)).toEqual(Array.from({ length: 60 }, (_, run) => run));
    expect(found.map((run) => run.rows).join('')).toBe(rows.join(''));
  });

  it('are refused in a file that is cut off, or is no table of runs', async () => {
    await expect(read('run_id,x\n0,1\n0,2')).rejects.toThrow(/the last line has no end/);
    await expect(read('name,x\nanna,1\n')).rejects.toThrow(/expected rows that begin with the number of a run, found anna,1/);
  });
});
