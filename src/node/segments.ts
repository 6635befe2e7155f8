import { constants } from 'node:fs';
import { access, open, type FileHandle } from 'node:fs/promises';
import { moveIntoPlace, writeDurably } from './durable-files.js';
import { makeSegments, ResultDirectoryError, type ResultPaths } from './result-directory.js';
import { RunIndex } from './run-index.js';
import { checksum, completeLines, differences, journalLine, parseHeader, parseRecord, type JournalHeader, type JournalRecord } from './run-journal.js';
import { WindowedReader } from './windowed-reader.js';

/** The two files of an unfinished result and where their valid content ends [bytes]. */
export interface OpenSegments {
  readonly rows: FileHandle;
  readonly journal: FileHandle;
  readonly rowsEnd: number;
  readonly journalEnd: number;
}

/**
 * Opens the rows and the journal of an unfinished result, or begins them, and finds the runs that exist. A record counts when its line is
 * whole, its checksum is right, its rows follow those of the record before and have the checksum it states. The first that does not count
 * and everything after it, in both files, is cut off.
 *
 * @param runs of the experiment
 * @throws ResultDirectoryError when the journal belongs to another experiment or its first line is damaged.
 */
export async function openSegments(paths: ResultPaths, header: JournalHeader, runs: number): Promise<OpenSegments & { readonly index: RunIndex }> {
  if (!(await hasHeader(paths, header))) await beginJournal(paths, header);
  const rows = await open(paths.rows, constants.O_RDWR | constants.O_CREAT);
  try {
    const found = await findRuns(paths, header, runs, rows);
    await cutOff(rows, found.rowsEnd);
    return { rows, journal: await openJournal(paths, found.journalEnd), ...found };
  } catch (error) {
    await rows.close();
    throw error;
  }
}

async function openJournal(paths: ResultPaths, end: number): Promise<FileHandle> {
  const journal = await open(paths.journal, 'r+');
  try {
    await cutOff(journal, end);
    return journal;
  } catch (error) {
    await journal.close();
    throw error;
  }
}

async function hasHeader(paths: ResultPaths, header: JournalHeader): Promise<boolean> {
  if (!(await exists(paths.journal))) return false;
  for await (const { text } of completeLines(paths.journal)) {
    requireSameExperiment(paths, parseHeader(text), header);
    return true;
  }
  return false;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(() => true, () => false);
}

function requireSameExperiment(paths: ResultPaths, found: JournalHeader | undefined, expected: JournalHeader): void {
  if (found === undefined) {
    throw new ResultDirectoryError('damaged', `${paths.journal}: the first line is damaged, so that the unfinished result cannot be resumed; overwrite it to start again`);
  }
  const changed = differences(found.identity, expected.identity);
  if (changed.length > 0) {
    throw new ResultDirectoryError('identity', `${paths.directory} holds an unfinished result of another experiment: not the same ${changed.join(', ')}; choose another directory, or overwrite it to start again`);
  }
  if (JSON.stringify(found) !== JSON.stringify(expected)) {
    throw new ResultDirectoryError('identity', `${paths.directory} holds an unfinished result with other tables; choose another directory, or overwrite it to start again`);
  }
}

async function beginJournal(paths: ResultPaths, header: JournalHeader): Promise<void> {
  await makeSegments(paths);
  await writeDurably(`${paths.journal}.new`, journalLine(header));
  await moveIntoPlace(`${paths.journal}.new`, paths.journal);
}

interface FoundRuns {
  readonly index: RunIndex;
  readonly rowsEnd: number;
  readonly journalEnd: number;
}

async function findRuns(paths: ResultPaths, header: JournalHeader, runs: number, rows: FileHandle): Promise<FoundRuns> {
  const tables = Object.keys(header.headers).length;
  const index = new RunIndex(tables);
  const reader = new WindowedReader(rows);
  let rowsEnd = 0;
  let journalEnd = 0;
  for await (const { text, end } of completeLines(paths.journal)) {
    if (journalEnd > 0) {
      const record = parseRecord(text);
      if (record?.offset !== rowsEnd || record.lengths.length !== tables || !index.isOpen(record.run)) break;
      if (!(await hasIntactRows(record, reader))) break;
      requireRun(paths, record.run, runs);
      index.set(record);
      rowsEnd += byteLength(record);
    }
    journalEnd = end;
  }
  return { index, rowsEnd, journalEnd };
}

async function hasIntactRows(record: JournalRecord, reader: WindowedReader): Promise<boolean> {
  const rows = await reader.read(record.offset, byteLength(record));
  return checksum(rows) === record.rows;
}

function byteLength(record: JournalRecord): number {
  return record.lengths.reduce((sum, length) => sum + length, 0);
}

function requireRun(paths: ResultPaths, run: number, runs: number): void {
  if (run >= runs) {
    throw new ResultDirectoryError('identity', `${paths.directory} holds run ${run}, but the experiment has ${runs} runs; choose another directory, or overwrite it to start again`);
  }
}

async function cutOff(file: FileHandle, end: number): Promise<void> {
  await file.truncate(end);
  await file.datasync();
}
