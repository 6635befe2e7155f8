/** Rows that may be alive at once: some gigabytes, far beyond any study, and short of bringing a machine down. */
const MOST_ROWS = 8_388_608;
const FIRST_ROWS = 64;

/**
 * Rows of numbers that grow together as rows are taken; freed rows are used again, so memory is that of the most rows alive at once.
 *
 * The integers of a row stand side by side in one buffer and its other numbers in a second one, both at the number of the row, which is a
 * multiple of `stride`. A column is a view of its buffer from the column's place on, so that `column[row]` reads as if every column were an
 * array of its own, while a row costs two or three cache misses instead of one for each column.
 */
export abstract class Pool {
  /** Rows in use. */
  live = 0;
  private reals: Float64Array<ArrayBuffer>;
  private ints: Int32Array<ArrayBuffer>;
  private capacity: number;
  private free: Int32Array<ArrayBuffer>;
  private freeCount = 0;
  private used = 0;

  /**
   * @param stride integers of a row, or its other numbers where there are more of them
   * @param what the rows are, for messages: `problems`
   * @param most rows alive at once
   */
  constructor(
    private readonly stride: number,
    private readonly what: string,
    private readonly most = MOST_ROWS,
  ) {
    this.capacity = FIRST_ROWS;
    this.reals = new Float64Array(FIRST_ROWS * stride);
    this.ints = new Int32Array(FIRST_ROWS * stride);
    this.free = new Int32Array(FIRST_ROWS);
  }

  /** Rows for which there is room now. */
  get room(): number {
    return this.capacity;
  }

  /**
   * A row to fill; it holds whatever its last user left.
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
      this.free = doubled(this.free);
      this.reals = doubled(this.reals);
      this.ints = doubled(this.ints);
      this.attach();
    }
    return this.stride * this.used++;
  }

  protected freeRow(row: number): void {
    this.live--;
    this.free[this.freeCount++] = row;
  }

  /** The column of integers at a place of the rows. */
  protected int(place: number): Int32Array {
    return this.ints.subarray(place);
  }

  /** The column of other numbers at a place of the rows. */
  protected real(place: number): Float64Array {
    return this.reals.subarray(place);
  }

  /** All rows that were ever in use. */
  protected *rowsUsed(): Generator<number> {
    for (let row = 0; row < this.stride * this.used; row += this.stride) yield row;
  }

  /** Takes every column anew, since the buffers have been replaced by larger ones. */
  protected abstract attach(): void;
}

function doubled<Numbers extends Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer>>(numbers: Numbers): Numbers {
  const Type = numbers.constructor as new (length: number) => Numbers;
  const larger = new Type(2 * numbers.length);
  larger.set(numbers);
  return larger;
}
