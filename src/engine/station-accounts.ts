import { doubled } from './grown-array.js';

/** Where something stands among the int32 of a station's record, which come first. */
export const enum StationCount {
  /** Jobs waiting, interrupted ones included. */
  queued = 0,
  /** Servers serving a job. */
  busy = 1,
  /** Servers taken away for a while. */
  pulled = 2,
  /** How waiting jobs are selected. */
  selection = 3,
  /** First and last of the station's lists of jobs. */
  waiting = 4,
  resumed = 6,
  serving = 8,
}

/** How a station selects among waiting jobs: from an end of the list in order of arrival, or by a line of its own; the last takes servers away, too. */
export const Selection = { oldest: 0, newest: 1, line: 2, preemptive: 3 } as const;

/** Where something stands among the doubles of a station's record. */
export const enum StationSum {
  arrivals = 5,
  departures = 6,
  refusals = 7,
  renegings = 8,
  /** Of the time from arrival to the beginning of service: number, mean, and sum of squared deviations (Welford 1962). */
  waits = 9,
  waitMean = 10,
  waitSquares = 11,
  /** When the integrals were brought up to date. */
  lastChange = 12,
  queueIntegral = 13,
  systemIntegral = 14,
  busyIntegral = 15,
  /** Time at the station since the reset, of the jobs that have left. */
  sojourn = 16,
  /** Sum over the jobs present of the time from the reset to their arrival. */
  presentSince = 17,
  /** Servers, and jobs that fit in; Infinity where there is no limit. */
  servers = 18,
  capacity = 19,
  /** The first category. */
  categories = 20,
}

/** Where in the part of a category something stands, and how many doubles it takes. */
export const enum CategoryAt {
  /** Servers at work on it or pulled away for it, and those pulled away alone. */
  workers = 0,
  pulled = 1,
  /** When the integral was brought up to date. */
  since = 2,
  integral = 3,
  size = 4,
}

/** Sums that begin anew at a reset. */
const RESET = [
  StationSum.queueIntegral, StationSum.systemIntegral, StationSum.busyIntegral, StationSum.arrivals, StationSum.departures, StationSum.refusals,
  StationSum.renegings, StationSum.sojourn, StationSum.presentSince, StationSum.waits, StationSum.waitMean, StationSum.waitSquares,
] as const;

/**
 * What the stations of a bank hold now, and what they did since the statistics were last reset: a record for each station in one buffer, as
 * doubles in `reals` from `realOf(station)` on, as int32 over the same bytes in `ints` from twice that.
 *
 * Integrals are exact at any time: each is brought up to date (`integrate`, `engage`) before a level changes, and never because
 * somebody reads it, so that observing a simulation does not even change its rounding.
 */
export class StationAccounts {
  reals: Float64Array;
  ints: Int32Array;
  /** Doubles of a record. */
  readonly stride: number;
  /** When the statistics were last reset. */
  since = 0;
  private stations = 0;

  constructor(private readonly categories: number) {
    this.stride = StationSum.categories + CategoryAt.size * categories;
    this.reals = new Float64Array(8 * this.stride);
    this.ints = new Int32Array(this.reals.buffer);
  }

  /** Makes a record for the next station. */
  open(now: number): void {
    const real = this.stride * this.stations++;
    if (real === this.reals.length) {
      this.reals = doubled(this.reals);
      this.ints = new Int32Array(this.reals.buffer);
    }
    this.reals[real + StationSum.lastChange] = now;
  }

  /** Where the doubles of a station's record begin. */
  realOf(station: number): number {
    return this.stride * station;
  }

  /** One of the int32 of a station. */
  count(station: number, which: number): number {
    return this.ints[2 * this.stride * station + which];
  }

  /** One of the doubles of a station. */
  sum(station: number, which: number): number {
    return this.reals[this.stride * station + which];
  }

  /** To be called before the number of waiting jobs, busy or pulled servers changes. */
  integrate(real: number, now: number): void {
    const { reals, ints } = this;
    const elapsed = now - reals[real + StationSum.lastChange];
    if (elapsed === 0) return;
    const queued = ints[2 * real + StationCount.queued];
    const busy = ints[2 * real + StationCount.busy];
    reals[real + StationSum.queueIntegral] += queued * elapsed;
    reals[real + StationSum.systemIntegral] += (queued + busy) * elapsed;
    reals[real + StationSum.busyIntegral] += (busy + ints[2 * real + StationCount.pulled]) * elapsed;
    reals[real + StationSum.lastChange] = now;
  }

  /** Changes how many servers work on a category. */
  engage(real: number, category: number, change: number, now: number): void {
    const { reals } = this;
    const at = real + StationSum.categories + CategoryAt.size * category;
    const workers = reals[at + CategoryAt.workers];
    reals[at + CategoryAt.integral] += workers * (now - reals[at + CategoryAt.since]);
    reals[at + CategoryAt.since] = now;
    reals[at + CategoryAt.workers] = workers + change;
  }

  /** Changes how many of the servers that work on a category are away. */
  pull(real: number, category: number, change: number): void {
    this.ints[2 * real + StationCount.pulled] += change;
    this.reals[real + StationSum.categories + CategoryAt.size * category + CategoryAt.pulled] += change;
  }

  /** Servers away in a category. */
  pulledFor(station: number, category: number): number {
    return this.reals[this.stride * station + StationSum.categories + CategoryAt.size * category + CategoryAt.pulled];
  }

  arrive(real: number, now: number): void {
    this.reals[real + StationSum.arrivals]++;
    this.reals[real + StationSum.presentSince] += now - this.since;
  }

  depart(real: number, arrival: number, now: number): void {
    const { reals, since } = this;
    const counted = arrival > since ? arrival : since;
    reals[real + StationSum.sojourn] += now - counted;
    reals[real + StationSum.presentSince] -= counted - since;
    reals[real + StationSum.departures]++;
  }

  recordWait(real: number, wait: number): void {
    const { reals } = this;
    const count = ++reals[real + StationSum.waits];
    const mean = reals[real + StationSum.waitMean];
    const delta = wait - mean;
    const updated = mean + delta / count;
    reals[real + StationSum.waitMean] = updated;
    reals[real + StationSum.waitSquares] += delta * (wait - updated);
  }

  queueTime(station: number, now: number): number {
    return this.sum(station, StationSum.queueIntegral) + this.count(station, StationCount.queued) * this.elapsed(station, now);
  }

  systemTime(station: number, now: number): number {
    return this.sum(station, StationSum.systemIntegral) + this.present(station) * this.elapsed(station, now);
  }

  busyTime(station: number, now: number): number {
    const servers = this.count(station, StationCount.busy) + this.count(station, StationCount.pulled);
    return this.sum(station, StationSum.busyIntegral) + servers * this.elapsed(station, now);
  }

  categoryTime(station: number, category: number, now: number): number {
    const { reals } = this;
    const at = this.stride * station + StationSum.categories + CategoryAt.size * category;
    return reals[at + CategoryAt.integral] + reals[at + CategoryAt.workers] * (now - reals[at + CategoryAt.since]);
  }

  /** `categoryTime` of all categories of the first stations, as many as there is room for. */
  categoryTimes(now: number, into: Float64Array): void {
    const { reals, categories, stride } = this;
    for (let index = 0, first: number = StationSum.categories; index < into.length; first += stride) {
      for (let category = 0; category < categories; category++, index++) {
        const at = first + CategoryAt.size * category;
        into[index] = reals[at + CategoryAt.integral] + reals[at + CategoryAt.workers] * (now - reals[at + CategoryAt.since]);
      }
    }
  }

  timeSpent(station: number, now: number): number {
    return this.sum(station, StationSum.sojourn) + this.present(station) * (now - this.since) - this.sum(station, StationSum.presentSince);
  }

  waitVariance(station: number): number {
    const count = this.sum(station, StationSum.waits);
    return count > 1 ? this.sum(station, StationSum.waitSquares) / (count - 1) : 0;
  }

  reset(now: number): void {
    const { reals, stride, categories } = this;
    this.since = now;
    for (let real = 0; real < stride * this.stations; real += stride) {
      for (const sum of RESET) reals[real + sum] = 0;
      reals[real + StationSum.lastChange] = now;
      for (let category = 0; category < categories; category++) {
        const at = real + StationSum.categories + CategoryAt.size * category;
        reals[at + CategoryAt.integral] = 0;
        reals[at + CategoryAt.since] = now;
      }
    }
  }

  private elapsed(station: number, now: number): number {
    return now - this.sum(station, StationSum.lastChange);
  }

  private present(station: number): number {
    return this.count(station, StationCount.queued) + this.count(station, StationCount.busy);
  }
}
