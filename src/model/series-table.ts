import type { SeriesColumn } from './series.js';

/** A row of numbers under the columns of its table; undefined cells are missing. */
export type SeriesRow = readonly (number | undefined)[];

/** Room for so many cells at first. */
const CELLS = 1024;

/**
 * The rows of a time series as they are taken: doubles in one array, a missing cell as NaN, which no column yields. As arrays of numbers they
 * would take three times the room, and the garbage collector would carry them along until the run ends.
 */
export class SeriesTable<Subject> {
  private cells = new Float64Array(CELLS);
  private used = 0;
  private taken: readonly SeriesRow[] | undefined;

  /** @param beginning how many cells stand before those of the columns */
  constructor(
    private readonly beginning: number,
    private readonly columns: readonly SeriesColumn<Subject>[],
  ) {}

  /** Adds a row: its first cells, and then what the columns say of a subject. */
  add(first: readonly number[], subject: Subject): void {
    const { columns } = this;
    const end = this.used + this.width;
    if (end > this.cells.length) this.grow(end);
    const { cells } = this;
    for (const cell of first) cells[this.used++] = cell;
    for (const column of columns) cells[this.used++] = column.of(subject) ?? NaN;
  }

  /** First cell of the last row; undefined without rows. */
  get last(): number | undefined {
    return this.used === 0 ? undefined : this.cells[this.used - this.width];
  }

  /** All rows. To be asked for when all have been added. */
  get rows(): readonly SeriesRow[] {
    this.taken ??= Array.from({ length: this.used / this.width }, (_, row) =>
      Array.from(this.cells.subarray(row * this.width, (row + 1) * this.width), (cell) => (cell === cell ? cell : undefined)),
    );
    return this.taken;
  }

  private get width(): number {
    return this.beginning + this.columns.length;
  }

  private grow(least: number): void {
    const grown = new Float64Array(Math.max(least, 2 * this.cells.length));
    grown.set(this.cells);
    this.cells = grown;
  }
}
