import { describe, expect, it } from 'vitest';
import { triangular } from '../../../src/random/laws/triangular.js';
import { expectDistribution, expectMoments } from '../sampling.js';

describe('triangular', () => {
  const law = triangular(1, 2, 5);

  it('has mean (min + mode + max) / 3 and the variance of scipy.stats.triang, and so have its draws (4 standard errors)', () => {
    expect(law.mean).toBeCloseTo(8 / 3, 12);
    expect(law.variance).toBeCloseTo(0.7222222222222222, 12);
    expectMoments(law, 40_000);
    expectMoments(triangular(0, 0, 1), 40_000);
    expectMoments(triangular(-3, 1, 1), 40_000);
  });

  it('agrees with scipy.stats.triang(0.25, 1, 4)', () => {
    expectDistribution(
      law,
      [
        [1.5, 0.0625],
        [2, 0.25],
        [4, 0.9166666666666666],
      ],
      [
        [0.01, 1.2],
        [0.5, 2.550510257216822],
        [0.99, 4.653589838486225],
      ],
    );
    expect([law.cdf(0), law.cdf(1), law.cdf(5), law.cdf(6), law.quantile(0), law.quantile(1)]).toEqual([0, 0, 1, 1, 1, 5]);
  });

  it('may have its mode at either end', () => {
    // F(x) = 1 - (1 - x)^2 and F(x) = x^2.
    expect(triangular(0, 0, 1).cdf(0.5)).toBeCloseTo(0.75, 14);
    expect(triangular(0, 1, 1).cdf(0.5)).toBeCloseTo(0.25, 14);
    expect(triangular(0, 0, 1).quantile(0.75)).toBeCloseTo(0.5, 14);
    expect(triangular(0, 1, 1).quantile(0.25)).toBeCloseTo(0.5, 14);
  });

  it('refuses a mode outside the interval, and an empty interval', () => {
    expect(() => triangular(1, 6, 5)).toThrow('triangular: mode must be between min (1) and max (5), found 6');
    expect(() => triangular(1, 0, 5)).toThrow('triangular: mode must be between min (1) and max (5), found 0');
    expect(() => triangular(1, NaN, 5)).toThrow('triangular: mode must be a finite number, found NaN');
    expect(() => triangular(5, 5, 5)).toThrow('triangular: max must be greater than min (5), found 5');
  });
});
