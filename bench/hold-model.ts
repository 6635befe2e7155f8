import { EventList } from '../src/engine/event-list.js';
import { exponentialZiggurat } from '../src/random/exponential-ziggurat.js';
import { createStream } from '../src/random/stream.js';
import { requireWithin, secondsOf, type Measured } from './measured.js';

/**
 * The hold model: with a constant number of pending events, take the earliest and schedule another one an exp(1) time later. The events
 * taken are a Poisson process of rate `pending`, so that after n of them the clock is gamma distributed with mean n / pending and standard
 * deviation sqrt(n) / pending.
 */
export function holdModel(pending: number, events: number): Measured {
  const source = createStream('1', 0, 'hold');
  const delay = exponentialZiggurat(source);
  const list = new EventList();
  for (let subject = 0; subject < pending; subject++) list.push(delay(), 4, 0, subject, 0);
  const seconds = secondsOf(() => {
    for (let event = 0; event < events; event++) {
      list.pop();
      list.push(list.time + delay(), 4, 0, list.subject, 0);
    }
  });
  requireClock(list.time, pending, events);
  return { seconds, count: events, answer: { clock: list.time } };
}

/**
 * The hold model in which nine of ten events scheduled are cancelled: after each one taken, nine others, chosen at random, are cancelled
 * and scheduled anew an exp(1) time from now. Their remaining times are exp(1) already, so the law of the clock stays the same.
 *
 * What counts are events scheduled. Each of them costs two operations of the list here, one push and .9 cancel + .1 pop, as in the plain
 * hold model, one push and one pop: rates of events scheduled compare rates of operations.
 */
export function cancellingHoldModel(pending: number, scheduled: number): Measured {
  const source = createStream('1', 0, 'hold');
  const delay = exponentialZiggurat(source);
  const list = new EventList();
  const events = scheduled / 10;
  const handles = new Float64Array(pending);
  for (let subject = 0; subject < pending; subject++) handles[subject] = list.push(delay(), 4, 0, subject, 0);
  const seconds = secondsOf(() => {
    for (let event = 0; event < events; event++) {
      list.pop();
      handles[list.subject] = list.push(list.time + delay(), 4, 0, list.subject, 0);
      for (let cancelled = 0; cancelled < 9; cancelled++) {
        const subject = Math.floor(source.next() * pending);
        list.cancel(handles[subject]);
        handles[subject] = list.push(list.time + delay(), 4, 0, subject, 0);
      }
    }
  });
  requireClock(list.time, pending, events);
  if (list.size !== pending || list.held > 2 * pending + 64) throw new Error(`expected ${pending} pending events, found ${list.size} and ${list.held} held`);
  return { seconds, count: scheduled, answer: { clock: list.time } };
}

/** Five standard deviations: a right program fails once in 1.7 million seeds. */
function requireClock(clock: number, pending: number, events: number): void {
  requireWithin('clock at the end of the hold model', clock, events / pending, (5 * Math.sqrt(events)) / pending);
}

/** How exponential variates are drawn on our side. */
export const EXPONENTIAL_VARIATE = 'ziggurat';
