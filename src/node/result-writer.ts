import { csvHeader } from '../report/csv.js';
import { dataPackage, type TableFile } from '../report/data-package.js';
import { checkTables, type Table } from '../report/table.js';
import { makeDirectory } from './durable-files.js';
import { concatenate, decode, encode } from './bytes.js';
import { CommitQueue } from './commit-queue.js';
import { takeLock } from './directory-lock.js';
import { fileError } from './file-error.js';
import { writeParquet } from './parquet-file.js';
import { assembleRuns, assembleWhole, placeTableFiles, placeJson, type WholeTables } from './result-assembly.js';
import { clearDiscarded, directoryContent, discardSegments, ResultDirectoryError, resultPaths, type ResultPaths } from './result-directory.js';
import type { RunIndex } from './run-index.js';
import { checksum, type Identity, type JournalHeader } from './run-journal.js';
import { openSegments, type OpenSegments } from './segments.js';
import { sha256 } from './sha256.js';
import { WindowedReader } from './windowed-reader.js';

/** What a result consists of. */
export interface ResultDefinition {
  /** Tables to which every run adds rows, `runs` among them when others refer to it. */
  readonly tables: readonly Table[];
  /** Hashes of everything that defines the numbers; an unfinished result is resumed only under the same ones. */
  readonly identity: Identity;
  /** Number of runs; they are counted from 0. A larger number than before extends an unfinished result. */
  readonly runs: number;
  /** Which of these runs belong here, where others are made elsewhere (default: all). */
  readonly includes?: (run: number) => boolean;
  /** Whether a finished result, or an unfinished one of another experiment, may be replaced (default: no). */
  readonly overwrite?: boolean;
}

/** What a result says about itself, besides the rows of its runs. */
export interface ResultDescription {
  /** Name and title of the data package. */
  readonly name: string;
  readonly title: string;
  /** Content of `manifest.json`; `complete`, and `files` with size and SHA-256 of every file but `provenance.json`, are added to it. */
  readonly manifest: object;
  /** Content of `provenance.json`. */
  readonly provenance: object;
  /** Further JSON files by name, hashed in the manifest. */
  readonly documents?: Readonly<Record<string, object>>;
  /** Tables that come from the whole experiment, such as estimates. */
  readonly whole?: WholeTables;
  /** Whether every table is written as a Parquet file too (default: no). */
  readonly parquet?: boolean;
  /** Number of runs from the first one on that count, when a sequential procedure stopped early (default: all). */
  readonly runs?: number;
  /** Whether runs may be missing; rows and journal are then kept, so that the experiment can be resumed (default: no). */
  readonly partial?: boolean;
}

/**
 * Opens a directory to write the result of an experiment into it, run by run, so that it survives being killed at any moment.
 *
 * While runs arrive, `DIR/.segments/` holds their rows one after another (`rows`) and a journal with one line per run (`journal.jsonl`). A
 * run's line is written after its rows have been forced to the disk, and is then forced to the disk itself. **Guarantee:** opening the
 * directory again finds every run whose line reached the disk, whole, and nothing else; what was written of others is cut off. These are
 * all runs accepted before the last `flush`, `finish` or `close` that resolved, and of the later ones all but the batches that were
 * waiting or on their way: after `append` resolves a run is on the disk as soon as two batches are, which takes four forced writes.
 * Missing runs are simulated again and give the same rows, so that a result does not depend on where it was interrupted.
 *
 * `finish` writes the CSV files in the order of run numbers, each in one step, so that the same runs give the same bytes whatever their
 * order of arrival. One process writes to a directory at a time (`DIR/.lock`). Memory: about 70 bytes a run and the rows of what waits.
 *
 * @throws ResultDirectoryError for a directory that must not be written to; RangeError for tables that do not fit together and for a
 * number of runs that is not a positive integer; Error when a file cannot be read or written.
 * @example
 * const writer = await openResultWriter('results/waste/forms', { tables: [runsTable], identity: { definition: sha256(definition) }, runs: 150 });
 * try {
 *   for (let run = 0; run < 150; run++) {
 *     if (!writer.finished.has(run)) await writer.append(run, new Map([['runs', csvRows(runsTable, [simulate(run)])]]));
 *   }
 *   await writer.finish({ name: 'waste', title: 'Waste permits', manifest: { seed: '1' }, provenance });
 * } finally {
 *   await writer.close();
 * }
 */
export async function openResultWriter(directory: string, definition: ResultDefinition): Promise<ResultWriter> {
  const { tables, identity, runs, includes = () => true, overwrite = false } = definition;
  if (!Number.isSafeInteger(runs) || runs < 1) throw new RangeError(`runs: expected a positive integer, found ${runs}`);
  checkTables(tables);
  const paths = resultPaths(directory);
  await requireResult(paths);
  await makeDirectory(directory).catch((error: unknown) => {
    throw new ResultDirectoryError('unusable', fileError(error, directory).message);
  });
  const release = await takeLock(paths.lock);
  try {
    await clearDiscarded(paths);
    if (!overwrite) await requireUnfinished(paths);
    const header: JournalHeader = { format: 2, identity, headers: Object.fromEntries(tables.map((table) => [table.name, csvHeader(table)])) };
    const segments = await openOrReplace(paths, header, runs, overwrite);
    return new ResultWriter(paths, tables, { runs, includes }, segments, release);
  } catch (error) {
    release();
    throw fileError(error, directory);
  }
}

async function requireResult(paths: ResultPaths): Promise<void> {
  if ((await directoryContent(paths)) === 'foreign') {
    throw new ResultDirectoryError('foreign', `${paths.directory} holds files that are not a result; choose an empty or a new directory`);
  }
}

async function requireUnfinished(paths: ResultPaths): Promise<void> {
  if ((await directoryContent(paths)) === 'finished') {
    throw new ResultDirectoryError('finished', `${paths.directory} holds a finished result; choose another directory, or overwrite it`);
  }
}

async function openOrReplace(paths: ResultPaths, header: JournalHeader, runs: number, overwrite: boolean): ReturnType<typeof openSegments> {
  try {
    return await openSegments(paths, header, runs);
  } catch (error) {
    if (!overwrite || !(error instanceof ResultDirectoryError)) throw error;
    await discardSegments(paths);
    return openSegments(paths, header, runs);
  }
}

/** Takes the runs of an experiment in any order; see `openResultWriter`. */
export class ResultWriter {
  readonly #paths: ResultPaths;
  readonly #tables: readonly Table[];
  readonly #runs: number;
  readonly #includes: (run: number) => boolean;
  readonly #segments: OpenSegments;
  readonly #index: RunIndex;
  readonly #queue: CommitQueue;
  readonly #release: () => void;
  #filesOpen = true;

  constructor(
    paths: ResultPaths,
    tables: readonly Table[],
    { runs, includes }: { readonly runs: number; readonly includes: (run: number) => boolean },
    segments: OpenSegments & { readonly index: RunIndex },
    release: () => void,
  ) {
    this.#paths = paths;
    this.#tables = tables;
    this.#runs = runs;
    this.#includes = includes;
    this.#segments = segments;
    this.#index = segments.index;
    this.#queue = new CommitQueue(segments, paths.directory);
    this.#release = release;
  }

  /** Where the result is. */
  get directory(): string {
    return this.#paths.directory;
  }

  /** Runs whose rows are there, failed ones included. */
  get finished(): ReadonlySet<number> {
    return this.#index.finished;
  }

  /** Finished runs that were appended as failed; they alone may be appended again. */
  get failed(): ReadonlySet<number> {
    return this.#index.failed;
  }

  /**
   * Takes the rows of one run. Resolves at once, or when too much waits for the disk (see `openResultWriter` for when a run is safe). After
   * an error of the disk, this and every later call throws it; the directory can be opened again and has all runs that were safe.
   *
   * @param rows lines by table name as `csvRows` writes them; a table that is left out gets none
   * @param options.failed whether the run failed, so that it may be repeated
   * @throws RangeError for a run that is out of range or finished already, an unknown table, and rows without a final line feed.
   */
  async append(run: number, rows: ReadonlyMap<string, string>, options: { readonly failed?: boolean } = {}): Promise<void> {
    this.#requireOpen();
    if (!Number.isSafeInteger(run) || run < 0 || run >= this.#runs) throw new RangeError(`run ${run}: expected an integer from 0 to ${this.#runs - 1}`);
    if (!this.#includes(run)) throw new RangeError(`run ${run}: it does not belong here`);
    if (!this.#index.isOpen(run)) throw new RangeError(`run ${run}: its rows are there already`);
    for (const [table, text] of rows) this.#requireRows(table, text);
    const pieces = this.#tables.map((table) => encode(rows.get(table.name) ?? ''));
    const block = concatenate(pieces);
    const lengths = pieces.map((piece) => piece.length);
    const record = { run, offset: this.#queue.nextOffset, lengths, rows: checksum(block), failed: options.failed ?? false };
    this.#index.set(record);
    await this.#queue.accept(record, block);
  }

  /** Resolves when every appended run is on the disk. */
  async flush(): Promise<void> {
    await this.#queue.flush();
  }

  /**
   * The rows of one table, run by run in the order of run numbers, for instance to estimate from the runs of an interrupted process too. No
   * run may be appended meanwhile.
   *
   * @example for await (const { run, rows } of writer.rows('runs')) parse(rows)
   */
  async *rows(table: string): AsyncGenerator<{ readonly run: number; readonly rows: string }> {
    this.#requireOpen();
    const position = this.#tableIndex(table);
    await this.flush();
    const reader = new WindowedReader(this.#segments.rows);
    for (const run of [...this.finished].sort((a, b) => a - b)) {
      const lengths = this.#index.lengths(run);
      const before = lengths.subarray(0, position).reduce((sum, length) => sum + length, 0);
      const piece = await reader.read(this.#index.offset(run) + before, lengths[position]);
      yield { run, rows: decode(piece) };
    }
  }

  /**
   * Writes the CSV files, those in Parquet where they are asked for, `datapackage.json`, `provenance.json` and `manifest.json`, in this order and each in one step. A complete result
   * then loses its rows and journal, and the writer takes no more runs; a partial one keeps them and goes on. Files of a former result are
   * replaced, or removed if this one has no such file, once all CSV and Parquet files of this one are complete. After an error, the directory can be
   * opened again with all runs. While files are assembled, the disk holds the rows twice.
   *
   * @returns the CSV files, then those in Parquet
   * @throws RangeError when runs are missing and the result is not partial, or `runs` exceeds those of the experiment.
   */
  async finish(description: ResultDescription): Promise<readonly TableFile[]> {
    this.#requireOpen();
    const { whole = { tables: [], pieces: [] }, runs = this.#runs, partial = false } = description;
    this.#requireCount(runs);
    if (!partial) this.#requireAll(runs);
    await this.flush();
    try {
      const files = await this.#writeFiles(description, whole, runs, !partial);
      if (!partial) {
        await this.#closeFiles();
        await discardSegments(this.#paths);
      }
      return files;
    } catch (error) {
      throw fileError(error, this.#paths.directory);
    }
  }

  /** Waits for appended runs and gives the directory back. Throws what the last of them failed with; may be called again. */
  async close(): Promise<void> {
    if (!this.#filesOpen) {
      this.#release();
      return;
    }
    try {
      await this.flush();
    } finally {
      await this.#closeFiles();
      this.#release();
    }
  }

  async #writeFiles(description: ResultDescription, whole: WholeTables, runs: number, complete: boolean): Promise<readonly TableFile[]> {
    const files = await assembleRuns(this.#paths, this.#tables, this.#index, this.#segments.rows, runs);
    files.push(...(await assembleWhole(this.#paths, whole)));
    const tables = [...this.#tables, ...whole.tables];
    const parquet: TableFile[] = [];
    if (description.parquet === true) for (const [index, table] of tables.entries()) parquet.push(await writeParquet(this.#paths, table, files[index].path));
    const descriptor = dataPackage(description.name, description.title, tables, files, parquet);
    await placeTableFiles(this.#paths, [...files, ...parquet]);
    const text = await placeJson(this.#paths, 'datapackage.json', descriptor);
    await placeJson(this.#paths, 'provenance.json', description.provenance);
    const described = [{ path: 'datapackage.json', bytes: encode(text).length, hash: sha256(text) }];
    for (const [path, content] of Object.entries(description.documents ?? {})) {
      const written = await placeJson(this.#paths, path, content);
      described.push({ path, bytes: encode(written).length, hash: sha256(written) });
    }
    const entries = [...files, ...parquet, ...described].map(({ path, bytes, hash }) => [path, { bytes, sha256: hash }] as const);
    await placeJson(this.#paths, 'manifest.json', { ...description.manifest, complete, files: Object.fromEntries(entries) });
    return [...files, ...parquet];
  }

  async #closeFiles(): Promise<void> {
    this.#filesOpen = false;
    await this.#segments.rows.close();
    await this.#segments.journal.close();
  }

  #requireOpen(): void {
    if (!this.#filesOpen) throw new Error(`${this.#paths.directory}: the result has been finished or closed`);
  }

  #requireRows(table: string, text: string): void {
    this.#tableIndex(table);
    if (text !== '' && !text.endsWith('\n')) throw new RangeError(`rows of table "${table}": expected a line feed at the end`);
  }

  #tableIndex(name: string): number {
    const position = this.#tables.findIndex((table) => table.name === name);
    if (position < 0) throw new RangeError(`there is no table "${name}" to which runs add rows`);
    return position;
  }

  #requireCount(runs: number): void {
    if (!Number.isSafeInteger(runs) || runs < 1 || runs > this.#runs) throw new RangeError(`runs: expected an integer from 1 to ${this.#runs}, found ${runs}`);
  }

  #requireAll(runs: number): void {
    let missing = 0;
    let first: number | undefined;
    for (let run = 0; run < runs; run++) {
      if (this.finished.has(run) || !this.#includes(run)) continue;
      missing++;
      first ??= run;
    }
    if (first !== undefined) throw new RangeError(`the result is not complete: ${missing} of ${runs} runs are missing, the first is run ${first}`);
  }
}
