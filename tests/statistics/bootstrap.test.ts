import { describe, expect, it } from 'vitest';
import { bootstrapIntervals } from '../../src/statistics/bootstrap.js';
import { draw, normalSource, shareOf, uniformSource } from './random-sample.js';

const meanOf = (values: readonly number[]) => (rows: Uint32Array): number[] => [rows.reduce((sum, row) => sum + values[row], 0) / rows.length];

describe('bootstrapIntervals', () => {
  // Two rows 0 and 1: the mean of a resample is 0, 1/2 or 1 with probabilities 1/4, 1/2 and 1/4.
  it('takes quantiles of the resampled statistic', () => {
    const options = { uniform: uniformSource(1), resamples: 4000 };
    expect(bootstrapIntervals(2, meanOf([0, 1]), { ...options, level: 0.6 })).toEqual([{ low: 0, high: 1 }]);
    expect(bootstrapIntervals(2, meanOf([0, 1]), { ...options, level: 0.4 })).toEqual([{ low: 0.5, high: 0.5 }]);
  });

  // Quantiles of Binomial(20, .3) / 20 at .025 and .975: R 4.2.2 qbinom(c(.025, .975), 20, .3) is 2 and 10.
  it('finds the binomial quantiles of a share', () => {
    const values = Array.from({ length: 20 }, (_, i) => Number(i < 6));
    const [interval] = bootstrapIntervals(20, meanOf(values), { uniform: uniformSource(2), resamples: 20000 });
    expect(interval?.low).toBeCloseTo(0.1, 12);
    expect(interval?.high).toBeCloseTo(0.5, 12);
  });

  // A resample statistic that counts 1 to 399 has its (399 + 1) x .025 = 10th value at 10.
  it('counts the (R + 1) p-th of R resamples', () => {
    let count = 0;
    const [interval] = bootstrapIntervals(2, () => [++count], { uniform: uniformSource(11), resamples: 399 });
    expect(interval?.low).toBeCloseTo(10, 10);
    expect(interval?.high).toBeCloseTo(390, 10);
  });

  it('computes all statistics of a resample from the same rows', () => {
    const values = [3, 1, 4, 1, 5];
    const [first, second] = bootstrapIntervals(5, (rows) => [...meanOf(values)(rows), 2 * meanOf(values)(rows)[0]], { uniform: uniformSource(3) });
    expect(second?.low).toBeCloseTo(2 * (first?.low ?? NaN), 13);
    expect(second?.high).toBeCloseTo(2 * (first?.high ?? NaN), 13);
  });

  it('is the same for the same seed and another for another', () => {
    const values = draw(30, normalSource(4));
    const intervals = [5, 5, 6].map((seed) => bootstrapIntervals(30, meanOf(values), { uniform: uniformSource(seed) }));
    expect(intervals[1]).toEqual(intervals[0]);
    expect(intervals[2]).not.toEqual(intervals[0]);
  });

  it('has no interval for a statistic that some resample does not have', () => {
    const spread = (rows: Uint32Array): (number | undefined)[] => [rows[0] === rows[1] ? undefined : 1, 2];
    expect(bootstrapIntervals(2, spread, { uniform: uniformSource(7) })).toEqual([undefined, { low: 2, high: 2 }]);
  });

  it('refuses too few rows and resamples, levels that are none, and numbers that are not uniform', () => {
    const uniform = uniformSource(8);
    expect(() => bootstrapIntervals(1, () => [1], { uniform })).toThrow('expected a whole number of at least 2 rows, found 1');
    expect(() => bootstrapIntervals(2, () => [1], { uniform, resamples: 99 })).toThrow('expected a whole number of at least 100 resamples at level 0.95, found 99');
    expect(() => bootstrapIntervals(2, () => [1], { uniform, resamples: 1998, level: 0.999 })).toThrow('at least 1999 resamples at level 0.999, found 1998');
    expect(() => bootstrapIntervals(2, () => [1], { uniform, level: 95 })).toThrow(/confidence level/);
    expect(() => bootstrapIntervals(2, () => [1], { uniform: () => 1 })).toThrow('expected uniform numbers in [0, 1), found 1');
  });

  // 1,000 experiments: standard error .0069, so [.93, .97] is about 2.9 of them.
  it('covers a mean in 93 to 97 % of 1,000 experiments of 60 rows', () => {
    const [normal, uniform] = [normalSource(9), uniformSource(10)];
    const covered = shareOf(1000, () => {
      const [interval] = bootstrapIntervals(60, meanOf(draw(60, normal)), { uniform, resamples: 400 });
      return interval !== undefined && interval.low <= 0 && 0 <= interval.high;
    });
    expect(covered).toBeGreaterThanOrEqual(0.93);
    expect(covered).toBeLessThanOrEqual(0.97);
  });
});
