import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantile, quantileOfSorted } from '../../src/statistics/quantile.js';

// R 4.2.2: quantile(c(3.1, 0.5, -2, 7.25, 7.25, 1.75, 10), p, type = 7)
const VALUES = [3.1, 0.5, -2, 7.25, 7.25, 1.75, 10];
const R_QUANTILES: [p: number, value: number][] = [
  [0, -2], [0.05, -1.25], [0.25, 1.125], [1 / 3, 1.75], [0.5, 3.1], [0.9, 8.35], [0.999, 9.9835], [1, 10],
];

describe('quantile', () => {
  it.each(R_QUANTILES)('at %f is %f, as in R', (p, value) => expect(quantile(VALUES, p)).toBeCloseTo(value, 13));

  it('is the value itself for a sample of one', () => expect([0, 0.3, 1].map((p) => quantile([5], p))).toEqual([5, 5, 5]));

  it('orders numbers as numbers and leaves the sample alone', () => {
    const values = [10, 9, 100];
    expect(quantile(values, 0.5)).toBe(10);
    expect(values).toEqual([10, 9, 100]);
  });

  it('does not fall as p rises', () =>
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, p, q) => {
          const [low, high] = [quantile(values, Math.min(p, q)), quantile(values, Math.max(p, q))];
          expect(high - low).toBeGreaterThanOrEqual(-1e-6);
          expect(low).toBeGreaterThanOrEqual(Math.min(...values));
          expect(high).toBeLessThanOrEqual(Math.max(...values));
        },
      ),
      { seed: 16 },
    ));

  it('refuses an empty sample, a value that is not finite and a p outside [0, 1]', () => {
    expect(() => quantile([], 0.5)).toThrow('quantile: expected at least 1 value, found 0');
    expect(() => quantile([1, NaN], 0.5)).toThrow('quantile: expected finite numbers, found NaN at index 1');
    expect(() => quantile([1], 1.5)).toThrow(/probability in \[0, 1\], found 1.5/);
    expect(() => quantileOfSorted([], 0.5)).toThrow(/at least 1 value/);
  });
});
