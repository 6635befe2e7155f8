import { describe, expect, it } from 'vitest';
import { NO_EVENT } from '../../src/engine/event-list.js';
import { Priority } from '../../src/engine/priorities.js';
import { Simulation } from '../../src/engine/simulation.js';

/** A simulation with a log of lines `time what`. */
function logged(): { sim: Simulation; log: string[]; note: (what: string) => () => void } {
  const sim = new Simulation();
  const log: string[] = [];
  return { sim, log, note: (what) => () => log.push(`${sim.now} ${what}`) };
}

describe('the clock', () => {
  it('starts at 0 and stands at each event while its action runs', () => {
    const { sim, log, note } = logged();
    sim.schedule(2, note('b'));
    sim.schedule(0.5, note('a'));
    expect(sim.now).toBe(0);
    sim.run();
    expect(log).toEqual(['0.5 a', '2 b']);
    expect(sim.now).toBe(2);
  });

  it('counts delays from the event that is running, and absolute times from zero', () => {
    const { sim, log, note } = logged();
    sim.schedule(3, () => {
      sim.schedule(2, note('delay 2'));
      sim.scheduleAt(4, note('at 4'));
    });
    sim.run();
    expect(log).toEqual(['4 at 4', '5 delay 2']);
  });
});

describe('defined kinds', () => {
  it('hand both payloads to their handler', () => {
    const { sim } = logged();
    const calls: number[][] = [];
    const kind = sim.define(Priority.routine, (subject, detail) => calls.push([sim.now, subject, detail]));
    sim.post(kind, 1, 5, -6);
    sim.postAt(kind, 0.5);
    sim.run();
    expect(calls).toEqual([[0.5, 0, 0], [1, 5, -6]]);
  });

  it('can be defined while the simulation runs', () => {
    const { sim, log, note } = logged();
    sim.schedule(1, () => sim.post(sim.define(Priority.routine, note('new kind')), 1));
    sim.run();
    expect(log).toEqual(['2 new kind']);
  });
});

describe('an event for the current instant', () => {
  it('runs after the event that scheduled it, also with a smaller priority number, and before later priorities', () => {
    const { sim, log, note } = logged();
    sim.schedule(1, () => {
      note('first')();
      sim.schedule(0, note('urgent'), Priority.release);
      sim.schedule(0, note('last'), Priority.observation);
    });
    sim.schedule(1, note('second'));
    sim.run();
    expect(log).toEqual(['1 first', '1 urgent', '1 second', '1 last']);
  });
});

describe('run', () => {
  it('runs events at the limit too, and leaves the clock at the limit', () => {
    const { sim, log, note } = logged();
    [1, 5, 5.5].forEach((time) => sim.scheduleAt(time, note('event')));
    expect(sim.run({ until: 5 })).toBe('until');
    expect(log).toEqual(['1 event', '5 event']);
    expect([sim.now, sim.pending, sim.nextTime]).toEqual([5, 1, 5.5]);
    expect(sim.run({ until: 5.25 })).toBe('until');
    expect(sim.now).toBe(5.25);
  });

  it('says that no event is left, and still leaves the clock at the limit', () => {
    const { sim } = logged();
    sim.schedule(1, () => undefined);
    expect([sim.run({ until: 9 }), sim.now]).toEqual(['empty', 9]);
    expect([sim.run(), sim.now, sim.nextTime]).toEqual(['empty', 9, Infinity]);
  });

  it('stops after a number of events', () => {
    const { sim, log, note } = logged();
    [1, 2, 3].forEach((time) => sim.scheduleAt(time, note('event')));
    expect(sim.run({ events: 0 })).toBe('events');
    expect(sim.run({ events: 2, until: 10 })).toBe('events');
    expect([log, sim.now, sim.eventsRun]).toEqual([['1 event', '2 event'], 2, 2]);
  });

  it('returns after the event that asks for a pause', () => {
    const { sim, log, note } = logged();
    sim.schedule(1, () => {
      sim.pause();
      note('still running')();
    });
    sim.schedule(1, note('next'));
    expect(sim.run({ until: 4 })).toBe('paused');
    expect([log, sim.now]).toEqual([['1 still running'], 1]);
    expect(sim.run({ until: 4 })).toBe('empty');
    expect([log, sim.now]).toEqual([['1 still running', '1 next'], 4]);
  });

  it('does not remember a pause that was asked for between two runs', () => {
    const { sim, log, note } = logged();
    sim.schedule(1, note('event'));
    sim.schedule(2, note('event'));
    sim.pause();
    expect(sim.run()).toBe('empty');
    expect(log).toEqual(['1 event', '2 event']);
  });

  it('cannot be called from within an event, and neither can step', () => {
    const { sim, log, note } = logged();
    const message = 'the simulation is already running: schedule an event instead';
    sim.schedule(1, () => expect(() => sim.run()).toThrow(message));
    sim.schedule(2, () => expect(() => sim.step()).toThrow(message));
    sim.schedule(3, note('event'));
    sim.step();
    sim.run();
    expect(log).toEqual(['3 event']);
  });
});

describe('step', () => {
  it('runs one event, and says so', () => {
    const { sim, log, note } = logged();
    sim.schedule(1, note('a'));
    sim.schedule(2, note('b'));
    expect([sim.step(), sim.now, sim.step(), sim.step(), sim.now]).toEqual([true, 1, true, false, 2]);
    expect(log).toEqual(['1 a', '2 b']);
  });

  it('says so also when the event asks for a pause', () => {
    const { sim } = logged();
    sim.schedule(1, () => sim.pause());
    expect([sim.step(), sim.step()]).toEqual([true, false]);
  });
});

describe('counts', () => {
  it('tell executed events from pending and cancelled ones', () => {
    const { sim } = logged();
    const handles = [1, 2, 3].map((time) => sim.scheduleAt(time, () => undefined));
    sim.cancel(handles[1]);
    sim.step();
    expect([sim.eventsRun, sim.pending, sim.nextTime]).toEqual([1, 1, 3]);
  });
});

describe('a recurring event', () => {
  it('happens at multiples of its interval, not at sums that drift', () => {
    const { sim } = logged();
    const times: number[] = [];
    sim.every(0.1, () => times.push(sim.now));
    sim.run({ until: 100 });
    // Ten additions of .1 give .9999999999999999, and a thousand 99.9999999999986.
    expect([times.length, times[9], times[999]]).toEqual([1000, 1, 100]);
  });

  it('may begin at once or late, and takes its rank among simultaneous events', () => {
    const { sim, log, note } = logged();
    sim.every(2, note('sample'), { first: 0, priority: Priority.observation });
    sim.every(2, note('board'), { first: 2, priority: Priority.gathering });
    sim.run({ until: 4 });
    expect(log).toEqual(['0 sample', '2 board', '2 sample', '4 board', '4 sample']);
  });

  it('starts its multiples at the time it was asked for', () => {
    const { sim, log, note } = logged();
    sim.schedule(1, () => sim.every(2, note('tick')));
    sim.run({ until: 6 });
    expect(log).toEqual(['3 tick', '5 tick']);
  });

  it('ends when stopped from outside, before its first time, or from its own action, and leaves nothing pending', () => {
    const { sim, log, note } = logged();
    const outside = sim.every(1, note('outside'));
    const never = sim.every(1, note('never'));
    const itself = sim.every(1, () => {
      note('itself')();
      if (sim.now === 2) itself.stop();
    });
    never.stop();
    sim.run({ until: 2.5 });
    outside.stop();
    outside.stop();
    expect(sim.run()).toBe('empty');
    expect(log).toEqual(['1 outside', '1 itself', '2 outside', '2 itself']);
    expect(sim.pending).toBe(0);
  });

  it('goes on after its action threw', () => {
    const { sim, log, note } = logged();
    sim.every(1, () => {
      note('tick')();
      if (sim.now === 1) throw new Error('once');
    });
    expect(() => sim.run({ until: 2 })).toThrow('once');
    sim.run({ until: 2 });
    expect(log).toEqual(['1 tick', '2 tick']);
  });
});

describe('cancel', () => {
  it('takes a closure or a posted event out, once', () => {
    const { sim, log, note } = logged();
    const closure = sim.schedule(1, note('closure'));
    const posted = sim.post(sim.define(Priority.routine, note('posted')), 1);
    expect([sim.cancel(closure), sim.cancel(closure), sim.cancel(posted), sim.cancel(posted), sim.cancel(NO_EVENT)])
      .toEqual([true, false, true, false, false]);
    expect([sim.run(), log]).toEqual(['empty', []]);
  });

  it('of an event that has run does not take away the closure of a later one', () => {
    const { sim, log, note } = logged();
    const first = sim.schedule(1, note('first'));
    sim.step();
    const second = sim.schedule(1, note('second'));
    expect([sim.cancel(first), sim.isPending(first), sim.isPending(second)]).toEqual([false, false, true]);
    sim.run();
    expect(log).toEqual(['1 first', '2 second']);
  });

  it('from within an event stops another one at the same instant', () => {
    const { sim, log, note } = logged();
    sim.schedule(1, () => sim.cancel(other));
    const other = sim.schedule(1, note('other'));
    sim.run();
    expect(log).toEqual([]);
  });
});

describe('reschedule', () => {
  it('moves a closure or a posted event with its payloads, earlier or later', () => {
    const { sim, log, note } = logged();
    const kind = sim.define(Priority.routine, (subject, detail) => log.push(`${sim.now} posted ${subject} ${detail}`));
    const posted = sim.post(kind, 5, 3, 4);
    const closure = sim.schedule(1, note('closure'));
    const moved = sim.reschedule(posted, 2);
    const later = sim.reschedule(closure, 6);
    expect([sim.isPending(posted), sim.isPending(moved), sim.isPending(closure), sim.isPending(later), sim.pending]).toEqual([false, true, false, true, 2]);
    sim.run();
    expect(log).toEqual(['2 posted 3 4', '6 closure']);
  });

  it('queues behind the events already scheduled for that instant, also when the time stays the same', () => {
    const { sim, log, note } = logged();
    const first = sim.schedule(1, note('first'));
    sim.schedule(1, note('second'));
    sim.reschedule(first, 1);
    sim.run();
    expect(log).toEqual(['1 second', '1 first']);
  });

  it('keeps the priority', () => {
    const { sim, log, note } = logged();
    const urgent = sim.schedule(5, note('urgent'), Priority.release);
    sim.schedule(1, note('routine'));
    sim.reschedule(urgent, 1);
    sim.run();
    expect(log).toEqual(['1 urgent', '1 routine']);
  });
});

describe('late clocks', () => {
  it('still order a delay that the clock cannot resolve, as an event of the same instant', () => {
    const { sim, log, note } = logged();
    sim.scheduleAt(2 ** 53, () => {
      sim.schedule(0.5, note('half later'));
      sim.schedule(2, note('two later'));
    });
    sim.run();
    expect(log).toEqual([`${2 ** 53} half later`, `${2 ** 53 + 2} two later`]);
  });
});
