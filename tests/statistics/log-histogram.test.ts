import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LogHistogram } from '../../src/statistics/log-histogram.js';
import { draw, exponentialSource, normalSource } from './random-sample.js';

const PROBABILITIES = [0, 0.001, 0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1];

/** 1 % and the rounding of a logarithm. */
const BOUND = 0.01 + 1e-12;

function histogramOf(values: readonly number[]): LogHistogram {
  const histogram = new LogHistogram();
  for (const value of values) histogram.add(value);
  return histogram;
}

/** Type 1 of Hyndman and Fan: the order statistic of rank ceil(n p). */
function exactQuantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(1, Math.ceil(values.length * p * (1 - 1e-15))) - 1];
}

function expectWithinOnePercent(values: readonly number[], p: number): void {
  const exact = exactQuantile(values, p);
  expect(Math.abs((histogramOf(values).quantile(p) ?? NaN) - exact)).toBeLessThanOrEqual(BOUND * exact);
}

describe('LogHistogram', () => {
  const exponential = draw(20000, exponentialSource(1));
  const normal = normalSource(2);
  const lognormal = draw(20000, () => 5 * Math.exp(2 * normal()));

  it.each(PROBABILITIES)('gives the %f quantile of 20,000 values within 1 % of the exact one', (p) => {
    expectWithinOnePercent(exponential, p);
    expectWithinOnePercent(lognormal, p);
  });

  it('gives every quantile of every sample in its range within 1 %', () =>
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: Math.log(1e-6), max: Math.log(1e9), noNaN: true }), { minLength: 1, maxLength: 20 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (logs, p) => expectWithinOnePercent(logs.map((x) => Math.min(1e9, Math.max(1e-6, Math.exp(x)))), p),
      ),
      { seed: 13, numRuns: 500 },
    ));

  it('does not take the next order statistic because of rounding', () => {
    const values = Array.from({ length: 100 }, (_, i) => i + 1);
    expect(0.07 * 100).toBeGreaterThan(7);
    expect(Math.abs((histogramOf(values).quantile(0.07) ?? NaN) - 7)).toBeLessThanOrEqual(0.07);
  });

  it('is exact at the ends of the sample', () => {
    const histogram = histogramOf([0.123, 4, 77.7]);
    expect(histogram.quantile(0)).toBe(0.123);
    expect(histogram.quantile(1)).toBeCloseTo(77.7, 12);
    expect(histogramOf([3.3]).quantile(0.5)).toBe(3.3);
  });

  it('counts zeros apart', () => {
    const histogram = histogramOf([0, 0, 0, 10]);
    expect([histogram.count, histogram.zeros]).toEqual([4, 3]);
    expect([histogram.quantile(0), histogram.quantile(0.75)]).toEqual([0, 0]);
    expect(histogram.quantile(0.76)).toBeCloseTo(10, 10);
  });

  it('answers outside its range with the smallest positive and the largest value seen', () => {
    const histogram = histogramOf([0, 1e-9, 2e-9, 5, 4e12, 3e12]);
    expect([histogram.zeros, histogram.underflow, histogram.overflow, histogram.count]).toEqual([1, 2, 2, 6]);
    expect([histogram.quantile(0.2), histogram.quantile(0.5)]).toEqual([1e-9, 1e-9]);
    expect(Math.abs((histogram.quantile(4 / 6) ?? NaN) - 5)).toBeLessThanOrEqual(0.05);
    expect([histogram.quantile(0.7), histogram.quantile(1)]).toEqual([4e12, 4e12]);
  });

  it('resolves both ends of its range', () => {
    const histogram = histogramOf([1e-6, 1e9]);
    expect([histogram.underflow, histogram.overflow]).toEqual([0, 0]);
    expect(Math.abs((histogram.quantile(0.5) ?? NaN) - 1e-6)).toBeLessThanOrEqual(BOUND * 1e-6);
    expect(Math.abs((histogram.quantile(1) ?? NaN) - 1e9)).toBeLessThanOrEqual(1e7);
  });

  it('counts a weight as so many observations', () => {
    const weights = fc.array(fc.record({ value: fc.double({ min: 0, max: 100, noNaN: true }), weight: fc.nat(5) }), { maxLength: 20 });
    fc.assert(
      fc.property(weights, fc.double({ min: 0, max: 1, noNaN: true }), (pairs, p) => {
        const weighted = new LogHistogram();
        for (const { value, weight } of pairs) weighted.add(value, weight);
        const repeated = histogramOf(pairs.flatMap(({ value, weight }) => Array<number>(weight).fill(value)));
        expect([weighted.count, weighted.zeros, weighted.quantile(p)]).toEqual([repeated.count, repeated.zeros, repeated.quantile(p)]);
      }),
      { seed: 14 },
    );
  });

  it('weighs values by the time they hold', () => {
    const histogram = new LogHistogram();
    histogram.add(1, 0.25);
    histogram.add(8, 0.75);
    expect(histogram.quantile(0.25)).toBeCloseTo(1, 1);
    expect(Math.abs((histogram.quantile(0.26) ?? NaN) - 8)).toBeLessThanOrEqual(0.08);
  });

  it('merges to the histogram of the concatenation', () => {
    const values = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1e12, noNaN: true })), { maxLength: 20 });
    fc.assert(
      fc.property(values, values, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, p) => {
        const merged = histogramOf(a);
        merged.merge(histogramOf(b));
        const whole = histogramOf([...a, ...b]);
        expect([merged.count, merged.zeros, merged.underflow, merged.overflow]).toEqual([whole.count, whole.zeros, whole.underflow, whole.overflow]);
        expect(merged.quantile(p)).toBe(whole.quantile(p));
      }),
      { seed: 15 },
    );
  });

  it('refuses to merge another layout', () =>
    expect(() => new LogHistogram().merge(new LogHistogram({ relativeError: 0.02 }))).toThrow(/expected the layout .*0.01.* found .*0.02/));

  it('keeps a finer promise when asked', () => {
    const histogram = new LogHistogram({ smallest: 0.1, largest: 100, relativeError: 0.001 });
    for (const value of [1, 2, 3.14159, 4, 5]) histogram.add(value);
    expect(Math.abs((histogram.quantile(0.5) ?? NaN) - 3.14159)).toBeLessThanOrEqual(0.0031416);
  });

  it('has no quantile without observations, and none after a reset', () => {
    const histogram = histogramOf([0, 1, 1e-9, 1e12]);
    histogram.reset();
    expect([histogram.count, histogram.zeros, histogram.underflow, histogram.overflow]).toEqual([0, 0, 0, 0]);
    expect(histogram.quantile(0.5)).toBeUndefined();
    histogram.add(2);
    expect([histogram.quantile(0), histogram.quantile(1)]).toEqual([2, 2]);
  });

  it('refuses values, weights, probabilities and layouts that make no sense', () => {
    const histogram = new LogHistogram();
    for (const value of [-1, NaN, Infinity]) expect(() => histogram.add(value)).toThrow(/finite value >= 0/);
    for (const weight of [-1, NaN, Infinity]) expect(() => histogram.add(1, weight)).toThrow(/finite weight >= 0/);
    for (const p of [-0.1, 1.1, NaN]) expect(() => histogram.quantile(p)).toThrow(/probability in \[0, 1\]/);
    expect(() => new LogHistogram({ smallest: 0 })).toThrow(/0 < smallest < largest < Infinity/);
    expect(() => new LogHistogram({ smallest: 2, largest: 1 })).toThrow(/0 < smallest < largest < Infinity/);
    expect(() => new LogHistogram({ relativeError: 1 })).toThrow(/relative error between 0 and 1/);
  });
});
