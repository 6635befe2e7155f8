import { NO_EVENT } from './event-list.js';
import { Priority } from './priorities.js';
import { checkDiscipline, type QueueDiscipline } from './queue-discipline.js';
import type { EventKind, Simulation } from './simulation.js';
import { MixedLine, PriorityLine, RandomLine, type Line, type Ranking } from './waiting-lines.js';

/** Number of a job; valid from `submit` until the callback that ends it returns. */
export type JobId = number;

/** No job: what `submit` returns when a full station refuses. */
export const NO_JOB: JobId = -1;

/** What the owner of a bank is told; a job's attributes can still be read during the call. */
export interface StationEvents {
  /** The job's work is done and its server already serves the next one. */
  completed(job: JobId): void;
  /** The job's service begins for the first time. */
  begun?(job: JobId): void;
  /** The job has waited longer than its patience and has left. */
  reneged?(job: JobId): void;
  /** A uniform number in (0, 1) for a random selection at a station; needed by the disciplines `random` and `mixed`. */
  uniform?(station: number): number;
}

export interface StationSettings {
  /** Number of servers, at least 1; Infinity for an infinite-server station. */
  readonly servers: number;
  readonly discipline?: QueueDiscipline;
  /** Jobs that fit in, waiting and in service together (the K of M/M/c/K). Default: no limit. */
  readonly capacity?: number;
}

// Where a job stands.
const NOWHERE = 0;
/** Interrupted work that resumes ahead of the queue. */
const RESUMED = 1;
const WAITING = 2;
const IN_SERVICE = 3;

/**
 * Many multi-server stations over one pool of jobs, in parallel typed arrays.
 *
 * A job brings its work [time]; a free server takes it or it waits under the station's discipline. Time spent is accounted to one of
 * `categories` kinds of work per station. Besides working, a server can be pulled away (to a meeting): `pull` takes an idle
 * server, otherwise the one that began last, whose job keeps its remaining work and resumes ahead of the queue.
 *
 * All integrals are exact at any time and restart at `resetStatistics`.
 */
export class StationBank {
  /** Stations added so far. */
  stations = 0;

  private readonly simulation: Simulation;
  private readonly events: StationEvents;
  private readonly uniform: (station: number) => number;
  private readonly categories: number;
  private readonly completion: EventKind;
  private readonly impatience: EventKind;
  private resetTime = 0;
  private orderCount = 0;
  private frontCount = 0;

  // Stations.
  private servers = new Float64Array(8);
  private capacities = new Float64Array(8);
  private busy = new Int32Array(8);
  private pulled = new Int32Array(8);
  private queued = new Int32Array(8);
  private waitingHead = new Int32Array(8);
  private waitingTail = new Int32Array(8);
  private resumedHead = new Int32Array(8);
  private serviceHead = new Int32Array(8);
  private serviceTail = new Int32Array(8);
  private readonly disciplines: QueueDiscipline[] = [];
  /** Undefined where the linked list of the bank suffices (fifo, lifo). */
  private readonly lines: (Line | undefined)[] = [];

  // Statistics per station.
  private lastChange = new Float64Array(8);
  private queueIntegral = new Float64Array(8);
  private systemIntegral = new Float64Array(8);
  private busyIntegral = new Float64Array(8);
  private arrivals = new Float64Array(8);
  private departures = new Float64Array(8);
  private refusals = new Float64Array(8);
  private renegings = new Float64Array(8);
  private sojournSum = new Float64Array(8);
  private presentSince = new Float64Array(8);
  private waits = new Float64Array(8);
  private waitMean = new Float64Array(8);
  private waitSquares = new Float64Array(8);
  // Per station and category.
  private workers = new Int32Array(8);
  private workSince = new Float64Array(8);
  private workIntegral = new Float64Array(8);

  // Jobs.
  private jobCount = 0;
  private freeJobs: Int32Array = new Int32Array(64);
  private freeJobCount = 0;
  private jobStation = new Int32Array(64);
  private jobPlace = new Uint8Array(64);
  private jobCategory = new Int32Array(64);
  private jobRank = new Float64Array(64);
  private jobOrder = new Float64Array(64);
  private jobRemaining = new Float64Array(64);
  private jobArrival = new Float64Array(64);
  private jobStart = new Float64Array(64);
  private jobWait = new Float64Array(64);
  private jobEvent = new Float64Array(64);
  private jobTask = new Int32Array(64);
  private jobSubject = new Int32Array(64);
  private jobDetail = new Int32Array(64);
  private jobNext = new Int32Array(64);
  private jobPrevious = new Int32Array(64);

  private readonly ranking: Ranking = {
    rank: (job) => this.jobRank[job],
    order: (job) => this.jobOrder[job],
  };

  constructor(simulation: Simulation, events: StationEvents, categories = 1) {
    this.simulation = simulation;
    this.events = events;
    this.uniform = (station) => events.uniform?.(station) ?? NaN;
    this.categories = categories;
    this.completion = simulation.define(Priority.release, (job) => this.complete(job));
    this.impatience = simulation.define(Priority.expiry, (job) => this.renege(job));
  }

  /**
   * Adds a station and returns its index.
   * @throws RangeError on fewer than one server, a fraction of a server, a capacity below the servers, or bad weights.
   */
  add(settings: StationSettings): number {
    const { servers, discipline = { name: 'fifo' }, capacity = Infinity } = settings;
    if (!(servers >= 1) || (servers !== Infinity && !Number.isInteger(servers))) {
      throw new RangeError(`servers must be a whole number of at least 1, or Infinity, found ${servers}`);
    }
    if (!(capacity >= 1)) throw new RangeError(`capacity must be at least 1, found ${capacity}`);
    checkDiscipline(discipline);
    if ((discipline.name === 'random' || discipline.name === 'mixed') && this.events.uniform === undefined) {
      throw new RangeError(`discipline ${discipline.name} needs a source of uniform numbers`);
    }
    const station = this.stations++;
    if (this.stations > this.servers.length) this.growStations();
    while (this.stations * this.categories > this.workers.length) this.growCategories();
    this.servers[station] = servers;
    this.capacities[station] = capacity;
    this.waitingHead[station] = this.waitingTail[station] = NO_JOB;
    this.serviceHead[station] = this.serviceTail[station] = NO_JOB;
    this.resumedHead[station] = NO_JOB;
    this.lastChange[station] = this.simulation.now;
    this.disciplines.push(discipline);
    this.lines.push(this.lineFor(discipline));
    return station;
  }

  /**
   * Brings a job to a station; it starts at once when a server is free.
   *
   * @param work time a server needs for it, zero or more
   * @param category kind of work its time is accounted to, from 0
   * @param rank priority number, smaller is more urgent; matters only under a discipline that looks at it
   * @param task, subject, detail three integers that mean something to the owner
   * @returns the job, or NO_JOB when the station is full
   * @throws RangeError when the work is negative, infinite or NaN
   */
  submit(station: number, work: number, category: number, rank: number, task: number, subject: number, detail: number): JobId {
    if (!(work >= 0 && work < Infinity)) throw new RangeError(`work must be a finite time of zero or more, found ${work}`);
    if (this.queued[station] + this.busy[station] >= this.capacities[station]) {
      this.refusals[station]++;
      return NO_JOB;
    }
    const now = this.simulation.now;
    this.integrate(station, now);
    const job = this.takeJob();
    this.jobStation[job] = station;
    this.jobCategory[job] = category;
    this.jobRank[job] = rank;
    this.jobOrder[job] = this.orderCount++;
    this.jobRemaining[job] = work;
    this.jobArrival[job] = now;
    this.jobStart[job] = NaN;
    this.jobWait[job] = NaN;
    this.jobEvent[job] = NO_EVENT;
    this.jobTask[job] = task;
    this.jobSubject[job] = subject;
    this.jobDetail[job] = detail;
    this.arrivals[station]++;
    this.presentSince[station] += now - this.resetTime;
    if (this.busy[station] + this.pulled[station] < this.servers[station]) this.start(station, job, now);
    else if (this.preempts(station, job)) {
      this.interrupt(this.leastUrgentInService(station), now, false);
      this.start(station, job, now);
    } else this.enqueue(station, job);
    return job;
  }

  /** Lets a waiting job leave by itself, told by `reneged`, when its first service has not begun after `patience`. */
  limitPatience(job: JobId, patience: number): void {
    if (this.jobPlace[job] === WAITING) this.jobEvent[job] = this.simulation.post(this.impatience, patience, job);
  }

  /** Takes a job that is not in service out of its station, without a callback; false when it is in service. */
  withdraw(job: JobId): boolean {
    if (this.jobPlace[job] === IN_SERVICE) return false;
    const station = this.jobStation[job];
    this.integrate(station, this.simulation.now);
    this.simulation.cancel(this.jobEvent[job]);
    this.leaveQueue(station, job);
    this.depart(station, job);
    this.releaseJob(job);
    return true;
  }

  /** Gives a job another meaning for its owner, for instance that nobody waits for its result any more. */
  retask(job: JobId, task: number): void {
    this.jobTask[job] = task;
  }

  /** Takes one server away for a while, accounted to `category`; interrupts the work begun last when no server is idle. */
  pull(station: number, category: number): void {
    const now = this.simulation.now;
    this.integrate(station, now);
    if (this.busy[station] + this.pulled[station] >= this.servers[station]) {
      const last = this.serviceTail[station];
      if (last === NO_JOB) throw new RangeError(`station ${station} has no server left to pull: calendars were not respected`);
      this.interrupt(last, now, true);
    }
    this.pulled[station]++;
    this.engage(station, category, 1, now);
  }

  /** Gives a pulled server back; it takes interrupted or waiting work at once. */
  giveBack(station: number, category: number): void {
    const now = this.simulation.now;
    this.integrate(station, now);
    this.engage(station, category, -1, now);
    this.pulled[station]--;
    this.startNext(station, now);
  }

  // What a job is.

  stationOf(job: JobId): number {
    return this.jobStation[job];
  }

  taskOf(job: JobId): number {
    return this.jobTask[job];
  }

  subjectOf(job: JobId): number {
    return this.jobSubject[job];
  }

  detailOf(job: JobId): number {
    return this.jobDetail[job];
  }

  categoryOf(job: JobId): number {
    return this.jobCategory[job];
  }

  arrivalOf(job: JobId): number {
    return this.jobArrival[job];
  }

  /** Time waited before service first began; NaN while it has not. */
  waitOf(job: JobId): number {
    return this.jobWait[job];
  }

  isInService(job: JobId): boolean {
    return this.jobPlace[job] === IN_SERVICE;
  }

  // What a station is doing.

  /** Servers of the station. */
  serversOf(station: number): number {
    return this.servers[station];
  }

  /** Jobs waiting, interrupted ones included. */
  queueLength(station: number): number {
    return this.queued[station];
  }

  /** Servers serving a job. */
  busyServers(station: number): number {
    return this.busy[station];
  }

  // Statistics since the last reset.

  /** Integral of the number of waiting jobs [jobs x time]. */
  queueTime(station: number): number {
    return this.queueIntegral[station] + this.queued[station] * this.sinceChange(station);
  }

  /** Integral of the number of jobs waiting or in service [jobs x time]. */
  systemTime(station: number): number {
    return this.systemIntegral[station] + (this.queued[station] + this.busy[station]) * this.sinceChange(station);
  }

  /** Integral of the number of servers at work or pulled away [servers x time]. */
  busyTime(station: number): number {
    return this.busyIntegral[station] + (this.busy[station] + this.pulled[station]) * this.sinceChange(station);
  }

  /** Time accounted to one category of work [servers x time]; over all categories it is `busyTime`. */
  categoryTime(station: number, category: number): number {
    const index = station * this.categories + category;
    return this.workIntegral[index] + this.workers[index] * (this.simulation.now - this.workSince[index]);
  }

  /** Jobs accepted. */
  arrivalCount(station: number): number {
    return this.arrivals[station];
  }

  /** Jobs that left: completed, reneged or withdrawn. */
  departureCount(station: number): number {
    return this.departures[station];
  }

  refusalCount(station: number): number {
    return this.refusals[station];
  }

  renegingCount(station: number): number {
    return this.renegings[station];
  }

  /** Number of jobs whose service has begun. */
  waitCount(station: number): number {
    return this.waits[station];
  }

  /** Mean time from arrival to the beginning of service; 0 before the first. */
  meanWait(station: number): number {
    return this.waitMean[station];
  }

  /** Variance of that time; 0 before the second. */
  waitVariance(station: number): number {
    const count = this.waits[station];
    return count > 1 ? this.waitSquares[station] / (count - 1) : 0;
  }

  /**
   * Sum over jobs of the time each has spent at the station since the reset, from arrivals and departures alone. Little's law as an
   * identity: it equals `systemTime`, which is integrated independently.
   */
  timeSpent(station: number): number {
    const present = this.queued[station] + this.busy[station];
    return this.sojournSum[station] + present * (this.simulation.now - this.resetTime) - this.presentSince[station];
  }

  /** Starts all statistics anew at the current time (end of the warm-up); jobs and servers stay as they are. */
  resetStatistics(): void {
    const now = this.simulation.now;
    this.resetTime = now;
    for (const array of [this.queueIntegral, this.systemIntegral, this.busyIntegral, this.arrivals, this.departures, this.refusals,
      this.renegings, this.sojournSum, this.presentSince, this.waits, this.waitMean, this.waitSquares, this.workIntegral]) array.fill(0);
    this.lastChange.fill(now);
    this.workSince.fill(now);
  }

  // Inside.

  private lineFor(discipline: QueueDiscipline): Line | undefined {
    switch (discipline.name) {
      case 'priority':
      case 'preemptive':
        return new PriorityLine(this.ranking);
      case 'random':
        return new RandomLine();
      case 'mixed':
        return new MixedLine(this.ranking, discipline.weights);
      default:
        return undefined;
    }
  }

  private sinceChange(station: number): number {
    return this.simulation.now - this.lastChange[station];
  }

  private integrate(station: number, now: number): void {
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
  private engage(station: number, category: number, change: number, now: number): void {
    const index = station * this.categories + category;
    this.workIntegral[index] += this.workers[index] * (now - this.workSince[index]);
    this.workSince[index] = now;
    this.workers[index] += change;
  }

  private start(station: number, job: JobId, now: number): void {
    this.jobPlace[job] = IN_SERVICE;
    this.busy[station]++;
    this.engage(station, this.jobCategory[job], 1, now);
    const tail = this.serviceTail[station];
    this.jobPrevious[job] = tail;
    this.jobNext[job] = NO_JOB;
    if (tail === NO_JOB) this.serviceHead[station] = job;
    else this.jobNext[tail] = job;
    this.serviceTail[station] = job;
    const first = this.jobWait[job] !== this.jobWait[job];
    if (first) {
      if (this.jobEvent[job] !== NO_EVENT) this.simulation.cancel(this.jobEvent[job]);
      this.recordWait(station, job, now);
    }
    this.jobStart[job] = now;
    this.jobEvent[job] = this.simulation.post(this.completion, this.jobRemaining[job], job);
    if (first) this.events.begun?.(job);
  }

  private recordWait(station: number, job: JobId, now: number): void {
    const wait = now - this.jobArrival[job];
    this.jobWait[job] = wait;
    const count = ++this.waits[station];
    const delta = wait - this.waitMean[station];
    this.waitMean[station] += delta / count;
    this.waitSquares[station] += delta * (wait - this.waitMean[station]);
  }

  private startNext(station: number, now: number): void {
    if (this.queued[station] === 0 || this.busy[station] + this.pulled[station] >= this.servers[station]) return;
    const job = this.next(station);
    this.leaveQueue(station, job);
    this.start(station, job, now);
  }

  private complete(job: JobId): void {
    const station = this.jobStation[job];
    const now = this.simulation.now;
    this.integrate(station, now);
    this.leaveService(station, job, now);
    this.depart(station, job);
    this.startNext(station, now);
    this.events.completed(job);
    this.releaseJob(job);
  }

  private renege(job: JobId): void {
    const station = this.jobStation[job];
    this.integrate(station, this.simulation.now);
    this.leaveQueue(station, job);
    this.depart(station, job);
    this.renegings[station]++;
    this.events.reneged?.(job);
    this.releaseJob(job);
  }

  private leaveService(station: number, job: JobId, now: number): void {
    this.busy[station]--;
    this.engage(station, this.jobCategory[job], -1, now);
    const next = this.jobNext[job];
    const previous = this.jobPrevious[job];
    if (previous === NO_JOB) this.serviceHead[station] = next;
    else this.jobNext[previous] = next;
    if (next === NO_JOB) this.serviceTail[station] = previous;
    else this.jobPrevious[next] = previous;
    this.jobPlace[job] = NOWHERE;
  }

  private depart(station: number, job: JobId): void {
    const arrival = this.jobArrival[job];
    const counted = arrival > this.resetTime ? arrival : this.resetTime;
    this.sojournSum[station] += this.simulation.now - counted;
    this.presentSince[station] -= counted - this.resetTime;
    this.departures[station]++;
  }

  /** Stops a job in service; it goes ahead of the queue (`resumed`) or back to its place in it (preemption by priority). */
  private interrupt(job: JobId, now: number, resumed: boolean): void {
    const station = this.jobStation[job];
    this.simulation.cancel(this.jobEvent[job]);
    this.jobEvent[job] = NO_EVENT;
    const remaining = this.jobRemaining[job] - (now - this.jobStart[job]);
    // Rounding can leave a remainder a hair below zero.
    this.jobRemaining[job] = remaining > 0 ? remaining : 0;
    this.leaveService(station, job, now);
    if (!resumed) {
      this.enqueue(station, job);
      return;
    }
    this.jobPlace[job] = RESUMED;
    this.jobOrder[job] = -++this.frontCount;
    this.jobPrevious[job] = NO_JOB;
    const head = this.resumedHead[station];
    this.jobNext[job] = head;
    if (head !== NO_JOB) this.jobPrevious[head] = job;
    this.resumedHead[station] = job;
    this.queued[station]++;
  }

  private preempts(station: number, job: JobId): boolean {
    if (this.disciplines[station].name !== 'preemptive' || this.busy[station] === 0) return false;
    return this.jobRank[job] < this.jobRank[this.leastUrgentInService(station)];
  }

  /** Largest rank in service; among equals the one that began last. */
  private leastUrgentInService(station: number): JobId {
    let least = this.serviceTail[station];
    for (let job = this.jobPrevious[least]; job !== NO_JOB; job = this.jobPrevious[job]) {
      if (this.jobRank[job] > this.jobRank[least]) least = job;
    }
    return least;
  }

  private enqueue(station: number, job: JobId): void {
    this.jobPlace[job] = WAITING;
    this.queued[station]++;
    const line = this.lines[station];
    if (line !== undefined) {
      line.insert(job);
      return;
    }
    const tail = this.waitingTail[station];
    this.jobPrevious[job] = tail;
    this.jobNext[job] = NO_JOB;
    if (tail === NO_JOB) this.waitingHead[station] = job;
    else this.jobNext[tail] = job;
    this.waitingTail[station] = job;
  }

  private leaveQueue(station: number, job: JobId): void {
    this.queued[station]--;
    const line = this.lines[station];
    if (line !== undefined && this.jobPlace[job] === WAITING) {
      line.remove(job);
      return;
    }
    const next = this.jobNext[job];
    const previous = this.jobPrevious[job];
    if (next !== NO_JOB) this.jobPrevious[next] = previous;
    if (previous !== NO_JOB) this.jobNext[previous] = next;
    if (this.resumedHead[station] === job) this.resumedHead[station] = next;
    if (this.waitingHead[station] === job) this.waitingHead[station] = next;
    if (this.waitingTail[station] === job) this.waitingTail[station] = previous;
  }

  /** The job that the discipline takes next; interrupted work comes before everything. */
  private next(station: number): JobId {
    const resumed = this.resumedHead[station];
    if (resumed !== NO_JOB) return resumed;
    const line = this.lines[station];
    if (line !== undefined) return line.next(() => this.uniform(station));
    return this.disciplines[station].name === 'lifo' ? this.waitingTail[station] : this.waitingHead[station];
  }

  private takeJob(): JobId {
    if (this.freeJobCount > 0) return this.freeJobs[--this.freeJobCount];
    if (this.jobCount === this.jobStation.length) this.growJobs();
    return this.jobCount++;
  }

  private releaseJob(job: JobId): void {
    this.jobPlace[job] = NOWHERE;
    this.freeJobs[this.freeJobCount++] = job;
  }

  private growJobs(): void {
    this.freeJobs = doubled(this.freeJobs);
    this.jobStation = doubled(this.jobStation);
    this.jobPlace = doubled(this.jobPlace);
    this.jobCategory = doubled(this.jobCategory);
    this.jobRank = doubled(this.jobRank);
    this.jobOrder = doubled(this.jobOrder);
    this.jobRemaining = doubled(this.jobRemaining);
    this.jobArrival = doubled(this.jobArrival);
    this.jobStart = doubled(this.jobStart);
    this.jobWait = doubled(this.jobWait);
    this.jobEvent = doubled(this.jobEvent);
    this.jobTask = doubled(this.jobTask);
    this.jobSubject = doubled(this.jobSubject);
    this.jobDetail = doubled(this.jobDetail);
    this.jobNext = doubled(this.jobNext);
    this.jobPrevious = doubled(this.jobPrevious);
  }

  private growStations(): void {
    this.servers = doubled(this.servers);
    this.capacities = doubled(this.capacities);
    this.busy = doubled(this.busy);
    this.pulled = doubled(this.pulled);
    this.queued = doubled(this.queued);
    this.waitingHead = doubled(this.waitingHead);
    this.waitingTail = doubled(this.waitingTail);
    this.resumedHead = doubled(this.resumedHead);
    this.serviceHead = doubled(this.serviceHead);
    this.serviceTail = doubled(this.serviceTail);
    this.lastChange = doubled(this.lastChange);
    this.queueIntegral = doubled(this.queueIntegral);
    this.systemIntegral = doubled(this.systemIntegral);
    this.busyIntegral = doubled(this.busyIntegral);
    this.arrivals = doubled(this.arrivals);
    this.departures = doubled(this.departures);
    this.refusals = doubled(this.refusals);
    this.renegings = doubled(this.renegings);
    this.sojournSum = doubled(this.sojournSum);
    this.presentSince = doubled(this.presentSince);
    this.waits = doubled(this.waits);
    this.waitMean = doubled(this.waitMean);
    this.waitSquares = doubled(this.waitSquares);
  }

  private growCategories(): void {
    this.workers = doubled(this.workers);
    this.workSince = doubled(this.workSince);
    this.workIntegral = doubled(this.workIntegral);
  }
}

function doubled<T extends Float64Array | Int32Array | Uint8Array>(array: T): T {
  const Type = array.constructor as new (length: number) => T;
  const grown = new Type(array.length * 2);
  grown.set(array);
  return grown;
}
