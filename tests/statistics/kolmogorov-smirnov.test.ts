import { describe, expect, it } from 'vitest';
import { normalCdf } from '../../src/mathematics/normal.js';
import { kolmogorovSmirnovTest, type KolmogorovSmirnovResult } from '../../src/statistics/kolmogorov-smirnov.js';
import { relativeError } from '../mathematics/relative-error.js';
import { draw, shareOf, uniformSource } from './random-sample.js';

/** A sample of n whose distance from the given distribution function is d. */
function testAtDistance(n: number, d: number): KolmogorovSmirnovResult {
  return kolmogorovSmirnovTest(Array.from({ length: n }, (_, i) => i), (i) => Math.max(0, (i + 1) / n - d));
}

describe('kolmogorovSmirnovTest', () => {
  const values = [
    0.61, 0.29, 0.06, 0.59, -1.73, -0.74, 0.51, -0.56, 0.39, 1.64, 0.05, -0.06, 0.64, -0.82, 0.37, 1.77, 1.09, -1.28, 2.36, 1.31, 1.05,
    -0.32, -0.4, 1.06, -2.47,
  ];

  // R 4.2.2: ks.test(x, "pnorm", exact = TRUE) and ks.test(x, "pnorm", .8, 1, exact = TRUE)
  it.each([
    [0, 0.1740918811988774, 0.3897411718679186],
    [0.8, 0.2835594628914329, 0.02850101598950583],
  ])('agrees with R on normality around %f', (mean, statistic, pValue) => {
    const result = kolmogorovSmirnovTest(values, (x) => normalCdf(x - mean));
    expect(relativeError(result.statistic, statistic)).toBeLessThan(1e-13);
    expect(relativeError(result.pValue, pValue)).toBeLessThan(1e-12);
  });

  // SciPy 1.17.1: 1 - scipy.stats._ksstats._kolmogn_DMTW(n, d), the exact method; for n > 140 scipy.stats.kstwo approximates.
  it.each([
    [20, 0.2, 0.35272017362341634],
    [50, 0.12, 0.4337679661310233],
    [200, 0.06, 0.450159374569338],
    [500, 0.04, 0.39025101632640896],
    [1000, 0.03, 0.32269024641330946],
    [1000, 0.045, 0.03378302868231253],
  ])('is exact for n = %d, D = %f', (n, d, pValue) => expect(relativeError(testAtDistance(n, d).pValue, pValue)).toBeLessThan(1e-11));

  // Birnbaum (1952), Journal of the American Statistical Association 47: P(D_n < 1/n) = n! / n^n; and P(D_1 < d) = 2d - 1.
  it('agrees with the closed forms for few values', () => {
    expect(testAtDistance(1, 0.8).pValue).toBeCloseTo(0.4, 14);
    expect(testAtDistance(5, 0.2).pValue).toBeCloseTo(1 - 120 / 3125, 14);
    expect(testAtDistance(1, 0.5).pValue).toBe(1);
  });

  // SciPy 1.17.1: scipy.stats.kstwo.sf(d, n)
  it.each([
    [20, 0.5590169943749475, 2.0438554462966623e-06],
    [100, 0.4, 5.947617451361663e-15],
    [1000, 0.09486832980505139, 2.7683606440183827e-08],
    [100000, 0.015811388300841896, 3.806881836171741e-22],
  ])('keeps its relative accuracy in the tail for n = %d, D = %f', (n, d, pValue) =>
    expect(relativeError(testAtDistance(n, d).pValue, pValue)).toBeLessThan(1e-9));

  // SciPy 1.17.1: scipy.stats.kstwo.sf(d, n), accurate to 1e-8 here
  it.each([
    [1001, 1 / Math.sqrt(1001), 0.26441200655747243],
    [2000, 0.8 / Math.sqrt(2000), 0.5381410279866501],
    [100000, 1.3 / Math.sqrt(100000), 0.06790553067294114],
    [100000, 0.05 / Math.sqrt(100000), 1],
  ])('is within 2e-5 for n = %d, D = %f', (n, d, pValue) => expect(Math.abs(testAtDistance(n, d).pValue - pValue)).toBeLessThan(2e-5));

  // 1,000 experiments: standard error .0069, so [.03, .07] is about 2.9 of them (99.6 %).
  it('rejects the true law in 3 to 7 % of 1,000 experiments, and a slightly different one mostly', () => {
    const uniform = uniformSource(51);
    const rejectedAs = (cdf: (x: number) => number): number =>
      shareOf(1000, () => kolmogorovSmirnovTest(draw(60, uniform), cdf).pValue <= 0.05);
    const size = rejectedAs((x) => x);
    expect(size).toBeGreaterThanOrEqual(0.03);
    expect(size).toBeLessThanOrEqual(0.07);
    expect(rejectedAs((x) => x * x)).toBeGreaterThan(0.8);
  });

  it('refuses an empty sample and a distribution function outside [0, 1]', () => {
    expect(() => kolmogorovSmirnovTest([], (x) => x)).toThrow(/at least 1 value/);
    expect(() => kolmogorovSmirnovTest([2], (x) => x)).toThrow(/probability in \[0, 1\] from cdf\(2\), found 2/);
    expect(() => kolmogorovSmirnovTest([2], () => NaN)).toThrow(/found NaN/);
  });
});
