import type { JournalRecord } from './run-journal.js';

/** Where the rows of every finished run are: about 70 bytes a run, in typed arrays that grow by doubling. */
export class RunIndex {
  readonly finished = new Set<number>();
  readonly failed = new Set<number>();
  readonly #tables: number;
  #offsets = new Float64Array(64);
  /** Bytes of table t of run r at r * tables + t. */
  #lengths: Float64Array;

  constructor(tables: number) {
    this.#tables = tables;
    this.#lengths = new Float64Array(64 * tables);
  }

  /** Whether the run's rows may still come, the first time or after a failure. */
  isOpen(run: number): boolean {
    return !this.finished.has(run) || this.failed.has(run);
  }

  set(record: JournalRecord): void {
    const { run, offset, lengths, failed } = record;
    if (run >= this.#offsets.length) this.#grow(run + 1);
    this.#offsets[run] = offset;
    this.#lengths.set(lengths, run * this.#tables);
    this.finished.add(run);
    if (failed) this.failed.add(run);
    else this.failed.delete(run);
  }

  /** Where the rows of a finished run begin [bytes]. */
  offset(run: number): number {
    return this.#offsets[run];
  }

  /** Bytes of each table's rows of a finished run. */
  lengths(run: number): Float64Array {
    return this.#lengths.subarray(run * this.#tables, (run + 1) * this.#tables);
  }

  #grow(runs: number): void {
    const capacity = Math.max(runs, 2 * this.#offsets.length);
    const [offsets, lengths] = [this.#offsets, this.#lengths];
    this.#offsets = new Float64Array(capacity);
    this.#offsets.set(offsets);
    this.#lengths = new Float64Array(capacity * this.#tables);
    this.#lengths.set(lengths);
  }
}
