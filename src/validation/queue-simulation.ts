import { Priority } from '../engine/priorities.js';
import type { QueueDiscipline } from '../engine/queue-discipline.js';
import { Simulation } from '../engine/simulation.js';
import { NO_JOB, StationBank } from '../engine/station-bank.js';
import type { Law } from '../random/law.js';
import type { LawSpec } from '../random/law-spec.js';
import { makeLaw } from '../random/make-law.js';
import { normaliseSeed } from '../random/seed.js';
import { createStream } from '../random/stream.js';
import type { UniformSource } from '../random/uniform-source.js';
import { Tally } from '../statistics/tally.js';

/** A class of customers: Poisson arrivals and a law of service. Its index is its priority number. */
export interface CustomerClass {
  /** lambda [1/time]. */
  readonly arrivalRate: number;
  readonly service: LawSpec;
}

/** A station as queueing theory describes it. */
export interface QueueSystem {
  readonly servers: number;
  readonly classes: readonly CustomerClass[];
  /** Default: fifo. */
  readonly discipline?: QueueDiscipline;
  /** K of M/M/c/K. Default: no limit. */
  readonly capacity?: number;
  /** Law of the time after which a customer leaves whose service has not begun. Default: never. */
  readonly patience?: LawSpec;
  /** Probability that a customer comes back for another service. Default: 0. */
  readonly feedback?: number;
  /** Parallel stations, each with `servers`: a customer brings a task to each and leaves when all are done. Default: 1. */
  readonly forks?: number;
}

/** Consecutive stretches of one run after a warm-up, long enough to be independent. All lengths count arrivals. */
export interface RunLength {
  readonly warmup: number;
  readonly batches: number;
  readonly batch: number;
  /** A wait longer than this counts as long [time]. Default: 0. */
  readonly longWait?: number;
  /** Whether to keep every single wait. Default: false. */
  readonly keepWaits?: boolean;
}

/** What happened in one batch. */
export interface QueueBatch {
  /** Per class: time from arrival to the beginning of service, of the services begun. */
  readonly waits: readonly Tally[];
  /** Per class: time from arrival until the customer left for good, of those who did so after service. */
  readonly sojourns: readonly Tally[];
  /** Number of services begun after a long wait, all classes together. */
  readonly longWaits: number;
  /** Every wait in order of the beginning of service, all classes together; empty unless they are kept. */
  readonly allWaits: readonly number[];
  readonly arrivals: number;
  readonly refused: number;
  readonly reneged: number;
  /** Time-average numbers waiting and in the system (stations together). */
  readonly meanWaiting: number;
  readonly meanPresent: number;
}

/**
 * Simulates a queue through the public engine. Deterministic in `seed` and `name`, which name its random streams.
 * @throws RangeError on an impossible law, station or seed
 */
export function simulateQueue(system: QueueSystem, length: RunLength, seed: string, name: string): readonly QueueBatch[] {
  const queue = new SimulatedQueue(system, length, normaliseSeed(seed), name);
  queue.advance(length.warmup);
  return Array.from({ length: length.batches }, () => queue.batch(length.batch));
}

class SimulatedQueue {
  private readonly simulation = new Simulation();
  private readonly bank: StationBank;
  private readonly forks: number;
  private readonly longWait: number;
  private readonly keepWaits: boolean;
  private readonly customers = new CustomerTable();
  private readonly services: readonly Law[];
  private readonly patience: Law | undefined;
  private readonly feedback: number;
  private readonly choices: UniformSource;
  private readonly work: UniformSource;
  private waits: Tally[] = [];
  private sojourns: Tally[] = [];
  private longWaits = 0;
  private allWaits: number[] = [];
  private arrivals = 0;
  private arrivalLimit = 0;

  constructor(system: QueueSystem, { longWait = 0, keepWaits = false }: RunLength, seed: string, name: string) {
    const { servers, classes, discipline = { name: 'fifo' }, capacity = Infinity, patience, feedback = 0, forks = 1 } = system;
    const { simulation } = this;
    this.longWait = longWait;
    this.keepWaits = keepWaits;
    this.services = classes.map(({ service }) => makeLaw(service));
    this.patience = patience === undefined ? undefined : makeLaw(patience);
    this.feedback = feedback;
    this.forks = forks;
    this.choices = createStream(seed, 0, `${name}/choices`);
    this.work = createStream(seed, 0, `${name}/work`);
    this.bank = new StationBank(simulation, {
      begun: (job) => this.begun(this.bank.taskOf(job), this.bank.waitOf(job)),
      completed: (job) => this.completed(this.bank.taskOf(job), this.bank.subjectOf(job)),
      reneged: (job) => this.customers.release(this.bank.subjectOf(job)),
      uniform: () => this.choices.next(),
    });
    for (let fork = 0; fork < forks; fork++) this.bank.add({ servers, discipline, capacity });
    classes.forEach(({ arrivalRate }, index) => {
      const interarrival = makeLaw({ law: 'exponential', mean: 1 / arrivalRate });
      const stream = createStream(seed, 0, `${name}/arrivals/${index}`);
      const arrive = simulation.define(Priority.arrival, () => {
        simulation.post(arrive, interarrival.sample(stream));
        this.arrive(index);
      });
      simulation.post(arrive, interarrival.sample(stream));
    });
  }

  /** Runs until so many more customers have arrived, counted or not. */
  advance(arrivals: number): void {
    this.reset();
    this.arrivalLimit = arrivals;
    this.simulation.run();
  }

  batch(arrivals: number): QueueBatch {
    const start = this.simulation.now;
    this.advance(arrivals);
    const elapsed = this.simulation.now - start;
    const { bank } = this;
    const total = (of: (station: number) => number): number => Array.from({ length: this.forks }, (_, station) => of(station)).reduce((sum, value) => sum + value, 0);
    return {
      waits: this.waits,
      sojourns: this.sojourns,
      longWaits: this.longWaits,
      allWaits: this.allWaits,
      arrivals: this.arrivals,
      refused: total((station) => bank.refusalCount(station)),
      reneged: total((station) => bank.renegingCount(station)),
      meanWaiting: total((station) => bank.queueTime(station)) / elapsed,
      meanPresent: total((station) => bank.systemTime(station)) / elapsed,
    };
  }

  private reset(): void {
    this.bank.resetStatistics();
    this.waits = this.services.map(() => new Tally());
    this.sojourns = this.services.map(() => new Tally());
    this.longWaits = 0;
    this.allWaits = [];
    this.arrivals = 0;
  }

  private arrive(customerClass: number): void {
    this.bring(this.customers.take(this.simulation.now, this.forks), customerClass);
    if (++this.arrivals === this.arrivalLimit) this.simulation.pause();
  }

  private bring(customer: number, customerClass: number): void {
    const { bank } = this;
    for (let station = 0; station < this.forks; station++) {
      const job = bank.submit(station, this.services[customerClass].sample(this.work), 0, customerClass, customerClass, customer, 0);
      if (job === NO_JOB) this.customers.release(customer);
      else if (this.patience !== undefined) bank.limitPatience(job, this.patience.sample(this.choices));
    }
  }

  private begun(customerClass: number, wait: number): void {
    this.waits[customerClass].add(wait);
    if (wait > this.longWait) this.longWaits++;
    if (this.keepWaits) this.allWaits.push(wait);
  }

  private completed(customerClass: number, customer: number): void {
    if (this.feedback > 0 && this.choices.next() < this.feedback) {
      this.bring(customer, customerClass);
      return;
    }
    if (--this.customers.tasks[customer] > 0) return;
    this.sojourns[customerClass].add(this.simulation.now - this.customers.arrival[customer]);
    this.customers.release(customer);
  }
}

/** Customers present, by number; numbers are used again. */
class CustomerTable {
  readonly arrival: number[] = [];
  /** Tasks not done yet. */
  readonly tasks: number[] = [];
  private readonly free: number[] = [];

  take(now: number, tasks: number): number {
    const customer = this.free.pop() ?? this.arrival.length;
    this.arrival[customer] = now;
    this.tasks[customer] = tasks;
    return customer;
  }

  release(customer: number): void {
    this.free.push(customer);
  }
}
