/** Columns that grow together as rows are taken; freed rows are used again, so memory is that of the most rows alive at once. */
export abstract class Pool {
  /** Rows in use. */
  live = 0;
  protected capacity: number;
  private free: Int32Array<ArrayBuffer>;
  private freeCount = 0;
  private used = 0;

  constructor(capacity: number) {
    this.capacity = capacity;
    this.free = new Int32Array(capacity);
  }

  /** A row to fill; its columns hold whatever the last user left. */
  protected takeRow(): number {
    this.live++;
    if (this.freeCount > 0) return this.free[--this.freeCount];
    if (this.used === this.capacity) {
      this.capacity *= 2;
      this.free = grown(this.free, this.capacity);
      this.grow(this.capacity);
    }
    return this.used++;
  }

  protected freeRow(row: number): void {
    this.live--;
    this.free[this.freeCount++] = row;
  }

  /** Highest row ever used plus one, for walking over all rows. */
  protected get extent(): number {
    return this.used;
  }

  /** Replaces every column by one of the new capacity. */
  protected abstract grow(capacity: number): void;
}

export function grown<T extends Float64Array | Int32Array | Uint8Array>(column: T, capacity: number): T {
  const Type = column.constructor as new (length: number) => T;
  const larger = new Type(capacity);
  larger.set(column);
  return larger;
}
