import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gini } from '../../src/statistics/gini.js';

const positive = fc.array(fc.double({ min: 0.01, max: 1000, noNaN: true }), { minLength: 1, maxLength: 20 });

/** By definition: mean absolute difference of all pairs over twice the mean. */
function giniOfPairs(values: readonly number[]): number {
  const differences = values.flatMap((x) => values.map((y) => Math.abs(x - y))).reduce((a, b) => a + b, 0);
  return differences / (2 * values.length * values.reduce((a, b) => a + b, 0));
}

describe('gini', () => {
  it('is 0 for equal values, and (n - 1) / n when one has all', () => {
    expect(gini([0.1, 0.1, 0.1, 0.1, 0.1])).toBe(0);
    expect(gini([0, 0, 0, 4])).toBe(0.75);
    expect(gini([5])).toBe(0);
  });

  it('is half the relative mean difference', () =>
    fc.assert(
      fc.property(positive, (values) => {
        expect(gini(values)).toBeCloseTo(giniOfPairs(values), 12);
      }),
      { seed: 22 },
    ));

  it('does not change with the unit, the order, or when every value appears twice', () =>
    fc.assert(
      fc.property(positive, (values) => {
        expect(gini(values.map((x) => 7 * x))).toBeCloseTo(gini(values), 12);
        expect(gini([...values].reverse())).toBe(gini(values));
        expect(gini([...values, ...values])).toBeCloseTo(gini(values), 12);
      }),
      { seed: 23 },
    ));

  it('is 0 when there is nothing to share', () => expect(gini([0, 0])).toBe(0));

  it('refuses no values and negative ones', () => {
    expect(() => gini([])).toThrow(/at least 1 value/);
    expect(() => gini([1, -2])).toThrow('gini: expected values >= 0, found -2');
  });
});
