import { describe, expect, it } from 'vitest';
import { levelColumns } from '../../src/model/series.js';
import { simulate } from './simulate.js';

/** One desk with one person, which three problems reach on the same day and which is busy with the first of them to the end. */
const meanQueues = (time: string, day: number): (number | undefined)[][] => {
  const text = `
name: desk
time: { ${time}, sample: 4 days }
levels: [local]
jurisdictions: { city: { level: local } }
organisations: { desk: { in: city, service: 100 days } }
problems: { case: { at: desk, arrivals: { law: trace, file: t.csv, columns: { time: { column: day, unit: days } } } } }
`;
  const column = 2 + levelColumns.findIndex(({ name }) => name === 'mean_queue');
  return simulate(text, { data: ['day', day, day, day].join('\n') }).levels.map((row) => [row[0], row[column]]);
};

describe('the mean queue of a level', () => {
  it('is taken over the time since the row before, also where that is shorter than the time between samples', () => {
    // Two wait from day 3 on: one of four days, and all of the one day that is left after the last full interval.
    expect(meanQueues('horizon: 5 days', 3)).toEqual([[4, 0.5], [5, 2]]);
  });

  it('is taken over the time since the warm-up where that has just ended', () => {
    expect(meanQueues('horizon: 8 days, warmup: 1 day', 0)).toEqual([[4, 2], [8, 2]]);
    // No time has passed yet.
    expect(meanQueues('horizon: 8 days, warmup: 4 days', 0)).toEqual([[4, undefined], [8, 2]]);
  });
});
