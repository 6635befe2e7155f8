import { describe, expect, it } from 'vitest';
import { runLength } from '../../src/cli/run-length.js';

describe('the length of a run in words', () => {
  it.each([
    ['working', 750, 126, '2.5 of 3 years'],
    ['working', 250, 126, '0.5 of 1 year'],
    ['working', 375, 0, '1.5 years'],
    ['working', 60, 10, '50 of 60 days'],
    ['working', 42, 21, '1 of 2 months'],
    ['working', 1, 0, '1 day'],
    ['working', 0.5, 0, '4 hours'],
    ['working', 61.3, 1, '60.3 of 61.3 days'],
    ['working', 750, 749.9, '0.0004 of 3 years'],
    ['civil', 4383, 0, '12 years'],
    ['civil', 30.4375, 15.21875, '0.5 of 1 month'],
  ] as const)('in the %s calendar, %d days of which %d are warm-up, is %s', (calendar, horizon, warmup, words) => {
    expect(runLength({ calendar, horizon, warmup, sample: 1 })).toBe(words);
  });
});
