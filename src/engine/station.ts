import { LogHistogram } from '../statistics/log-histogram.js';
import type { Simulation } from './simulation.js';
import { NO_JOB, requirePatience, StationBank, type JobId, type StationSettings } from './station-bank.js';

export interface StationOptions extends StationSettings {
  /** Where the disciplines `random` and `mixed` get their uniform numbers in (0, 1). */
  readonly source?: { next(): number };
}

export interface JobOptions {
  /** Smaller is more urgent. Default 0. */
  readonly priority?: number;
  /** Time after which the job leaves if its service has not begun. Default: never. */
  readonly patience?: number;
  readonly onCompletion?: () => void;
  readonly onReneging?: () => void;
}

/** What a station did since it was made or its statistics were last reset; times in the unit of the clock. */
export interface StationReport {
  /** Jobs accepted. */
  readonly arrivals: number;
  /** Jobs that left, completed or not. */
  readonly departures: number;
  /** Jobs turned away because the station was full. */
  readonly refused: number;
  /** Jobs that left because their patience ended. */
  readonly reneged: number;
  /** Time-average number waiting (Lq) and in the station (L). */
  readonly meanQueueLength: number;
  readonly meanInSystem: number;
  /** Mean time from arrival to the beginning of service (Wq) of the jobs whose service began. */
  readonly meanWait: number;
  /** Mean busy servers divided by servers; 0 for an infinite-server station. */
  readonly utilisation: number;
}

/**
 * One multi-server station for small models.
 *
 * @example
 * const sim = new Simulation();
 * const desk = new Station(sim, { servers: 2 });
 * desk.submit(3, { onCompletion: () => console.log(`done at ${sim.now}`) }); // done at 3
 * sim.run();
 */
export class Station {
  private readonly bank: StationBank;
  private readonly simulation: Simulation;
  private readonly options = new Map<JobId, JobOptions>();
  private readonly waits = new LogHistogram();
  private since: number;

  constructor(simulation: Simulation, options: StationOptions) {
    const { source, ...settings } = options;
    this.simulation = simulation;
    this.since = simulation.now;
    this.bank = new StationBank(simulation, {
      completed: (job) => this.end(job, 'onCompletion'),
      reneged: (job) => this.end(job, 'onReneging'),
      begun: (job) => this.waits.add(this.bank.waitOf(job)),
      ...(source === undefined ? {} : { uniform: () => source.next() }),
    });
    this.bank.add(settings);
  }

  /**
   * Brings a job that needs `work` time of one server; false when the station is full.
   * @throws RangeError when the work is negative, infinite or NaN, the patience negative or NaN, or the priority NaN.
   */
  submit(work: number, options: JobOptions = {}): boolean {
    const { priority = 0, patience = Infinity } = options;
    requirePatience(patience);
    const job = this.bank.submit(0, work, 0, priority, 0, 0, 0);
    if (job === NO_JOB) return false;
    this.options.set(job, options);
    this.bank.limitPatience(job, patience);
    return true;
  }

  /** Jobs waiting now. */
  get queueLength(): number {
    return this.bank.queueLength(0);
  }

  /** Servers at work now. */
  get busyServers(): number {
    return this.bank.busyServers(0);
  }

  /** Starts all statistics anew now, at the end of the warm-up. */
  resetStatistics(): void {
    this.bank.resetStatistics();
    this.waits.reset();
    this.since = this.simulation.now;
  }

  /**
   * Quantile of the time from arrival to the beginning of service, within 1 % of its value (between 1e-6 and 1e9 units of time);
   * undefined before the first service began.
   * @throws RangeError unless 0 <= p <= 1.
   */
  waitQuantile(p: number): number | undefined {
    return this.waits.quantile(p);
  }

  report(): StationReport {
    const { bank } = this;
    const elapsed = this.simulation.now - this.since;
    const servers = bank.serversOf(0);
    const perTime = (integral: number): number => (elapsed > 0 ? integral / elapsed : 0);
    return {
      arrivals: bank.arrivalCount(0),
      departures: bank.departureCount(0),
      refused: bank.refusalCount(0),
      reneged: bank.renegingCount(0),
      meanQueueLength: perTime(bank.queueTime(0)),
      meanInSystem: perTime(bank.systemTime(0)),
      meanWait: bank.meanWait(0),
      utilisation: servers === Infinity ? 0 : perTime(bank.busyTime(0)) / servers,
    };
  }

  private end(job: JobId, event: 'onCompletion' | 'onReneging'): void {
    const options = this.options.get(job);
    this.options.delete(job);
    options?.[event]?.();
  }
}
