/** Which positive values a histogram resolves, and how finely. */
export interface LogHistogramLayout {
  /** Smallest resolved positive value (default 1e-6). */
  readonly smallest: number;
  /** Largest resolved value (default 1e9). */
  readonly largest: number;
  /** Largest relative error of a quantile between them (default 0.01). */
  readonly relativeError: number;
}

const DEFAULT_LAYOUT: LogHistogramLayout = { smallest: 1e-6, largest: 1e9, relativeError: 0.01 };

/** Forgives rounding in p * count, so that the 0.07 quantile of 100 values is the 7th. */
const RANK_FUZZ = 4 * Number.EPSILON;

/**
 * Quantiles of non-negative observations in fixed memory: counts in bins whose bounds grow by a constant
 * factor. Zeros are counted apart. Positive values below `smallest` or above `largest` are counted as underflow and
 * overflow; a quantile that falls among them is the smallest positive or the largest value seen, without the promised
 * accuracy.
 *
 * Source: Masson, Rim and Lee (2019), DDSketch, Proc. VLDB 12(12), whose bins and error bound these are.
 *
 * @example
 * const waits = new LogHistogram();
 * [0, 1, 2, 4].forEach((x) => waits.add(x));
 * waits.quantile(0.75); // 2, within 1 %
 */
export class LogHistogram {
  readonly layout: LogHistogramLayout;
  readonly #bins: Float64Array;
  readonly #logGrowth: number;
  readonly #logSmallest: number;
  #count = 0;
  #zeros = 0;
  #underflow = 0;
  #overflow = 0;
  /** Smallest positive observation. */
  #min = Infinity;
  #max = 0;

  /** @throws RangeError unless 0 < smallest < largest < Infinity and 0 < relativeError < 1 */
  constructor(layout: Partial<LogHistogramLayout> = {}) {
    this.layout = { ...DEFAULT_LAYOUT, ...layout };
    const { smallest, largest, relativeError } = this.layout;
    if (!(smallest > 0 && smallest < largest && largest < Infinity)) {
      throw new RangeError(`LogHistogram: expected 0 < smallest < largest < Infinity, found ${smallest} and ${largest}`);
    }
    if (!(relativeError > 0 && relativeError < 1)) {
      throw new RangeError(`LogHistogram: expected a relative error between 0 and 1, found ${relativeError}`);
    }
    this.#logGrowth = Math.log1p(relativeError) - Math.log1p(-relativeError);
    this.#logSmallest = Math.log(smallest);
    this.#bins = new Float64Array(Math.floor((Math.log(largest) - this.#logSmallest) / this.#logGrowth) + 1);
  }

  /**
   * Counts an observation, `weight` times.
   *
   * @param value finite, >= 0
   * @param weight finite, >= 0; not necessarily whole, for instance the time for which the value held
   * @throws RangeError on any other argument
   */
  add(value: number, weight = 1): void {
    if (!(value >= 0 && value < Infinity)) throw new RangeError(`LogHistogram.add: expected a finite value >= 0, found ${value}`);
    if (!(weight >= 0 && weight < Infinity)) throw new RangeError(`LogHistogram.add: expected a finite weight >= 0, found ${weight}`);
    if (weight === 0) return;
    this.#count += weight;
    if (value === 0) {
      this.#zeros += weight;
      return;
    }
    if (value < this.#min) this.#min = value;
    if (value > this.#max) this.#max = value;
    if (value < this.layout.smallest) this.#underflow += weight;
    else if (value > this.layout.largest) this.#overflow += weight;
    else this.#bins[this.#bin(value)] += weight;
  }

  /** Observations counted, by weight. */
  get count(): number {
    return this.#count;
  }

  /** Zeros counted, by weight. */
  get zeros(): number {
    return this.#zeros;
  }

  /** Positive observations below `layout.smallest`, by weight. */
  get underflow(): number {
    return this.#underflow;
  }

  /** Observations above `layout.largest`, by weight. */
  get overflow(): number {
    return this.#overflow;
  }

  /**
   * The p-quantile: the smallest observation x such that at least a share p of the weight is at most x (the inverse of the
   * empirical distribution function, type 1 of Hyndman and Fan), to `layout.relativeError`. Undefined without observations.
   *
   * @param p in [0, 1]
   * @throws RangeError when p is not in [0, 1]
   */
  quantile(p: number): number | undefined {
    if (!(p >= 0 && p <= 1)) throw new RangeError(`LogHistogram.quantile: expected a probability in [0, 1], found ${p}`);
    if (this.#count === 0) return undefined;
    const rank = p * this.#count * (1 - RANK_FUZZ);
    if (this.#zeros > 0 && rank <= this.#zeros) return 0;
    if (p === 0) return this.#min;
    let seen = this.#zeros + this.#underflow;
    if (rank <= seen) return this.#min;
    for (const [i, weight] of this.#bins.entries()) {
      seen += weight;
      if (weight > 0 && rank <= seen) return Math.min(Math.max(this.#representative(i), this.#min), this.#max);
    }
    return this.#max;
  }

  /**
   * Adds the observations of another histogram, which is left as it is.
   *
   * @throws RangeError when the layouts differ
   */
  merge(other: LogHistogram): void {
    const [own, others] = [this.layout, other.layout];
    if (own.smallest !== others.smallest || own.largest !== others.largest || own.relativeError !== others.relativeError) {
      throw new RangeError(`LogHistogram.merge: expected the layout ${JSON.stringify(own)}, found ${JSON.stringify(others)}`);
    }
    for (const [i, weight] of other.#bins.entries()) this.#bins[i] += weight;
    this.#count += other.#count;
    this.#zeros += other.#zeros;
    this.#underflow += other.#underflow;
    this.#overflow += other.#overflow;
    this.#min = Math.min(this.#min, other.#min);
    this.#max = Math.max(this.#max, other.#max);
  }

  /** Forgets every observation, as at the end of a warm-up. */
  reset(): void {
    this.#bins.fill(0);
    this.#count = 0;
    this.#zeros = 0;
    this.#underflow = 0;
    this.#overflow = 0;
    this.#min = Infinity;
    this.#max = 0;
  }

  #bin(value: number): number {
    return Math.floor((Math.log(value) - this.#logSmallest) / this.#logGrowth);
  }

  /** The value with the same relative distance to both bounds of a bin: 2 lower upper / (lower + upper) = lower (1 + error). */
  #representative(bin: number): number {
    return Math.exp(this.#logSmallest + bin * this.#logGrowth) * (1 + this.layout.relativeError);
  }
}
