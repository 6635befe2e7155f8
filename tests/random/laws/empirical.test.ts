import { describe, expect, it } from 'vitest';
import { empirical } from '../../../src/random/laws/empirical.js';
import { expectMoments, sampleOf } from '../sampling.js';

describe('empirical', () => {
  it('interpolates linearly between the sorted observations', () => {
    const law = empirical([9, 1, 5, 2]);
    expect([0, 1 / 6, 1 / 3, 0.5, 2 / 3, 1].map((p) => law.quantile(p))).toEqual([1, 1.5, 2, 3.5, 5, 9]);
    expect([0, 1, 1.5, 2, 3.5, 5, 9, 10].map((x) => law.cdf(x))).toEqual([0, 0, 1 / 6, 1 / 3, 0.5, 2 / 3, 1, 1]);
  });

  it('has the quantiles of numpy.quantile(values, p), linear method', () => {
    // numpy.quantile([3.2, 0.7, 11.5, 4.4, 4.9, 1.6], [0.1, 0.37, 0.5, 0.93])
    const law = empirical([3.2, 0.7, 11.5, 4.4, 4.9, 1.6]);
    const reference = [
      [0.1, 1.15],
      [0.37, 2.96],
      [0.5, 3.8],
      [0.93, 9.19],
    ];
    for (const [p, x] of reference) expect(law.quantile(p)).toBeCloseTo(x, 12);
  });

  it('has the moments of a mixture of uniforms between neighbours, and so have its draws (4 standard errors)', () => {
    const law = empirical([1, 5, 2, 9]);
    // Uniforms on [1, 2], [2, 5], [5, 9]: means 1.5, 3.5, 7; variances 1/12, 9/12, 16/12.
    const mean = (1.5 + 3.5 + 7) / 3;
    const between = ((1.5 - mean) ** 2 + (3.5 - mean) ** 2 + (7 - mean) ** 2) / 3;
    expect(law.mean).toBeCloseTo(mean, 14);
    expect(law.variance).toBeCloseTo(between + 26 / 36, 14);
    expectMoments(law, 40_000);
  });

  it('keeps the weight of tied observations in one point', () => {
    const law = empirical([2, 2, 2, 6]);
    expect(law.cdf(1.99)).toBe(0);
    expect(law.cdf(2)).toBeCloseTo(2 / 3, 14);
    expect(law.quantile(0.6)).toBe(2);
    expect(law.cdf(4)).toBeCloseTo(5 / 6, 14);
    const atTwo = sampleOf(law, 9000).filter((x) => x === 2).length;
    // Binomial(9000, 2/3): 4 standard deviations are 179.
    expect(Math.abs(atTwo - 6000)).toBeLessThan(179);
  });

  it('is constant where all observations are equal', () => {
    const law = empirical([4, 4]);
    expect([law.mean, law.variance, law.quantile(0.3), law.cdf(3.9), law.cdf(4)]).toEqual([4, 0, 4, 0, 1]);
  });

  it('leaves the list it was given as it was', () => {
    const values = [3, 1, 2];
    empirical(values);
    expect(values).toEqual([3, 1, 2]);
  });

  it('refuses fewer than two observations and values that are no numbers', () => {
    expect(() => empirical([1])).toThrow('empirical: values must be a list of at least 2 numbers, found a list of 1');
    expect(() => empirical([1, NaN])).toThrow('empirical: values[1] must be a finite number, found NaN');
    expect(() => empirical([1, Infinity])).toThrow('empirical: values[1] must be a finite number, found Infinity');
  });
});
