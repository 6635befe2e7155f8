import { EventList } from '../src/engine/event-list.js';
import { makeLaw } from '../src/random/make-law.js';
import { createStream } from '../src/random/stream.js';
import { requireWithin, type Benchmark } from './benchmark.js';

const delayLaw = makeLaw({ law: 'exponential', mean: 1 });

/**
 * The hold model: with a constant number of pending events, take the earliest and schedule another one an exp(1) time later, by inversion
 * of 53-bit uniforms from a seeded stream. The events taken are a Poisson process of rate `pending`, so that after n of them the clock is
 * gamma distributed with mean n / pending and standard deviation sqrt(n) / pending.
 */
export function holdModel(pending: number, events: number): Benchmark {
  return {
    name: `hold, ${pending} pending`,
    unit: 'events',
    count: events,
    run: () => {
      const source = createStream('1', 0, 'hold');
      const list = new EventList();
      for (let subject = 0; subject < pending; subject++) list.push(delayLaw.sample(source), 4, 0, subject, 0);
      for (let event = 0; event < events; event++) {
        list.pop();
        list.push(list.time + delayLaw.sample(source), 4, 0, list.subject, 0);
      }
      requireClock(list.time, pending, events);
    },
  };
}

/**
 * The hold model in which nine of ten events scheduled are cancelled: after each one taken, nine others, chosen at random, are cancelled
 * and scheduled anew an exp(1) time from now. Their remaining times are exp(1) already, so the law of the clock stays the same.
 */
export function cancellingHoldModel(pending: number, events: number): Benchmark {
  return {
    name: `hold, ${pending} pending, 90 % cancelled`,
    unit: 'events',
    count: events,
    run: () => {
      const source = createStream('1', 0, 'hold');
      const list = new EventList();
      const handles = new Float64Array(pending);
      for (let subject = 0; subject < pending; subject++) handles[subject] = list.push(delayLaw.sample(source), 4, 0, subject, 0);
      for (let event = 0; event < events; event++) {
        list.pop();
        handles[list.subject] = list.push(list.time + delayLaw.sample(source), 4, 0, list.subject, 0);
        for (let cancelled = 0; cancelled < 9; cancelled++) {
          const subject = Math.floor(source.next() * pending);
          list.cancel(handles[subject]);
          handles[subject] = list.push(list.time + delayLaw.sample(source), 4, 0, subject, 0);
        }
      }
      requireClock(list.time, pending, events);
      if (list.size !== pending || list.held > 2 * pending + 64) throw new Error(`expected ${pending} pending events, found ${list.size} and ${list.held} held`);
    },
  };
}

/** Five standard deviations: a right program fails once in 1.7 million seeds. */
function requireClock(clock: number, pending: number, events: number): void {
  requireWithin('clock at the end of the hold model', clock, events / pending, (5 * Math.sqrt(events)) / pending);
}
