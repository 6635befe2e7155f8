import { Priority } from '../engine/priorities.js';
import type { EventKind } from '../engine/simulation.js';
import { nonHomogeneousArrivals, poissonArrivals, renewalArrivals, type ArrivalProcess } from '../random/arrivals.js';
import { hash64, type Hash64 } from '../random/hash.js';
import { mixKey } from '../random/keyed.js';
import { makeLaw } from '../random/make-law.js';
import { createStream } from '../random/stream.js';
import type { UniformSource } from '../random/uniform-source.js';
import type { ArrivalSpec } from '../scenario/scenario.js';
import type { World } from './world.js';

/**
 * A problem arises: the class, the organisation, its ordinal there (or its index in the class's trace), and the key of everything that is
 * drawn for it, which is valid during the call only.
 */
export type Arrive = (problemClass: number, organisation: number, ordinal: number, key: Hash64) => void;

type DrawnArrivals = Exclude<ArrivalSpec, { law: 'trace' }>;

interface Source {
  readonly problemClass: number;
  readonly organisation: number;
  /** Key from which those of its problems derive. */
  readonly key: Hash64;
  readonly process: ArrivalProcess;
  count: number;
}

/**
 * Exogenous arrivals. Every origin has a random stream of its own, seeded by the class and the organisation's path, so that adding an
 * organisation or changing what networks do moves no arrival of the others. Traces arrive at their recorded times.
 */
export class Arrivals {
  private readonly sources: Source[] = [];
  /** Next record of each class's trace. */
  private readonly cursors: Int32Array;
  private readonly drawn: EventKind;
  private readonly recorded: EventKind;
  private readonly key = { high: 0, low: 0 };

  constructor(
    private readonly world: World,
    private readonly arrive: Arrive,
  ) {
    const { simulation, model } = world;
    this.cursors = new Int32Array(model.classes.length);
    this.drawn = simulation.define(Priority.arrival, (source) => this.nextDrawn(this.sources[source], source));
    this.recorded = simulation.define(Priority.arrival, (problemClass) => this.nextRecorded(problemClass));
  }

  /** Schedules the first arrival of every origin and every trace. */
  start(): void {
    this.world.model.classes.forEach(({ arrivals, origins, trace }, problemClass) => {
      if (arrivals.law === 'trace') {
        if (trace.length > 0) this.schedule(this.recorded, trace[0].time, problemClass);
        return;
      }
      for (const organisation of origins) this.startSource(problemClass, organisation, arrivals);
    });
  }

  private startSource(problemClass: number, organisation: number, arrivals: DrawnArrivals): void {
    const { model, seed, replication } = this.world;
    const { name } = model.classes[problemClass];
    const path = model.organisations.paths[organisation];
    const process = processOf(arrivals, createStream(seed, replication, `arrivals of ${name} at ${path}`));
    if (process === undefined) return;
    this.sources.push({ problemClass, organisation, key: hash64(`${name}@${path}`), process, count: 0 });
    this.schedule(this.drawn, process.next(0), this.sources.length - 1);
  }

  private nextDrawn(source: Source, index: number): void {
    const { key } = this;
    this.schedule(this.drawn, source.process.next(this.world.now), index);
    const ordinal = source.count++;
    mixKey(source.key.high, source.key.low, ordinal, key);
    this.arrive(source.problemClass, source.organisation, ordinal, key);
  }

  private nextRecorded(problemClass: number): void {
    const { name, trace } = this.world.model.classes[problemClass];
    const ordinal = this.cursors[problemClass]++;
    if (ordinal + 1 < trace.length) this.schedule(this.recorded, trace[ordinal + 1].time, problemClass);
    const { id, organisation } = trace[ordinal];
    this.arrive(problemClass, organisation, ordinal, hash64(`${name}:${id}`));
  }

  private schedule(kind: EventKind, time: number, subject: number): void {
    if (time <= this.world.model.scenario.time.horizon) this.world.simulation.postAt(kind, time, subject);
  }
}

/** Undefined when nothing ever arrives. */
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
