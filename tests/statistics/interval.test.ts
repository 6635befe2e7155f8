import { describe, expect, it } from 'vitest';
import { meanInterval } from '../../src/statistics/interval.js';
import { draw, normalSource, shareOf } from './random-sample.js';

describe('meanInterval', () => {
  // Law, Simulation Modeling and Analysis, chapter 9 (mean delays in a bank); R 4.2.2: t.test(x, conf.level = .9)
  it('reproduces Law\'s example', () => {
    const { n, mean, sd, low, high, halfWidth } = meanInterval([1.53, 1.66, 1.24, 2.34, 2.0, 1.69, 2.69, 2.86, 1.7, 2.6], 0.9);
    expect(n).toBe(10);
    expect(mean).toBeCloseTo(2.031, 14);
    expect(sd).toBeCloseTo(0.5559666256969827, 13);
    expect(low).toBeCloseTo(1.708716595058221, 13);
    expect(high).toBeCloseTo(2.353283404941779, 13);
    expect(halfWidth).toBeCloseTo((2.353283404941779 - 1.708716595058221) / 2, 13);
  });

  // R 4.2.2: t.test(c(10, 20, 30))
  it('is at 95 % by default', () => expect(meanInterval([10, 20, 30]).halfWidth).toBeCloseTo(24.8413771175033, 12));

  it('has no interval for one value', () =>
    expect(meanInterval([7])).toEqual({ n: 1, mean: 7, sd: undefined, low: undefined, high: undefined, halfWidth: undefined }));

  it('has an interval of no width for equal values', () =>
    expect(meanInterval([0.1, 0.1, 0.1])).toEqual({ n: 3, mean: 0.1, sd: 0, low: 0.1, high: 0.1, halfWidth: 0 }));

  it('refuses no values, a value that is not finite, and a level that is none', () => {
    expect(() => meanInterval([])).toThrow('meanInterval: expected at least 1 value, found 0');
    expect(() => meanInterval([1, Infinity])).toThrow('meanInterval: expected finite numbers, found Infinity at index 1');
    expect(() => meanInterval([1], 95)).toThrow('meanInterval: expected a confidence level between 0 and 1, found 95');
  });

  // 1,000 experiments: the share has a standard error of .0069, so [.93, .97] is about 2.9 of them (99.6 %).
  it.each([2, 5, 10, 50])('covers the mean of %d normal values in 93 to 97 %% of 1,000 experiments', (n) => {
    const normal = normalSource(100 + n);
    const covered = shareOf(1000, () => {
      const { low, high } = meanInterval(draw(n, () => 5 + 2 * normal()));
      return low !== undefined && high !== undefined && low <= 5 && 5 <= high;
    });
    expect(covered).toBeGreaterThanOrEqual(0.93);
    expect(covered).toBeLessThanOrEqual(0.97);
  });
});
