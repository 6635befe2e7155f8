import { describe, expect, it } from 'vitest';
import { Priority } from '../../src/engine/priorities.js';
import { Simulation } from '../../src/engine/simulation.js';
import { StationBank, type StationSettings } from '../../src/engine/station-bank.js';

const MEETING = 1;

/** One station whose life is logged as `time what job`; `at` schedules what happens to it. */
function loggedStation(settings: StationSettings): {
  bank: StationBank;
  log: string[];
  at: (time: number, priority: number, action: () => void) => void;
  submit: (name: number, work: number) => number;
  run: () => string[];
} {
  const sim = new Simulation();
  const log: string[] = [];
  const bank: StationBank = new StationBank(
    sim,
    {
      begun: (job) => log.push(`${sim.now} begun ${bank.subjectOf(job)}`),
      completed: (job) => log.push(`${sim.now} completed ${bank.subjectOf(job)}`),
      reneged: (job) => log.push(`${sim.now} reneged ${bank.subjectOf(job)}`),
    },
    2,
  );
  bank.add(settings);
  return {
    bank,
    log,
    at: (time, priority, action) => void sim.scheduleAt(time, action, priority),
    submit: (name, work) => {
      const job = bank.submit(0, work, 0, 0, 0, name, 0);
      if (job < 0) log.push(`${sim.now} refused ${name}`);
      return job;
    },
    run: () => {
      sim.run();
      return log;
    },
  };
}

describe('contract: events at one instant', () => {
  it('fire in scheduling order, a thousand of them, closures and kinds mixed', () => {
    const sim = new Simulation();
    const log: number[] = [];
    const kind = sim.define(Priority.routine, (subject) => log.push(subject));
    for (let index = 0; index < 1000; index++) {
      if (index % 3 === 0) sim.schedule(1, () => log.push(index));
      else if (index % 3 === 1) sim.post(kind, 1, index);
      else sim.postAt(kind, 1, index);
    }
    sim.run();
    expect(log).toEqual(Array.from({ length: 1000 }, (_, index) => index));
  });

  it('fire in scheduling order, also when they were scheduled at different times and from each other', () => {
    const sim = new Simulation();
    const log: string[] = [];
    sim.scheduleAt(2, () => {
      log.push('first');
      sim.schedule(0, () => log.push('from the first'));
    });
    sim.scheduleAt(1, () => sim.schedule(1, () => log.push('scheduled at 1')));
    sim.scheduleAt(2, () => log.push('second'));
    sim.run();
    expect(log).toEqual(['first', 'second', 'scheduled at 1', 'from the first']);
  });

  const names = Object.keys(Priority) as (keyof typeof Priority)[];
  const pairs = names.flatMap((earlier, index) => names.slice(index + 1).map((later) => [earlier, later] as const));

  it.each(pairs)('%s comes before %s, whichever was scheduled first', (earlier, later) => {
    const sim = new Simulation();
    const log: string[] = [];
    const schedule = (time: number, name: keyof typeof Priority): void => void sim.scheduleAt(time, () => log.push(`${sim.now} ${name}`), Priority[name]);
    schedule(1, later);
    schedule(1, earlier);
    schedule(2, earlier);
    schedule(2, later);
    sim.run();
    expect(log).toEqual([`1 ${earlier}`, `1 ${later}`, `2 ${earlier}`, `2 ${later}`]);
  });

  it('follow the whole table: release, delivery, gathering, arrival, routine, expiry, change, observation', () => {
    const sim = new Simulation();
    const log: string[] = [];
    [...names].reverse().forEach((name) => sim.schedule(1, () => log.push(name), Priority[name]));
    sim.run();
    expect(log).toEqual(['release', 'delivery', 'gathering', 'arrival', 'routine', 'expiry', 'change', 'observation']);
  });
});

describe('contract: what the collisions of the priority table decide', () => {
  it('release before gathering: work that ends at t is not interrupted by a meeting at t', () => {
    const { bank, at, submit, run, log } = loggedStation({ servers: 1 });
    at(5, Priority.gathering, () => {
      bank.pull(0, MEETING);
      log.push('5 meeting');
    });
    at(7, Priority.release, () => bank.giveBack(0, MEETING));
    at(0, Priority.arrival, () => submit(1, 5));
    expect(run()).toEqual(['0 begun 1', '5 completed 1', '5 meeting']);
  });

  it('release before gathering: a meeting that ends at t frees its server for a meeting at t', () => {
    const { bank, at, run, log } = loggedStation({ servers: 1 });
    at(1, Priority.gathering, () => bank.pull(0, MEETING));
    at(2, Priority.gathering, () => {
      bank.pull(0, MEETING);
      log.push('2 second meeting');
    });
    at(2, Priority.release, () => {
      bank.giveBack(0, MEETING);
      log.push('2 end of the first');
    });
    expect(run()).toEqual(['2 end of the first', '2 second meeting']);
  });

  it('release before arrival: an arrival at the instant of a departure finds the room and the server', () => {
    const { at, submit, run } = loggedStation({ servers: 1, capacity: 1 });
    at(5, Priority.arrival, () => submit(2, 1));
    at(0, Priority.arrival, () => submit(1, 5));
    expect(run()).toEqual(['0 begun 1', '5 completed 1', '5 begun 2', '6 completed 2']);
  });

  it('release before expiry: a server that becomes free at the last instant of patience saves the job', () => {
    const { bank, at, submit, run } = loggedStation({ servers: 1 });
    at(0, Priority.arrival, () => submit(1, 5));
    at(1, Priority.arrival, () => bank.limitPatience(submit(2, 1), 4));
    at(1, Priority.arrival, () => bank.limitPatience(submit(3, 1), 4));
    expect(run()).toEqual(['0 begun 1', '5 begun 2', '5 completed 1', '5 reneged 3', '6 completed 2']);
  });

  it('everything before expiry: a server given back at the last instant of patience saves the job, whenever that was scheduled', () => {
    const { bank, at, submit, run } = loggedStation({ servers: 1 });
    at(0, Priority.gathering, () => bank.pull(0, MEETING));
    at(1, Priority.arrival, () => bank.limitPatience(submit(1, 1), 4));
    at(2, Priority.routine, () => at(5, Priority.routine, () => bank.giveBack(0, MEETING)));
    expect(run()).toEqual(['5 begun 1', '6 completed 1']);
  });

  it('delivery before arrival: what was sent earlier stands ahead of what arrives at the same instant', () => {
    const { at, submit, run } = loggedStation({ servers: 1 });
    at(1, Priority.arrival, () => submit(2, 1));
    at(1, Priority.delivery, () => submit(1, 1));
    expect(run()).toEqual(['1 begun 1', '2 begun 2', '2 completed 1', '3 completed 2']);
  });

  it('delivery before gathering: a message that arrives with a meeting is begun, and then interrupted by it', () => {
    const { bank, at, submit, run, log } = loggedStation({ servers: 1 });
    at(1, Priority.gathering, () => {
      bank.pull(0, MEETING);
      log.push('1 meeting');
    });
    at(3, Priority.release, () => bank.giveBack(0, MEETING));
    at(1, Priority.delivery, () => submit(1, 1));
    expect(run()).toEqual(['1 begun 1', '1 meeting', '4 completed 1']);
  });

  it('gathering before arrival: a meeting at t takes the idle server, and a new problem at t waits', () => {
    const { bank, at, submit, run, log } = loggedStation({ servers: 1 });
    at(1, Priority.arrival, () => submit(1, 1));
    at(1, Priority.gathering, () => {
      bank.pull(0, MEETING);
      log.push('1 meeting');
    });
    at(3, Priority.release, () => bank.giveBack(0, MEETING));
    expect(run()).toEqual(['1 meeting', '3 begun 1', '4 completed 1']);
  });

  it('expiry before change: a structural change at t finds the job of t already gone', () => {
    const { bank, at, submit, run, log } = loggedStation({ servers: 1 });
    at(2, Priority.change, () => log.push(`2 change finds ${bank.queueLength(0)} waiting`));
    at(0, Priority.arrival, () => submit(1, 9));
    at(0, Priority.arrival, () => bank.limitPatience(submit(2, 1), 2));
    expect(run()).toEqual(['0 begun 1', '2 reneged 2', '2 change finds 0 waiting', '9 completed 1']);
  });

  it('observation last: a sample at t sees everything that happened at t', () => {
    const { bank, at, submit, run, log } = loggedStation({ servers: 1 });
    at(5, Priority.observation, () => log.push(`5 sample: ${bank.busyServers(0)} busy, ${bank.queueLength(0)} waiting`));
    at(0, Priority.arrival, () => submit(1, 5));
    at(5, Priority.arrival, () => submit(2, 1));
    at(5, Priority.change, () => submit(3, 1));
    expect(run()).toEqual(['0 begun 1', '5 completed 1', '5 begun 2', '5 sample: 1 busy, 1 waiting', '6 begun 3', '6 completed 2', '7 completed 3']);
  });
});
