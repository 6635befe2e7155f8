import { Priority } from '../engine/priorities.js';
import type { EventKind } from '../engine/simulation.js';
import { nonHomogeneousArrivals, poissonArrivals, renewalArrivals, type ArrivalProcess } from '../random/arrivals.js';
import { hash64, type Hash64 } from '../random/hash.js';
import { mixKey } from '../random/keyed.js';
import { makeLaw } from '../random/make-law.js';
import { StreamBank } from '../random/stream-bank.js';
import type { UniformSource } from '../random/uniform-source.js';
import type { ArrivalSpec } from '../scenario/scenario.js';
import type { World } from './world.js';

/**
 * A problem arises: the class, the organisation, its ordinal there (or its index in the class's trace), and the key of everything that is
 * drawn for it, which is valid during the call only.
 */
export type Arrive = (problemClass: number, organisation: number, ordinal: number, key: Hash64) => void;

type DrawnArrivals = Exclude<ArrivalSpec, { law: 'trace' }>;

/** What is known of a source, in words of one typed array: a hundred thousand sources stay small and close together. */
const Field = { problemClass: 0, organisation: 1, keyHigh: 2, keyLow: 3, count: 4 } as const;
const FIELDS = 8;

/**
 * Exogenous arrivals. Every origin has a random stream of its own, seeded by the class and the organisation's path, so that adding an
 * organisation or changing what networks do moves no arrival of the others. Traces arrive at their recorded times.
 */
export class Arrivals {
  /** By source, the class and the organisation at which its problems arise, the key from which theirs derive, and how many there have been. */
  private readonly sources: Int32Array;
  private readonly streams: StreamBank;
  /** By class; undefined when nothing ever arrives, or as a trace says. */
  private readonly processes: readonly (ArrivalProcess | undefined)[];
  /** Next record of each class's trace. */
  private readonly cursors: Int32Array;
  private readonly drawn: EventKind;
  private readonly recorded: EventKind;
  private readonly horizon: number;
  private readonly key = { high: 0, low: 0 };

  constructor(
    private readonly world: World,
    private readonly arrive: Arrive,
  ) {
    const { simulation, model, seed, replication } = world;
    const mostSources = model.classes.reduce((sum, { arrivals, origins }) => sum + (arrivals.law === 'trace' ? 0 : origins.length), 0);
    this.sources = new Int32Array(FIELDS * mostSources);
    this.streams = new StreamBank(seed, replication, mostSources);
    this.processes = model.classes.map(({ arrivals }) => (arrivals.law === 'trace' ? undefined : processOf(arrivals, this.streams)));
    this.horizon = model.scenario.time.horizon;
    this.cursors = new Int32Array(model.classes.length);
    this.drawn = simulation.define(Priority.arrival, (source) => this.nextDrawn(source));
    this.recorded = simulation.define(Priority.arrival, (problemClass) => this.nextRecorded(problemClass));
  }

  /** Schedules the first arrival of every origin and every trace. */
  start(): void {
    this.world.model.classes.forEach(({ arrivals, origins, trace }, problemClass) => {
      if (arrivals.law === 'trace') {
        if (trace.length > 0) this.schedule(this.recorded, trace[0].time, problemClass);
        return;
      }
      const process = this.processes[problemClass];
      if (process === undefined) return;
      for (const organisation of origins) this.startSource(problemClass, organisation, process);
    });
  }

  private startSource(problemClass: number, organisation: number, process: ArrivalProcess): void {
    const { model } = this.world;
    const { name } = model.classes[problemClass];
    const path = model.organisations.paths[organisation];
    const { high, low } = hash64(`${name}@${path}`);
    // A source has the number of its stream.
    const source = this.streams.add(`arrivals of ${name} at ${path}`);
    this.sources.set([problemClass, organisation, high, low, 0], FIELDS * source);
    this.streams.select(source);
    this.schedule(this.drawn, process.next(0), source);
  }

  private nextDrawn(source: number): void {
    const { sources, key } = this;
    const at = FIELDS * source;
    const problemClass = sources[at + Field.problemClass];
    const ordinal = sources[at + Field.count]++;
    this.streams.select(source);
    this.schedule(this.drawn, (this.processes[problemClass] as ArrivalProcess).next(this.world.now), source);
    mixKey(sources[at + Field.keyHigh], sources[at + Field.keyLow], ordinal, key);
    this.arrive(problemClass, sources[at + Field.organisation], ordinal, key);
  }

  private nextRecorded(problemClass: number): void {
    const { name, trace } = this.world.model.classes[problemClass];
    const ordinal = this.cursors[problemClass]++;
    if (ordinal + 1 < trace.length) this.schedule(this.recorded, trace[ordinal + 1].time, problemClass);
    const { id, organisation } = trace[ordinal];
    this.arrive(problemClass, organisation, ordinal, hash64(`${name}:${id}`));
  }

  private schedule(kind: EventKind, time: number, subject: number): void {
    if (time <= this.horizon) this.world.simulation.postAt(kind, time, subject);
  }
}

/** One process serves every source of a class, as no process has a memory: what comes next depends on the last time and the stream. Undefined when nothing ever arrives. */
function processOf(arrivals: DrawnArrivals, source: UniformSource): ArrivalProcess | undefined {
  switch (arrivals.law) {
    case 'poisson':
      return arrivals.rate === 0 ? undefined : poissonArrivals(arrivals.rate, source);
    case 'renewal':
      return renewalArrivals(makeLaw(arrivals.interval), source);
    case 'nonhomogeneous-poisson':
      return nonHomogeneousArrivals(arrivals, source);
  }
}
