import { EventList } from '../src/engine/event-list.js';
import { createStream } from '../src/random/stream.js';
import type { UniformSource } from '../src/random/uniform-source.js';
import { secondsOf, type Measured } from './measured.js';

/** A delay, given how much of the run is over, from 0 to 1. */
type Delay = (source: UniformSource, progress: number) => number;

const exponential: Delay = (source) => -Math.log(1 - source.next());

/** Distributions of delays under which event lists are known to collapse. All but the first and the last two have mean 1 or near it. */
export const delays = {
  exponential,
  /** Whole numbers up to 50: whatever is pending shares 50 instants. */
  shared: (source) => 1 + Math.floor(50 * source.next()),
  /** Nine of ten in (0, .1), one in (9.5, 10). */
  bimodal: (source) => (source.next() < 0.9 ? 0.1 * source.next() : 9.5 + 0.5 * source.next()),
  /** Shape 1.5: infinite variance. */
  pareto: (source) => Math.exp(-Math.log(1 - source.next()) / 1.5) / 3,
  /** Exponential, a thousand times as long at the end as at the beginning, and the reverse. */
  increasing: (source, progress) => exponential(source, 0) * Math.exp(progress * Math.log(1000)),
  decreasing: (source, progress) => exponential(source, 0) * Math.exp((1 - progress) * Math.log(1000)),
} satisfies Readonly<Record<string, Delay>>;

export type DelayName = keyof typeof delays;

/**
 * The hold model under a distribution of delays. They are drawn before, so that what they cost to draw is not in the time. Asserts that events
 * leave in order of time, equal times in order of scheduling, and that at the end each of them is there once.
 */
export function delayStress(name: DelayName, pending: number, events: number): Measured {
  const source = createStream('1', 0, 'delays');
  const list = new EventList();
  const delay = delays[name];
  const drawn = Float64Array.from({ length: events }, (_, event) => delay(source, event / events));
  for (let subject = 0; subject < pending; subject++) list.push(delay(source, 0), 4, 0, subject, subject);
  let disordered = 0;
  let time = 0;
  let order = -1;
  const seconds = secondsOf(() => {
    for (let event = 0; event < events; event++) {
      list.pop();
      if (list.time < time || (list.time === time && list.detail < order)) disordered++;
      time = list.time;
      order = list.detail;
      list.push(time + drawn[event], 4, 0, list.subject, pending + event);
    }
  });
  const present = new Uint8Array(pending);
  let left = 0;
  for (; list.pop(); left++) {
    if (list.time < time || (list.time === time && list.detail < order)) disordered++;
    time = list.time;
    order = list.detail;
    present[list.subject]++;
  }
  if (disordered > 0) throw new Error(`${name} delays: ${disordered} events left out of order`);
  if (left !== pending || present.some((count) => count !== 1)) throw new Error(`${name} delays: expected each of ${pending} events once, found ${left}`);
  return { seconds, count: events, answer: { clock: time } };
}
