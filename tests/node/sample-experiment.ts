import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ResultDefinition, ResultDescription, ResultWriter } from '../../src/node/result-writer.js';
import { csvRows } from '../../src/report/csv.js';
import type { Column, Table } from '../../src/report/table.js';

const column = (name: string, type: Column['type'], unit = ''): Column => ({ name, type, unit, description: `${name}.` });

export const runsTable: Table = {
  name: 'runs',
  description: 'One row per run.',
  columns: [column('run_id', 'integer'), column('variant', 'string'), column('mean_time', 'number', 'days'), column('saturated', 'boolean')],
  primaryKey: ['run_id'],
};

export const systemTable: Table = {
  name: 'system',
  description: 'One row per run and sample time.',
  columns: [column('run_id', 'integer'), column('time', 'number', 'days'), column('waiting', 'integer')],
  foreignKeys: [{ fields: ['run_id'], reference: { resource: 'runs', fields: ['run_id'] } }],
};

/** Rows of a run that depend on nothing but its number: from none to three samples, some cells missing, some text in need of quotes. */
export function rowsOf(run: number): Map<string, string> {
  const variant = run % 3 === 0 ? 'shared, "équipe"' : 'lead';
  const time = run % 4 === 3 ? undefined : run / 7;
  const samples = Array.from({ length: run % 4 }, (_, i) => [run, i / 2, run * i]);
  return new Map([
    ['runs', csvRows(runsTable, [[run, variant, time, run % 2 === 0]])],
    ['system', csvRows(systemTable, samples)],
  ]);
}

export const runs = 6;

export const definition: ResultDefinition = { tables: [runsTable, systemTable], identity: { experiment: 'identity of the sample' }, runs };

export const description: ResultDescription = { name: 'sample', title: 'A sample', manifest: { seed: '1' }, provenance: { node: 'any' } };

/** The CSV files of the whole sample, written out as the documentation of the format asks. */
export const expectedCsv = {
  'runs.csv': `run_id,variant,mean_time,saturated
0,"shared, ""équipe""",0,true
1,lead,0.14285714285714285,false
2,lead,0.2857142857142857,true
3,"shared, ""équipe""",,false
4,lead,0.5714285714285714,true
5,lead,0.7142857142857143,false
`,
  'system.csv': `run_id,time,waiting
1,0,0
2,0,0
2,0.5,2
3,0,0
3,0.5,3
3,1,6
5,0,0
`,
};

export async function appendMissing(writer: ResultWriter, order: readonly number[] = [...Array(runs).keys()]): Promise<void> {
  for (const run of order) if (!writer.finished.has(run)) await writer.append(run, rowsOf(run));
}

/** Linux has a file system in memory, where forcing to the disk costs nothing. */
const memoryDisk = '/dev/shm';

/** Tests of torn files cut at every byte where they can afford it. */
export const bytesBetweenCuts = existsSync(memoryDisk) ? 1 : 41;

/** A new empty directory, in memory where there is such a place. */
export function scratchDirectory(): string {
  return mkdtempSync(join(existsSync(memoryDisk) ? memoryDisk : tmpdir(), 'subsidia-test-'));
}

/** Every file of a directory with its text, hidden ones included; directories end with a slash. */
export function contentOf(directory: string): Record<string, string> {
  const entries = readdirSync(directory, { withFileTypes: true });
  return Object.fromEntries(entries.map((entry) => (entry.isDirectory() ? [`${entry.name}/`, ''] : [entry.name, readFileSync(join(directory, entry.name), 'utf8')])));
}
