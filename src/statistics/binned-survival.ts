/**
 * Survival of durations of which some are censored, in fixed memory: log-spaced bins of 1 % width hold how many durations ended and how
 * many were still running, and the sum of the former. Kaplan-Meier over the bins, each at the mean of what ended in it; within a bin what ended comes before what was still running. Every time it
 * returns is within 1 %. Durations below 1e-6 count as 0.
 *
 * @example
 * const survival = new BinnedSurvival();
 * survival.addEnded(3);
 * survival.addRunning(5);
 * survival.median(); // about 3
 */
export class BinnedSurvival {
  /** Bins in pages that are made when something falls into them: durations of one kind fill few of them, and many kinds none. */
  private readonly pages: (Float64Array | undefined)[] = new Array<Float64Array | undefined>(PAGES).fill(undefined);
  /** Durations recorded in all. */
  count = 0;

  /** A duration, in any unit of time, that ended. @throws RangeError unless it is zero or more. */
  addEnded(duration: number): void {
    const bin = binOf(duration);
    const page = this.pageOf(bin);
    const at = placeOf(bin);
    page[at + ENDED]++;
    page[at + ENDED_SUM] += duration;
    this.count++;
  }

  /** A duration that was still running when observation stopped. @throws RangeError unless it is zero or more. */
  addRunning(duration: number): void {
    const bin = binOf(duration);
    this.pageOf(bin)[placeOf(bin) + RUNNING]++;
    this.count++;
  }

  /** A duration that is known never to end. */
  addNever(): void {
    this.count++;
  }

  /** Median duration; undefined when the curve does not come down to one half. */
  median(): number | undefined {
    return this.quantile(0.5);
  }

  /**
   * Time by which the share p has ended, by Kaplan and Meier (1958): where survival falls below 1 - p, or the middle of the stretch on
   * which it is exactly 1 - p. Undefined when it is not reached.
   *
   * @param p strictly between 0 and 1
   * @throws RangeError on any other p
   */
  quantile(p: number): number | undefined {
    if (!(p > 0 && p < 1)) throw new RangeError(`BinnedSurvival.quantile: expected a share between 0 and 1, found ${p}`);
    let reached: number | undefined;
    let survival = 1;
    let atRisk = this.count;
    for (let bin = this.firstFrom(0); bin < BINS && atRisk > 0; bin = this.firstFrom(bin + 1)) {
      const ended = this.read(bin, ENDED);
      if (ended > 0) {
        if (reached !== undefined) return (reached + this.timeOf(bin)) / 2;
        survival *= 1 - ended / atRisk;
        if (survival < 1 - p - TOLERANCE) return this.timeOf(bin);
        if (survival <= 1 - p + TOLERANCE) reached = this.timeOf(bin);
      }
      atRisk -= ended + this.read(bin, RUNNING);
    }
    return reached;
  }

  /**
   * Mean duration when durations are cut at `limit`: the area under the survival curve up to there (Klein and Moeschberger, Survival
   * Analysis, 2nd ed., eq. 4.5.1). Beyond the last duration the curve is taken as level, so that the mean exists where the last ones
   * are still running; it is then an upper bound. Undefined without data.
   *
   * @param limit finite, above 0, in the unit of the durations
   * @throws RangeError on any other limit
   */
  restrictedMean(limit: number): number | undefined {
    requireLimit('restrictedMean', limit);
    return this.count === 0 ? undefined : this.areaUpTo(limit).area;
  }

  /**
   * Share of durations that end within `limit`, never-ending ones included among all: the cumulative incidence where what prevents an end
   * is told by `addNever`. Undefined without data.
   *
   * @param limit finite, above 0, in the unit of the durations
   * @throws RangeError on any other limit
   */
  endedShare(limit: number): number | undefined {
    requireLimit('endedShare', limit);
    return this.count === 0 ? undefined : 1 - this.areaUpTo(limit).survival;
  }

  /**
   * Mean duration of those that end within `limit`: with F the share that has ended by a time, the area between F(limit) and F over F(limit).
   * What never ends does not lengthen it, so that, read beside `endedShare`, it does not depend on the limit once everything that ends has
   * ended by then. Undefined when nothing ends.
   *
   * @param limit finite, above 0, in the unit of the durations
   * @throws RangeError on any other limit
   */
  meanOfEnded(limit: number): number | undefined {
    requireLimit('meanOfEnded', limit);
    const { area, survival } = this.areaUpTo(limit);
    return this.count > 0 && survival < 1 ? Math.max(0, area - survival * limit) / (1 - survival) : undefined;
  }

  /** Area under the survival curve up to a limit, and the curve there. */
  private areaUpTo(limit: number): { readonly area: number; readonly survival: number } {
    let survival = 1;
    let atRisk = this.count;
    let area = 0;
    let from = 0;
    for (let bin = this.firstFrom(0); bin < BINS; bin = this.firstFrom(bin + 1)) {
      const time = this.timeOf(bin);
      if (time >= limit) break;
      area += survival * (time - from);
      from = time;
      const ended = this.read(bin, ENDED);
      survival *= 1 - ended / atRisk;
      atRisk -= ended + this.read(bin, RUNNING);
    }
    return { area: area + survival * (limit - from), survival };
  }

  /** What the durations of a bin count as: the mean of those that ended, which is exact when they are equal. */
  private timeOf(bin: number): number {
    const ended = this.read(bin, ENDED);
    return ended > 0 ? this.read(bin, ENDED_SUM) / ended : middle(bin);
  }

  reset(): void {
    this.pages.fill(undefined);
    this.count = 0;
  }

  private pageOf(bin: number): Float64Array {
    return (this.pages[Math.floor(bin / PAGE)] ??= new Float64Array(PAGE * NUMBERS));
  }

  private read(bin: number, which: number): number {
    return this.pages[Math.floor(bin / PAGE)]?.[placeOf(bin) + which] ?? 0;
  }

  /** The first bin from the given one on that is not empty; BINS where none is. */
  private firstFrom(bin: number): number {
    let at = bin;
    while (at < BINS) {
      if (this.pages[Math.floor(at / PAGE)] === undefined) at = (Math.floor(at / PAGE) + 1) * PAGE;
      else if (this.read(at, ENDED) + this.read(at, RUNNING) > 0) return at;
      else at++;
    }
    return BINS;
  }
}

/** What a bin holds: how many durations ended, how many were still running, and the sum of the former, so that the bin stands for their mean. */
const ENDED = 0;
const RUNNING = 1;
const ENDED_SUM = 2;
const NUMBERS = 3;
/** Bins of a page. */
const PAGE = 60;

/** Bin 0 holds durations below SMALLEST, taken as zero; bins grow by 1 % up to about 1e9. */
const SMALLEST = 1e-6;
const LOG_STEP = Math.log(1.01);
const BINS = 3600;
const PAGES = BINS / PAGE;
/** Survival counts as 1 - p within this: it is a product of rounded fractions. */
const TOLERANCE = 1e-9;

function requireLimit(name: string, limit: number): void {
  if (!(limit > 0 && limit < Infinity)) throw new RangeError(`BinnedSurvival.${name}: expected a finite limit > 0, found ${limit}`);
}

function binOf(duration: number): number {
  if (!(duration >= 0)) throw new RangeError(`BinnedSurvival: expected a duration of zero or more, found ${duration}`);
  if (duration < SMALLEST) return 0;
  return Math.min(BINS - 1, 1 + Math.floor(Math.log(duration / SMALLEST) / LOG_STEP));
}

/** Where a bin begins in its page. */
function placeOf(bin: number): number {
  return NUMBERS * (bin % PAGE);
}

/** Geometric middle of a bin, half a per cent from its edges. */
function middle(bin: number): number {
  return bin === 0 ? 0 : SMALLEST * Math.exp((bin - 0.5) * LOG_STEP);
}
