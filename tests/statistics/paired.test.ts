import { describe, expect, it } from 'vitest';
import { pairedDifference } from '../../src/statistics/paired.js';
import { normalSource, shareOf } from './random-sample.js';

// Law, Simulation Modeling and Analysis, chapter 10 (monthly costs of two inventory policies).
const FIRST = [126.97, 124.31, 126.68, 122.66, 127.23];
const SECOND = [118.21, 120.22, 122.45, 122.68, 119.4];

describe('pairedDifference', () => {
  // R 4.2.2: t.test(first, second, paired = TRUE, conf.level = .9)
  it('reproduces Law\'s example', () => {
    const result = pairedDifference(FIRST, SECOND, 0.9);
    expect(result.n).toBe(5);
    expect(result.degreesOfFreedom).toBe(4);
    expect(result.difference).toBeCloseTo(4.978, 12);
    expect(result.low).toBeCloseTo(1.649126874835488, 11);
    expect(result.high).toBeCloseTo(8.306873125164511, 11);
    expect(result.t).toBeCloseTo(3.187965687881121, 11);
    expect(result.pValue).toBeCloseTo(0.03328082378610256, 12);
  });

  it('changes sign when the systems are exchanged', () => {
    const [forth, back] = [pairedDifference(FIRST, SECOND), pairedDifference(SECOND, FIRST)];
    expect(back.difference).toBeCloseTo(-forth.difference, 13);
    expect(back.low).toBeCloseTo(-(forth.high ?? NaN), 12);
    expect(back.pValue).toBeCloseTo(forth.pValue ?? NaN, 13);
  });

  it('finds no difference between identical systems', () =>
    expect(pairedDifference(FIRST, FIRST)).toEqual({ n: 5, difference: 0, low: 0, high: 0, t: undefined, degreesOfFreedom: 4, pValue: 1 }));

  it('is certain of a difference that never varies', () =>
    expect(pairedDifference([2, 4, 6], [1, 3, 5])).toEqual({ n: 3, difference: 1, low: 1, high: 1, t: undefined, degreesOfFreedom: 2, pValue: 0 }));

  it('draws no conclusion from one pair', () =>
    expect(pairedDifference([3], [1])).toEqual({
      n: 1, difference: 2, low: undefined, high: undefined, t: undefined, degreesOfFreedom: 0, pValue: undefined,
    }));

  it('refuses samples that are not pairs', () => {
    expect(() => pairedDifference([1, 2], [1])).toThrow('pairedDifference: expected pairs, found 2 and 1 values');
    expect(() => pairedDifference([], [])).toThrow(/at least 1 value/);
    expect(() => pairedDifference([1, NaN], [1, 2])).toThrow(/found NaN at index 1/);
    expect(() => pairedDifference([1, 2], [1, NaN])).toThrow(/found NaN at index 1/);
    expect(() => pairedDifference([1], [2], 0)).toThrow(/confidence level/);
  });

  // Pairs with correlation .8. 1,000 experiments: standard error .0069, so [.03, .07] is about 2.9 of them (99.6 %).
  it('rejects equality of equal systems in 3 to 7 % of 1,000 experiments', () => {
    const normal = normalSource(21);
    const rejected = shareOf(1000, () => {
      const common = Array.from({ length: 8 }, () => 2 * normal());
      const { pValue } = pairedDifference(common.map((x) => x + normal()), common.map((x) => x + normal()));
      return (pValue ?? 1) <= 0.05;
    });
    expect(rejected).toBeGreaterThanOrEqual(0.03);
    expect(rejected).toBeLessThanOrEqual(0.07);
  });
});
