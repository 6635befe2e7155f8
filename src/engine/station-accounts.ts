import { doubled } from './grown-array.js';

// The record of station s begins at s << SHIFT. Its first numbers are what changes with every job.
const SHIFT = 4;
const WIDTH = 1 << SHIFT;
const LAST_CHANGE = 0;
const QUEUED = 1;
const BUSY = 2;
const PULLED = 3;
const QUEUE_INTEGRAL = 4;
const SYSTEM_INTEGRAL = 5;
const BUSY_INTEGRAL = 6;
const ARRIVALS = 7;
const DEPARTURES = 8;
/** Time at the station since the reset, of the jobs that have left. */
const SOJOURNS = 9;
/** Sum over the jobs present of the time from the reset to their arrival. */
const PRESENT_SINCE = 10;
/** Of the time from arrival to the beginning of service: number, mean, and sum of squared deviations (Welford 1962). */
const WAITS = 11;
const WAIT_MEAN = 12;
const WAIT_SQUARES = 13;
const REFUSALS = 14;
const RENEGINGS = 15;
/** Columns that are what the station holds now, and not what it did since the reset. */
const PRESENT: ReadonlySet<number> = new Set([QUEUED, BUSY, PULLED]);

// The record of a category of work at a station begins at KIND_WIDTH times its number.
const KIND_WIDTH = 3;
const WORKERS = 0;
const SINCE = 1;
const WORK_INTEGRAL = 2;

/**
 * What the stations of a bank hold now, and what they did since the statistics were last reset: a record of sixteen doubles per station,
 * two lines of the processor's cache, in one typed array.
 *
 * Integrals are exact at any time: each is brought up to date (`integrate`, `engage`) before a level changes, and never because
 * somebody reads it, so that observing a simulation does not even change its rounding.
 */
export class StationAccounts {
  private stations = new Float64Array(8 * WIDTH);
  /** Per station and category of work. */
  private kinds = new Float64Array(8 * KIND_WIDTH);
  private since = 0;

  constructor(private readonly categories: number) {}

  /** Makes room for a station that opens now. */
  open(station: number, now: number): void {
    while ((station + 1) * WIDTH > this.stations.length) this.stations = doubled(this.stations);
    while ((station + 1) * this.categories * KIND_WIDTH > this.kinds.length) this.kinds = doubled(this.kinds);
    this.stations[(station << SHIFT) + LAST_CHANGE] = now;
  }

  /** To be called before the number of waiting jobs, busy or pulled servers changes. */
  integrate(station: number, now: number): void {
    const { stations } = this;
    const at = station << SHIFT;
    const elapsed = now - stations[at + LAST_CHANGE];
    if (elapsed === 0) return;
    const queued = stations[at + QUEUED];
    const busy = stations[at + BUSY];
    stations[at + QUEUE_INTEGRAL] += queued * elapsed;
    stations[at + SYSTEM_INTEGRAL] += (queued + busy) * elapsed;
    stations[at + BUSY_INTEGRAL] += (busy + stations[at + PULLED]) * elapsed;
    stations[at + LAST_CHANGE] = now;
  }

  /** A job has been accepted. */
  arrive(station: number, now: number): void {
    const { stations } = this;
    const at = station << SHIFT;
    stations[at + ARRIVALS]++;
    stations[at + PRESENT_SINCE] += now - this.since;
  }

  /** A job that arrived at `arrival` leaves, done or not. */
  depart(station: number, arrival: number, now: number): void {
    const { stations, since } = this;
    const at = station << SHIFT;
    const counted = arrival > since ? arrival : since;
    stations[at + SOJOURNS] += now - counted;
    stations[at + PRESENT_SINCE] -= counted - since;
    stations[at + DEPARTURES]++;
  }

  /** One more job waits (1), or one less (-1). */
  wait(station: number, change: number): void {
    this.stations[(station << SHIFT) + QUEUED] += change;
  }

  /** One more server serves a job (1), or one less (-1). */
  serve(station: number, category: number, change: number, now: number): void {
    this.stations[(station << SHIFT) + BUSY] += change;
    this.engage(station, category, change, now);
  }

  /** One more server is away (1), or one less (-1). */
  pull(station: number, category: number, change: number, now: number): void {
    this.stations[(station << SHIFT) + PULLED] += change;
    this.engage(station, category, change, now);
  }

  refuse(station: number): void {
    this.stations[(station << SHIFT) + REFUSALS]++;
  }

  renege(station: number): void {
    this.stations[(station << SHIFT) + RENEGINGS]++;
  }

  /** The time from arrival to the beginning of service of one job. */
  recordWait(station: number, wait: number): void {
    const { stations } = this;
    const at = station << SHIFT;
    const count = ++stations[at + WAITS];
    const mean = stations[at + WAIT_MEAN];
    const delta = wait - mean;
    const updated = mean + delta / count;
    stations[at + WAIT_MEAN] = updated;
    stations[at + WAIT_SQUARES] += delta * (wait - updated);
  }

  /** Jobs waiting, interrupted ones included. */
  queued(station: number): number {
    return this.stations[(station << SHIFT) + QUEUED];
  }

  /** Servers serving a job. */
  busy(station: number): number {
    return this.stations[(station << SHIFT) + BUSY];
  }

  /** Servers serving a job or taken away for a while. */
  engaged(station: number): number {
    const { stations } = this;
    const at = station << SHIFT;
    return stations[at + BUSY] + stations[at + PULLED];
  }

  /** Jobs waiting or in service. */
  present(station: number): number {
    const { stations } = this;
    const at = station << SHIFT;
    return stations[at + QUEUED] + stations[at + BUSY];
  }

  arrivals(station: number): number {
    return this.stations[(station << SHIFT) + ARRIVALS];
  }

  departures(station: number): number {
    return this.stations[(station << SHIFT) + DEPARTURES];
  }

  refusals(station: number): number {
    return this.stations[(station << SHIFT) + REFUSALS];
  }

  renegings(station: number): number {
    return this.stations[(station << SHIFT) + RENEGINGS];
  }

  waits(station: number): number {
    return this.stations[(station << SHIFT) + WAITS];
  }

  waitMean(station: number): number {
    return this.stations[(station << SHIFT) + WAIT_MEAN];
  }

  waitVariance(station: number): number {
    const at = station << SHIFT;
    const count = this.stations[at + WAITS];
    return count > 1 ? this.stations[at + WAIT_SQUARES] / (count - 1) : 0;
  }

  queueTime(station: number, now: number): number {
    return this.stations[(station << SHIFT) + QUEUE_INTEGRAL] + this.queued(station) * this.unchangedFor(station, now);
  }

  systemTime(station: number, now: number): number {
    return this.stations[(station << SHIFT) + SYSTEM_INTEGRAL] + this.present(station) * this.unchangedFor(station, now);
  }

  busyTime(station: number, now: number): number {
    return this.stations[(station << SHIFT) + BUSY_INTEGRAL] + this.engaged(station) * this.unchangedFor(station, now);
  }

  categoryTime(station: number, category: number, now: number): number {
    const { kinds } = this;
    const at = (station * this.categories + category) * KIND_WIDTH;
    return kinds[at + WORK_INTEGRAL] + kinds[at + WORKERS] * (now - kinds[at + SINCE]);
  }

  timeSpent(station: number, now: number): number {
    const at = station << SHIFT;
    return this.stations[at + SOJOURNS] + this.present(station) * (now - this.since) - this.stations[at + PRESENT_SINCE];
  }

  reset(now: number): void {
    const { stations, kinds } = this;
    this.since = now;
    for (let at = 0; at < stations.length; at++) {
      const column = at % WIDTH;
      if (!PRESENT.has(column)) stations[at] = column === LAST_CHANGE ? now : 0;
    }
    for (let at = 0; at < kinds.length; at += KIND_WIDTH) {
      kinds[at + SINCE] = now;
      kinds[at + WORK_INTEGRAL] = 0;
    }
  }

  /** Changes how many servers work on a category. */
  private engage(station: number, category: number, change: number, now: number): void {
    const { kinds } = this;
    const at = (station * this.categories + category) * KIND_WIDTH;
    const workers = kinds[at + WORKERS];
    kinds[at + WORK_INTEGRAL] += workers * (now - kinds[at + SINCE]);
    kinds[at + SINCE] = now;
    kinds[at + WORKERS] = workers + change;
  }

  private unchangedFor(station: number, now: number): number {
    return now - this.stations[(station << SHIFT) + LAST_CHANGE];
  }
}
