import { Priority } from '../../src/engine/priorities.js';
import { Simulation } from '../../src/engine/simulation.js';
import { StationBank } from '../../src/engine/station-bank.js';
import { createStream } from '../../src/random/stream.js';

export const OFFICE_HORIZON = 200;

const WORK = 0;
const MEETING = 1;

/** Times in quarters, so that many events coincide. */
const quarters = (uniform: number, largest: number): number => Math.floor(uniform * 4 * largest) / 4;

export interface Office {
  readonly sim: Simulation;
  readonly log: string[];
  /** Everything measured, as text that shows every bit. */
  readonly statistics: () => string;
}

/** A small model that uses everything the engine has: three stations of different disciplines, impatience, feedback, meetings, timeouts. */
export function office(): Office {
  const sim = new Simulation();
  const log: string[] = [];
  const draw = createStream('office', 0, 'everything');
  const note = (what: string): number => log.push(`${sim.now} ${what}`);
  const timeouts = new Map<number, number>();
  const bank = new StationBank(
    sim,
    {
      begun: (job) => note(`begun ${bank.subjectOf(job)} at ${bank.stationOf(job)}`),
      completed: (job) => {
        const problem = bank.subjectOf(job);
        note(`completed ${problem} at ${bank.stationOf(job)}`);
        const next = draw.next() < 0.3 ? 0 : bank.stationOf(job) + 1;
        if (next < 3) bring(problem, next);
        else {
          sim.cancel(timeouts.get(problem) ?? -1);
          timeouts.delete(problem);
        }
      },
      reneged: (job) => note(`reneged ${bank.subjectOf(job)}`),
      uniform: () => draw.next(),
    },
    2,
  );
  bank.add({ servers: 2, capacity: 12 });
  bank.add({ servers: 2, discipline: { name: 'preemptive' } });
  bank.add({ servers: 1, discipline: { name: 'mixed', weights: { priority: 0.5, fifo: 0.2, lifo: 0.2, random: 0.1 } } });

  const bring = (problem: number, station: number): void => {
    const job = bank.submit(station, quarters(draw.next(), 2), WORK, Math.floor(draw.next() * 3), 0, problem, 0);
    if (job < 0) note(`refused ${problem}`);
    else if (station === 2) bank.limitPatience(job, quarters(draw.next(), 8));
  };
  let problems = 0;
  const arrive = sim.define(Priority.arrival, () => {
    const problem = problems++;
    note(`arrives ${problem}`);
    timeouts.set(problem, sim.schedule(20, () => note(`late ${problem}`), Priority.expiry));
    bring(problem, 0);
    sim.post(arrive, quarters(draw.next(), 2));
  });
  sim.post(arrive, 0);
  sim.every(5, () => {
    bank.pull(1, MEETING);
    note('meeting');
    sim.schedule(1.25, () => bank.giveBack(1, MEETING), Priority.release);
  }, { priority: Priority.gathering });
  sim.every(7, () => note(`sample ${bank.queueLength(0)} ${bank.systemTime(1)}`), { priority: Priority.observation });

  return {
    sim,
    log,
    statistics: () =>
      JSON.stringify([0, 1, 2].map((station) => [
        bank.arrivalCount(station), bank.departureCount(station), bank.refusalCount(station), bank.renegingCount(station),
        bank.queueTime(station), bank.systemTime(station), bank.busyTime(station), bank.timeSpent(station),
        bank.categoryTime(station, WORK), bank.categoryTime(station, MEETING), bank.meanWait(station), bank.waitVariance(station),
      ])),
  };
}
