import { readFile, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { csvHeader } from '../report/csv.js';
import type { DataPackage, TableFile } from '../report/data-package.js';
import type { Table } from '../report/table.js';
import { encode } from './bytes.js';
import { DigestedFile } from './digested-file.js';
import { moveIntoPlace, writeDurably } from './durable-files.js';
import { errorCode } from './file-error.js';
import type { ResultPaths } from './result-directory.js';
import type { RunIndex } from './run-index.js';
import { WindowedReader } from './windowed-reader.js';

/** Tables whose rows come from the whole experiment rather than from its runs, and are made side by side. */
export interface WholeTables {
  readonly tables: readonly Table[];
  /** Lines to add to each of the tables, as `csvRows` writes them, piece by piece. */
  readonly pieces: Iterable<readonly string[]> | AsyncIterable<readonly string[]>;
}

/**
 * Writes the complete CSV file of each table under a temporary name, run by run in the order of their numbers and in one pass over the rows.
 * Memory holds the rows of one run.
 */
export async function assembleRuns(paths: ResultPaths, tables: readonly Table[], index: RunIndex, rows: FileHandle, runs: number): Promise<TableFile[]> {
  const files: DigestedFile[] = [];
  try {
    for (const table of tables) files.push(await beginCsv(paths, table));
    const reader = new WindowedReader(rows);
    for (let run = 0; run < runs; run++) if (index.finished.has(run)) await appendRun(files, index, run, reader);
    return await completeAll(files, tables);
  } finally {
    for (const file of files) await file.close();
  }
}

async function beginCsv(paths: ResultPaths, table: Table): Promise<DigestedFile> {
  const file = await DigestedFile.create(unplacedPath(paths, csvName(table)));
  await file.append(encode(csvHeader(table)));
  return file;
}

async function appendRun(files: readonly DigestedFile[], index: RunIndex, run: number, reader: WindowedReader): Promise<void> {
  const lengths = index.lengths(run);
  const block = await reader.read(index.offset(run), lengths.reduce((sum, length) => sum + length, 0));
  let start = 0;
  for (const [t, file] of files.entries()) {
    await file.append(block.subarray(start, start + lengths[t]));
    start += lengths[t];
  }
}

async function completeAll(files: readonly DigestedFile[], tables: readonly Table[]): Promise<TableFile[]> {
  const complete: TableFile[] = [];
  for (const [t, table] of tables.entries()) {
    const { bytes, sha256 } = await files[t].complete();
    complete.push({ table: table.name, path: csvName(table), bytes, hash: sha256 });
  }
  return complete;
}

/** Writes the complete CSV files of whole tables under temporary names. Memory holds one piece. */
export async function assembleWhole(paths: ResultPaths, { tables, pieces }: WholeTables): Promise<TableFile[]> {
  const files: DigestedFile[] = [];
  try {
    for (const table of tables) files.push(await beginCsv(paths, table));
    for await (const piece of pieces) for (const [t, file] of files.entries()) await file.append(encode(piece[t]));
    return await completeAll(files, tables);
  } finally {
    for (const file of files) await file.close();
  }
}

/**
 * Gives complete files of tables their names, then removes those that a former result had and this one has not, as its `datapackage.json` tells;
 * that file must be replaced only afterwards, so that an interrupted replacement can be repeated.
 */
export async function placeTableFiles(paths: ResultPaths, files: readonly TableFile[]): Promise<void> {
  for (const file of files) await moveIntoPlace(unplacedPath(paths, file.path), join(paths.directory, file.path));
  for (const former of await formerTableFiles(paths)) {
    if (!files.some((file) => file.path === former)) await rm(join(paths.directory, former), { force: true });
  }
}

async function formerTableFiles(paths: ResultPaths): Promise<string[]> {
  const text = await readFile(join(paths.directory, 'datapackage.json'), 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return '{"resources":[]}';
    throw error;
  });
  const { resources } = JSON.parse(text) as DataPackage;
  return resources.map((resource) => resource.path).filter((path) => /^[a-z][a-z0-9_-]*\.(csv|parquet)$/.test(path));
}

/** Writes an object as indented JSON in one step and returns the text. */
export async function placeJson(paths: ResultPaths, name: string, content: object): Promise<string> {
  const text = `${JSON.stringify(content, undefined, 2)}\n`;
  await writeDurably(unplacedPath(paths, name), text);
  await moveIntoPlace(unplacedPath(paths, name), join(paths.directory, name));
  return text;
}

function csvName(table: Table): string {
  return `${table.name}.csv`;
}

/** Where a file is written before it gets its name. */
export function unplacedPath(paths: ResultPaths, name: string): string {
  return join(paths.segments, name);
}
