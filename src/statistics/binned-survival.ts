/**
 * Survival of durations with administrative censoring, in fixed memory: log-spaced bins of at most 1 % width hold how many durations
 * ended and how many were still running. Kaplan-Meier over the bins, so every time it returns is within 1 %.
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
  /** Durations recorded in all. */
  count = 0;

  /** A duration [time] that ended. */
  addEnded(duration: number): void {
    this.ended[binOf(duration)]++;
    this.count++;
  }

  /** A duration that was still running when observation stopped. */
  addRunning(duration: number): void {
    this.running[binOf(duration)]++;
    this.count++;
  }

  /** A duration that is known never to end. */
  addNever(): void {
    this.count++;
  }

  /** Smallest time by which half have ended; undefined when it is not reached. */
  median(): number | undefined {
    return this.quantile(0.5);
  }

  /** Smallest time by which the share p has ended, by Kaplan and Meier (1958); undefined when it is not reached. */
  quantile(p: number): number | undefined {
    let survival = 1;
    let atRisk = this.count;
    for (let bin = 0; bin < BINS && atRisk > 0; bin++) {
      survival *= 1 - this.ended[bin] / atRisk;
      if (survival <= 1 - p) return middle(bin);
      atRisk -= this.ended[bin] + this.running[bin];
    }
    return undefined;
  }

  /**
   * Restricted mean: expected time until the end or `limit`, whichever comes first (the area under the survival curve up to `limit`).
   * Beyond the last duration at risk the curve is taken as level (Efron's other convention would drop it to zero). Undefined without data.
   */
  restrictedMean(limit: number): number | undefined {
    if (this.count === 0) return undefined;
    let survival = 1;
    let atRisk = this.count;
    let mean = 0;
    let from = 0;
    for (let bin = 0; bin < BINS; bin++) {
      if (this.ended[bin] === 0 && this.running[bin] === 0) continue;
      const time = middle(bin);
      if (time >= limit) break;
      mean += survival * (time - from);
      from = time;
      survival *= 1 - this.ended[bin] / atRisk;
      atRisk -= this.ended[bin] + this.running[bin];
    }
    return mean + survival * (limit - from);
  }

  reset(): void {
    this.ended.fill(0);
    this.running.fill(0);
    this.count = 0;
  }
}

/** Bin 0 holds durations below SMALLEST, taken as zero; bins grow by 1 % up to about 1e9. */
const SMALLEST = 1e-6;
const LOG_STEP = Math.log(1.01);
const BINS = 3600;

function binOf(duration: number): number {
  if (!(duration >= 0)) throw new RangeError(`a duration must be zero or more, found ${duration}`);
  if (duration < SMALLEST) return 0;
  return Math.min(BINS - 1, 1 + Math.floor(Math.log(duration / SMALLEST) / LOG_STEP));
}

/** Geometric middle of a bin, half a per cent from its edges. */
function middle(bin: number): number {
  return bin === 0 ? 0 : SMALLEST * Math.exp((bin - 0.5) * LOG_STEP);
}
