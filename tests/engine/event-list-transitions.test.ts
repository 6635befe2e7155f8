import { describe, expect, it } from 'vitest';
import { EventList } from '../../src/engine/event-list.js';
import { createStream } from '../../src/random/stream.js';
import { NaiveEventList, type NaiveEvent } from './naive-event-list.js';

/** The time of the next event from a uniform, the time of the last one taken and the number of events scheduled so far. */
type Schedule = (uniform: number, now: number, count: number) => number;

const schedules: Record<string, Schedule> = {
  'exponential delays': (u, now) => now - Math.log(u),
  'delays of 0 to 49 whole units': (u, now) => now + Math.floor(u * 50),
  'fifty instants': (u) => Math.floor(u * 50),
  'two scales a million apart': (u, now) => now + (u < 0.5 ? u * 1e-3 : 1000 + u),
  'Pareto delays without a mean': (u, now) => now + 1 / (u * u),
  'increasing times': (_, __, count) => count / 8,
  'decreasing times': (_, __, count) => 1e6 - count / 8,
  'one instant': () => 7,
  'no delay': (_, now) => now,
  'constant delays': (_, now) => now + 3,
  'times before and after the last one taken, and negative ones': (u, now) => now + 20 * (u - 0.5),
  'times over the whole range of doubles': (u, _, count) => (count % 2 === 0 ? 1 : -1) * 2 ** (2000 * u - 1000),
  'times at both ends of the range': (u, _, count) => (count % 3 === 0 ? Number.MAX_VALUE : -Number.MAX_VALUE) * (u < 0.5 ? 1 : u),
  'neighbouring doubles at 2^40, where the clock has steps of 2^-12': (u, _, count) => 2 ** 40 + Math.floor(u * (1 + (count % 100))) * 2 ** -12,
  'times that divide buckets exactly': (u, now) => now + Math.floor(u * 64) / 64,
  'denormal times': (u) => Math.floor(u * 1000) * Number.MIN_VALUE,
};

function demand(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

/** The event list beside the naive one; every operation compares what can be seen. */
class Pair {
  readonly list = new EventList();
  private readonly naive = new NaiveEventList();
  private readonly handles = new Map<NaiveEvent, number>();
  private readonly past: number[] = [];
  now = 0;
  count = 0;

  get size(): number {
    return this.naive.events.length;
  }

  push(time: number, priority: number): void {
    const kind = this.count++;
    const event = { time, priority, kind, subject: -kind, detail: kind * 3 };
    this.naive.push(event);
    this.handles.set(event, this.list.push(time, priority, kind, event.subject, event.detail));
    this.agree();
  }

  pop(latest = Infinity): boolean {
    const next = this.naive.events[0] as NaiveEvent | undefined;
    const expected = next !== undefined && next.time <= latest ? this.naive.pop() : undefined;
    demand(this.list.pop(latest) === (expected !== undefined), 'popped or not');
    if (expected === undefined) return false;
    const { time, kind, subject, detail } = this.list;
    demand(
      time === expected.time && kind === expected.kind && subject === expected.subject && detail === expected.detail,
      `popped ${JSON.stringify({ time, kind, subject, detail })}, expected ${JSON.stringify(expected)}`,
    );
    this.now = time;
    this.forget(expected);
    this.agree();
    return true;
  }

  /** Cancels the event at a rank between 0 and 1, and tries a handle whose event is over. */
  cancel(rank: number): void {
    const event = this.naive.events[Math.floor(rank * this.size)] as NaiveEvent | undefined;
    if (event === undefined) return;
    const handle = this.handles.get(event) ?? NaN;
    demand(this.list.isPending(handle) && this.list.kindOf(handle) === event.kind && this.list.detailOf(handle) === event.detail, 'pending');
    demand(this.list.cancel(handle) && !this.list.cancel(handle), 'cancelled once');
    this.naive.cancel(event);
    this.forget(event);
    const stale = this.past[Math.floor(rank * this.past.length)];
    demand(!this.list.isPending(stale) && !this.list.cancel(stale), 'stale');
    this.agree();
  }

  look(): void {
    demand(this.list.nextTime() === (this.size > 0 ? this.naive.events[0].time : Infinity), 'next time');
  }

  private forget(event: NaiveEvent): void {
    this.past.push(this.handles.get(event) ?? NaN);
    this.handles.delete(event);
  }

  private agree(): void {
    demand(this.list.size === this.size, `size ${this.list.size}, expected ${this.size}`);
    demand(this.list.held <= 2 * this.size + 64, `size ${this.size}, held ${this.list.held}`);
  }
}

/** Shares of pushing, popping and cancelling, and the number of events at which the phase ends. */
const phases = [
  { push: 0.9, pop: 0.05, until: 1500 },
  { push: 0.5, pop: 0.5, until: 3000 },
  { push: 0.1, pop: 0.8, until: 10 },
  { push: 0.7, pop: 0.1, until: 600 },
  { push: 0.05, pop: 0.05, until: 30 },
  { push: 0.8, pop: 0.2, until: 200 },
];

describe('the event list and a sorted array agree while it grows, holds, shrinks and is emptied by cancelling, with', () => {
  it.each(Object.keys(schedules))('%s', (name) => {
    const uniforms = createStream('1', 0, name);
    const schedule = schedules[name];
    for (const oftenTied of [false, true]) {
      const pair = new Pair();
      const push = (): void => pair.push(schedule(uniforms.next(), pair.now, pair.count), oftenTied ? Math.floor(uniforms.next() * 16) : 4);
      for (const { push: pushing, pop: popping, until } of phases) {
        const grows = until > pair.size;
        for (let step = 0; step < 2500 && (grows ? pair.size < until : pair.size > until); step++) {
          const u = uniforms.next();
          if (u < pushing) push();
          else if (u < pushing + popping) pair.pop(u < 0.55 ? pair.now + 1 : Infinity);
          else pair.cancel(uniforms.next());
          if (step % 7 === 0) pair.look();
        }
      }
      while (pair.pop());
      expect([pair.size, pair.list.size, pair.list.held]).toEqual([0, 0, 0]);
    }
  });
});

describe('many events', () => {
  /** Checks the order of everything that is left; returns how many events that was. */
  function drained(list: EventList): number {
    let count = 0;
    for (let time = -Infinity, kind = -1; list.pop(); count++) {
      demand(list.time > time || (list.time === time && list.kind > kind), `${list.kind} at ${list.time} after ${kind} at ${time}`);
      ({ time, kind } = list);
    }
    return count;
  }

  it('leave in order of scheduling where a million share fifty instants', () => {
    const list = new EventList();
    for (let kind = 0; kind < 1e6; kind++) list.push((kind * 7) % 50, 4, kind, 0, 0);
    expect(drained(list)).toBe(1e6);
  });

  it.each(Object.keys(schedules))('are all there and in order after 100,000 holds, with %s', (name) => {
    const uniforms = createStream('2', 0, name);
    const schedule = schedules[name];
    const list = new EventList();
    let kind = 0;
    for (; kind < 20_000; kind++) list.push(schedule(uniforms.next(), 0, kind), 4, kind, 0, 0);
    for (; kind < 120_000; kind++) {
      const next = list.nextTime();
      demand(list.pop() && list.time === next, `no event at ${next}`);
      list.push(schedule(uniforms.next(), list.time, kind), 4, kind, 0, 0);
    }
    expect([list.size, drained(list)]).toEqual([20_000, 20_000]);
  });

  it('keep their order and number at times near 2^40, where the clock has steps of 2^-12', () => {
    const uniforms = createStream('1', 0, 'late');
    const list = new EventList();
    const late = 2 ** 40;
    for (let kind = 0; kind < 50_000; kind++) list.push(late - Math.log(uniforms.next()) / 1024, 4, kind, 0, 0);
    expect(list.nextTime()).toBeGreaterThanOrEqual(late);
    expect(drained(list)).toBe(50_000);
  });
});

describe('the memory of the event list', () => {
  const bytesOf = (list: EventList): number => {
    const buffers = new Set<ArrayBufferLike>();
    for (const part of Object.values(list).filter((value) => typeof value === 'object') as object[]) {
      for (const value of Object.values(part) as unknown[]) if (ArrayBuffer.isView(value)) buffers.add(value.buffer);
    }
    return [...buffers].reduce((bytes, buffer) => bytes + buffer.byteLength, 0);
  };

  it('is bounded by the most events that were ever live at once, not by how many there were', () => {
    const uniforms = createStream('1', 0, 'memory');
    const list = new EventList();
    const hold = (events: number): number => {
      for (let event = 0; event < events; event++) {
        list.pop();
        list.push(list.time - Math.log(uniforms.next()), 4, 0, 0, 0);
        list.cancel(list.push(list.time + 1 + uniforms.next(), 4, 0, 0, 0));
      }
      return bytesOf(list);
    };
    for (let event = 0; event < 10_000; event++) list.push(-Math.log(uniforms.next()), 4, 0, 0, 0);
    const early = hold(300_000);
    expect(hold(1_200_000)).toBe(early);
    // Record, entry, and an array that has just doubled, each perhaps half empty; tombstones as many as events.
    expect(early).toBeLessThan(10_000 * 2 * (32 + 4 * 12) * 2);
  });
});
