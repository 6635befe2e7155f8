import { describe, expect, it } from 'vitest';
import { welchCurve, welchMovingAverage } from '../../src/statistics/welch-moving-average.js';
import { SUNSPOTS } from './sunspots.js';

describe('welchMovingAverage', () => {
  // By hand, Law's eq. 9.8: 5; (5 + 11 + 16) / 3; (5 + 11 + 16 + 23 + 36) / 5; ...
  it('widens at the beginning and ends a half window before the series', () => {
    const smoothed = welchMovingAverage(SUNSPOTS.slice(0, 10), 2);
    [5, 32 / 3, 18.2, 28.8, 32.4, 33.2, 30.6, 25].forEach((value, i) => expect(smoothed[i]).toBeCloseTo(value, 13));
    expect(smoothed).toHaveLength(8);
  });

  // R 4.2.2: stats::filter(x, rep(1/9, 9))[c(5, 96)]
  it('is a centred moving average beyond the beginning', () => {
    const smoothed = welchMovingAverage(SUNSPOTS, 4);
    expect(smoothed).toHaveLength(96);
    expect(smoothed[4]).toBeCloseTo(23.1111111111111, 12);
    expect(smoothed[95]).toBeCloseTo(29.9, 12);
  });

  it('leaves a straight line as it is', () => {
    const line = Array.from({ length: 20 }, (_, i) => 3 * i);
    expect(welchMovingAverage(line, 5)).toEqual(line.slice(0, 15));
  });

  it('refuses windows that are none or too wide, and values that are not finite', () => {
    expect(() => welchMovingAverage([1, 2, 3, 4], 2)).toThrow('expected a whole half window from 1 to 1, a quarter of 4 values, found 2');
    expect(() => welchMovingAverage([1, 2, 3, 4], 0)).toThrow(/found 0/);
    expect(() => welchMovingAverage([1, 2, 3, NaN], 1)).toThrow(/found NaN at index 3/);
  });
});

describe('welchCurve', () => {
  it('smooths the mean over replications', () => {
    const { means, smoothed } = welchCurve([[1, 3, 5, 7], [3, 5, 7, 9]], 1);
    expect(means).toEqual([2, 4, 6, 8]);
    expect(smoothed).toEqual([2, 4, 6]);
  });

  // Falls by 1 from 20 to 0 at index 20 and then alternates: of means of 3 the first within [-1/3, 1/3] is at 20, (1 + 0 + 0) / 3.
  it('suggests where the curve enters the range of its second half for good', () => {
    const series = Array.from({ length: 101 }, (_, i) => (i <= 20 ? 20 - i : i % 2 === 0 ? 1 : i % 4 === 1 ? 0 : -2));
    const { smoothed, suggestion } = welchCurve([series], 1);
    const late = smoothed.slice(50);
    expect(suggestion).toBe(20);
    expect(smoothed[20]).toBeLessThanOrEqual(Math.max(...late));
    expect(smoothed[19]).toBeGreaterThan(Math.max(...late));
  });

  it('suggests the beginning of a series without transient, and at most the middle of one that never settles', () => {
    expect(welchCurve([Array.from({ length: 40 }, (_, i) => i % 2)], 1).suggestion).toBeLessThan(2);
    expect(welchCurve([Array.from({ length: 41 }, (_, i) => i)], 1).suggestion).toBe(20);
  });

  it('refuses no replications and series of different lengths', () => {
    expect(() => welchCurve([], 1)).toThrow('welchCurve: expected at least 1 replication, found 0');
    expect(() => welchCurve([[1, 2, 3, 4], [1, 2]], 1)).toThrow('expected 4 values in every replication as in the first, found 2 in replication 1');
    expect(() => welchCurve([[1, 2, Infinity, 4]], 1)).toThrow(/found Infinity at index 2/);
  });
});
