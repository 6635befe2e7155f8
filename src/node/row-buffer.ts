import { csvRows, type Cell } from '../report/csv.js';
import type { Table } from '../report/table.js';
import { concatenate, decode, encode } from './bytes.js';

/** Rows that are turned into bytes at a time. */
const BATCH = 1000;

/** Bytes beyond which the rows of one run cannot be handed over as one text. */
const MOST_BYTES = 500_000_000;

/** The rows of one table as they come. They are kept as bytes, since a run may tell of millions of events and cells take ten times the memory. */
export class RowBuffer {
  private readonly pieces: Uint8Array[] = [];
  private batch: (readonly Cell[])[] = [];
  private bytes = 0;

  /** @param limit bytes of a run beyond which `add` and `text` throw a RangeError */
  constructor(
    private readonly table: Table,
    private readonly limit = MOST_BYTES,
  ) {}

  add(cells: readonly Cell[]): void {
    this.batch.push(cells);
    if (this.batch.length === BATCH) this.encodeBatch();
  }

  /** Every row added so far, as lines of CSV. */
  text(): string {
    this.encodeBatch();
    return decode(concatenate(this.pieces));
  }

  private encodeBatch(): void {
    const piece = encode(csvRows(this.table, this.batch));
    this.pieces.push(piece);
    this.batch = [];
    this.bytes += piece.length;
    if (this.bytes > this.limit) {
      throw new RangeError(`${this.table.name}.csv: expected at most ${this.limit / 1e6} MB in one run; leave this detail out, or make runs shorter`);
    }
  }
}
