import { describe, expect, it } from 'vitest';
import { batchMeans } from '../../src/statistics/batch-means.js';
import { normalSource, shareOf } from './random-sample.js';
import { SUNSPOTS } from './sunspots.js';

/** Autoregressive series of mean 0: x[i] = phi x[i-1] + noise, begun in its stationary law. */
function autoregressive(n: number, phi: number, normal: () => number): number[] {
  let x = normal() / Math.sqrt(1 - phi * phi);
  return Array.from({ length: n }, () => (x = phi * x + normal()));
}

describe('batchMeans', () => {
  // R 4.2.2: b <- colMeans(matrix(sunspot.year[1:100], 10)); t.test(b); acf(b)$acf[2]
  it('reproduces the interval of R and warns of the correlation of sunspots', () => {
    const { means, batchSize, unused, interval, lagOne, pValue, correlated } = batchMeans(SUNSPOTS);
    [21.6, 25.2, 52.4, 51.1, 36.79, 37.56, 53.75, 71.39, 71.24, 35.9].forEach((mean, i) => expect(means[i]).toBeCloseTo(mean, 12));
    expect([batchSize, unused]).toEqual([10, 0]);
    expect(interval.mean).toBeCloseTo(45.693, 12);
    expect(interval.low).toBeCloseTo(33.31673421128642, 12);
    expect(interval.halfWidth).toBeCloseTo(12.3762657887136, 11);
    expect(lagOne).toBeCloseTo(0.3580867630749504, 13);
    expect(pValue).toBeCloseTo(0.04444263337343946, 13);
    expect(correlated).toBe(true);
  });

  it('leaves out observations at the beginning that do not fill a batch', () => {
    const { means, unused } = batchMeans([100, 1, 3, 2, 4, 1, 3, 2, 4], 4);
    expect(means).toEqual([2, 3, 2, 3]);
    expect(unused).toBe(1);
  });

  it('does not warn of a constant series', () =>
    expect(batchMeans(Array<number>(20).fill(3))).toMatchObject({ lagOne: undefined, pValue: undefined, correlated: false }));

  it('refuses too few batches, fewer values than batches, and levels that are none', () => {
    expect(() => batchMeans(SUNSPOTS, 3)).toThrow('batchMeans: expected a whole number of at least 4 batches, found 3');
    expect(() => batchMeans([1, 2, 3], 4)).toThrow('batchMeans: expected at least 4 values, found 3');
    expect(() => batchMeans(SUNSPOTS, 10, 95)).toThrow(/confidence level/);
    expect(() => batchMeans([1, 2, 3, NaN], 4)).toThrow(/found NaN at index 3/);
  });

  // 1,000 experiments: standard error .0069, so [.93, .97] is about 2.9 of them. Correlation time of phi = .5 is 3, batches are 60.
  it('covers the mean of an autoregressive series in 93 to 97 % of 1,000 experiments when batches are long', () => {
    const normal = normalSource(71);
    const covered = shareOf(1000, () => {
      const { low = NaN, high = NaN } = batchMeans(autoregressive(600, 0.5, normal)).interval;
      return low <= 0 && 0 <= high;
    });
    expect(covered).toBeGreaterThanOrEqual(0.93);
    expect(covered).toBeLessThanOrEqual(0.97);
  });

  it('warns of nearly all series whose batches are much too short, and of about a tenth of independent ones', () => {
    const normal = normalSource(72);
    expect(shareOf(500, () => batchMeans(autoregressive(60, 0.95, normal), 20).correlated)).toBeGreaterThan(0.9);
    const falseAlarms = shareOf(1000, () => batchMeans(autoregressive(60, 0, normal), 20).correlated);
    expect(falseAlarms).toBeGreaterThanOrEqual(0.07);
    expect(falseAlarms).toBeLessThanOrEqual(0.13);
  });
});
