import { describe, expect, it } from 'vitest';
import { chiSquareCdf, chiSquareTest } from '../../src/statistics/chi-square.js';
import { relativeError } from '../mathematics/relative-error.js';
import { shareOf, uniformSource } from './random-sample.js';

const OBSERVED = [18, 24, 35, 41, 32];
const EXPECTED = [15, 30, 37.5, 37.5, 30];

describe('chiSquareCdf', () => {
  // R 4.2.2: pchisq(x, df)
  it.each([
    [3.841458820694124, 1, 0.95],
    [0.5, 3, 0.08110858834532415],
    [20, 7, 0.9944303169270544],
    [1e-3, 2, 0.0004998750208307295],
    [150, 100, 0.9990960679576459],
  ])('at %f with %d degrees of freedom is %f', (x, df, value) => expect(relativeError(chiSquareCdf(x, df), value)).toBeLessThan(1e-12));

  it('refuses a negative argument and no degrees of freedom', () => {
    expect(() => chiSquareCdf(-1, 2)).toThrow(RangeError);
    expect(() => chiSquareCdf(1, 0)).toThrow(RangeError);
  });
});

describe('chiSquareTest', () => {
  // R 4.2.2: r <- chisq.test(observed, p = c(.1, .2, .25, .25, .2)); pchisq(r$statistic, 3, lower.tail = FALSE); the same with 2
  it.each([
    [0, 4, 0.6578136078612723],
    [1, 3, 0.4886899360332704],
    [2, 2, 0.2972049433108158],
  ])('with %d estimated parameters has %d degrees of freedom and p = %f', (estimated, degreesOfFreedom, pValue) => {
    const result = chiSquareTest(OBSERVED, EXPECTED, estimated);
    expect(result.statistic).toBeCloseTo(2.426666666666667, 13);
    expect(result.degreesOfFreedom).toBe(degreesOfFreedom);
    expect(relativeError(result.pValue, pValue)).toBeLessThan(1e-12);
  });

  it('has p = 1 for a perfect fit', () => expect(chiSquareTest([5, 7], [5, 7])).toEqual({ statistic: 0, degreesOfFreedom: 1, pValue: 1 }));

  it('refuses counts that cannot be compared', () => {
    expect(() => chiSquareTest([1, 2, 3], [3, 3])).toThrow(/as many observed as expected counts, found 3 and 2/);
    expect(() => chiSquareTest([5], [5])).toThrow(/at least 2 values, found 1/);
    expect(() => chiSquareTest([-1, 7], [3, 3])).toThrow(/observed counts >= 0, found -1/);
    expect(() => chiSquareTest([6, 0], [6, 0])).toThrow(/expected counts > 0, found 0; merge classes/);
    expect(() => chiSquareTest([5, 5], [6, 6])).toThrow(/equal totals, found 10 observed and 12 expected/);
    expect(() => chiSquareTest([5, 5], [5, 5], 1)).toThrow(/0 to 0 estimated parameters for 2 classes, found 1/);
    expect(() => chiSquareTest([5, 5, 5], [5, 5, 5], 0.5)).toThrow(/estimated parameters/);
  });

  // 1,000 experiments: standard error .0069, so [.03, .07] is about 2.9 of them (99.6 %).
  it('rejects a true law in 3 to 7 % of 1,000 experiments', () => {
    const uniform = uniformSource(61);
    const rejected = shareOf(1000, () => {
      const counts = [0, 0, 0, 0, 0, 0];
      for (let i = 0; i < 120; i++) counts[Math.floor(6 * uniform())]++;
      return chiSquareTest(counts, counts.map(() => 20)).pValue <= 0.05;
    });
    expect(rejected).toBeGreaterThanOrEqual(0.03);
    expect(rejected).toBeLessThanOrEqual(0.07);
  });
});
