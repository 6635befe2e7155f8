import { describe, expect, it } from 'vitest';
import { Priority } from '../../src/engine/priorities.js';
import { Simulation } from '../../src/engine/simulation.js';

/** A simulation at time 10 with one event left, at 20. */
function atTen(): { sim: Simulation; log: string[] } {
  const sim = new Simulation();
  const log: string[] = [];
  sim.schedule(20, () => log.push('kept'));
  sim.run({ until: 10 });
  return { sim, log };
}

type Misuse = [what: string, act: (sim: Simulation) => unknown, message: string];

const misuses: Misuse[] = [
  ['a negative delay', (sim) => sim.schedule(-1, () => undefined), 'delay must be a finite time of zero or more, found -1'],
  ['a delay that is not a number', (sim) => sim.schedule(NaN, () => undefined), 'delay must be a finite time of zero or more, found NaN'],
  ['an infinite delay', (sim) => sim.schedule(Infinity, () => undefined), 'delay must be a finite time of zero or more, found Infinity'],
  ['a time in the past', (sim) => sim.scheduleAt(9.5, () => undefined), 'event time must be finite and at or after now (10), found 9.5'],
  ['a time that is not a number', (sim) => sim.scheduleAt(NaN, () => undefined), 'event time must be finite and at or after now (10), found NaN'],
  ['an infinite time', (sim) => sim.scheduleAt(Infinity, () => undefined), 'event time must be finite and at or after now (10), found Infinity'],
  ['a negative delay of a kind', (sim) => sim.post(sim.define(0, () => undefined), -1), 'delay must be a finite time of zero or more, found -1'],
  ['a past time of a kind', (sim) => sim.postAt(sim.define(0, () => undefined), 9), 'event time must be finite and at or after now (10), found 9'],
  ['an unknown kind', (sim) => sim.post(99, 1), 'event kind 99 was never defined'],
  ['an unknown kind at a time', (sim) => sim.postAt(-1, 11), 'event kind -1 was never defined'],
  ['a payload that is no int32', (sim) => sim.post(sim.define(0, () => undefined), 1, 0.5), 'payloads must be 32-bit integers, found 0.5 and 0'],
  ['a priority beyond 15', (sim) => sim.define(16, () => undefined), 'priority must be an integer from 0 to 15, found 16'],
  ['a fractional priority', (sim) => sim.schedule(1, () => undefined, 0.5), 'priority must be an integer from 0 to 15, found 0.5'],
  ['an interval of zero', (sim) => sim.every(0, () => undefined), 'interval must be a finite time above zero, found 0'],
  ['an infinite interval', (sim) => sim.every(Infinity, () => undefined), 'interval must be a finite time above zero, found Infinity'],
  ['a first time in the past', (sim) => sim.every(1, () => undefined, { first: -1 }), 'delay must be a finite time of zero or more, found -1'],
  ['a limit in the past', (sim) => sim.run({ until: 9 }), 'until must be at or after now (10), found 9'],
  ['a limit that is not a number', (sim) => sim.run({ until: NaN }), 'until must be at or after now (10), found NaN'],
  ['a number of events below zero', (sim) => sim.run({ events: -1 }), 'events must be zero or more, found -1'],
  ['a number of events that is not a number', (sim) => sim.run({ events: NaN }), 'events must be zero or more, found NaN'],
];

describe('contract: bad input is rejected, never guessed', () => {
  it.each(misuses)('%s is a RangeError and changes nothing', (_what, act, message) => {
    const { sim, log } = atTen();
    expect(() => act(sim)).toThrow(new RangeError(message));
    expect([sim.now, sim.pending]).toEqual([10, 1]);
    sim.run();
    expect(log).toEqual(['kept']);
  });

  it('an event cannot be rescheduled into the past, to no time, or once it has run; a refused one stays where it was', () => {
    const { sim, log } = atTen();
    const pending = sim.schedule(5, () => log.push(`pending ${sim.now}`));
    for (const time of [9, NaN, Infinity]) {
      expect(() => sim.reschedule(pending, time)).toThrow(`event time must be finite and at or after now (10), found ${time}`);
    }
    sim.run();
    expect(log).toEqual(['pending 15', 'kept']);
    expect(() => sim.reschedule(pending, 30)).toThrow(new RangeError('cannot reschedule: the event has run or was cancelled'));
  });
});

describe('contract: an exception in a handler leaves a consistent simulation', () => {
  it('whose clock stands at the failed event, which is gone, and which can go on', () => {
    const sim = new Simulation();
    const log: string[] = [];
    const fail = sim.define(Priority.routine, (subject) => {
      throw new Error(`failed ${subject}`);
    });
    const failed = sim.post(fail, 1, 7);
    sim.schedule(1, () => log.push(`same instant ${sim.now}`));
    sim.schedule(2, () => log.push(`later ${sim.now}`));
    expect(() => sim.run({ until: 5 })).toThrow('failed 7');
    expect([sim.now, sim.pending, sim.eventsRun, sim.isPending(failed)]).toEqual([1, 2, 1, false]);
    expect(sim.run({ until: 5 })).toBe('empty');
    expect([log, sim.now]).toEqual([['same instant 1', 'later 2'], 5]);
  });

  it('also when a closure or a single step fails', () => {
    const sim = new Simulation();
    const log: string[] = [];
    sim.schedule(1, () => {
      sim.schedule(1, () => log.push(`child ${sim.now}`));
      throw new Error('after scheduling');
    });
    expect(() => sim.step()).toThrow('after scheduling');
    sim.run();
    expect(log).toEqual(['child 2']);
  });

  it('and a pause that was asked for by the failed event is forgotten', () => {
    const sim = new Simulation();
    const log: string[] = [];
    sim.schedule(1, () => {
      sim.pause();
      throw new Error('paused and failed');
    });
    sim.schedule(2, () => log.push('two'));
    sim.schedule(3, () => log.push('three'));
    expect(() => sim.run()).toThrow('paused and failed');
    expect([sim.run(), log]).toEqual(['empty', ['two', 'three']]);
  });
});
