import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discrete } from '../../../src/random/laws/discrete.js';
import { chiSquareTest } from '../../../src/statistics/chi-square.js';
import { expectMoments, sampleOf } from '../sampling.js';

describe('discrete', () => {
  // Values 1, 2, 3 with probabilities 1/3, 1/2, 1/6.
  const law = discrete([3, 1, 2], [1, 2, 3]);

  it('has the moments of its table, and so have its draws (4 standard errors)', () => {
    expect(law.mean).toBeCloseTo(11 / 6, 14);
    expect(law.variance).toBeCloseTo(17 / 36, 14);
    expectMoments(law, 40_000);
  });

  it('draws each value as often as its weight says (chi-square, level 0.001)', () => {
    const sample = sampleOf(law, 12_000);
    const observed = [1, 2, 3].map((value) => sample.filter((x) => x === value).length);
    expect(chiSquareTest(observed, [4000, 6000, 2000]).pValue).toBeGreaterThan(0.001);
  });

  it('has a distribution function that steps at the values, and the smallest values as quantiles', () => {
    expect([0.9, 1, 1.9, 2, 2.9, 3].map((x) => law.cdf(x))).toEqual([0, 1 / 3, 1 / 3, 1 / 3 + 1 / 2, 1 / 3 + 1 / 2, 1]);
    expect([0, 0.33, 0.34, 0.83, 0.84, 1].map((p) => law.quantile(p))).toEqual([1, 1, 2, 2, 3, 3]);
  });

  it('adds the weights of equal values and never draws a value of weight zero', () => {
    const repeated = discrete([1, 7, 1, 9], [1, 0, 2, 1]);
    expect(repeated.cdf(1)).toBe(0.75);
    expect(repeated.cdf(8)).toBe(0.75);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (p) => [1, 9].includes(repeated.quantile(p))),
      { seed: 1 },
    );
  });

  it('leaves no gap above the last value where the weights do not add up exactly', () => {
    const tenths = discrete(
      Array.from({ length: 10 }, (_, i) => i),
      new Array<number>(10).fill(0.1),
    );
    expect(tenths.quantile(1)).toBe(9);
    expect(tenths.cdf(9)).toBe(1);
    expect(tenths.sample({ next: () => 1 - 2 ** -53 })).toBe(9);
  });

  it('refuses tables that are empty, of two lengths, or with impossible weights', () => {
    expect(() => discrete([], [])).toThrow('discrete: values must be a list of at least 1 numbers, found a list of 0');
    expect(() => discrete([1, 2], [1])).toThrow('discrete: weights must be as many as values (2), found 1');
    expect(() => discrete([1, 2], [1, -1])).toThrow('discrete: weights[1] must be zero or positive, found -1');
    expect(() => discrete([1, 2], [0, 0])).toThrow('discrete: sum of weights must be positive, found 0');
    expect(() => discrete([1, NaN], [1, 1])).toThrow('discrete: values[1] must be a finite number, found NaN');
    expect(() => discrete([1, 2], [1, Infinity])).toThrow('discrete: weights[1] must be a finite number, found Infinity');
    expect(() => discrete(5 as unknown as number[], [1])).toThrow('discrete: values must be a list of numbers, found 5');
  });
});
