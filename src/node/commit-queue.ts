import type { FileHandle } from 'node:fs/promises';
import { concatenate, encode } from './bytes.js';
import { writeAll } from './durable-files.js';
import { fileError } from './file-error.js';
import { journalLine, type JournalRecord } from './run-journal.js';
import type { OpenSegments } from './segments.js';

/** Waiting rows beyond which `accept` waits [bytes]. */
const maximumBytes = 8 << 20;

/** Waiting runs beyond which `accept` waits. */
const maximumRuns = 1000;

interface AcceptedRun {
  readonly record: JournalRecord;
  readonly rows: Uint8Array;
}

/**
 * Commits runs in batches: the rows of a batch are written and forced to the disk, then its journal lines are. While one batch is on its
 * way, the runs that arrive form the next, so that the cost of forcing is shared by the more runs the slower the disk is.
 */
export class CommitQueue {
  readonly #rows: FileHandle;
  readonly #journal: FileHandle;
  readonly #directory: string;
  #rowsEnd: number;
  #journalEnd: number;
  #acceptedEnd: number;
  #waiting: AcceptedRun[] = [];
  #waitingBytes = 0;
  #committing: Promise<void> | undefined;
  #failure: Error | undefined;

  /** @param directory what an error message names */
  constructor(segments: OpenSegments, directory: string) {
    this.#rows = segments.rows;
    this.#journal = segments.journal;
    this.#directory = directory;
    this.#rowsEnd = this.#acceptedEnd = segments.rowsEnd;
    this.#journalEnd = segments.journalEnd;
  }

  /** Where the rows of the next accepted run must begin [bytes]. */
  get nextOffset(): number {
    return this.#acceptedEnd;
  }

  /** Takes a run; resolves at once while at most 8 MB and 1,000 runs wait. Throws what an earlier commit failed with. */
  async accept(record: JournalRecord, rows: Uint8Array): Promise<void> {
    this.#throwFailure();
    this.#waiting.push({ record, rows });
    this.#waitingBytes += rows.length;
    this.#acceptedEnd += rows.length;
    this.#committing ??= this.#commitAll();
    if (this.#waitingBytes > maximumBytes || this.#waiting.length > maximumRuns) await this.flush();
  }

  /** Resolves when every accepted run is on the disk. Throws what a commit failed with. */
  async flush(): Promise<void> {
    await this.#committing;
    this.#throwFailure();
  }

  async #commitAll(): Promise<void> {
    try {
      while (this.#waiting.length > 0) await this.#commit(this.#takeWaiting());
    } catch (error) {
      this.#failure = fileError(error, this.#directory);
      await this.#cutOff();
    } finally {
      this.#committing = undefined;
    }
  }

  #takeWaiting(): readonly AcceptedRun[] {
    const batch = this.#waiting;
    this.#waiting = [];
    this.#waitingBytes = 0;
    return batch;
  }

  async #commit(batch: readonly AcceptedRun[]): Promise<void> {
    const rows = concatenate(batch.map((run) => run.rows));
    const lines = encode(batch.map((run) => journalLine(run.record)).join(''));
    await writeAll(this.#rows, rows, this.#rowsEnd);
    await this.#rows.datasync();
    await writeAll(this.#journal, lines, this.#journalEnd);
    await this.#journal.datasync();
    this.#rowsEnd += rows.length;
    this.#journalEnd += lines.length;
  }

  /** Gives the space of a half-written batch back. Where even that fails, opening the result again does it. */
  async #cutOff(): Promise<void> {
    await Promise.allSettled([this.#rows.truncate(this.#rowsEnd), this.#journal.truncate(this.#journalEnd)]);
  }

  #throwFailure(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }
}
