// A thousand million events through the kernel, with exact accounts: npm run bench:soak [events]
//
// A hundred M/M/1 queues (rho .8) share one simulation. Every event checks that the clock does not go back and that events of one instant come
// in the order of their rank and then of their scheduling; at the end arrivals - departures = present, arrivals + departures = events, and what
// is pending is one arrival for each queue and one departure for each busy one, all exactly. A second, shorter run begins at time 2^40, where
// neighbouring doubles lie .00024 apart, so that several events in a hundred share an instant.
import { Priority } from '../src/engine/priorities.js';
import { Simulation } from '../src/engine/simulation.js';
import { makeLaw } from '../src/random/make-law.js';
import { createStream } from '../src/random/stream.js';
import { requireWithin, secondsOf } from './measured.js';

const QUEUES = 100;
const interarrival = makeLaw({ law: 'exponential', mean: 1.25 });
const service = makeLaw({ law: 'exponential', mean: 1 });
const MEAN_PRESENT = 4;
/** Asymptotic variance of the mean number present over time, 2 rho (1 + rho) / (1 - rho)^4 at rho = .8, mu = 1 (Whitt 1989), per time. */
const PRESENT_VARIANCE = 1800;

class Queues {
  readonly simulation = new Simulation();
  arrivals = 0;
  departures = 0;
  ties = 0;
  private readonly present = new Int32Array(QUEUES);
  private readonly arrivalSource = createStream('1', 0, 'arrivals');
  private readonly serviceSource = createStream('1', 0, 'services');
  private readonly arrival: number;
  private readonly departure: number;
  private posted = 0;
  private area = 0;
  private total = 0;
  /** The event before: its time, rank and stamp, and how many had been scheduled before it ran. */
  private time: number;
  private rank = -1;
  private stamp = -1;
  private postedBefore = 0;

  constructor(private readonly start: number) {
    const { simulation } = this;
    this.time = start;
    this.arrival = simulation.define(Priority.arrival, (queue, stamp) => this.arrive(queue, stamp));
    this.departure = simulation.define(Priority.release, (queue, stamp) => this.depart(queue, stamp));
    for (let queue = 0; queue < QUEUES; queue++) {
      simulation.postAt(this.arrival, start + interarrival.sample(this.arrivalSource), queue, this.posted++);
    }
  }

  /** Mean number present in one queue. */
  get meanPresent(): number {
    return this.area / (this.simulation.now - this.start) / QUEUES;
  }

  /** @throws Error unless every account balances to the last event. */
  balance(events: number): void {
    const { simulation, arrivals, departures, present } = this;
    const busy = present.reduce((count, number) => count + (number > 0 ? 1 : 0), 0);
    requireWithin('events run', simulation.eventsRun, events, 0);
    requireWithin('arrivals + departures', arrivals + departures, events, 0);
    requireWithin('arrivals - departures', arrivals - departures, present.reduce((sum, number) => sum + number, 0), 0);
    requireWithin('events pending', simulation.pending, QUEUES + busy, 0);
    requireWithin('events scheduled', this.posted, events + simulation.pending, 0);
  }

  private arrive(queue: number, stamp: number): void {
    this.check(Priority.arrival, stamp);
    this.arrivals++;
    this.total++;
    if (++this.present[queue] === 1) this.serve(queue);
    this.simulation.post(this.arrival, interarrival.sample(this.arrivalSource), queue, this.posted++ | 0);
  }

  private depart(queue: number, stamp: number): void {
    this.check(Priority.release, stamp);
    this.departures++;
    this.total--;
    if (--this.present[queue] > 0) this.serve(queue);
  }

  private serve(queue: number): void {
    this.simulation.post(this.departure, service.sample(this.serviceSource), queue, this.posted++ | 0);
  }

  /** What was scheduled while the event before ran may share its instant and then comes after it, whatever its rank. */
  private check(rank: number, stamp: number): void {
    const { now } = this.simulation;
    if (now < this.time) throw new Error(`the clock went back from ${this.time} to ${now}`);
    if (now === this.time) {
      this.ties++;
      const later = rank > this.rank || (rank === this.rank && ((stamp - this.stamp) | 0) > 0);
      const scheduledSince = ((stamp - this.postedBefore) | 0) >= 0;
      if (!later && !scheduledSince) throw new Error(`at ${now} rank ${rank}, stamp ${stamp} ran after rank ${this.rank}, stamp ${this.stamp}`);
    }
    this.area += this.total * (now - this.time);
    this.time = now;
    this.rank = rank;
    this.stamp = stamp;
    this.postedBefore = this.posted;
  }
}

function soak(title: string, start: number, events: number): void {
  const queues = new Queues(start);
  const seconds = secondsOf(() => void queues.simulation.run({ events }));
  queues.balance(events);
  const elapsed = queues.simulation.now - start;
  // Five standard errors.
  requireWithin('mean number present', queues.meanPresent, MEAN_PRESENT, 5 * Math.sqrt(PRESENT_VARIANCE / elapsed / QUEUES));
  console.log(
    `${title}: ${events} events in ${seconds.toFixed(0)} s (${(events / seconds / 1e6).toFixed(1)} million per second), ${queues.arrivals} arrivals - ` +
      `${queues.departures} departures = ${queues.arrivals - queues.departures} present, ${queues.ties} at the instant of the one before, ` +
      `${queues.meanPresent.toFixed(4)} present in each queue`,
  );
}

const events = Number(process.argv.at(2) ?? 1_000_000_000);
soak('from time 0', 0, events);
soak('from time 2^40', 2 ** 40, events / 50);
