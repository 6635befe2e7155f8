import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lowerBound, upperBound } from '../../src/random/sorted-search.js';

const sortedArray = fc.array(fc.integer({ min: -5, max: 5 })).map((values) => values.sort((one, other) => one - other));

describe('lowerBound and upperBound', () => {
  it('count the elements below x and those not above it', () => {
    fc.assert(
      fc.property(sortedArray, fc.integer({ min: -6, max: 6 }), (sorted, x) => {
        expect(lowerBound(sorted, x)).toBe(sorted.filter((value) => value < x).length);
        expect(upperBound(sorted, x)).toBe(sorted.filter((value) => value <= x).length);
      }),
      { seed: 1 },
    );
  });
});
