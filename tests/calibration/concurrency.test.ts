import { describe, expect, it } from 'vitest';
import { concurrency, union } from '../../src/calibration/concurrency.js';

describe('concurrency', () => {
  it('counts intervals that overlap, how often and how long', () => {
    expect(concurrency([{ begin: 0, end: 2 }, { begin: 1, end: 3 }, { begin: 4, end: 6 }, { begin: 5, end: 7 }]))
      .toEqual({ largest: 2, reached: 2, share: 2 / 7, mean: 8 / 7 });
  });

  it('does not count one that begins when another ends, nor empty ones', () => {
    expect(concurrency([{ begin: 0, end: 1 }, { begin: 1, end: 2 }, { begin: 0.5, end: 0.5 }])).toEqual({ largest: 1, reached: 2, share: 1, mean: 1 });
  });

  it('of nothing is nothing', () => {
    expect(concurrency([])).toEqual({ largest: 0, reached: 0, share: 0, mean: 0 });
  });
});

it('the union of intervals counts every moment once', () => {
  expect(union([{ begin: 4, end: 5 }, { begin: 0, end: 2 }, { begin: 1, end: 3 }, { begin: 3, end: 3.5 }])).toEqual([{ begin: 0, end: 3.5 }, { begin: 4, end: 5 }]);
});
