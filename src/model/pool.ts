/** Rows that may be alive at once: some gigabytes, far beyond any study, and short of bringing a machine down. */
const MOST_ROWS = 8_388_608;

/** Columns that grow together as rows are taken; freed rows are used again, so memory is that of the most rows alive at once. */
export abstract class Pool {
  /** Rows in use. */
  live = 0;
  protected capacity: number;
  private free: Int32Array<ArrayBuffer>;
  private freeCount = 0;
  private used = 0;

  /**
   * @param capacity rows to begin with
   * @param what the rows are, for messages: `problems`
   * @param most rows alive at once
   */
  constructor(
    capacity: number,
    private readonly what: string,
    private readonly most = MOST_ROWS,
  ) {
    this.capacity = capacity;
    this.free = new Int32Array(capacity);
  }

  /**
   * A row to fill; its columns hold whatever the last user left.
   * @throws RangeError when more rows are alive than can be meant
   */
  protected takeRow(): number {
    this.live++;
    if (this.freeCount > 0) return this.free[--this.freeCount];
    if (this.used === this.most) {
      throw new RangeError(`more than ${this.most} ${this.what} are alive at once: far more arrive than anybody can handle; lower a rate of arrivals or add staff`);
    }
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
