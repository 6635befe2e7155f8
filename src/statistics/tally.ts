/**
 * Count, mean, variance and range of observations, in constant memory and without cancellation.
 *
 * Sources: Welford (1962), Technometrics 4, for `add`; Chan, Golub and LeVeque (1979) for `merge`.
 *
 * @example
 * const tally = new Tally();
 * [1, 2, 3].forEach((x) => tally.add(x));
 * tally.mean; // 2
 * tally.variance; // 1
 */
export class Tally {
  #count = 0;
  #mean = 0;
  /** Sum of squared deviations from the mean. */
  #deviations = 0;
  #min = Infinity;
  #max = -Infinity;

  /** @throws RangeError when x is not a finite number */
  add(x: number): void {
    if (!Number.isFinite(x)) throw new RangeError(`Tally.add: expected a finite number, found ${x}`);
    this.#count++;
    const delta = x - this.#mean;
    this.#mean += delta / this.#count;
    this.#deviations += delta * (x - this.#mean);
    if (x < this.#min) this.#min = x;
    if (x > this.#max) this.#max = x;
  }

  /** Adds the observations of another tally, which is left as it is. */
  merge(other: Tally): void {
    if (other.#count === 0) return;
    const count = this.#count + other.#count;
    const delta = other.#mean - this.#mean;
    this.#deviations += other.#deviations + (delta * delta * this.#count * other.#count) / count;
    this.#mean += (delta * other.#count) / count;
    this.#count = count;
    this.#min = Math.min(this.#min, other.#min);
    this.#max = Math.max(this.#max, other.#max);
  }

  /** Forgets every observation, as at the end of a warm-up. */
  reset(): void {
    this.#count = 0;
    this.#mean = 0;
    this.#deviations = 0;
    this.#min = Infinity;
    this.#max = -Infinity;
  }

  get count(): number {
    return this.#count;
  }

  /** Undefined without observations. */
  get mean(): number | undefined {
    return this.#count > 0 ? this.#mean : undefined;
  }

  /** Unbiased sample variance, divisor count - 1; undefined with fewer than two observations. */
  get variance(): number | undefined {
    return this.#count > 1 ? this.#deviations / (this.#count - 1) : undefined;
  }

  /** Square root of the variance; undefined with fewer than two observations. */
  get sd(): number | undefined {
    return this.#count > 1 ? Math.sqrt(this.#deviations / (this.#count - 1)) : undefined;
  }

  /** Smallest observation; undefined without observations. */
  get min(): number | undefined {
    return this.#count > 0 ? this.#min : undefined;
  }

  /** Largest observation; undefined without observations. */
  get max(): number | undefined {
    return this.#count > 0 ? this.#max : undefined;
  }
}
