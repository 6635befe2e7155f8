import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Calendars } from '../../src/engine/calendar.js';
import { Priority } from '../../src/engine/priorities.js';
import { Simulation } from '../../src/engine/simulation.js';
import { StationBank } from '../../src/engine/station-bank.js';
import { earliestFit, fits, type Slot } from './naive-calendars.js';
import { propertyRuns } from './property-runs.js';

/** Calendars of the capacities given, and their indexes. */
function calendarsOf(...capacities: number[]): { calendars: Calendars; all: number[] } {
  const calendars = new Calendars();
  return { calendars, all: capacities.map((capacity) => calendars.add(capacity)) };
}

describe('the earliest slot', () => {
  it('is at once in an empty calendar, and in no calendar at all', () => {
    const { calendars, all } = calendarsOf(1, 2);
    expect(calendars.earliestSlot(all, 3, 2)).toBe(3);
    expect(calendars.earliestSlot([], 3, 2)).toBe(3);
  });

  it('may touch bookings on both sides, but not overlap them', () => {
    const { calendars, all } = calendarsOf(1);
    calendars.book(all, 0, 2);
    calendars.book(all, 5, 2);
    expect(calendars.earliestSlot(all, 0, 3)).toBe(2);
    expect(calendars.earliestSlot(all, 0, 3.5)).toBe(7);
    expect(calendars.earliestSlot(all, 3, 3)).toBe(7);
  });

  it('needs one of c servers at every instant, not c free bookings', () => {
    const { calendars, all } = calendarsOf(2);
    calendars.book(all, 0, 2);
    calendars.book(all, 2, 2);
    calendars.book(all, 4, 2);
    // One server is busy all the time and the other never.
    expect(calendars.earliestSlot(all, 0, 6)).toBe(0);
    calendars.book(all, 3, 2);
    expect(calendars.earliestSlot(all, 0, 6)).toBe(5);
  });

  it('is common to all calendars, also when each of them moves it', () => {
    const { calendars, all } = calendarsOf(1, 1, 1);
    calendars.book([all[0]], 0, 2);
    calendars.book([all[1]], 2, 2);
    calendars.book([all[2]], 4, 2);
    calendars.book([all[0]], 7, 2);
    expect(calendars.earliestSlot(all, 0, 2)).toBe(9);
    expect(calendars.earliestSlot(all, 0, 1)).toBe(6);
  });

  it('ignores calendars of infinite capacity', () => {
    const { calendars, all } = calendarsOf(Infinity, 1);
    for (let count = 0; count < 5; count++) calendars.book([all[0]], 1, 1);
    expect(calendars.earliestSlot(all, 1, 1)).toBe(1);
  });

  it('of no length is an instant: not inside a full calendar, but where a booking ends', () => {
    const { calendars, all } = calendarsOf(1);
    calendars.book(all, 2, 2);
    expect([calendars.earliestSlot(all, 1, 0), calendars.earliestSlot(all, 2, 0), calendars.earliestSlot(all, 3, 0)]).toEqual([1, 4, 4]);
  });

  it('may begin at a booking of no length, or end there, but not cover it without a server to spare', () => {
    const { calendars, all } = calendarsOf(1, 2);
    calendars.book(all, 5, 0);
    expect([calendars.earliestSlot(all, 3, 2), calendars.earliestSlot(all, 4, 2), calendars.earliestSlot(all, 5, 0)]).toEqual([3, 5, 5]);
    expect(calendars.earliestSlot([all[1]], 4, 2)).toBe(4);
    calendars.book([all[1]], 4, 2);
    expect(calendars.earliestSlot([all[1]], 4, 2)).toBe(5);
  });

  it('is found behind a long booking that began far before many short ones', () => {
    const { calendars, all } = calendarsOf(2);
    calendars.book(all, 0, 100);
    for (let start = 10; start < 60; start += 2) calendars.book(all, start, 1);
    expect(calendars.earliestSlot(all, 20, 2)).toBe(59);
    expect(calendars.earliestSlot(all, 20.5, 0.5)).toBe(21);
  });
});

describe('booking', () => {
  it('takes what earliestSlot found, however late the clock and odd the length', () => {
    const { calendars, all } = calendarsOf(1, 2);
    let earliest = 1e9;
    for (let count = 0; count < 200; count++) {
      const length = 0.1 + (count % 7) * 0.3;
      const start = calendars.earliestSlot(all, earliest, length);
      expect(() => calendars.book(all, start, length)).not.toThrow();
      earliest += 0.05;
    }
    expect([calendars.bookings(all[0]), calendars.bookings(all[1])]).toEqual([200, 200]);
  });

  it('refuses a slot that is not free in one of the calendars, and books it in none', () => {
    const { calendars, all } = calendarsOf(1, 1);
    calendars.book([all[1]], 3, 2);
    expect(() => calendars.book(all, 2, 2)).toThrow(new RangeError('calendar 1 is not free at 2 for 2'));
    expect([calendars.bookings(all[0]), calendars.bookings(all[1])]).toEqual([0, 1]);
    expect(() => calendars.book(all, 1, 2)).not.toThrow();
  });

  it('needs two servers where a calendar is named twice', () => {
    const { calendars, all } = calendarsOf(1, 2);
    expect(() => calendars.book([all[0], all[0]], 0, 1)).toThrow(new RangeError('calendar 0 is not free at 0 for 1'));
    expect(calendars.bookings(all[0])).toBe(0);
    calendars.book([all[1], all[1]], 0, 1);
    expect([calendars.bookings(all[1]), calendars.earliestSlot([all[1]], 0, 1)]).toEqual([2, 1]);
  });
});

describe('cancelling a booking', () => {
  it('frees its slot in all its calendars, among others of the same start, and says so', () => {
    const { calendars, all } = calendarsOf(2, 2);
    calendars.book(all, 1, 1);
    const long = calendars.book(all, 1, 5);
    calendars.book([all[0]], 2, 3);
    expect(calendars.earliestSlot(all, 1, 1)).toBe(5);
    expect(calendars.cancel(all, long, 1)).toBe(true);
    expect(calendars.earliestSlot(all, 1, 1)).toBe(1);
    expect([calendars.bookings(all[0]), calendars.bookings(all[1])]).toEqual([2, 1]);
  });

  it('says when it was not there: cancelled before, another start, or forgotten', () => {
    const { calendars, all } = calendarsOf(1);
    const first = calendars.book(all, 1, 1);
    const second = calendars.book(all, 2, 1);
    expect(calendars.cancel(all, second, 1)).toBe(false);
    expect(calendars.cancel(all, first, 1)).toBe(true);
    expect(calendars.cancel(all, first, 1)).toBe(false);
    calendars.forgetBefore(all[0], 3);
    expect(calendars.cancel(all, second, 2)).toBe(false);
  });
});

describe('forgetting', () => {
  it('drops bookings that have ended, and none that still matters', () => {
    const { calendars, all } = calendarsOf(1);
    calendars.book(all, 0, 1);
    calendars.book(all, 1, 1);
    calendars.book(all, 4, 1);
    calendars.forgetBefore(all[0], 1.5);
    expect([calendars.bookings(all[0]), calendars.earliestSlot(all, 1.5, 1)]).toEqual([2, 2]);
    calendars.forgetBefore(all[0], 2);
    expect([calendars.bookings(all[0]), calendars.earliestSlot(all, 2, 3)]).toEqual([1, 5]);
  });
});

describe('bad input', () => {
  it.each([0, -1, 1.5, NaN])('a capacity of %d is refused', (capacity) => {
    expect(() => new Calendars().add(capacity)).toThrow(new RangeError(`capacity of a calendar must be a whole number of at least 1, or Infinity, found ${capacity}`));
  });

  it.each([[NaN, 1], [0, NaN], [0, -1], [Infinity, 1], [0, Infinity]])('a slot at %d of length %d is refused', (start, length) => {
    const { calendars, all } = calendarsOf(1);
    const message = `a slot needs a finite start and a finite length of zero or more, found ${start} and ${length}`;
    expect(() => calendars.earliestSlot(all, start, length)).toThrow(new RangeError(message));
    expect(() => calendars.book(all, start, length)).toThrow(new RangeError(message));
  });

  it('an unknown calendar is refused', () => {
    const { calendars } = calendarsOf(1);
    expect(() => calendars.earliestSlot([0, 1], 0, 1)).toThrow(new RangeError('calendar 1 was never added'));
    expect(() => calendars.book([0, 1], 0, 1)).toThrow(new RangeError('calendar 1 was never added'));
    expect(() => calendars.bookings(-1)).toThrow(new RangeError('calendar -1 was never added'));
    expect(calendars.bookings(0)).toBe(0);
  });
});

type Step =
  | { readonly do: 'book'; readonly who: readonly number[]; readonly earliest: number; readonly length: number }
  | { readonly do: 'insist'; readonly who: readonly number[]; readonly earliest: number; readonly length: number }
  | { readonly do: 'cancel'; readonly which: number }
  | { readonly do: 'forget'; readonly now: number };

const CALENDARS = 3;
const someCalendars = fc.subarray([0, 1, 2], { minLength: 1 });
const slot = { who: someCalendars, earliest: fc.integer({ min: 0, max: 25 }), length: fc.integer({ min: 0, max: 6 }) };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('book' as const), ...slot }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('insist' as const), ...slot }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('cancel' as const), which: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('forget' as const), now: fc.integer({ min: 0, max: 12 }) }) },
);

describe('calendars and a search by trial', () => {
  it('agree on every slot, with cancellations and forgetting, and never let more bookings overlap than there is capacity for', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 3 }), { minLength: CALENDARS, maxLength: CALENDARS }), fc.array(step, { maxLength: 60, size: 'max' }), (capacities, steps) => {
        const { calendars } = calendarsOf(...capacities);
        const naive = capacities.map((capacity) => ({ capacity, bookings: [] as Slot[] }));
        const made: { id: number; who: readonly number[]; slot: Slot }[] = [];
        // Before the last `forget` the calendars promise nothing.
        let forgotten = 0;
        const record = (who: readonly number[], taken: Slot): void => {
          made.push({ id: calendars.book(who, taken.start, taken.length), who, slot: taken });
          who.forEach((calendar) => naive[calendar].bookings.push(taken));
        };
        for (const action of steps) {
          if (action.do === 'book') {
            const earliest = Math.max(forgotten, action.earliest);
            const start = calendars.earliestSlot(action.who, earliest, action.length);
            expect(start).toBe(earliestFit(action.who.map((calendar) => naive[calendar]), earliest, action.length));
            record(action.who, { start, length: action.length });
          } else if (action.do === 'insist') {
            const wanted = { start: Math.max(forgotten, action.earliest), length: action.length };
            if (action.who.every((calendar) => fits(naive[calendar].bookings, naive[calendar].capacity, wanted))) record(action.who, wanted);
            else expect(() => calendars.book(action.who, wanted.start, wanted.length)).toThrow('is not free');
          } else if (action.do === 'cancel' && made.length > 0) {
            const [{ id, who, slot: cancelled }] = made.splice(action.which % made.length, 1);
            const gone = calendars.cancel(who, id, cancelled.start);
            if (cancelled.start + cancelled.length > forgotten) expect(gone).toBe(true);
            who.forEach((calendar) => naive[calendar].bookings.splice(naive[calendar].bookings.indexOf(cancelled), 1));
          } else if (action.do === 'forget') {
            forgotten = Math.max(forgotten, action.now);
            capacities.forEach((_, calendar) => calendars.forgetBefore(calendar, forgotten));
          }
          naive.forEach(({ bookings, capacity }) => {
            for (let instant = 0.5; instant < 200; instant++) {
              const overlapping = bookings.filter(({ start, length }) => start < instant && instant < start + length).length;
              if (overlapping > capacity) throw new Error(`${overlapping} bookings at ${instant} for capacity ${capacity}`);
            }
          });
        }
      }),
      propertyRuns,
    );
  });
});

describe('calendars that hold the servers of stations', () => {
  it('never let a meeting find too few servers, when they are taken at each start and given back at each end', () => {
    const meeting = fc.record({ at: fc.double({ min: 0, max: 50, noNaN: true }), notice: fc.double({ min: 0, max: 5, noNaN: true }), length: fc.double({ min: 0, max: 3, noNaN: true }), who: someCalendars });
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 3 }), { minLength: CALENDARS, maxLength: CALENDARS }), fc.array(meeting, { maxLength: 80, size: 'max' }), (servers, meetings) => {
        const sim = new Simulation();
        const bank = new StationBank(sim, { completed: () => undefined });
        const { calendars } = calendarsOf(...servers);
        servers.forEach((number) => bank.add({ servers: number }));
        let held = 0;
        for (const { at, notice, length, who } of meetings) {
          sim.scheduleAt(at, () => {
            who.forEach((calendar) => calendars.forgetBefore(calendar, sim.now));
            const start = calendars.earliestSlot(who, sim.now + notice, length);
            calendars.book(who, start, length);
            sim.scheduleAt(start, () => {
              who.forEach((station) => bank.pull(station, 0));
              sim.scheduleAt(start + length, () => who.forEach((station) => bank.giveBack(station, 0)), Priority.release);
              held++;
            }, Priority.gathering);
            // Work in service is no obstacle: it is interrupted.
            who.forEach((station) => bank.submit(station, 1.3, 0, 0, 0, 0, 0));
          });
        }
        sim.run();
        expect(held).toBe(meetings.length);
      }),
      propertyRuns,
    );
  });
});
