import { existsSync } from 'node:fs';
import { access, constants, readdir, readFile, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { toCsv, type Cell } from '../report/csv.js';
import { dataPackage, type DataPackage } from '../report/data-package.js';
import type { Table } from '../report/table.js';
import { encode } from './bytes.js';
import { makeDirectory } from './durable-files.js';
import { errorCode, fileError } from './file-error.js';
import { ResultDirectoryError } from './result-directory.js';
import { sha256 } from './sha256.js';
import { writeText } from './text-files.js';

/** A table of an analysis and its rows. */
export interface AnalysisTable {
  readonly table: Table;
  readonly rows: readonly (readonly Cell[])[];
}

/** What was analysed. */
export interface AnalysisDescription {
  /** Name of the scenario. */
  readonly name: string;
  readonly title: string;
  /** SHA-256 of the `runs.csv` that was analysed. */
  readonly hash: string;
}

/** Folder in a result where its analysis goes unless another one is asked for. */
export const ANALYSIS_FOLDER = 'analysis';

const DESCRIPTOR = 'datapackage.json';

/** Descriptor of an analysis: a data package that says of which runs it is. */
interface AnalysisPackage extends DataPackage {
  readonly analysed: { readonly path: 'runs.csv'; readonly hash: string };
}

/**
 * Writes the tables of an analysis as CSV files with a data package that describes them. The folder holds one analysis: the files of a former one are
 * removed.
 * @throws ResultDirectoryError for a folder that holds anything but a former analysis
 */
export async function writeAnalysis(directory: string, tables: readonly AnalysisTable[], { name, title, hash }: AnalysisDescription): Promise<void> {
  const former = await formerFiles(directory, tables);
  await makeWritable(directory);
  const files = [];
  for (const { table, rows } of tables) {
    const text = toCsv(table, rows);
    const path = `${table.name}.csv`;
    await writeText(join(directory, path), text);
    files.push({ table: table.name, path, bytes: encode(text).length, hash: sha256(text) });
  }
  const descriptor: AnalysisPackage = {
    ...dataPackage(`${name.toLowerCase()}-analysis`, title, tables.map(({ table }) => table), files),
    analysed: { path: 'runs.csv', hash: `sha256:${hash}` },
  };
  await writeText(join(directory, DESCRIPTOR), `${JSON.stringify(descriptor, undefined, 2)}\n`);
  for (const path of former) if (!files.some((file) => file.path === path)) await rm(join(directory, path), { force: true });
}

/** CSV files of a former analysis, also of one that was killed before it had described them. @throws ResultDirectoryError */
async function makeWritable(directory: string): Promise<void> {
  try {
    await makeDirectory(directory);
    await access(directory, constants.W_OK);
  } catch (error) {
    throw new ResultDirectoryError('unusable', `${fileError(error, directory).message}; choose another folder with --out`);
  }
}

async function formerFiles(directory: string, tables: readonly AnalysisTable[]): Promise<string[]> {
  const names = await readdir(directory).catch((error: unknown): string[] => {
    if (errorCode(error) === 'ENOENT') return [];
    throw new ResultDirectoryError('unusable', `${fileError(error, directory).message}; choose another folder with --out`);
  });
  const visible = names.filter((name) => !name.startsWith('.'));
  if (visible.every((name) => tables.some(({ table }) => name === `${table.name}.csv`))) return visible;
  const path = join(directory, DESCRIPTOR);
  const found = existsSync(path) ? (JSON.parse(await readFile(path, 'utf8')) as Partial<AnalysisPackage>) : {};
  if (found.analysed === undefined || found.resources === undefined) {
    throw new ResultDirectoryError('foreign', `${directory} holds files that are not an analysis; choose an empty or a new folder with --out`);
  }
  return found.resources.map((resource) => resource.path);
}

/**
 * Removes the analysis that a result's folder holds if it is one of other runs, as one of the runs that the result has replaced.
 * @param hash SHA-256 of the `runs.csv` that is there now
 */
export async function removeOutdatedAnalysis(result: string, hash: string): Promise<void> {
  const directory = join(result, ANALYSIS_FOLDER);
  const path = join(directory, DESCRIPTOR);
  if (!existsSync(path)) return;
  const { analysed, resources } = JSON.parse(await readFile(path, 'utf8')) as Partial<AnalysisPackage>;
  if (analysed === undefined || resources === undefined || analysed.hash === `sha256:${hash}`) return;
  for (const name of [...resources.map((resource) => resource.path), DESCRIPTOR]) await rm(join(directory, name), { force: true });
  if ((await readdir(directory)).length === 0) await rmdir(directory);
}
