import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Priority } from '../../src/engine/priorities.js';
import type { QueueDiscipline } from '../../src/engine/queue-discipline.js';
import { Simulation } from '../../src/engine/simulation.js';
import { NO_JOB, StationBank, type JobId, type StationSettings } from '../../src/engine/station-bank.js';
import { createStream } from '../../src/random/stream.js';
import { NaiveLine, NaiveStation, type NaiveSettings } from './naive-station.js';
import { propertyRuns } from './property-runs.js';

const CATEGORIES = 3;
const WORK = 0;
const MEETING = 1;

interface LoggedBank {
  readonly sim: Simulation;
  readonly bank: StationBank;
  readonly log: string[];
  /** Submits a named job to station 0 and returns it. */
  readonly submit: (name: number, work: number, rank?: number) => JobId;
}

/** A bank whose life is logged as `time what job`. */
function loggedBank(...stations: StationSettings[]): LoggedBank {
  const sim = new Simulation();
  const log: string[] = [];
  const uniforms = createStream('1', 0, 'uniforms');
  const bank: StationBank = new StationBank(
    sim,
    {
      begun: (job) => log.push(`${sim.now} begun ${bank.subjectOf(job)}`),
      completed: (job) => log.push(`${sim.now} completed ${bank.subjectOf(job)}`),
      reneged: (job) => log.push(`${sim.now} reneged ${bank.subjectOf(job)}`),
      uniform: () => uniforms.next(),
    },
    CATEGORIES,
  );
  stations.forEach((settings) => bank.add(settings));
  return { sim, bank, log, submit: (name, work, rank = 0) => bank.submit(0, work, WORK, rank, 0, name, 0) };
}

describe('a job', () => {
  it('shows what it is, while it waits, is served, and ends', () => {
    const sim = new Simulation();
    const seen: number[][] = [];
    const look = (job: JobId): number[] => [bank.stationOf(job), bank.taskOf(job), bank.subjectOf(job), bank.detailOf(job), bank.categoryOf(job), bank.arrivalOf(job), bank.waitOf(job)];
    const bank: StationBank = new StationBank(sim, { completed: (job) => seen.push(look(job)) }, CATEGORIES);
    bank.add({ servers: 1 });
    bank.add({ servers: 1 });
    sim.schedule(2, () => bank.submit(1, 3, 0, 0, 0, 0, 0));
    sim.schedule(3, () => {
      const job = bank.submit(1, 4, 2, 9, 10, 11, 12);
      expect([look(job), bank.isInService(job)]).toEqual([[1, 10, 11, 12, 2, 3, NaN], false]);
      bank.retask(job, 13);
      sim.schedule(2, () => expect(bank.isInService(job)).toBe(true));
    });
    sim.run();
    expect(seen[1]).toEqual([1, 13, 11, 12, 2, 3, 2]);
  });
});

describe('order of service', () => {
  const order = (discipline: QueueDiscipline, ranks: number[]): string[] => {
    const { sim, log, submit } = loggedBank({ servers: 1, discipline });
    submit(99, 1);
    ranks.forEach((rank, name) => submit(name, 1, rank));
    sim.run();
    return log.filter((line) => line.includes('begun')).slice(1).map((line) => line.split(' ')[2]);
  };

  it('is by arrival under fifo and the reverse under lifo, whatever the ranks', () => {
    expect(order({ name: 'fifo' }, [2, 1, 0, 1])).toEqual(['0', '1', '2', '3']);
    expect(order({ name: 'lifo' }, [2, 1, 0, 1])).toEqual(['3', '2', '1', '0']);
  });

  it('is by rank and then by arrival under priority', () => {
    expect(order({ name: 'priority' }, [2, 1, 0, 1, -1, 2])).toEqual(['4', '2', '1', '3', '0', '5']);
  });
});

describe('preemption', () => {
  it('interrupts the least urgent job for a more urgent one only, and resumes it where it stopped', () => {
    const { sim, log, submit } = loggedBank({ servers: 1, discipline: { name: 'preemptive' } });
    submit(1, 10, 5);
    sim.schedule(2, () => submit(2, 4, 5));
    sim.schedule(3, () => submit(3, 2, 1));
    sim.run();
    expect(log).toEqual(['0 begun 1', '3 begun 3', '5 completed 3', '12 begun 2', '12 completed 1', '16 completed 2']);
  });

  it('chooses the one that began last among equally urgent ones', () => {
    const { sim, bank, submit } = loggedBank({ servers: 2, discipline: { name: 'preemptive' } });
    const first = submit(1, 10, 5);
    const second = submit(2, 10, 5);
    sim.schedule(1, () => {
      submit(3, 1, 0);
      expect([bank.isInService(first), bank.isInService(second)]).toEqual([true, false]);
    });
    sim.run();
  });
});

describe('pulling servers away', () => {
  it('takes an idle server first, then interrupts the work begun last, which resumes ahead of the queue', () => {
    const { sim, bank, log, submit } = loggedBank({ servers: 2 });
    submit(1, 10);
    bank.pull(0, MEETING);
    sim.schedule(1, () => submit(2, 5));
    sim.schedule(2, () => bank.giveBack(0, MEETING));
    sim.schedule(3, () => submit(3, 1));
    sim.schedule(4, () => bank.pull(0, MEETING));
    sim.schedule(6, () => bank.giveBack(0, MEETING));
    sim.run();
    expect(log).toEqual(['0 begun 1', '2 begun 2', '9 begun 3', '9 completed 2', '10 completed 1', '10 completed 3']);
  });

  it('tells whose work is interrupted and by what, and when it goes on', () => {
    const sim = new Simulation();
    const log: string[] = [];
    const bank: StationBank = new StationBank(
      sim,
      {
        completed: (job) => log.push(`${sim.now} completed ${bank.subjectOf(job)}`),
        begun: (job) => log.push(`${sim.now} begun ${bank.subjectOf(job)}`),
        interrupted: (job, category) => log.push(`${sim.now} interrupted ${bank.subjectOf(job)} by ${category === MEETING ? 'a meeting' : 'work'}`),
        resumed: (job) => log.push(`${sim.now} resumed ${bank.subjectOf(job)}`),
      },
      CATEGORIES,
    );
    bank.add({ servers: 1, discipline: { name: 'preemptive' } });
    bank.submit(0, 10, WORK, 5, 0, 1, 0);
    sim.schedule(1, () => bank.pull(0, MEETING));
    sim.schedule(3, () => bank.giveBack(0, MEETING));
    sim.schedule(4, () => bank.submit(0, 2, WORK, 0, 0, 2, 0));
    sim.run();
    expect(log).toEqual([
      '0 begun 1', '1 interrupted 1 by a meeting', '3 resumed 1', '4 interrupted 1 by work', '4 begun 2', '6 resumed 1', '6 completed 2', '14 completed 1',
    ]);
  });

  it('on a preemptive station interrupts the least urgent work, so that nothing urgent waits for it', () => {
    const { sim, bank, log, submit } = loggedBank({ servers: 2, discipline: { name: 'preemptive' } });
    submit(1, 10, 5);
    submit(2, 10, 0);
    sim.schedule(1, () => bank.pull(0, MEETING));
    sim.schedule(2, () => submit(3, 1, 0));
    sim.schedule(4, () => bank.giveBack(0, MEETING));
    sim.run();
    expect(log).toEqual(['0 begun 1', '0 begun 2', '4 begun 3', '5 completed 3', '10 completed 2', '14 completed 1']);
  });

  it('leaves the job its place by arrival for a later preemption', () => {
    const { sim, bank, submit } = loggedBank({ servers: 2, discipline: { name: 'preemptive' } });
    const first = submit(1, 10, 5);
    const second = submit(2, 10, 5);
    sim.schedule(1, () => bank.pull(0, MEETING));
    sim.schedule(2, () => bank.giveBack(0, MEETING));
    sim.schedule(3, () => {
      submit(3, 4, 0);
      submit(4, 2, 0);
    });
    sim.schedule(5.5, () => expect([bank.isInService(first), bank.isInService(second)]).toEqual([true, false]));
    sim.run();
  });

  it('starts a waiting job when a server is given back, and accounts the time to its category', () => {
    const { sim, bank, log, submit } = loggedBank({ servers: 1 });
    bank.pull(0, MEETING);
    submit(1, 2);
    sim.schedule(3, () => bank.giveBack(0, MEETING));
    sim.run();
    expect(log).toEqual(['3 begun 1', '5 completed 1']);
    expect([bank.categoryTime(0, MEETING), bank.categoryTime(0, WORK), bank.busyTime(0), bank.queueTime(0)]).toEqual([3, 2, 5, 3]);
  });
});

describe('patience', () => {
  it('ends the wait of a job whose service has not begun, and of no other', () => {
    const { sim, bank, log, submit } = loggedBank({ servers: 1 });
    bank.limitPatience(submit(1, 5), 1);
    bank.limitPatience(submit(2, 5), 2);
    bank.limitPatience(submit(3, 5), 7);
    bank.limitPatience(submit(4, 5), Infinity);
    sim.run();
    expect(log).toEqual(['0 begun 1', '2 reneged 2', '5 begun 3', '5 completed 1', '10 begun 4', '10 completed 3', '15 completed 4']);
    expect([bank.renegingCount(0), bank.departureCount(0), bank.waitCount(0)]).toEqual([1, 4, 3]);
  });

  it('counts from the last time it was limited', () => {
    const { sim, bank, log, submit } = loggedBank({ servers: 1 });
    submit(1, 5);
    const job = submit(2, 1);
    bank.limitPatience(job, 2);
    bank.limitPatience(job, 9);
    sim.run();
    expect(log).toEqual(['0 begun 1', '5 begun 2', '5 completed 1', '6 completed 2']);
  });

  it('can be made unlimited again', () => {
    const { sim, bank, log, submit } = loggedBank({ servers: 1 });
    submit(1, 5);
    const job = submit(2, 1);
    bank.limitPatience(job, 2);
    bank.limitPatience(job, Infinity);
    sim.run();
    expect(log.slice(-1)).toEqual(['6 completed 2']);
  });

  it('does not matter any more to a job that was interrupted', () => {
    const { sim, bank, log, submit } = loggedBank({ servers: 1, discipline: { name: 'preemptive' } });
    const job = submit(1, 5, 1);
    sim.schedule(1, () => {
      submit(2, 5, 0);
      bank.limitPatience(job, 2);
    });
    sim.run();
    expect(log).toEqual(['0 begun 1', '1 begun 2', '6 completed 2', '10 completed 1']);
  });
});

describe('withdrawing', () => {
  it('takes out a waiting or an interrupted job without a callback, but not one in service', () => {
    const { sim, bank, log, submit } = loggedBank({ servers: 1 });
    const first = submit(1, 5);
    const second = submit(2, 5);
    bank.limitPatience(second, 9);
    expect([bank.withdraw(first), bank.withdraw(second)]).toEqual([false, true]);
    sim.schedule(1, () => {
      bank.pull(0, MEETING);
      expect(bank.withdraw(first)).toBe(true);
    });
    sim.schedule(2, () => bank.giveBack(0, MEETING));
    sim.run();
    expect(log).toEqual(['0 begun 1']);
    expect([bank.arrivalCount(0), bank.departureCount(0), bank.queueLength(0), bank.busyServers(0)]).toEqual([2, 2, 0, 0]);
  });

  it('does nothing to a job that is just being reported as completed or reneged', () => {
    const sim = new Simulation();
    const answers: boolean[] = [];
    const bank: StationBank = new StationBank(sim, { completed: (job) => answers.push(bank.withdraw(job)), reneged: (job) => answers.push(bank.withdraw(job)) });
    bank.add({ servers: 1 });
    bank.submit(0, 5, 0, 0, 0, 1, 0);
    bank.limitPatience(bank.submit(0, 5, 0, 0, 0, 2, 0), 1);
    sim.run();
    expect(answers).toEqual([false, false]);
    expect([bank.queueLength(0), bank.departureCount(0)]).toEqual([0, 2]);
  });
});

describe('a full station', () => {
  it('refuses jobs, counts them, and takes the next one when there is room', () => {
    const { sim, bank, log, submit } = loggedBank({ servers: 1, capacity: 2 });
    expect([submit(1, 1), submit(2, 1), submit(3, 1)]).toEqual([0, 1, NO_JOB]);
    sim.run();
    expect(submit(4, 1)).not.toBe(NO_JOB);
    expect([bank.refusalCount(0), bank.arrivalCount(0)]).toEqual([1, 3]);
    expect(log.length).toBe(5);
  });
});

describe('callbacks', () => {
  it('may bring new work at once: a completed job that comes back stands behind those that waited', () => {
    const sim = new Simulation();
    const log: string[] = [];
    const bank: StationBank = new StationBank(sim, {
      completed: (job) => {
        log.push(`${sim.now} completed ${bank.subjectOf(job)}`);
        if (bank.subjectOf(job) === 1 && sim.now < 3) bank.submit(0, 1, 0, 0, 0, 1, 0);
      },
    });
    bank.add({ servers: 1 });
    bank.submit(0, 1, 0, 0, 0, 1, 0);
    bank.submit(0, 1, 0, 0, 0, 2, 0);
    sim.run();
    expect(log).toEqual(['1 completed 1', '2 completed 2', '3 completed 1']);
  });

  it('that throw leave the station in order: the job is over and the next one is in service', () => {
    const sim = new Simulation();
    const log: string[] = [];
    let fail = true;
    const bank: StationBank = new StationBank(sim, {
      completed: (job) => {
        if (fail) throw new Error('cannot report');
        log.push(`${sim.now} completed ${bank.subjectOf(job)}`);
      },
    });
    bank.add({ servers: 1 });
    const first = bank.submit(0, 1, 0, 0, 0, 1, 0);
    bank.submit(0, 1, 0, 0, 0, 2, 0);
    expect(() => sim.run()).toThrow('cannot report');
    fail = false;
    // The number of the job that failed is free again.
    expect(bank.submit(0, 1, 0, 0, 0, 3, 0)).toBe(first);
    sim.run();
    expect(log).toEqual(['2 completed 2', '3 completed 3']);
    expect([bank.arrivalCount(0), bank.departureCount(0), bank.queueLength(0), bank.busyServers(0)]).toEqual([3, 3, 0, 0]);
  });
});

describe('many stations', () => {
  it('keep their own accounts, also when they are added late and more than the first tables hold', () => {
    const { sim, bank } = loggedBank();
    for (let station = 0; station < 30; station++) bank.add({ servers: 2 });
    for (let station = 0; station < 30; station++) {
      for (let job = 0; job < station; job++) bank.submit(station, 1, station % CATEGORIES, 0, 0, 0, 0);
    }
    sim.run({ until: 50 });
    const late = bank.add({ servers: 1 });
    bank.submit(late, 2, MEETING, 0, 0, 0, 0);
    sim.run({ until: 60 });
    for (let station = 0; station < 30; station++) {
      expect([bank.busyTime(station), bank.categoryTime(station, station % CATEGORIES), bank.departureCount(station)]).toEqual([station, station, station]);
    }
    expect([bank.busyTime(late), bank.categoryTime(late, MEETING), bank.systemTime(late), bank.timeSpent(late)]).toEqual([2, 2, 2, 2]);
  });

  it('and thousands of jobs', () => {
    const { sim, bank, log, submit } = loggedBank({ servers: 1 });
    for (let name = 0; name < 5000; name++) submit(name, 1);
    sim.run();
    expect(log.filter((line) => line.includes('completed')).map((line) => Number(line.split(' ')[2]))).toEqual(Array.from({ length: 5000 }, (_, name) => name));
    // 0 + 1 + ... + 4999 waited, 5000 in service.
    expect([bank.queueTime(0), bank.meanWait(0), bank.departureCount(0)]).toEqual([12497500, 2499.5, 5000]);
    // Variance of 0..n-1 with denominator n - 1: n (n + 1) / 12.
    expect(bank.waitVariance(0)).toBeCloseTo((5000 * 5001) / 12, 3);
  });
});

describe('bad input', () => {
  const message = (act: () => unknown): string => {
    try {
      act();
    } catch (error) {
      expect(error).toBeInstanceOf(RangeError);
      return (error as RangeError).message;
    }
    throw new Error('nothing was thrown');
  };

  it.each([
    [{ servers: 0 }, 'servers must be a whole number of at least 1, or Infinity, found 0'],
    [{ servers: 1.5 }, 'servers must be a whole number of at least 1, or Infinity, found 1.5'],
    [{ servers: NaN }, 'servers must be a whole number of at least 1, or Infinity, found NaN'],
    [{ servers: 3, capacity: 2 }, 'capacity must be a whole number of at least the servers (3), or Infinity, found 2'],
    [{ servers: 1, capacity: 2.5 }, 'capacity must be a whole number of at least the servers (1), or Infinity, found 2.5'],
    [{ servers: 1, capacity: NaN }, 'capacity must be a whole number of at least the servers (1), or Infinity, found NaN'],
    [{ servers: 1, discipline: { name: 'mixed', weights: { priority: 0.5, fifo: 0.5, lifo: 0.5, random: -0.5 } } }, 'weights of a mixed discipline must be zero or more and sum to 1, found 0.5, 0.5, 0.5, -0.5'],
    [{ servers: 1, discipline: { name: 'mixed', weights: { priority: 0.5, fifo: 0.2, lifo: 0.2, random: 0 } } }, 'weights of a mixed discipline must be zero or more and sum to 1, found 0.5, 0.2, 0.2, 0'],
    [{ servers: 1, discipline: { name: 'mixed', weights: { priority: NaN, fifo: 0, lifo: 0, random: 1 } } }, 'weights of a mixed discipline must be zero or more and sum to 1, found NaN, 0, 0, 1'],
  ] as [StationSettings, string][])('a station with %j is refused and not added', (settings, expected) => {
    const { bank } = loggedBank();
    expect(message(() => bank.add(settings))).toBe(expected);
    expect(bank.stations).toBe(0);
  });

  it('a random selection without a source of uniform numbers is refused', () => {
    const bank = new StationBank(new Simulation(), { completed: () => undefined });
    expect(message(() => bank.add({ servers: 1, discipline: { name: 'random' } }))).toBe('discipline random needs a source of uniform numbers');
  });

  it('a number of categories below one, or a fraction, is refused', () => {
    for (const categories of [0, 1.5, NaN]) {
      expect(message(() => new StationBank(new Simulation(), { completed: () => undefined }, categories))).toBe(`categories must be a whole number of at least 1, found ${categories}`);
    }
  });

  it.each([-1, NaN, Infinity])('work of %d is refused', (work) => {
    const { bank } = loggedBank({ servers: 1 });
    expect(message(() => bank.submit(0, work, 0, 0, 0, 0, 0))).toBe(`work must be a finite time of zero or more, found ${work}`);
    expect(bank.arrivalCount(0)).toBe(0);
  });

  it.each([-1, 1, NaN])('an unknown station (%d) is refused wherever it is named', (station) => {
    const { bank } = loggedBank({ servers: 1 });
    const expected = `station ${station} was never added`;
    expect(message(() => bank.submit(station, 1, 0, 0, 0, 0, 0))).toBe(expected);
    expect(message(() => bank.pull(station, 0))).toBe(expected);
    expect(message(() => bank.giveBack(station, 0))).toBe(expected);
  });

  it.each([-1, 3, 0.5, NaN])('an unknown category (%d) is refused wherever it is named', (category) => {
    const { bank } = loggedBank({ servers: 1 }, { servers: 1 });
    const expected = `category must be a whole number from 0 to 2, found ${category}`;
    expect(message(() => bank.submit(0, 1, category, 0, 0, 0, 0))).toBe(expected);
    expect(message(() => bank.pull(0, category))).toBe(expected);
    bank.pull(0, 0);
    expect(message(() => bank.giveBack(0, category))).toBe(expected);
  });

  it('a rank that is not a number is refused', () => {
    const { bank } = loggedBank({ servers: 1 });
    expect(message(() => bank.submit(0, 1, 0, NaN, 0, 0, 0))).toBe('rank must be a number, found NaN');
  });

  it.each([-1, NaN])('a patience of %d is refused, also for a job in service', (patience) => {
    const { bank, submit } = loggedBank({ servers: 1 });
    const expected = `patience must be a time of zero or more, or Infinity, found ${patience}`;
    const [served, waiting] = [submit(1, 1), submit(2, 1)];
    expect(message(() => bank.limitPatience(served, patience))).toBe(expected);
    expect(message(() => bank.limitPatience(waiting, patience))).toBe(expected);
  });

  it('more servers cannot be pulled than there are, nor given back than were pulled', () => {
    const { bank } = loggedBank({ servers: 1 });
    expect(message(() => bank.giveBack(0, MEETING))).toBe('station 0 has no pulled server to give back in category 1');
    bank.pull(0, MEETING);
    expect(message(() => bank.giveBack(0, WORK))).toBe('station 0 has no pulled server to give back in category 0');
    expect(message(() => bank.pull(0, MEETING))).toBe('station 0 has no server left to pull: all 1 are away');
    bank.giveBack(0, MEETING);
    expect(bank.busyTime(0)).toBe(0);
  });
});

// Against the naive simulator. Times are in quarters: sums are exact, and most events coincide with others.

type Action =
  | { readonly do: 'submit'; readonly at: number; readonly station: number; readonly work: number; readonly category: number; readonly rank: number; readonly patience: number }
  | { readonly do: 'pull'; readonly at: number; readonly station: number; readonly category: number; readonly length: number }
  | { readonly do: 'withdraw'; readonly at: number; readonly which: number }
  | { readonly do: 'reset'; readonly at: number }
  | { readonly do: 'sample'; readonly at: number };

const quarters = (largest: number): fc.Arbitrary<number> => fc.integer({ min: 0, max: 4 * largest }).map((count) => count / 4);
const station = fc.integer({ min: 0, max: 1 });
const category = fc.integer({ min: 0, max: CATEGORIES - 1 });

const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('submit' as const), at: quarters(12), station, work: quarters(3), category, rank: fc.integer({ min: 0, max: 3 }),
      patience: fc.oneof(fc.constant(Infinity), quarters(4)),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pull' as const), at: quarters(15), station, category, length: quarters(3) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('withdraw' as const), at: quarters(15), which: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reset' as const), at: quarters(15).map((time) => time + 0.125) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('sample' as const), at: quarters(20) }) },
);

const disciplines: QueueDiscipline[] = [
  { name: 'fifo' },
  { name: 'lifo' },
  { name: 'priority' },
  { name: 'preemptive' },
  { name: 'random' },
  { name: 'mixed', weights: { priority: 0.25, fifo: 0.25, lifo: 0.25, random: 0.25 } },
];

const settingsOf = (discipline: QueueDiscipline): fc.Arbitrary<NaiveSettings> =>
  fc.record({ servers: fc.integer({ min: 1, max: 3 }), room: fc.constantFrom(0, 1, 4, Infinity) }).map(({ servers, room }) => ({ servers, discipline, capacity: servers + room }));

/** The names of the jobs that a script submits, in order. */
function submissions(script: readonly Action[]): Map<Action, number> {
  const names = new Map<Action, number>();
  script.forEach((step) => step.do === 'submit' && names.set(step, names.size));
  return names;
}

const sampled = (statistics: Record<string, number | number[]>): string => `sample ${JSON.stringify(statistics)}`;

function runNaively(settings: readonly NaiveSettings[], script: readonly Action[]): string[] {
  const line = new NaiveLine();
  const uniforms = createStream('naive', 0, 'selection');
  settings.forEach((one) => line.stations.push(new NaiveStation(line, one, () => uniforms.next())));
  const names = submissions(script);
  for (const step of script) {
    switch (step.do) {
      case 'submit':
        line.at(step.at, Priority.arrival, () => line.stations[step.station].submit(names.get(step) ?? -1, step.work, step.category, step.rank, step.patience));
        break;
      case 'pull':
        line.at(step.at, Priority.gathering, () => {
          if (line.stations[step.station].pull(step.category)) line.at(line.now + step.length, Priority.release, () => line.stations[step.station].giveBack(step.category));
          else line.note('no server');
        });
        break;
      case 'withdraw':
        line.at(step.at, Priority.routine, () => line.stations.forEach((one) => one.withdraw(step.which % Math.max(1, names.size))));
        break;
      case 'reset':
        line.at(step.at, Priority.change, () => line.stations.forEach((one) => one.resetStatistics()));
        break;
      case 'sample':
        line.at(step.at, Priority.observation, () => line.stations.forEach((one) => line.note(sampled(one.statistics(CATEGORIES)))));
    }
  }
  line.run();
  return line.log;
}

function runBank(settings: readonly NaiveSettings[], script: readonly Action[]): string[] {
  const sim = new Simulation();
  const log: string[] = [];
  const note = (what: string): number => log.push(`${sim.now} ${what}`);
  const uniforms = createStream('naive', 0, 'selection');
  const present = new Map<number, JobId>();
  const bank: StationBank = new StationBank(
    sim,
    {
      begun: (job) => note(`begun ${bank.subjectOf(job)}`),
      completed: (job) => {
        note(`completed ${bank.subjectOf(job)}`);
        present.delete(bank.subjectOf(job));
      },
      reneged: (job) => {
        note(`reneged ${bank.subjectOf(job)}`);
        present.delete(bank.subjectOf(job));
      },
      uniform: () => uniforms.next(),
    },
    CATEGORIES,
  );
  settings.forEach((one) => bank.add(one));
  const names = submissions(script);
  const statistics = (one: number): Record<string, number | number[]> => ({
    queueTime: bank.queueTime(one),
    systemTime: bank.systemTime(one),
    busyTime: bank.busyTime(one),
    byCategory: Array.from({ length: CATEGORIES }, (_, kind) => bank.categoryTime(one, kind)),
    timeSpent: bank.timeSpent(one),
    waitCount: bank.waitCount(one),
    meanWait: bank.meanWait(one),
    waitVariance: bank.waitVariance(one),
    arrivals: bank.arrivalCount(one),
    departures: bank.departureCount(one),
    refusals: bank.refusalCount(one),
    renegings: bank.renegingCount(one),
    queueLength: bank.queueLength(one),
    busyServers: bank.busyServers(one),
    present: bank.queueLength(one) + bank.busyServers(one),
  });
  const submit = (step: Extract<Action, { do: 'submit' }>): void => {
    const name = names.get(step) ?? -1;
    const job = bank.submit(step.station, step.work, step.category, step.rank, 0, name, 0);
    if (job === NO_JOB) {
      note(`refused ${name}`);
      return;
    }
    present.set(name, job);
    bank.limitPatience(job, step.patience);
  };
  for (const step of script) {
    switch (step.do) {
      case 'submit':
        sim.scheduleAt(step.at, () => submit(step), Priority.arrival);
        break;
      case 'pull':
        sim.scheduleAt(step.at, () => {
          try {
            bank.pull(step.station, step.category);
          } catch {
            note('no server');
            return;
          }
          sim.schedule(step.length, () => bank.giveBack(step.station, step.category), Priority.release);
        }, Priority.gathering);
        break;
      case 'withdraw':
        sim.scheduleAt(step.at, () => {
          const name = step.which % Math.max(1, names.size);
          const job = present.get(name);
          if (job === undefined || !bank.withdraw(job)) return;
          present.delete(name);
          note(`withdrawn ${name}`);
        });
        break;
      case 'reset':
        sim.scheduleAt(step.at, () => bank.resetStatistics(), Priority.change);
        break;
      case 'sample':
        sim.scheduleAt(step.at, () => settings.forEach((_, one) => note(sampled(statistics(one)))), Priority.observation);
    }
  }
  sim.run();
  return log;
}

/** Wait statistics of the bank are updated job by job, so they agree to rounding; everything else agrees to the bit. */
function expectSameLog(found: readonly string[], expected: readonly string[]): void {
  const split = (line: string): [string, number[]] => {
    if (!line.includes(' sample ')) return [line, []];
    const [time, json] = line.split(' sample ');
    const { meanWait, waitVariance, ...exact } = JSON.parse(json) as Record<string, number>;
    return [`${time} sample ${JSON.stringify(exact)}`, [meanWait, waitVariance]];
  };
  expect(found.map((line) => split(line)[0])).toEqual(expected.map((line) => split(line)[0]));
  found.forEach((line, index) => split(line)[1].forEach((value, part) => expect(value).toBeCloseTo(split(expected[index])[1][part], 9)));
}

describe('the station bank and a naive simulator', () => {
  it.each(disciplines)('agree on every start, end and integral under $name', (discipline) => {
    fc.assert(
      fc.property(settingsOf(discipline), settingsOf(discipline), fc.array(action, { maxLength: 50, size: 'max' }), (first, second, script) => {
        expectSameLog(runBank([first, second], script), runNaively([first, second], script));
      }),
      { ...propertyRuns, numRuns: propertyRuns.numRuns / 2 },
    );
  });
});

describe('conservation at any time, before and after a reset', () => {
  const instants = fc.array(fc.double({ min: 0, max: 60, noNaN: true }), { minLength: 1, maxLength: 10 });

  it.each(disciplines)('arrivals = departures + present, categories = busy time, time spent = integral of jobs present, under $name', (discipline) => {
    fc.assert(
      fc.property(instants, fc.double({ min: 0, max: 60, noNaN: true }), fc.nat(), (samples, resetAt, seed) => {
        const sim = new Simulation();
        const draw = createStream(String(seed), 0, 'conservation');
        const completed = (job: JobId): void => {
          if (draw.next() < 0.3) bring(1 - bank.stationOf(job));
        };
        const bank = new StationBank(sim, { completed, uniform: () => draw.next() }, CATEGORIES);
        bank.add({ servers: 1, discipline, capacity: 9 });
        bank.add({ servers: 2, discipline });
        const exponential = (mean: number): number => -mean * Math.log(draw.next());
        const bring = (one: number): void => {
          const job = bank.submit(one, exponential(1.5), Math.floor(draw.next() * CATEGORIES), Math.floor(draw.next() * 3), 0, 0, 0);
          if (job !== NO_JOB && draw.next() < 0.3) bank.limitPatience(job, exponential(2));
          if (job !== NO_JOB && draw.next() < 0.1) bank.withdraw(job);
        };
        const arrive = sim.define(Priority.arrival, (one) => {
          bring(one);
          sim.post(arrive, exponential(1), one);
        });
        const meet = sim.define(Priority.gathering, (one) => {
          bank.pull(one, MEETING);
          sim.schedule(0.7, () => bank.giveBack(one, MEETING), Priority.release);
          sim.post(meet, 1 + exponential(3), one);
        });
        for (const one of [0, 1]) {
          sim.post(arrive, 0, one);
          sim.post(meet, 0, one);
        }
        let before = [0, 0];
        let resetTime = 0;
        sim.scheduleAt(resetAt, () => {
          before = [0, 1].map((one) => bank.queueLength(one) + bank.busyServers(one));
          resetTime = sim.now;
          bank.resetStatistics();
        });
        let checks = 0;
        const check = (): void => {
          checks++;
          for (const one of [0, 1]) {
            const present = bank.queueLength(one) + bank.busyServers(one);
            expect(before[one] + bank.arrivalCount(one) - bank.departureCount(one)).toBe(present);
            const byCategory = Array.from({ length: CATEGORIES }, (_, kind) => bank.categoryTime(one, kind)).reduce((sum, time) => sum + time, 0);
            expect(byCategory).toBeCloseTo(bank.busyTime(one), 9);
            expect(bank.timeSpent(one)).toBeCloseTo(bank.systemTime(one), 9);
            const elapsed = sim.now - resetTime;
            expect(bank.busyTime(one)).toBeLessThanOrEqual(elapsed * bank.serversOf(one) * (1 + 1e-12));
            expect(bank.queueTime(one)).toBeLessThanOrEqual(bank.systemTime(one) * (1 + 1e-12));
          }
        };
        samples.forEach((time) => sim.scheduleAt(time, check, Priority.observation));
        sim.run({ until: 60 });
        check();
        expect(checks).toBe(samples.length + 1);
      }),
      { ...propertyRuns, numRuns: propertyRuns.numRuns / 4 },
    );
  });
});
