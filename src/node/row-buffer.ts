import { csvRows, type Cell } from '../report/csv.js';
import type { Table } from '../report/table.js';
import { concatenate, decode, encode } from './bytes.js';

/** Rows that are turned into bytes at a time. */
const BATCH = 1000;

/** The rows of one table as they come. They are kept as bytes, since a run may tell of millions of events and cells take ten times the memory. */
export class RowBuffer {
  private readonly pieces: Uint8Array[] = [];
  private batch: (readonly Cell[])[] = [];

  constructor(private readonly table: Table) {}

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
    this.pieces.push(encode(csvRows(this.table, this.batch)));
    this.batch = [];
  }
}
