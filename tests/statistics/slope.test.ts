import { describe, expect, it } from 'vitest';
import { isRising, leastSquaresSlope } from '../../src/statistics/slope.js';
import { relativeError } from '../mathematics/relative-error.js';
import { normalSource, shareOf } from './random-sample.js';

const TIMES = Array.from({ length: 12 }, (_, i) => i + 1);
const QUEUE = [3, 5, 2, 6, 4, 5, 7, 3, 6, 8, 5, 7];

describe('leastSquaresSlope', () => {
  // R 4.2.2: s <- summary(lm(queue ~ times))$coefficients; pt(s[2, 3], 10, lower.tail = FALSE)
  it('agrees with R\'s lm', () => {
    const fit = leastSquaresSlope(TIMES, QUEUE);
    expect([fit.n, fit.degreesOfFreedom]).toEqual([12, 10]);
    expect(relativeError(fit.slope, 0.2972027972027971)).toBeLessThan(1e-13);
    expect(relativeError(fit.intercept, 3.1515151515151518)).toBeLessThan(1e-13);
    expect(relativeError(fit.standardError, 0.1303184582065569)).toBeLessThan(1e-13);
    expect(relativeError(fit.t ?? NaN, 2.280588654077888)).toBeLessThan(1e-13);
    expect(relativeError(fit.pValue, 0.045739914518315855)).toBeLessThan(1e-12);
    expect(relativeError(fit.pValuePositive, 0.02286995725915793)).toBeLessThan(1e-12);
  });

  it('finds a falling line as significant as a rising one, but not positive', () => {
    const [rising, falling] = [leastSquaresSlope(TIMES, QUEUE), leastSquaresSlope(TIMES, QUEUE.map((y) => -y))];
    expect(falling.pValue).toBeCloseTo(rising.pValue, 14);
    expect(falling.pValuePositive).toBeCloseTo(1 - rising.pValuePositive, 14);
  });

  it('does not depend on where time begins', () => {
    const late = leastSquaresSlope(TIMES.map((x) => x + 1e9), QUEUE);
    expect(relativeError(late.slope, 0.2972027972027971)).toBeLessThan(1e-12);
    expect(relativeError(late.standardError, 0.1303184582065569)).toBeLessThan(1e-12);
  });

  it('is certain of points on a line', () => {
    expect(leastSquaresSlope([0, 1, 2], [1, 3, 5])).toEqual({
      n: 3, slope: 2, intercept: 1, standardError: 0, t: undefined, degreesOfFreedom: 1, pValue: 0, pValuePositive: 0,
    });
    expect(leastSquaresSlope([0, 1, 2], [5, 3, 1]).pValuePositive).toBe(1);
    expect(leastSquaresSlope([0, 1, 2], [4, 4, 4])).toMatchObject({ slope: 0, pValue: 1, pValuePositive: 0.5 });
  });

  it('refuses too few points, different lengths and a constant x', () => {
    expect(() => leastSquaresSlope([1, 2], [1, 2])).toThrow(/at least 3 values, found 2/);
    expect(() => leastSquaresSlope([1, 2, 3], [1, 2, 3, 4])).toThrow(/pairs, found 3 and 4 values/);
    expect(() => leastSquaresSlope([2, 2, 2], [1, 2, 3])).toThrow(/different values of x, found 3 times 2/);
    expect(() => leastSquaresSlope([1, 2, 3], [1, NaN, 3])).toThrow(/found NaN at index 1/);
  });
});

describe('isRising', () => {
  // The one-sided p-value is .0229.
  it('decides at the level asked, 99 % by default', () => {
    expect(isRising(TIMES, QUEUE)).toBe(false);
    expect(isRising(TIMES, QUEUE, 0.975)).toBe(true);
    expect(isRising(TIMES, QUEUE.map((y, i) => y + i))).toBe(true);
  });

  it('refuses a level that is none', () => expect(() => isRising(TIMES, QUEUE, 99)).toThrow(/confidence level between 0 and 1, found 99/));

  // 2,000 experiments at 1 %: standard error .0022, so [.004, .017] is about 3 of them.
  it('finds a trend in noise in about 1 % of 2,000 experiments', () => {
    const normal = normalSource(71);
    const found = shareOf(2000, () => isRising(TIMES, TIMES.map(normal)));
    expect(found).toBeGreaterThanOrEqual(0.004);
    expect(found).toBeLessThanOrEqual(0.017);
  });
});
