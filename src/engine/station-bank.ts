import { NO_EVENT } from './event-list.js';
import { JobLists } from './job-lists.js';
import { JobAt, type JobId, JobSize, JobTable, NO_JOB, Place } from './job-table.js';
import { Priority } from './priorities.js';
import { checkDiscipline, type QueueDiscipline } from './queue-discipline.js';
import type { EventKind, Simulation } from './simulation.js';
import { Selection, StationAccounts, StationCount, StationSum } from './station-accounts.js';
import { MixedLine, PriorityLine, RandomLine, type Line, type Ranking } from './waiting-lines.js';

export { NO_JOB, type JobId };

/** What the owner of a bank is told; a job's attributes can still be read during the call. */
export interface StationEvents {
  /** The job's work is done and its server already serves the next one. */
  completed(job: JobId): void;
  /** The job's service begins for the first time. */
  begun?(job: JobId): void;
  /** The job has lost its server to work of a kind (a meeting's, or a more urgent job's) and waits to go on. */
  interrupted?(job: JobId, category: number): void;
  /** Interrupted service goes on. */
  resumed?(job: JobId): void;
  /** The job has waited longer than its patience and has left. */
  reneged?(job: JobId): void;
  /** A uniform number in (0, 1) for a random selection at a station; needed by the disciplines `random` and `mixed`. */
  uniform?(station: number): number;
}

export interface StationSettings {
  /** Number of servers, at least 1; Infinity for an infinite-server station. */
  readonly servers: number;
  /** Default: fifo. */
  readonly discipline?: QueueDiscipline;
  /** Jobs that fit in, waiting and in service together (the K of M/M/c/K), at least the servers. Default: no limit. */
  readonly capacity?: number;
}

/** @throws RangeError unless `patience` is a time of zero or more, or Infinity. */
export function requirePatience(patience: number): void {
  if (!(patience >= 0)) throw new RangeError(`patience must be a time of zero or more, or Infinity, found ${patience}`);
}

/**
 * Many multi-server stations over one pool of jobs, in typed arrays.
 *
 * A job brings its work [time]; a free server takes it or it waits under the station's discipline. Time spent is accounted to one of
 * `categories` kinds of work per station. Besides working, a server can be pulled away (to a meeting): `pull` takes an idle
 * server, otherwise the one whose present service began last; its job keeps its remaining work and resumes ahead of the queue. Under the
 * discipline `preemptive` it takes the server of the least urgent job, which goes back to its place in the queue, so that
 * always the most urgent jobs are in service.
 *
 * Completions have priority `release` and the end of patience has `expiry`. All integrals are exact at any time and restart at
 * `resetStatistics`. Memory is that of the most jobs that were ever present at once.
 *
 * @example
 * const sim = new Simulation();
 * const bank = new StationBank(sim, { completed: (job) => console.log(`${bank.subjectOf(job)} done at ${sim.now}`) });
 * const desk = bank.add({ servers: 1 });
 * bank.submit(desk, 2, 0, 0, 0, 17, 0);
 * sim.run(); // 17 done at 2
 */
export class StationBank {
  /** Stations added so far. */
  stations = 0;

  private readonly simulation: Simulation;
  private readonly events: StationEvents;
  private readonly categories: number;
  private readonly completion: EventKind;
  private readonly impatience: EventKind;

  private readonly jobs = new JobTable();
  private readonly accounts: StationAccounts;
  /** Jobs that wait, in order of arrival at the queue. */
  private readonly waiting: JobLists;
  /** Interrupted jobs that resume ahead of the queue, the last one first. */
  private readonly resumed: JobLists;
  /** Jobs in service, in order of the beginning of their present service. */
  private readonly serving: JobLists;

  /** Undefined where the list of waiting jobs suffices (fifo, lifo). */
  private readonly lines: (Line | undefined)[] = [];
  /** The station for which a line asks for a uniform number. */
  private choosing = 0;
  private readonly uniform = (): number => this.events.uniform?.(this.choosing) ?? NaN;

  private readonly ranking: Ranking = {
    rank: (job) => this.jobs.rank[job],
    order: (job) => this.jobs.order[job],
  };

  /** @throws RangeError unless `categories`, the number of kinds of work, is a whole number of at least 1. */
  constructor(simulation: Simulation, events: StationEvents, categories = 1) {
    if (!(categories >= 1 && Number.isInteger(categories))) {
      throw new RangeError(`categories must be a whole number of at least 1, found ${categories}`);
    }
    this.simulation = simulation;
    this.events = events;
    this.categories = categories;
    this.accounts = new StationAccounts(categories);
    this.waiting = new JobLists(this.jobs, this.accounts, StationCount.waiting);
    this.resumed = new JobLists(this.jobs, this.accounts, StationCount.resumed);
    this.serving = new JobLists(this.jobs, this.accounts, StationCount.serving);
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
    if (!(capacity >= servers) || (capacity !== Infinity && !Number.isInteger(capacity))) {
      throw new RangeError(`capacity must be a whole number of at least the servers (${servers}), or Infinity, found ${capacity}`);
    }
    checkDiscipline(discipline);
    if ((discipline.name === 'random' || discipline.name === 'mixed') && this.events.uniform === undefined) {
      throw new RangeError(`discipline ${discipline.name} needs a source of uniform numbers`);
    }
    const station = this.stations++;
    const { accounts } = this;
    const real = accounts.realOf(station);
    accounts.open(this.simulation.now);
    accounts.reals[real + StationSum.servers] = servers;
    accounts.reals[real + StationSum.capacity] = capacity;
    this.waiting.open(real);
    this.resumed.open(real);
    this.serving.open(real);
    accounts.ints[2 * real + StationCount.selection] = selectionOf(discipline);
    this.lines.push(this.lineFor(discipline, real));
    return station;
  }

  /**
   * Brings a job to a station; it starts at once when a server is free.
   *
   * @param work time a server needs for it, zero or more
   * @param category kind of work its time is accounted to, from 0
   * @param rank priority number, smaller is more urgent; matters only under a discipline that looks at it
   * @param task, subject, detail three int32 that mean something to the owner
   * @returns the job, or NO_JOB when the station is full
   * @throws RangeError when the work is negative, infinite or NaN, the rank NaN, or the station or category unknown
   */
  submit(station: number, work: number, category: number, rank: number, task: number, subject: number, detail: number): JobId {
    this.requireStation(station);
    this.requireCategory(category);
    if (!(work >= 0 && work < Infinity)) throw new RangeError(`work must be a finite time of zero or more, found ${work}`);
    if (rank !== rank) throw new RangeError(`rank must be a number, found ${rank}`);
    const { accounts, jobs } = this;
    const real = accounts.realOf(station);
    if (this.present(real) >= accounts.reals[real + StationSum.capacity]) {
      accounts.reals[real + StationSum.refusals]++;
      return NO_JOB;
    }
    const now = this.simulation.now;
    accounts.integrate(real, now);
    accounts.arrive(real, now);
    const job = jobs.take(station, work, category, rank, now);
    const int = JobSize.ints * job;
    jobs.ints[int + JobAt.task] = task;
    jobs.ints[int + JobAt.subject] = subject;
    jobs.ints[int + JobAt.detail] = detail;
    if (this.idleServers(real) > 0) this.start(real, job, now);
    else if (this.preempts(real, job)) {
      this.interrupt(this.leastUrgentInService(real), category, now);
      this.start(real, job, now);
    } else this.enqueue(station, real, job);
    return job;
  }

  /**
   * Lets a waiting job leave by itself, told by `reneged`, when its first service has not begun `patience` from now. Replaces an earlier
   * limit; Infinity lifts it. Without effect on a job whose service has begun.
   * @throws RangeError when the patience is negative or NaN.
   */
  limitPatience(job: JobId, patience: number): void {
    requirePatience(patience);
    const { jobs, simulation } = this;
    if (jobs.ints[JobSize.ints * job + JobAt.place] !== Place.waiting || this.hasBegun(job)) return;
    const { reals } = jobs;
    const event = JobSize.reals * job + JobAt.event;
    simulation.cancel(reals[event]);
    reals[event] = patience < Infinity ? simulation.post(this.impatience, patience, job) : NO_EVENT;
  }

  /** Takes a waiting or interrupted job out of its station, without a callback; false when it is in service or has ended. */
  withdraw(job: JobId): boolean {
    const place = this.jobs.ints[JobSize.ints * job + JobAt.place];
    if (place !== Place.waiting && place !== Place.resumed) return false;
    this.simulation.cancel(this.jobs.reals[JobSize.reals * job + JobAt.event]);
    this.leaveWaiting(job, this.simulation.now);
    this.jobs.release(job);
    return true;
  }

  /** Gives a job another meaning for its owner, for instance that nobody waits for its result any more. */
  retask(job: JobId, task: number): void {
    this.jobs.ints[JobSize.ints * job + JobAt.task] = task;
  }

  /**
   * Takes one server away for a while, accounted to `category`; interrupts work (see above) when no server is idle. Work that began at
   * this very instant counts as begun.
   * @throws RangeError when all servers are away already, or the station or category is unknown.
   */
  pull(station: number, category: number): void {
    this.requireStation(station);
    this.requireCategory(category);
    const { accounts } = this;
    const now = this.simulation.now;
    const real = accounts.realOf(station);
    accounts.integrate(real, now);
    if (this.idleServers(real) === 0) {
      if (accounts.count(station, StationCount.busy) === 0) {
        throw new RangeError(`station ${station} has no server left to pull: all ${this.serversOf(station)} are away`);
      }
      if (accounts.count(station, StationCount.selection) === Selection.preemptive) this.interrupt(this.leastUrgentInService(real), category, now);
      else this.setAside(this.serving.last(real), category, now);
    }
    accounts.pull(real, category, 1);
    accounts.engage(real, category, 1, now);
  }

  /**
   * Gives a pulled server back; it takes interrupted or waiting work at once.
   * @throws RangeError when none is away in that category, or the station or category is unknown.
   */
  giveBack(station: number, category: number): void {
    this.requireStation(station);
    this.requireCategory(category);
    const { accounts } = this;
    if (accounts.pulledFor(station, category) === 0) throw new RangeError(`station ${station} has no pulled server to give back in category ${category}`);
    const now = this.simulation.now;
    const real = accounts.realOf(station);
    accounts.integrate(real, now);
    accounts.engage(real, category, -1, now);
    accounts.pull(real, category, -1);
    this.startNext(station, real, now);
  }

  // What a job is.

  stationOf(job: JobId): number {
    return this.jobs.ints[JobSize.ints * job + JobAt.station];
  }

  taskOf(job: JobId): number {
    return this.jobs.ints[JobSize.ints * job + JobAt.task];
  }

  subjectOf(job: JobId): number {
    return this.jobs.ints[JobSize.ints * job + JobAt.subject];
  }

  detailOf(job: JobId): number {
    return this.jobs.ints[JobSize.ints * job + JobAt.detail];
  }

  categoryOf(job: JobId): number {
    return this.jobs.ints[JobSize.ints * job + JobAt.category];
  }

  arrivalOf(job: JobId): number {
    return this.jobs.reals[JobSize.reals * job + JobAt.arrival];
  }

  /** Time waited before service first began; NaN while it has not. */
  waitOf(job: JobId): number {
    return this.jobs.reals[JobSize.reals * job + JobAt.wait];
  }

  isInService(job: JobId): boolean {
    return this.jobs.ints[JobSize.ints * job + JobAt.place] === Place.inService;
  }

  // What a station is doing.

  /** Servers of the station. */
  serversOf(station: number): number {
    return this.accounts.sum(station, StationSum.servers);
  }

  /** Jobs waiting, interrupted ones included. */
  queueLength(station: number): number {
    return this.accounts.count(station, StationCount.queued);
  }

  /** Servers serving a job. */
  busyServers(station: number): number {
    return this.accounts.count(station, StationCount.busy);
  }

  // Statistics since the last reset.

  /** Integral of the number of waiting jobs [jobs x time]. */
  queueTime(station: number): number {
    return this.accounts.queueTime(station, this.simulation.now);
  }

  /** Integral of the number of jobs waiting or in service [jobs x time]. */
  systemTime(station: number): number {
    return this.accounts.systemTime(station, this.simulation.now);
  }

  /** Integral of the number of servers at work or pulled away [servers x time]. */
  busyTime(station: number): number {
    return this.accounts.busyTime(station, this.simulation.now);
  }

  /** Time accounted to one category of work [servers x time]; over all categories it is `busyTime`. */
  categoryTime(station: number, category: number): number {
    return this.accounts.categoryTime(station, category, this.simulation.now);
  }

  /** The same of all stations and categories, at index station * categories + category; for who needs them all. */
  categoryTimes(into: Float64Array): void {
    this.accounts.categoryTimes(this.simulation.now, into);
  }

  /** Jobs accepted. */
  arrivalCount(station: number): number {
    return this.accounts.sum(station, StationSum.arrivals);
  }

  /** Jobs that left: completed, reneged or withdrawn. */
  departureCount(station: number): number {
    return this.accounts.sum(station, StationSum.departures);
  }

  /** Jobs turned away because the station was full. */
  refusalCount(station: number): number {
    return this.accounts.sum(station, StationSum.refusals);
  }

  /** Jobs that left because their patience ended. */
  renegingCount(station: number): number {
    return this.accounts.sum(station, StationSum.renegings);
  }

  /** Number of jobs whose service has begun. */
  waitCount(station: number): number {
    return this.accounts.sum(station, StationSum.waits);
  }

  /** Mean time from arrival to the beginning of service, of the jobs whose service has begun; 0 before the first. */
  meanWait(station: number): number {
    return this.accounts.sum(station, StationSum.waitMean);
  }

  /** Variance of that time; 0 before the second. */
  waitVariance(station: number): number {
    return this.accounts.waitVariance(station);
  }

  /**
   * Sum over jobs of the time each has spent at the station since the reset, from arrivals and departures alone. Little's law as an
   * identity: it equals `systemTime`, which is integrated independently.
   */
  timeSpent(station: number): number {
    return this.accounts.timeSpent(station, this.simulation.now);
  }

  /** Starts all statistics anew at the current time (end of the warm-up); jobs and servers stay as they are. */
  resetStatistics(): void {
    this.accounts.reset(this.simulation.now);
  }

  // Inside.

  private requireStation(station: number): void {
    if (!(station >= 0 && station < this.stations)) throw new RangeError(`station ${station} was never added`);
  }

  private requireCategory(category: number): void {
    if (!(category >= 0 && category < this.categories && Math.floor(category) === category)) {
      throw new RangeError(`category must be a whole number from 0 to ${this.categories - 1}, found ${category}`);
    }
  }

  private lineFor(discipline: QueueDiscipline, real: number): Line | undefined {
    switch (discipline.name) {
      case 'priority':
      case 'preemptive':
        return new PriorityLine(this.ranking);
      case 'random':
        return new RandomLine();
      case 'mixed': {
        const arrivals = { oldest: () => this.waiting.first(real), newest: () => this.waiting.last(real) };
        return new MixedLine(this.ranking, arrivals, discipline.weights);
      }
      default:
        return undefined;
    }
  }

  /** Jobs at a station. */
  private present(real: number): number {
    const { ints } = this.accounts;
    return ints[2 * real + StationCount.queued] + ints[2 * real + StationCount.busy];
  }

  private idleServers(real: number): number {
    const { ints, reals } = this.accounts;
    return reals[real + StationSum.servers] - ints[2 * real + StationCount.busy] - ints[2 * real + StationCount.pulled];
  }

  private hasBegun(job: JobId): boolean {
    const wait = this.jobs.reals[JobSize.reals * job + JobAt.wait];
    return wait === wait;
  }

  private start(real: number, job: JobId, now: number): void {
    const { accounts, simulation } = this;
    const { reals, ints } = this.jobs;
    const at = JobSize.reals * job;
    const int = JobSize.ints * job;
    accounts.ints[2 * real + StationCount.busy]++;
    accounts.engage(real, ints[int + JobAt.category], 1, now);
    this.serving.append(real, job);
    ints[int + JobAt.place] = Place.inService;
    this.jobs.start[job] = now;
    const first = !this.hasBegun(job);
    if (first) {
      if (reals[at + JobAt.event] !== NO_EVENT) simulation.cancel(reals[at + JobAt.event]);
      const wait = now - reals[at + JobAt.arrival];
      reals[at + JobAt.wait] = wait;
      accounts.recordWait(real, wait);
    }
    reals[at + JobAt.event] = simulation.post(this.completion, reals[at + JobAt.remaining], job);
    if (first) this.events.begun?.(job);
    else this.events.resumed?.(job);
  }

  private startNext(station: number, real: number, now: number): void {
    if (this.accounts.ints[2 * real + StationCount.queued] === 0 || this.idleServers(real) === 0) return;
    const job = this.next(station, real);
    this.leaveQueue(station, real, job);
    this.start(real, job, now);
  }

  private complete(job: JobId): void {
    const { accounts, jobs } = this;
    const station = jobs.ints[JobSize.ints * job + JobAt.station];
    const real = accounts.realOf(station);
    const now = this.simulation.now;
    accounts.integrate(real, now);
    this.leaveService(real, job, now);
    accounts.depart(real, jobs.reals[JobSize.reals * job + JobAt.arrival], now);
    try {
      this.startNext(station, real, now);
      this.events.completed(job);
    } finally {
      jobs.release(job);
    }
  }

  private renege(job: JobId): void {
    this.leaveWaiting(job, this.simulation.now);
    this.accounts.reals[this.accounts.realOf(this.stationOf(job)) + StationSum.renegings]++;
    try {
      this.events.reneged?.(job);
    } finally {
      this.jobs.release(job);
    }
  }

  /** Takes a waiting or interrupted job out of the queue and the station. */
  private leaveWaiting(job: JobId, now: number): void {
    const station = this.stationOf(job);
    const real = this.accounts.realOf(station);
    this.accounts.integrate(real, now);
    this.leaveQueue(station, real, job);
    this.accounts.depart(real, this.arrivalOf(job), now);
  }

  private leaveService(real: number, job: JobId, now: number): void {
    const { ints } = this.jobs;
    this.accounts.ints[2 * real + StationCount.busy]--;
    this.accounts.engage(real, ints[JobSize.ints * job + JobAt.category], -1, now);
    this.serving.remove(real, job);
    ints[JobSize.ints * job + JobAt.place] = Place.nowhere;
  }

  /** Stops a job in service. */
  private suspend(real: number, job: JobId, now: number): void {
    const { reals, start } = this.jobs;
    const at = JobSize.reals * job;
    this.simulation.cancel(reals[at + JobAt.event]);
    reals[at + JobAt.event] = NO_EVENT;
    const remaining = reals[at + JobAt.remaining] - (now - start[job]);
    // Rounding can leave a remainder a hair below zero.
    reals[at + JobAt.remaining] = remaining > 0 ? remaining : 0;
    this.leaveService(real, job, now);
  }

  /** A job in service goes back to its place in the queue. */
  private interrupt(job: JobId, category: number, now: number): void {
    const station = this.stationOf(job);
    const real = this.accounts.realOf(station);
    this.suspend(real, job, now);
    this.enqueue(station, real, job);
    this.events.interrupted?.(job, category);
  }

  /** A job in service goes ahead of the queue. */
  private setAside(job: JobId, category: number, now: number): void {
    const real = this.accounts.realOf(this.stationOf(job));
    this.suspend(real, job, now);
    this.jobs.ints[JobSize.ints * job + JobAt.place] = Place.resumed;
    this.accounts.ints[2 * real + StationCount.queued]++;
    this.resumed.prepend(real, job);
    this.events.interrupted?.(job, category);
  }

  private preempts(real: number, job: JobId): boolean {
    const { ints } = this.accounts;
    if (ints[2 * real + StationCount.selection] !== Selection.preemptive || ints[2 * real + StationCount.busy] === 0) return false;
    return this.jobs.rank[job] < this.jobs.rank[this.leastUrgentInService(real)];
  }

  /** Largest rank in service; among equals the one that began last. */
  private leastUrgentInService(real: number): JobId {
    const { rank, ints } = this.jobs;
    let least = this.serving.last(real);
    for (let job = ints[JobSize.ints * least + JobAt.previous]; job !== NO_JOB; job = ints[JobSize.ints * job + JobAt.previous]) {
      if (rank[job] > rank[least]) least = job;
    }
    return least;
  }

  private enqueue(station: number, real: number, job: JobId): void {
    this.jobs.ints[JobSize.ints * job + JobAt.place] = Place.waiting;
    this.accounts.ints[2 * real + StationCount.queued]++;
    this.waiting.append(real, job);
    if (this.hasLine(real)) this.lines[station]?.insert(job);
  }

  private leaveQueue(station: number, real: number, job: JobId): void {
    const { ints } = this.jobs;
    const place = JobSize.ints * job + JobAt.place;
    this.accounts.ints[2 * real + StationCount.queued]--;
    if (ints[place] === Place.resumed) this.resumed.remove(real, job);
    else {
      this.waiting.remove(real, job);
      if (this.hasLine(real)) this.lines[station]?.remove(job);
    }
    ints[place] = Place.nowhere;
  }

  /** The job that the discipline takes next; interrupted work comes before everything. */
  private next(station: number, real: number): JobId {
    const resumed = this.resumed.first(real);
    if (resumed !== NO_JOB) return resumed;
    const line = this.hasLine(real) ? this.lines[station] : undefined;
    if (line !== undefined) {
      this.choosing = station;
      return line.next(this.uniform);
    }
    return this.accounts.ints[2 * real + StationCount.selection] === Selection.newest ? this.waiting.last(real) : this.waiting.first(real);
  }

  /** Whether a line selects: said by the record, which is at hand. */
  private hasLine(real: number): boolean {
    return this.accounts.ints[2 * real + StationCount.selection] >= Selection.line;
  }
}

function selectionOf({ name }: QueueDiscipline): number {
  switch (name) {
    case 'fifo':
      return Selection.oldest;
    case 'lifo':
      return Selection.newest;
    case 'preemptive':
      return Selection.preemptive;
    default:
      return Selection.line;
  }
}
