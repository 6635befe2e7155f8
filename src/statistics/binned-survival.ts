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
  private readonly ended = new Float64Array(BINS);
  private readonly running = new Float64Array(BINS);
  /** Sum of the durations that ended, by bin, so that a bin stands for their mean. */
  private readonly endedSum = new Float64Array(BINS);
  /** Durations recorded in all. */
  count = 0;

  /** A duration, in any unit of time, that ended. @throws RangeError unless it is zero or more. */
  addEnded(duration: number): void {
    const bin = binOf(duration);
    this.ended[bin]++;
    this.endedSum[bin] += duration;
    this.count++;
  }

  /** A duration that was still running when observation stopped. @throws RangeError unless it is zero or more. */
  addRunning(duration: number): void {
    this.running[binOf(duration)]++;
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
    for (let bin = 0; bin < BINS && atRisk > 0; bin++) {
      const ended = this.ended[bin];
      if (ended > 0) {
        if (reached !== undefined) return (reached + this.timeOf(bin)) / 2;
        survival *= 1 - ended / atRisk;
        if (survival < 1 - p - TOLERANCE) return this.timeOf(bin);
        if (survival <= 1 - p + TOLERANCE) reached = this.timeOf(bin);
      }
      atRisk -= ended + this.running[bin];
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
    for (let bin = 0; bin < BINS; bin++) {
      if (this.ended[bin] === 0 && this.running[bin] === 0) continue;
      const time = this.timeOf(bin);
      if (time >= limit) break;
      area += survival * (time - from);
      from = time;
      survival *= 1 - this.ended[bin] / atRisk;
      atRisk -= this.ended[bin] + this.running[bin];
    }
    return { area: area + survival * (limit - from), survival };
  }

  /** What the durations of a bin count as: the mean of those that ended, which is exact when they are equal. */
  private timeOf(bin: number): number {
    return this.ended[bin] > 0 ? this.endedSum[bin] / this.ended[bin] : middle(bin);
  }

  reset(): void {
    this.ended.fill(0);
    this.endedSum.fill(0);
    this.running.fill(0);
    this.count = 0;
  }
}

/** Bin 0 holds durations below SMALLEST, taken as zero; bins grow by 1 % up to about 1e9. */
const SMALLEST = 1e-6;
const LOG_STEP = Math.log(1.01);
const BINS = 3600;
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

/** Geometric middle of a bin, half a per cent from its edges. */
function middle(bin: number): number {
  return bin === 0 ? 0 : SMALLEST * Math.exp((bin - 0.5) * LOG_STEP);
}
