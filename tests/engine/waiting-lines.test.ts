import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MixedLine, PriorityLine, RandomLine, type Arrivals, type Line, type Ranking } from '../../src/engine/waiting-lines.js';
import { createStream } from '../../src/random/stream.js';
import { propertyRuns } from './property-runs.js';

/** Job j has rank ranks[j] and arrived j-th. */
function ranking(ranks: readonly number[]): Ranking {
  return { rank: (job) => ranks[job], order: (job) => job };
}

/** Ends of a list that the test keeps itself. */
function endsOf(jobs: readonly number[]): Arrivals {
  return { oldest: () => jobs[0], newest: () => jobs[jobs.length - 1] };
}

const unused = (): number => {
  throw new Error('this selection needs no chance');
};

describe('a priority line', () => {
  it('agrees with sorting by rank and then by order, under any mixture of inserting and removing', () => {
    const step = fc.record({ insert: fc.boolean(), rank: fc.integer({ min: 0, max: 4 }), which: fc.nat() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300, size: 'max' }), (steps) => {
        const ranks: number[] = [];
        const line = new PriorityLine(ranking(ranks));
        const waiting: number[] = [];
        for (const { insert, rank, which } of steps) {
          if (insert || waiting.length === 0) {
            const job = ranks.push(rank) - 1;
            line.insert(job);
            waiting.push(job);
          } else {
            // Half of the time the one to be taken, otherwise anyone (patience, withdrawal).
            const job = which % 2 === 0 ? line.next() : waiting[which % waiting.length];
            line.remove(job);
            waiting.splice(waiting.indexOf(job), 1);
          }
          if (waiting.length === 0) continue;
          const [first] = [...waiting].sort((a, b) => ranks[a] - ranks[b] || a - b);
          if (line.next() !== first) throw new Error(`next is ${line.next()}, expected ${first}`);
        }
      }),
      propertyRuns,
    );
  });
});

describe('a random line', () => {
  it('takes each waiting job equally often: chi-square with 9 degrees of freedom below its .999 quantile', () => {
    const line = new RandomLine();
    for (let job = 0; job < 15; job++) line.insert(job);
    [1, 4, 14, 0, 7].forEach((job) => line.remove(job));
    const source = createStream('1', 0, 'random line');
    const counts = new Map<number, number>();
    const draws = 20_000;
    for (let draw = 0; draw < draws; draw++) {
      const job = line.next(() => source.next());
      counts.set(job, (counts.get(job) ?? 0) + 1);
    }
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual([2, 3, 5, 6, 8, 9, 10, 11, 12, 13]);
    const expected = draws / 10;
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - expected) * (count - expected) / expected, 0);
    // R: qchisq(.999, 9) = 27.87716
    expect(chiSquare).toBeLessThan(27.87716);
  });

  it('reaches its first and its last job with the extreme uniform numbers', () => {
    const line = new RandomLine();
    [7, 8, 9].forEach((job) => line.insert(job));
    expect([line.next(() => 2 ** -54), line.next(() => 1 - 2 ** -53)]).toEqual([7, 9]);
  });
});

describe('a mixed line', () => {
  it('makes each selection by its weight', () => {
    const jobs = [0, 1, 2, 3];
    // By priority job 2, oldest 0, newest 3, at random any.
    const line = new MixedLine(ranking([5, 5, 1, 5]), endsOf(jobs), { priority: 0.5, fifo: 0.2, lifo: 0.2 });
    jobs.forEach((job) => line.insert(job));
    const chosen = (...uniforms: number[]): number => line.next(() => uniforms.shift() ?? unused());
    expect([chosen(0.001), chosen(0.499), chosen(0.501), chosen(0.699), chosen(0.701), chosen(0.899)]).toEqual([2, 2, 0, 0, 3, 3]);
    expect([chosen(0.901, 0.1), chosen(0.901, 0.3), chosen(0.999, 0.6), chosen(0.999, 0.9)]).toEqual([0, 1, 2, 3]);
  });

  it('takes a removed job by no selection', () => {
    const jobs = [0, 1, 2];
    const line = new MixedLine(ranking([2, 1, 0]), endsOf([0, 1]), { priority: 0.5, fifo: 0.2, lifo: 0.2 });
    jobs.forEach((job) => line.insert(job));
    line.remove(2);
    const chosen = (...uniforms: number[]): number => line.next(() => uniforms.shift() ?? unused());
    expect([chosen(0.1), chosen(0.6), chosen(0.8), chosen(0.95, 0.2), chosen(0.95, 0.9)]).toEqual([1, 0, 1, 0, 1]);
  });
});

describe('every line', () => {
  const lines: [string, () => Line][] = [
    ['priority', () => new PriorityLine(ranking([0, 0, 0]))],
    ['random', () => new RandomLine()],
    ['mixed', () => new MixedLine(ranking([0, 0, 0]), endsOf([1]), { priority: 0.5, fifo: 0.2, lifo: 0.2 })],
  ];

  it.each(lines)('(%s) refuses to remove a job that is not in it, and keeps the others', (_name, make) => {
    const line = make();
    line.insert(1);
    line.insert(2);
    line.remove(2);
    expect(() => line.remove(2)).toThrow(new RangeError('job 2 does not wait in this line'));
    expect(() => line.remove(0)).toThrow(new RangeError('job 0 does not wait in this line'));
    expect(line.next(() => 0.3)).toBe(1);
    line.insert(2);
    line.remove(1);
    line.remove(2);
    line.insert(0);
    expect(line.next(() => 0.1)).toBe(0);
  });
});
