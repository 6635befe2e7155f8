import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeDirectory, syncDirectory } from './durable-files.js';
import { errorCode, fileError } from './file-error.js';

/**
 * Why a directory is refused: it is being written by another process, holds something that is no result, a finished result, a result of
 * another experiment, a result that cannot be read, it is none and cannot be made, or what is wanted from it is not there (`source`).
 */
export type DirectoryProblem = 'in use' | 'foreign' | 'finished' | 'identity' | 'damaged' | 'unusable' | 'source';

/** A directory that must not be written to; the message says what was found and what can be done. */
export class ResultDirectoryError extends Error {
  override readonly name = 'ResultDirectoryError';

  constructor(
    readonly problem: DirectoryProblem,
    message: string,
  ) {
    super(message);
  }
}

/** Where the parts of a result are while it is written. */
export interface ResultPaths {
  readonly directory: string;
  readonly lock: string;
  /** Everything that exists only until the result is finished. */
  readonly segments: string;
  readonly journal: string;
  /** Rows of all runs in the order in which they ended. */
  readonly rows: string;
  /** The former `segments`, once they are no longer needed. */
  readonly discarded: string;
}

export function resultPaths(directory: string): ResultPaths {
  const segments = join(directory, '.segments');
  return {
    directory,
    lock: join(directory, '.lock'),
    segments,
    journal: join(segments, 'journal.jsonl'),
    rows: join(segments, 'rows'),
    discarded: join(directory, '.segments-discarded'),
  };
}

/** What a directory holds. Hidden files other than ours count as nothing: they are neither read nor written. */
export async function directoryContent(paths: ResultPaths): Promise<'nothing' | 'unfinished' | 'finished' | 'foreign'> {
  const names = await readdir(paths.directory).catch((error: unknown): string[] => {
    if (errorCode(error) === 'ENOENT') return [];
    throw new ResultDirectoryError('unusable', fileError(error, paths.directory).message);
  });
  if (names.includes('.segments')) return 'unfinished';
  if (names.includes('manifest.json') && names.includes('datapackage.json')) return 'finished';
  return names.some((name) => !name.startsWith('.')) ? 'foreign' : 'nothing';
}

/** Makes the directory for the rows and the journal; both are created later. */
export async function makeSegments(paths: ResultPaths): Promise<void> {
  await makeDirectory(paths.segments);
  await syncDirectory(paths.directory);
}

/** Removes rows and journal. The first step is one rename, so that a crash leaves all of them or none under the name that counts. */
export async function discardSegments(paths: ResultPaths): Promise<void> {
  await clearDiscarded(paths);
  await rename(paths.segments, paths.discarded);
  await syncDirectory(paths.directory);
  await clearDiscarded(paths);
}

/** Removes what an interrupted `discardSegments` left behind. */
export async function clearDiscarded(paths: ResultPaths): Promise<void> {
  await rm(paths.discarded, { recursive: true, force: true });
}
