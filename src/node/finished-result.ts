import { readFile } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Shard } from '../experiment/shard.js';
import { failuresTable } from '../report/failures-table.js';
import type { DataPackage } from '../report/data-package.js';
import { runIdColumn } from '../report/run-reference.js';
import type { Table } from '../report/table.js';
import { version } from '../version.js';
import { errorCode, fileError } from './file-error.js';
import { ResultDirectoryError, type DirectoryProblem } from './result-directory.js';
import { rowsByRun } from './result-reader.js';
import { differences, type Identity } from './run-journal.js';
import type { ExperimentSource } from './run-worker.js';

/** Name of the file that holds all that went into a result. */
export const SOURCE_FILE = 'experiment.json';

/** What `manifest.json` says of a result, as far as the program itself reads it. */
export interface Manifest {
  readonly generator: 'subsidia';
  readonly version: string;
  readonly identity: Identity;
  readonly shard?: Shard;
  readonly replications: number;
  readonly runs: { readonly planned: number; readonly finished: number; readonly failed: number };
  readonly complete: boolean;
  readonly files: Readonly<Record<string, { readonly bytes: number; readonly sha256: string }>>;
}

/** A result that has been written, and all that went into it. */
export interface FinishedResult {
  readonly directory: string;
  readonly manifest: Manifest;
  readonly source: ExperimentSource;
}

/**
 * Reads what a result says about itself.
 * @throws ResultDirectoryError for a folder that holds no result, one of another version of the program, or one whose files are not those
 * that were written
 */
export async function readResult(directory: string, options: { readonly verify?: boolean } = {}): Promise<FinishedResult> {
  const manifest = (await readJson(directory, 'manifest.json')) as Manifest;
  if (manifest.version !== version) {
    throw new ResultDirectoryError('identity', `${directory}: the result is of version ${manifest.version} of the program, this is version ${version}`);
  }
  const source = (await readJson(directory, SOURCE_FILE)) as ExperimentSource;
  if (options.verify !== false) await verifyFiles(directory, manifest);
  return { directory, manifest, source };
}

/**
 * As `readResult`, of a result that is only read: no other place to write to would help where it cannot be.
 * @throws ResultDirectoryError
 */
export async function readSource(directory: string, options: { readonly verify?: boolean } = {}): Promise<FinishedResult> {
  return readResult(directory, options).catch((error: unknown) => {
    throw error instanceof ResultDirectoryError ? new ResultDirectoryError('source', error.message) : error;
  });
}

/** @throws ResultDirectoryError unless every file of a result is as it was written. */
async function verifyFiles(directory: string, { files }: Manifest): Promise<void> {
  for (const [path, { sha256 }] of Object.entries(files)) {
    const found = await hashOf(join(directory, path)).catch((error: unknown) => {
      throw new ResultDirectoryError('damaged', fileError(error, join(directory, path)).message);
    });
    if (found !== sha256) throw new ResultDirectoryError('damaged', `${join(directory, path)} is not as it was written: its SHA-256 differs from the manifest's`);
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}

async function readJson(directory: string, name: string): Promise<unknown> {
  const path = join(directory, name);
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw errorCode(error) === 'ENOENT' ? new ResultDirectoryError('foreign', `${directory}: no result is here (${name} is missing)`) : fileError(error, path);
  });
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ResultDirectoryError('damaged', `${path} is damaged: it is not JSON`);
  }
}

/**
 * Refuses to put together what was not made of the same things.
 * @throws ResultDirectoryError that says in what two results differ
 */
export function requireSame(directory: string, found: Identity, expected: Identity, problem: DirectoryProblem = 'identity'): void {
  const changed = differences(found, expected);
  if (changed.length > 0) throw new ResultDirectoryError(problem, `${directory} holds a result of another experiment: not the same ${changed.join(', ')}`);
}

/**
 * The rows of every run of a result by table, in the order of runs.
 * @param tables of the result, `runs` first
 */
export async function* runsIn(directory: string, tables: readonly Table[]): AsyncGenerator<{ readonly run: number; readonly rows: Map<string, string>; readonly failed: boolean }> {
  const streams = tables.map(({ name }) => ({ name, rows: rowsByRun(join(directory, `${name}.csv`)) }));
  const heads = await Promise.all(streams.map(({ rows }) => rows.next()));
  try {
    while (heads[0].done !== true) {
      const { run } = heads[0].value;
      const found = new Map<string, string>();
      for (const [index, { name, rows }] of streams.entries()) {
        const head = heads[index];
        if (head.done === true || head.value.run !== run) continue;
        found.set(name, head.value.rows);
        heads[index] = await rows.next();
      }
      yield { run, rows: found, failed: found.has(failuresTable.name) };
    }
  } finally {
    for (const { rows } of streams) await rows.return(undefined);
  }
}

/** The rows of one run in every CSV file of a result that has a row per run, by file. */
export async function rowsOfRun(directory: string, wanted: number): Promise<Map<string, string>> {
  const description = (await readJson(directory, 'datapackage.json')) as DataPackage;
  const found = new Map<string, string>();
  for (const { path, format, schema } of description.resources) {
    if (format !== 'csv' || schema.fields[0]?.name !== runIdColumn.name) continue;
    found.set(path, '');
    for await (const { run, rows } of rowsByRun(join(directory, path))) {
      if (run === wanted) found.set(path, rows);
      if (run >= wanted) break;
    }
  }
  return found;
}
