import { doubled } from './grown-array.js';

/**
 * What the stations of a bank hold now, and what they did since the statistics were last reset, in parallel typed arrays indexed by station.
 *
 * Integrals are exact at any time: each is brought up to date (`integrate`, `engage`) before a level changes, and never because
 * somebody reads it, so that observing a simulation does not even change its rounding.
 */
export class StationAccounts {
  /** Jobs waiting, interrupted ones included. */
  queued = new Int32Array(8);
  /** Servers serving a job. */
  busy = new Int32Array(8);
  /** Servers taken away for a while. */
  pulled = new Int32Array(8);
  arrivals = new Float64Array(8);
  departures = new Float64Array(8);
  refusals = new Float64Array(8);
  renegings = new Float64Array(8);
  /** Of the time from arrival to the beginning of service: number, mean, and sum of squared deviations (Welford 1962). */
  waits = new Float64Array(8);
  waitMean = new Float64Array(8);
  waitSquares = new Float64Array(8);

  private since = 0;
  private lastChange = new Float64Array(8);
  private queueIntegral = new Float64Array(8);
  private systemIntegral = new Float64Array(8);
  private busyIntegral = new Float64Array(8);
  /** Time at the station since the reset, of the jobs that have left. */
  private sojournSum = new Float64Array(8);
  /** Sum over the jobs present of the time from the reset to their arrival. */
  private presentSince = new Float64Array(8);

  // Per station and category of work.
  private workers = new Int32Array(8);
  private workSince = new Float64Array(8);
  private workIntegral = new Float64Array(8);

  constructor(private readonly categories: number) {}

  /** Makes room for a station that opens now. */
  open(station: number, now: number): void {
    if (station >= this.queued.length) this.growStations();
    while ((station + 1) * this.categories > this.workers.length) this.growCategories();
    this.lastChange[station] = now;
  }

  /** To be called before the number of waiting jobs, busy or pulled servers changes. */
  integrate(station: number, now: number): void {
    const elapsed = now - this.lastChange[station];
    if (elapsed === 0) return;
    const queued = this.queued[station];
    const busy = this.busy[station];
    this.queueIntegral[station] += queued * elapsed;
    this.systemIntegral[station] += (queued + busy) * elapsed;
    this.busyIntegral[station] += (busy + this.pulled[station]) * elapsed;
    this.lastChange[station] = now;
  }

  /** Changes how many servers work on a category. */
  engage(station: number, category: number, change: number, now: number): void {
    const index = station * this.categories + category;
    const workers = this.workers[index];
    this.workIntegral[index] += workers * (now - this.workSince[index]);
    this.workSince[index] = now;
    this.workers[index] = workers + change;
  }

  arrive(station: number, now: number): void {
    this.arrivals[station]++;
    this.presentSince[station] += now - this.since;
  }

  depart(station: number, arrival: number, now: number): void {
    const counted = arrival > this.since ? arrival : this.since;
    this.sojournSum[station] += now - counted;
    this.presentSince[station] -= counted - this.since;
    this.departures[station]++;
  }

  recordWait(station: number, wait: number): void {
    const count = ++this.waits[station];
    const mean = this.waitMean[station];
    const delta = wait - mean;
    const updated = mean + delta / count;
    this.waitMean[station] = updated;
    this.waitSquares[station] += delta * (wait - updated);
  }

  queueTime(station: number, now: number): number {
    return this.queueIntegral[station] + this.queued[station] * (now - this.lastChange[station]);
  }

  systemTime(station: number, now: number): number {
    return this.systemIntegral[station] + this.present(station) * (now - this.lastChange[station]);
  }

  busyTime(station: number, now: number): number {
    return this.busyIntegral[station] + (this.busy[station] + this.pulled[station]) * (now - this.lastChange[station]);
  }

  categoryTime(station: number, category: number, now: number): number {
    const index = station * this.categories + category;
    return this.workIntegral[index] + this.workers[index] * (now - this.workSince[index]);
  }

  /** `categoryTime` of all categories of the first stations, as many as there is room for. */
  categoryTimes(now: number, into: Float64Array): void {
    const { workIntegral, workers, workSince } = this;
    for (let index = 0; index < into.length; index++) into[index] = workIntegral[index] + workers[index] * (now - workSince[index]);
  }

  timeSpent(station: number, now: number): number {
    return this.sojournSum[station] + this.present(station) * (now - this.since) - this.presentSince[station];
  }

  waitVariance(station: number): number {
    const count = this.waits[station];
    return count > 1 ? this.waitSquares[station] / (count - 1) : 0;
  }

  reset(now: number): void {
    this.since = now;
    for (const array of [this.queueIntegral, this.systemIntegral, this.busyIntegral, this.arrivals, this.departures, this.refusals,
      this.renegings, this.sojournSum, this.presentSince, this.waits, this.waitMean, this.waitSquares, this.workIntegral]) array.fill(0);
    this.lastChange.fill(now);
    this.workSince.fill(now);
  }

  private present(station: number): number {
    return this.queued[station] + this.busy[station];
  }

  private growStations(): void {
    this.queued = doubled(this.queued);
    this.busy = doubled(this.busy);
    this.pulled = doubled(this.pulled);
    this.arrivals = doubled(this.arrivals);
    this.departures = doubled(this.departures);
    this.refusals = doubled(this.refusals);
    this.renegings = doubled(this.renegings);
    this.waits = doubled(this.waits);
    this.waitMean = doubled(this.waitMean);
    this.waitSquares = doubled(this.waitSquares);
    this.lastChange = doubled(this.lastChange);
    this.queueIntegral = doubled(this.queueIntegral);
    this.systemIntegral = doubled(this.systemIntegral);
    this.busyIntegral = doubled(this.busyIntegral);
    this.sojournSum = doubled(this.sojournSum);
    this.presentSince = doubled(this.presentSince);
  }

  private growCategories(): void {
    this.workers = doubled(this.workers);
    this.workSince = doubled(this.workSince);
    this.workIntegral = doubled(this.workIntegral);
  }
}
