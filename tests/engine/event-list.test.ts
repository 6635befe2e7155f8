import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventList, NO_EVENT } from '../../src/engine/event-list.js';
import { createStream } from '../../src/random/stream.js';
import { NaiveEventList, type NaiveEvent } from './naive-event-list.js';
import { propertyRuns } from './property-runs.js';

const INT32_MAX = 2147483647;

/** Kinds of the remaining events in the order in which they leave. */
function kindsLeft(list: EventList): number[] {
  const kinds: number[] = [];
  while (list.pop()) kinds.push(list.kind);
  return kinds;
}

describe('the order of the event list', () => {
  it('is by time, whatever the order of pushing', () => {
    const list = new EventList();
    [5, 1, 4, 2, 3].forEach((time) => list.push(time, 0, time, 0, 0));
    expect(kindsLeft(list)).toEqual([1, 2, 3, 4, 5]);
  });

  it('is by priority among equal times, and priorities 0 and 15 are the extremes', () => {
    const list = new EventList();
    [3, 0, 15, 1].forEach((priority) => list.push(7, priority, priority, 0, 0));
    expect(kindsLeft(list)).toEqual([0, 1, 3, 15]);
  });

  it('is by order of pushing among equal times and priorities, for 10,000 events at one instant', () => {
    const list = new EventList();
    const kinds = Array.from({ length: 10_000 }, (_, index) => index);
    kinds.forEach((kind) => list.push(1, 4, kind, 0, 0));
    expect(kindsLeft(list)).toEqual(kinds);
  });

  it('holds between events that were pushed before and after others left', () => {
    const list = new EventList();
    list.push(1, 4, 10, 0, 0);
    list.push(2, 4, 20, 0, 0);
    list.pop();
    list.push(2, 4, 21, 0, 0);
    list.push(2, 3, 22, 0, 0);
    expect(kindsLeft(list)).toEqual([22, 20, 21]);
  });

  it('holds for a quarter of a million events, most of them at few instants, a third of them cancelled', () => {
    const uniforms = createStream('1', 0, 'many events');
    const list = new EventList();
    const expected: { kind: number; time: number; priority: number }[] = [];
    for (let kind = 0; kind < 250_000; kind++) {
      const time = uniforms.next() < 0.5 ? Math.floor(uniforms.next() * 50) : uniforms.next() * 50;
      const priority = Math.floor(uniforms.next() * 8);
      const handle = list.push(time, priority, kind, 0, 0);
      if (kind % 3 === 0) list.cancel(handle);
      else expected.push({ kind, time, priority });
    }
    // Sorting is stable, so the order of pushing decides among equals.
    expected.sort((a, b) => a.time - b.time || a.priority - b.priority);
    const left = kindsLeft(list);
    expect(left.length).toBe(expected.length);
    expect(left.findIndex((kind, index) => kind !== expected[index].kind)).toBe(-1);
  });

  it('pops nothing later than the time given', () => {
    const list = new EventList();
    [3, 1, 2].forEach((time) => list.push(time, 0, time, 0, 0));
    expect([list.pop(0.5), list.pop(1), list.kind, list.pop(2), list.kind, list.pop(2.5), list.size]).toEqual([false, true, 1, true, 2, false, 1]);
  });

  it('treats -0 and 0 as one instant', () => {
    const list = new EventList();
    list.push(0, 4, 1, 0, 0);
    list.push(-0, 4, 2, 0, 0);
    expect(kindsLeft(list)).toEqual([1, 2]);
  });
});

describe('an event', () => {
  it('leaves with its time, kind and both payloads, negative and extreme ones included', () => {
    const list = new EventList();
    list.push(2.5, 3, 9, -INT32_MAX - 1, INT32_MAX);
    expect(list.pop()).toBe(true);
    expect([list.time, list.kind, list.subject, list.detail]).toEqual([2.5, 9, -INT32_MAX - 1, INT32_MAX]);
  });

  it('can be looked at through its handle while it is pending', () => {
    const list = new EventList();
    const handle = list.push(2, 0, 7, 11, 13);
    expect([list.isPending(handle), list.kindOf(handle), list.subjectOf(handle), list.detailOf(handle)]).toEqual([true, 7, 11, 13]);
  });

  it.each([NaN, Infinity, -Infinity])('is refused at time %d, and the list stays as it was', (time) => {
    const list = new EventList();
    list.push(1, 0, 5, 0, 0);
    expect(() => list.push(time, 0, 6, 0, 0)).toThrow(new RangeError(`event time must be a finite number, found ${time}`));
    expect(list.size).toBe(1);
    expect(kindsLeft(list)).toEqual([5]);
  });

  it.each([-1, 16, 1.5, NaN])('is refused with priority %d', (priority) => {
    const list = new EventList();
    expect(() => list.push(0, priority, 0, 0, 0)).toThrow(new RangeError(`priority must be an integer from 0 to 15, found ${priority}`));
    expect(list.size).toBe(0);
  });

  it.each([-1, 0.5, NaN, INT32_MAX + 1])('is refused with kind %d', (kind) => {
    const list = new EventList();
    expect(() => list.push(0, 0, kind, 0, 0)).toThrow(new RangeError(`kind must be an integer from 0 to 2147483647, found ${kind}`));
    expect(list.size).toBe(0);
  });

  it.each([0.5, NaN, INT32_MAX + 1, -INT32_MAX - 2])('is refused with payload %d, which an int32 cannot hold', (payload) => {
    const list = new EventList();
    expect(() => list.push(0, 0, 0, payload, 0)).toThrow(new RangeError(`payloads must be 32-bit integers, found ${payload} and 0`));
    expect(() => list.push(0, 0, 0, 0, payload)).toThrow(new RangeError(`payloads must be 32-bit integers, found 0 and ${payload}`));
    expect(list.size).toBe(0);
  });
});

describe('an empty event list', () => {
  it('has no next time, size 0, and pops nothing', () => {
    const list = new EventList();
    expect([list.nextTime(), list.size, list.pop()]).toEqual([Infinity, 0, false]);
  });

  it('is empty again after its only event was cancelled', () => {
    const list = new EventList();
    list.cancel(list.push(1, 0, 0, 0, 0));
    expect([list.nextTime(), list.size, list.pop()]).toEqual([Infinity, 0, false]);
  });
});

describe('a handle', () => {
  it('cancels its event once', () => {
    const list = new EventList();
    const handle = list.push(1, 0, 1, 0, 0);
    list.push(2, 0, 2, 0, 0);
    expect([list.cancel(handle), list.cancel(handle), list.isPending(handle)]).toEqual([true, false, false]);
    expect(kindsLeft(list)).toEqual([2]);
  });

  it('is stale once its event has left, also when another event took its slot', () => {
    const list = new EventList();
    const first = list.push(1, 0, 1, 0, 0);
    list.pop();
    const second = list.push(1, 0, 2, 0, 0);
    expect(second).not.toBe(first);
    expect([list.isPending(first), list.cancel(first), list.kindOf(first)]).toEqual([false, false, -1]);
    expect(() => list.subjectOf(first)).toThrow('the event has run or was cancelled');
    expect(() => list.detailOf(first)).toThrow('the event has run or was cancelled');
    expect([list.isPending(second), kindsLeft(list)]).toEqual([true, [2]]);
  });

  it('is never given twice while a slot is used a thousand times', () => {
    const list = new EventList();
    const handles = new Set<number>();
    for (let count = 0; count < 1000; count++) {
      handles.add(list.push(count, 0, 0, 0, 0));
      list.pop();
    }
    expect(handles.size).toBe(1000);
  });

  it.each([NO_EVENT, NaN, 0.5, 12345, 2 ** 53 - 1, Infinity])('that was never given out (%d) names nothing', (handle) => {
    const list = new EventList();
    list.push(1, 0, 0, 0, 0);
    expect([list.isPending(handle), list.cancel(handle), list.kindOf(handle), list.size]).toEqual([false, false, -1, 1]);
  });
});

describe('cancelled events', () => {
  it('do not hide the time of the next live one', () => {
    const list = new EventList();
    const early = [1, 2, 3].map((time) => list.push(time, 0, 0, 0, 0));
    list.push(4, 0, 0, 0, 0);
    early.forEach((handle) => list.cancel(handle));
    expect([list.nextTime(), list.size]).toEqual([4, 1]);
  });

  it('really go: held <= 2 x size + 64 while nine of ten timeouts are cancelled', () => {
    const list = new EventList();
    const timeouts: number[] = [];
    for (let step = 0; step < 20_000; step++) {
      timeouts.push(list.push(1e6 + step, 5, 0, 0, 0));
      if (step % 10 !== 0) list.cancel(timeouts[step]);
      expect(list.held).toBeLessThanOrEqual(2 * list.size + 64);
    }
    expect(list.size).toBe(2000);
  });

  it('go also when nothing is cancelled any more and the live ones leave', () => {
    const list = new EventList();
    for (let step = 0; step < 1000; step++) list.push(step, 0, 0, 0, 0);
    const late = Array.from({ length: 1000 }, (_, step) => list.push(1e6 + step, 0, 1, 0, 0));
    late.forEach((handle) => list.cancel(handle));
    while (list.pop()) expect(list.held).toBeLessThanOrEqual(2 * list.size + 64);
    expect([list.size, list.held]).toEqual([0, 0]);
  });
});

type Operation =
  | { readonly do: 'push'; readonly time: number; readonly priority: number }
  | { readonly do: 'cancel'; readonly which: number }
  | { readonly do: 'pop' }
  | { readonly do: 'look' };

/** Few distinct times and priorities, so that most comparisons are ties. */
const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('push' as const), time: fc.integer({ min: 0, max: 9 }), priority: fc.integer({ min: 0, max: 3 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('cancel' as const), which: fc.nat() }) },
  { weight: 2, arbitrary: fc.constant({ do: 'pop' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'look' as const }) },
);

/** Asserting every one of thousands of steps with `expect` would take seconds. */
function demand(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

function popBoth(list: EventList, naive: NaiveEventList): boolean {
  const expected = naive.pop();
  const found = list.pop();
  demand(found === (expected !== undefined), `popped ${found}`);
  if (expected === undefined) return false;
  const { time, kind, subject, detail } = list;
  demand(
    time === expected.time && kind === expected.kind && subject === expected.subject && detail === expected.detail,
    `popped ${JSON.stringify({ time, kind, subject, detail })}, expected ${JSON.stringify(expected)}`,
  );
  return true;
}

describe('the event list and a sorted array', () => {
  it('agree on any mixture of pushing, cancelling, looking and popping', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 1500, size: 'max' }), (operations) => {
        const list = new EventList();
        const naive = new NaiveEventList();
        const pushed: { handle: number; event: NaiveEvent }[] = [];
        for (const step of operations) {
          if (step.do === 'push') {
            const kind = pushed.length;
            const event = { time: step.time, priority: step.priority, kind, subject: -1 - kind, detail: kind * 7 };
            pushed.push({ handle: list.push(event.time, event.priority, event.kind, event.subject, event.detail), event });
            naive.push(event);
          } else if (step.do === 'cancel' && pushed.length > 0) {
            const { handle, event } = pushed[step.which % pushed.length];
            demand(list.isPending(handle) === naive.events.includes(event), 'pending or not');
            demand(list.cancel(handle) === naive.cancel(event), 'cancelled or not');
          } else if (step.do === 'pop') {
            popBoth(list, naive);
          } else if (step.do === 'look') {
            demand(list.nextTime() === (naive.events.length > 0 ? naive.events[0].time : Infinity), 'next time');
          }
          demand(list.size === naive.events.length, `size ${list.size}, expected ${naive.events.length}`);
          demand(list.held <= 2 * list.size + 64, `size ${list.size}, held ${list.held}`);
        }
        while (popBoth(list, naive));
      }),
      propertyRuns,
    );
  });
});
