import { NO_EVENT } from './event-list.js';
import { doubled } from './grown-array.js';
import { JobLists } from './job-lists.js';
import { JobTable, NO_JOB, Place, type JobId } from './job-table.js';
import { Priority } from './priorities.js';
import { checkDiscipline, type QueueDiscipline } from './queue-discipline.js';
import type { EventKind, Simulation } from './simulation.js';
import { StationAccounts } from './station-accounts.js';
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
 * Many multi-server stations over one pool of jobs, in parallel typed arrays.
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
  private readonly waiting = new JobLists(this.jobs);
  /** Interrupted jobs that resume ahead of the queue, the last one first. */
  private readonly resumed = new JobLists(this.jobs);
  /** Jobs in service, in order of the beginning of their present service. */
  private readonly serving = new JobLists(this.jobs);

  private servers = new Float64Array(8);
  private capacities = new Float64Array(8);
  private readonly disciplines: QueueDiscipline[] = [];
  /** Undefined where the list of waiting jobs suffices (fifo, lifo). */
  private readonly lines: (Line | undefined)[] = [];
  private readonly uniforms: (() => number)[] = [];
  /** Servers away by station and category. */
  private readonly pulledFor: number[] = [];

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
    if (station >= this.servers.length) {
      this.servers = doubled(this.servers);
      this.capacities = doubled(this.capacities);
    }
    this.servers[station] = servers;
    this.capacities[station] = capacity;
    this.accounts.open(station, this.simulation.now);
    this.waiting.open(station);
    this.resumed.open(station);
    this.serving.open(station);
    this.disciplines.push(discipline);
    this.lines.push(this.lineFor(discipline, station));
    this.uniforms.push(() => this.events.uniform?.(station) ?? NaN);
    for (let category = 0; category < this.categories; category++) this.pulledFor.push(0);
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
    if (accounts.queued[station] + accounts.busy[station] >= this.capacities[station]) {
      accounts.refusals[station]++;
      return NO_JOB;
    }
    const now = this.simulation.now;
    accounts.integrate(station, now);
    accounts.arrive(station, now);
    const job = jobs.take(station, work, category, rank, now);
    jobs.task[job] = task;
    jobs.subject[job] = subject;
    jobs.detail[job] = detail;
    if (this.idleServers(station) > 0) this.start(station, job, now);
    else if (this.preempts(station, job)) {
      this.interrupt(this.leastUrgentInService(station), category, now);
      this.start(station, job, now);
    } else this.enqueue(station, job);
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
    if (jobs.place[job] !== Place.waiting || this.hasBegun(job)) return;
    simulation.cancel(jobs.event[job]);
    jobs.event[job] = patience < Infinity ? simulation.post(this.impatience, patience, job) : NO_EVENT;
  }

  /** Takes a waiting or interrupted job out of its station, without a callback; false when it is in service or has ended. */
  withdraw(job: JobId): boolean {
    const place = this.jobs.place[job];
    if (place !== Place.waiting && place !== Place.resumed) return false;
    this.simulation.cancel(this.jobs.event[job]);
    this.leaveWaiting(job, this.simulation.now);
    this.jobs.release(job);
    return true;
  }

  /** Gives a job another meaning for its owner, for instance that nobody waits for its result any more. */
  retask(job: JobId, task: number): void {
    this.jobs.task[job] = task;
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
    accounts.integrate(station, now);
    if (this.idleServers(station) === 0) {
      if (accounts.busy[station] === 0) {
        throw new RangeError(`station ${station} has no server left to pull: all ${this.servers[station]} are away`);
      }
      if (this.disciplines[station].name === 'preemptive') this.interrupt(this.leastUrgentInService(station), category, now);
      else this.setAside(this.serving.last[station], category, now);
    }
    accounts.pulled[station]++;
    this.pulledFor[station * this.categories + category]++;
    accounts.engage(station, category, 1, now);
  }

  /**
   * Gives a pulled server back; it takes interrupted or waiting work at once.
   * @throws RangeError when none is away in that category, or the station or category is unknown.
   */
  giveBack(station: number, category: number): void {
    this.requireStation(station);
    this.requireCategory(category);
    const { accounts } = this;
    const index = station * this.categories + category;
    if (this.pulledFor[index] === 0) throw new RangeError(`station ${station} has no pulled server to give back in category ${category}`);
    const now = this.simulation.now;
    accounts.integrate(station, now);
    accounts.engage(station, category, -1, now);
    accounts.pulled[station]--;
    this.pulledFor[index]--;
    this.startNext(station, now);
  }

  // What a job is.

  stationOf(job: JobId): number {
    return this.jobs.station[job];
  }

  taskOf(job: JobId): number {
    return this.jobs.task[job];
  }

  subjectOf(job: JobId): number {
    return this.jobs.subject[job];
  }

  detailOf(job: JobId): number {
    return this.jobs.detail[job];
  }

  categoryOf(job: JobId): number {
    return this.jobs.category[job];
  }

  arrivalOf(job: JobId): number {
    return this.jobs.arrival[job];
  }

  /** Time waited before service first began; NaN while it has not. */
  waitOf(job: JobId): number {
    return this.jobs.wait[job];
  }

  isInService(job: JobId): boolean {
    return this.jobs.place[job] === Place.inService;
  }

  // What a station is doing.

  /** Servers of the station. */
  serversOf(station: number): number {
    return this.servers[station];
  }

  /** Jobs waiting, interrupted ones included. */
  queueLength(station: number): number {
    return this.accounts.queued[station];
  }

  /** Servers serving a job. */
  busyServers(station: number): number {
    return this.accounts.busy[station];
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
    return this.accounts.arrivals[station];
  }

  /** Jobs that left: completed, reneged or withdrawn. */
  departureCount(station: number): number {
    return this.accounts.departures[station];
  }

  /** Jobs turned away because the station was full. */
  refusalCount(station: number): number {
    return this.accounts.refusals[station];
  }

  /** Jobs that left because their patience ended. */
  renegingCount(station: number): number {
    return this.accounts.renegings[station];
  }

  /** Number of jobs whose service has begun. */
  waitCount(station: number): number {
    return this.accounts.waits[station];
  }

  /** Mean time from arrival to the beginning of service, of the jobs whose service has begun; 0 before the first. */
  meanWait(station: number): number {
    return this.accounts.waitMean[station];
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

  private lineFor(discipline: QueueDiscipline, station: number): Line | undefined {
    switch (discipline.name) {
      case 'priority':
      case 'preemptive':
        return new PriorityLine(this.ranking);
      case 'random':
        return new RandomLine();
      case 'mixed': {
        const arrivals = { oldest: () => this.waiting.first[station], newest: () => this.waiting.last[station] };
        return new MixedLine(this.ranking, arrivals, discipline.weights);
      }
      default:
        return undefined;
    }
  }

  private idleServers(station: number): number {
    const { busy, pulled } = this.accounts;
    return this.servers[station] - busy[station] - pulled[station];
  }

  private hasBegun(job: JobId): boolean {
    const wait = this.jobs.wait[job];
    return wait === wait;
  }

  private start(station: number, job: JobId, now: number): void {
    const { accounts, jobs, simulation } = this;
    accounts.busy[station]++;
    accounts.engage(station, jobs.category[job], 1, now);
    this.serving.append(station, job);
    jobs.place[job] = Place.inService;
    jobs.start[job] = now;
    const first = !this.hasBegun(job);
    if (first) {
      if (jobs.event[job] !== NO_EVENT) simulation.cancel(jobs.event[job]);
      jobs.wait[job] = now - jobs.arrival[job];
      accounts.recordWait(station, jobs.wait[job]);
    }
    jobs.event[job] = simulation.post(this.completion, jobs.remaining[job], job);
    if (first) this.events.begun?.(job);
    else this.events.resumed?.(job);
  }

  private startNext(station: number, now: number): void {
    if (this.accounts.queued[station] === 0 || this.idleServers(station) === 0) return;
    const job = this.next(station);
    this.leaveQueue(station, job);
    this.start(station, job, now);
  }

  private complete(job: JobId): void {
    const { accounts, jobs } = this;
    const station = jobs.station[job];
    const now = this.simulation.now;
    accounts.integrate(station, now);
    this.leaveService(station, job, now);
    accounts.depart(station, jobs.arrival[job], now);
    try {
      this.startNext(station, now);
      this.events.completed(job);
    } finally {
      jobs.release(job);
    }
  }

  private renege(job: JobId): void {
    this.leaveWaiting(job, this.simulation.now);
    this.accounts.renegings[this.jobs.station[job]]++;
    try {
      this.events.reneged?.(job);
    } finally {
      this.jobs.release(job);
    }
  }

  /** Takes a waiting or interrupted job out of the queue and the station. */
  private leaveWaiting(job: JobId, now: number): void {
    const station = this.jobs.station[job];
    this.accounts.integrate(station, now);
    this.leaveQueue(station, job);
    this.accounts.depart(station, this.jobs.arrival[job], now);
  }

  private leaveService(station: number, job: JobId, now: number): void {
    this.accounts.busy[station]--;
    this.accounts.engage(station, this.jobs.category[job], -1, now);
    this.serving.remove(station, job);
    this.jobs.place[job] = Place.nowhere;
  }

  /** Stops a job in service. */
  private suspend(job: JobId, now: number): void {
    const { jobs } = this;
    this.simulation.cancel(jobs.event[job]);
    jobs.event[job] = NO_EVENT;
    const remaining = jobs.remaining[job] - (now - jobs.start[job]);
    // Rounding can leave a remainder a hair below zero.
    jobs.remaining[job] = remaining > 0 ? remaining : 0;
    this.leaveService(jobs.station[job], job, now);
  }

  /** A job in service goes back to its place in the queue. */
  private interrupt(job: JobId, category: number, now: number): void {
    this.suspend(job, now);
    this.enqueue(this.jobs.station[job], job);
    this.events.interrupted?.(job, category);
  }

  /** A job in service goes ahead of the queue. */
  private setAside(job: JobId, category: number, now: number): void {
    const station = this.jobs.station[job];
    this.suspend(job, now);
    this.jobs.place[job] = Place.resumed;
    this.accounts.queued[station]++;
    this.resumed.prepend(station, job);
    this.events.interrupted?.(job, category);
  }

  private preempts(station: number, job: JobId): boolean {
    if (this.disciplines[station].name !== 'preemptive' || this.accounts.busy[station] === 0) return false;
    return this.jobs.rank[job] < this.jobs.rank[this.leastUrgentInService(station)];
  }

  /** Largest rank in service; among equals the one that began last. */
  private leastUrgentInService(station: number): JobId {
    const { rank, previous } = this.jobs;
    let least = this.serving.last[station];
    for (let job = previous[least]; job !== NO_JOB; job = previous[job]) {
      if (rank[job] > rank[least]) least = job;
    }
    return least;
  }

  private enqueue(station: number, job: JobId): void {
    this.jobs.place[job] = Place.waiting;
    this.accounts.queued[station]++;
    this.waiting.append(station, job);
    this.lines[station]?.insert(job);
  }

  private leaveQueue(station: number, job: JobId): void {
    const { place } = this.jobs;
    this.accounts.queued[station]--;
    if (place[job] === Place.resumed) this.resumed.remove(station, job);
    else {
      this.waiting.remove(station, job);
      this.lines[station]?.remove(job);
    }
    place[job] = Place.nowhere;
  }

  /** The job that the discipline takes next; interrupted work comes before everything. */
  private next(station: number): JobId {
    const resumed = this.resumed.first[station];
    if (resumed !== NO_JOB) return resumed;
    const line = this.lines[station];
    if (line !== undefined) return line.next(this.uniforms[station]);
    return this.disciplines[station].name === 'lifo' ? this.waiting.last[station] : this.waiting.first[station];
  }
}
