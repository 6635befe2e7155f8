import { describe, expect, it } from 'vitest';
import { Category } from '../../src/model/categories.js';
import { Meetings } from '../../src/model/meetings.js';
import { World } from '../../src/model/world.js';
import { cases, modelOf, observe, office } from './small-scenarios.js';

const HEALTH = 0;
const HOUSING = 1;
const WORK = 2;

/** Three ministries with the given staff, their meetings, and a log of what ends when. */
function ministries({ staff = 1 } = {}) {
  const world = new World(modelOf(office({ ministry: `service: 1 day, staff: ${staff}` }), { files: cases([0, 'health']) }), '1', 0, undefined);
  const meetings = new Meetings(world);
  const log: string[] = [];
  const done = world.defineTask((name) => log.push(`${world.now} item ${name}`));
  return {
    world,
    log,
    book: (organisations: readonly number[], notice: number, length: number, name = 'meeting') =>
      meetings.book(organisations, notice, length, Category.meeting, () => log.push(`${world.now} ${name}`)),
    cancel: meetings.cancel.bind(meetings),
    work: (organisation: number, time: number, name: number) => world.assign(organisation, time, Category.direct, done, name, 0),
    at: (time: number, action: () => void) => world.simulation.scheduleAt(time, action),
    run: (until = 1000) => {
      world.simulation.run({ until });
      return log;
    },
  };
}

describe('booking', () => {
  it('takes the earliest time at least the notice ahead', () => {
    const { book, run } = ministries();
    expect(book([HEALTH, HOUSING], 3, 0.5).start).toBe(3);
    expect(run()).toEqual(['3.5 meeting']);
  });

  it('waits until everybody is free: the calendars of all attendees are intersected', () => {
    const { book } = ministries();
    book([HEALTH], 2, 2);
    book([HOUSING], 4.5, 1);
    // Health is taken from 2 to 4, housing from 4.5 to 5.5: half a day fits between, a whole one does not.
    expect(book([HEALTH, HOUSING], 1, 0.5).start).toBe(1);
    expect(book([HEALTH, HOUSING], 1.8, 0.5).start).toBe(4);
    expect(book([HEALTH, HOUSING], 1.8, 1).start).toBe(5.5);
    expect(book([WORK], 1.8, 1).start).toBe(1.8);
  });

  it('holds one meeting at a time for each person: two people can sit in two', () => {
    const { book } = ministries({ staff: 2 });
    expect([book([HEALTH], 1, 1), book([HEALTH], 1, 1), book([HEALTH], 1, 1)].map(({ start }) => start)).toEqual([1, 1, 2]);
  });

  it('with unlimited staff never waits', () => {
    const world = new World(modelOf(office({ ministry: 'service: 1 day, staff: unlimited' }), { files: cases([0, 'health']) }), '1', 0, undefined);
    const meetings = new Meetings(world);
    const starts = Array.from({ length: 5 }, () => meetings.book([HEALTH, WORK], 2, 1, Category.meeting, () => undefined).start);
    expect(starts).toEqual([2, 2, 2, 2, 2]);
    world.simulation.run();
    expect(world.bank.categoryTime(HEALTH, Category.meeting)).toBe(5);
  });

  it('a meeting that is called off frees its slot; one that has begun cannot be', () => {
    const { book, cancel, run, at, world } = ministries();
    const first = book([HEALTH], 1, 2, 'first');
    const second = book([HEALTH, HOUSING], 1, 1, 'second');
    expect(second.start).toBe(3);
    cancel(second);
    expect(book([HEALTH, HOUSING], 1, 1, 'third').start).toBe(3);
    at(2, () => cancel(first));
    expect(run()).toEqual(['3 first', '4 third']);
    expect(world.bank.categoryTime(HOUSING, Category.meeting)).toBe(1);
  });

  it('does not keep work from starting before it', () => {
    const { book, work, run } = ministries();
    book([HEALTH], 2, 1);
    work(HEALTH, 1.5, 1);
    expect(run()).toEqual(['1.5 item 1', '3 meeting']);
  });
});

describe('a meeting', () => {
  it('interrupts what is in service, which resumes with what remained, ahead of the queue', () => {
    const { book, work, at, run } = ministries();
    book([HEALTH, HOUSING], 1, 2);
    work(HEALTH, 1.5, 1);
    work(HEALTH, 1, 2);
    at(0.5, () => void work(HOUSING, 2, 3));
    // Item 1 has .5 left at 1 and goes on at 3; item 3 has 1.5 left, and is resumed at 3 before item 2 begins.
    expect(run()).toEqual(['3 meeting', '3.5 item 1', '4.5 item 3', '4.5 item 2']);
  });

  it('takes an idle person where there is one, otherwise whoever began last', () => {
    const { book, work, at, run, world } = ministries({ staff: 2 });
    work(HEALTH, 3, 1);
    at(0.5, () => void work(HEALTH, 3, 2));
    book([HEALTH], 1, 1);
    work(HOUSING, 3, 3);
    book([HOUSING], 1, 1);
    expect(run()).toEqual(['2 meeting', '2 meeting', '3 item 1', '3 item 3', '4.5 item 2']);
    expect(world.bank.categoryTime(HEALTH, Category.meeting)).toBe(1);
  });

  it('lets what ends at its beginning end, and starts what waits at its end', () => {
    const { book, work, run } = ministries();
    work(HEALTH, 1, 1);
    work(HEALTH, 1, 2);
    book([HEALTH], 1, 1);
    expect(run()).toEqual(['1 item 1', '2 meeting', '3 item 2']);
  });

  it('can follow another without a gap: one person attends both', () => {
    const { book, work, run } = ministries();
    work(HEALTH, 1.5, 1);
    book([HEALTH], 1, 0.1, 'first');
    book([HEALTH], 1, 0.2, 'second');
    const log = run();
    expect(log.map((entry) => entry.split(' ').slice(1).join(' '))).toEqual(['first', 'second', 'item 1']);
    expect(Number(log[2].split(' ')[0])).toBeCloseTo(1.8, 12);
  });

  it('of no length takes nobody\'s time', () => {
    const { book, work, run, world } = ministries();
    work(HEALTH, 2, 1);
    book([HEALTH, WORK], 1, 0);
    expect(run()).toEqual(['1 meeting', '2 item 1']);
    expect(world.bank.busyTime(HEALTH)).toBe(2);
  });

  it('is accounted to its category, in each organisation for its whole length', () => {
    const { book, run, world } = ministries();
    book([HEALTH, WORK], 1, 0.75);
    run();
    expect([HEALTH, HOUSING, WORK].map((organisation) => world.bank.categoryTime(organisation, Category.meeting))).toEqual([0.75, 0, 0.75]);
  });
});

it('two issues that need the same people at the same time meet one after the other, and the second can do nothing but wait', () => {
  const run = observe(office({ network: 'form: shared, positions: { law: constant, value: 0, scale: 1 }', ministry: 'service: 1 day, staff: 2' }), { files: cases([0, 'health', 'housing', 'work'], [0, 'housing', 'health', 'work'], [0, 'work', 'health', 'housing']) });
  const met = run.trace.filter(({ kind }) => kind === 'meet').map(({ time }) => Number(time.toFixed(9)));
  // All parts are diagnosed at 2 (two persons each, three parts: the third part at 2 too); two people can sit in two meetings of .49.
  expect(met).toEqual([5.49, 5.49, 5.98]);
});
