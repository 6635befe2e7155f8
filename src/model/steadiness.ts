/** Period of an unusual load, in days. */
export interface Shock {
  readonly from: number;
  readonly until: number;
}

/**
 * How steadily problems are dealt with: mean and variation over time of the number of open problems, from a start to the beginning of a
 * shock if there is one, and the time after the shock until there are no more of them than before.
 */
export class Steadiness {
  private open = 0;
  private since = 0;
  private time = 0;
  private sum = 0;
  private squares = 0;
  private recovered: number | undefined;

  /** @param start time from which the mean is taken [days] */
  constructor(
    private readonly start: number,
    private readonly shock: Shock | undefined,
  ) {}

  /** One problem more (1) or less (-1). */
  change(now: number, by: number): void {
    this.advance(now);
    this.open += by;
    this.since = now;
    this.look(now);
  }

  /** 1 / (1 + cv) of the number of open problems; undefined before any time has passed. */
  stability(now: number): number | undefined {
    this.advance(now);
    if (this.time <= 0) return undefined;
    const mean = this.sum / this.time;
    if (mean === 0) return 1;
    return 1 / (1 + Math.sqrt(Math.max(0, this.squares / this.time - mean * mean)) / mean);
  }

  /** Days from the end of the shock until no more problems are open than on average before it; undefined without a shock, or not yet. */
  recovery(now: number): number | undefined {
    this.advance(now);
    this.look(now);
    return this.recovered;
  }

  /** The number has been what it is from `since` to `now`. */
  private advance(now: number): void {
    const from = Math.max(this.since, this.start);
    const to = Math.min(now, this.shock?.from ?? Infinity);
    if (to > from) {
      this.time += to - from;
      this.sum += this.open * (to - from);
      this.squares += this.open * this.open * (to - from);
    }
    const { shock } = this;
    // What held when the shock ended.
    if (shock !== undefined && this.since < shock.until && now >= shock.until) this.look(shock.until);
    this.since = Math.max(this.since, now);
  }

  private look(now: number): void {
    if (this.shock === undefined || now < this.shock.until || this.recovered !== undefined || this.time <= 0) return;
    if (this.open <= this.sum / this.time) this.recovered = now - this.shock.until;
  }
}
