import { Priority } from '../../src/engine/priorities.js';
import type { QueueDiscipline } from '../../src/engine/queue-discipline.js';

export interface NaiveSettings {
  readonly servers: number;
  readonly discipline: QueueDiscipline;
  readonly capacity: number;
}

interface Span {
  readonly from: number;
  to: number;
}

interface NaiveJob {
  readonly name: number;
  readonly rank: number;
  readonly category: number;
  readonly arrival: number;
  remaining: number;
  begun: number | undefined;
  serviceFrom: number;
  /** When its service or its patience ends, and the rank of that event among simultaneous ones. */
  event: { readonly time: number; readonly sequence: number } | undefined;
  departed: number;
  readonly waiting: Span[];
  readonly serving: Span[];
}

type Occurrence = { readonly time: number; readonly priority: number; readonly sequence: number; readonly act: () => void };

function overlap({ from, to }: Span, since: number, now: number): number {
  return Math.max(0, Math.min(to, now) - Math.max(from, since));
}

/**
 * One multi-server station as its documentation describes it, in lists that are searched from end to end, with the whole history of every
 * job kept and every integral computed from that history.
 */
export class NaiveStation {
  /** In order of arrival at the queue. */
  private waiting: NaiveJob[] = [];
  /** Interrupted by `pull`, the last one first. */
  private resumed: NaiveJob[] = [];
  /** In order of the beginning of their present service. */
  private serving: NaiveJob[] = [];
  /** The order in which a random selection counts: the last one takes the place of one that leaves. */
  private lots: NaiveJob[] = [];
  private readonly history: NaiveJob[] = [];
  private readonly meetings: { readonly category: number; readonly span: Span }[] = [];
  private readonly refusals: number[] = [];
  private readonly renegings: number[] = [];
  private since = 0;

  constructor(
    private readonly line: NaiveLine,
    private readonly settings: NaiveSettings,
    private readonly uniform: () => number,
  ) {}

  submit(name: number, work: number, category: number, rank: number, patience: number): void {
    const { now } = this.line;
    if (this.waiting.length + this.resumed.length + this.serving.length >= this.settings.capacity) {
      this.refusals.push(now);
      this.line.note(`refused ${name}`);
      return;
    }
    const job: NaiveJob = { name, rank, category, arrival: now, remaining: work, begun: undefined, serviceFrom: NaN, event: undefined, departed: Infinity, waiting: [], serving: [] };
    this.history.push(job);
    if (this.freeServers() > 0) this.start(job);
    else if (this.settings.discipline.name === 'preemptive' && this.serving.length > 0 && rank < this.leastUrgent().rank) {
      this.interrupt(this.leastUrgent(), this.waiting);
      this.start(job);
    } else this.wait(job, this.waiting);
    if (this.waiting.includes(job) && patience < Infinity) job.event = this.line.post(now + patience);
  }

  withdraw(name: number): void {
    const job = [...this.waiting, ...this.resumed].find((other) => other.name === name);
    if (job === undefined) return;
    this.leaveQueue(job);
    job.departed = this.line.now;
    this.line.note(`withdrawn ${name}`);
  }

  pull(category: number): boolean {
    const { now } = this.line;
    if (this.freeServers() === 0) {
      if (this.serving.length === 0) return false;
      if (this.settings.discipline.name === 'preemptive') this.interrupt(this.leastUrgent(), this.waiting);
      else this.interrupt(this.serving[this.serving.length - 1], this.resumed);
    }
    this.meetings.push({ category, span: { from: now, to: Infinity } });
    return true;
  }

  giveBack(category: number): void {
    const meeting = this.meetings.find((other) => other.category === category && other.span.to === Infinity);
    if (meeting !== undefined) meeting.span.to = this.line.now;
    this.startNext();
  }

  resetStatistics(): void {
    this.since = this.line.now;
  }

  /** What is to happen next here by itself. */
  occurrences(): Occurrence[] {
    const at = (job: NaiveJob, priority: number, act: () => void): Occurrence[] => (job.event === undefined ? [] : [{ ...job.event, priority, act }]);
    return [
      ...this.serving.flatMap((job) => at(job, Priority.release, () => this.complete(job))),
      ...this.waiting.flatMap((job) => at(job, Priority.expiry, () => this.renege(job))),
    ];
  }

  /** Everything that is measured, from the history of all jobs. */
  statistics(categories: number): Record<string, number | number[]> {
    const { now } = this.line;
    const spent = (spans: readonly Span[]): number => spans.reduce((sum, span) => sum + overlap(span, this.since, now), 0);
    const over = (spansOf: (job: NaiveJob) => readonly Span[]): number => this.history.reduce((sum, job) => sum + spent(spansOf(job)), 0);
    const byCategory = Array.from({ length: categories }, (_, category) =>
      this.history.filter((job) => job.category === category).reduce((sum, job) => sum + spent(job.serving), 0)
      + spent(this.meetings.filter((meeting) => meeting.category === category).map((meeting) => meeting.span)));
    const waits = this.history.filter((job) => job.begun !== undefined && this.counts(job.begun)).map((job) => (job.begun ?? NaN) - job.arrival);
    const mean = waits.reduce((sum, wait) => sum + wait, 0) / Math.max(1, waits.length);
    return {
      queueTime: over((job) => job.waiting),
      systemTime: over((job) => [...job.waiting, ...job.serving]),
      busyTime: byCategory.reduce((sum, time) => sum + time, 0),
      byCategory,
      timeSpent: over((job) => [{ from: job.arrival, to: job.departed }]),
      waitCount: waits.length,
      meanWait: mean,
      waitVariance: waits.length > 1 ? waits.reduce((sum, wait) => sum + (wait - mean) * (wait - mean), 0) / (waits.length - 1) : 0,
      arrivals: this.history.filter((job) => this.counts(job.arrival)).length,
      departures: this.history.filter((job) => job.departed < Infinity && this.counts(job.departed)).length,
      refusals: this.refusals.filter((time) => this.counts(time)).length,
      renegings: this.renegings.filter((time) => this.counts(time)).length,
      queueLength: this.waiting.length + this.resumed.length,
      busyServers: this.serving.length,
      present: this.history.filter((job) => job.departed === Infinity).length,
    };
  }

  /** No server idles while a job waits, and the most urgent jobs are in service where they pre-empt. */
  check(): void {
    if (this.freeServers() > 0 && this.waiting.length + this.resumed.length > 0) throw new Error(`a server idles at ${this.line.now}`);
    if (this.settings.discipline.name !== 'preemptive' || this.serving.length === 0) return;
    const leastUrgent = this.leastUrgent().rank;
    if (this.waiting.some((job) => job.rank < leastUrgent)) throw new Error(`an urgent job waits at ${this.line.now}`);
  }

  /** Whether something happened since the reset; to be clear, nothing else happens at the instant of a reset. */
  private counts(time: number): boolean {
    return time >= this.since;
  }

  private freeServers(): number {
    return this.settings.servers - this.serving.length - this.meetings.filter((meeting) => meeting.span.to === Infinity).length;
  }

  /** Largest rank in service, among equals the one that began last. */
  private leastUrgent(): NaiveJob {
    const largest = Math.max(...this.serving.map((job) => job.rank));
    return this.serving.filter((job) => job.rank === largest).slice(-1)[0];
  }

  private start(job: NaiveJob): void {
    const { now } = this.line;
    this.serving.push(job);
    job.serviceFrom = now;
    job.serving.push({ from: now, to: Infinity });
    job.event = this.line.post(now + job.remaining);
    if (job.begun !== undefined) return;
    job.begun = now;
    this.line.note(`begun ${job.name}`);
  }

  private startNext(): void {
    if (this.freeServers() <= 0 || this.waiting.length + this.resumed.length === 0) return;
    const job = this.resumed.length > 0 ? this.resumed[0] : this.select();
    this.leaveQueue(job);
    this.start(job);
  }

  private select(): NaiveJob {
    const { discipline } = this.settings;
    const { waiting, lots } = this;
    const byPriority = (): NaiveJob => {
      const smallest = Math.min(...waiting.map((job) => job.rank));
      return [...waiting].sort((a, b) => this.history.indexOf(a) - this.history.indexOf(b)).filter((job) => job.rank === smallest)[0];
    };
    const atRandom = (): NaiveJob => lots[Math.floor(this.uniform() * lots.length)];
    switch (discipline.name) {
      case 'fifo':
        return waiting[0];
      case 'lifo':
        return waiting[waiting.length - 1];
      case 'random':
        return atRandom();
      case 'mixed': {
        const { priority, fifo, lifo } = discipline.weights;
        const choice = this.uniform();
        if (choice < priority) return byPriority();
        if (choice < priority + fifo) return waiting[0];
        if (choice < priority + fifo + lifo) return waiting[waiting.length - 1];
        return atRandom();
      }
      default:
        return byPriority();
    }
  }

  private complete(job: NaiveJob): void {
    const { now } = this.line;
    this.serving = this.serving.filter((other) => other !== job);
    job.serving[job.serving.length - 1].to = now;
    job.departed = now;
    this.startNext();
    this.line.note(`completed ${job.name}`);
  }

  private renege(job: NaiveJob): void {
    this.leaveQueue(job);
    job.departed = this.line.now;
    this.renegings.push(this.line.now);
    this.line.note(`reneged ${job.name}`);
  }

  private interrupt(job: NaiveJob, queue: NaiveJob[]): void {
    const { now } = this.line;
    this.serving = this.serving.filter((other) => other !== job);
    job.serving[job.serving.length - 1].to = now;
    job.remaining -= now - job.serviceFrom;
    job.event = undefined;
    this.wait(job, queue);
  }

  private wait(job: NaiveJob, queue: NaiveJob[]): void {
    job.waiting.push({ from: this.line.now, to: Infinity });
    if (queue === this.resumed) queue.unshift(job);
    else {
      queue.push(job);
      this.lots.push(job);
    }
  }

  private leaveQueue(job: NaiveJob): void {
    job.waiting[job.waiting.length - 1].to = this.line.now;
    job.event = undefined;
    this.waiting = this.waiting.filter((other) => other !== job);
    this.resumed = this.resumed.filter((other) => other !== job);
    const place = this.lots.indexOf(job);
    if (place < 0) return;
    const last = this.lots[this.lots.length - 1];
    this.lots[place] = last;
    this.lots.pop();
  }
}

/** A clock for naive stations and a script: always the earliest occurrence by (time, priority, sequence), found by looking at all. */
export class NaiveLine {
  now = 0;
  readonly log: string[] = [];
  readonly stations: NaiveStation[] = [];
  private script: Occurrence[] = [];
  private sequence = 0;

  note(what: string): void {
    this.log.push(`${this.now} ${what}`);
  }

  post(time: number): { time: number; sequence: number } {
    return { time, sequence: this.sequence++ };
  }

  at(time: number, priority: number, act: () => void): void {
    this.script.push({ ...this.post(time), priority, act });
  }

  run(): void {
    for (;;) {
      const all = [...this.script, ...this.stations.flatMap((station) => station.occurrences())];
      all.sort((a, b) => a.time - b.time || a.priority - b.priority || a.sequence - b.sequence);
      if (all.length === 0) return;
      const [first] = all;
      this.script = this.script.filter((other) => other !== first);
      this.now = first.time;
      first.act();
      this.stations.forEach((station) => station.check());
    }
  }
}
