import { Priority } from '../engine/priorities.js';
import type { EventKind } from '../engine/simulation.js';
import { nonHomogeneousArrivals, poissonArrivals, renewalArrivals, type ArrivalProcess } from '../random/arrivals.js';
import { makeLaw } from '../random/make-law.js';
import { createStream } from '../random/stream.js';
import type { ArrivalSpec } from '../scenario/scenario.js';
import type { World } from './world.js';

/** A problem arises: the class, the organisation, its ordinal there (or its index in the class's trace). */
export type Arrive = (problemClass: number, organisation: number, ordinal: number) => void;

interface Source {
  readonly problemClass: number;
  readonly organisation: number;
  readonly process: ArrivalProcess;
  count: number;
}

/**
 * Exogenous arrivals. Every origin has a random stream of its own, seeded by the class and the organisation's path, so that adding an
 * organisation or changing what networks do moves no arrival of the others. Traces arrive at their recorded times.
 */
export class Arrivals {
  private readonly sources: Source[] = [];
  private readonly cursors: Int32Array;
  private readonly drawn: EventKind;
  private readonly recorded: EventKind;

  constructor(
    private readonly world: World,
    private readonly arrive: Arrive,
  ) {
    const { simulation, model } = world;
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
      for (const organisation of origins) this.startSource(problemClass, organisation, arrivals);
    });
  }

  private startSource(problemClass: number, organisation: number, arrivals: Exclude<ArrivalSpec, { law: 'trace' }>): void {
    const { model, seed, replication } = this.world;
    const name = `arrivals of ${model.classes[problemClass].name} at ${model.organisations.paths[organisation]}`;
    const stream = createStream(seed, replication, name);
    const process = processOf(arrivals, stream);
    this.sources.push({ problemClass, organisation, process, count: 0 });
    this.schedule(this.drawn, process.next(0), this.sources.length - 1);
  }

  private nextDrawn(index: number): void {
    const source = this.sources[index];
    this.schedule(this.drawn, source.process.next(this.world.now), index);
    this.arrive(source.problemClass, source.organisation, source.count++);
  }

  private nextRecorded(problemClass: number): void {
    const { trace } = this.world.model.classes[problemClass];
    const record = this.cursors[problemClass]++;
    if (record + 1 < trace.length) this.schedule(this.recorded, trace[record + 1].time, problemClass);
    this.arrive(problemClass, trace[record].organisation, record);
  }

  private schedule(kind: EventKind, time: number, subject: number): void {
    if (time <= this.world.model.scenario.time.horizon) this.world.simulation.postAt(kind, time, subject);
  }
}

function processOf(arrivals: Exclude<ArrivalSpec, { law: 'trace' }>, source: { next(): number }): ArrivalProcess {
  switch (arrivals.law) {
    case 'poisson':
      return poissonArrivals(arrivals.rate, source);
    case 'renewal':
      return renewalArrivals(makeLaw(arrivals.interval), source);
    case 'nonhomogeneous-poisson':
      return nonHomogeneousArrivals(arrivals, source);
  }
}
