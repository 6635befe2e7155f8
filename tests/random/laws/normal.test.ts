import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normal } from '../../../src/random/laws/normal.js';
import { expectDistribution, expectMoments } from '../sampling.js';

describe('normal', () => {
  // scipy.integrate.quad of the density, of x and of (x - mean)^2 over [min, max], relative tolerance 1e-13.
  it.each([
    [1, 2, 0, Infinity, 2.018320867674067, 1.9447017427854685],
    [0, 1, 5, 6, 5.183147090477182, 0.02945243076848303],
    [0, 1, 30, Infinity, 30.033259667433676, 0.0011037715118900294],
    [0, 1, -40, -30, -30.033259667433676, 0.001103771511890112],
    [0, 1, 30, 30.01, 30.00475033354834, 8.29592700661913e-6],
    [0, 1, 0.3, 0.7, 0.4933731939815279, 0.013236136545115438],
    [0.5, 100, 0, 1, 0.5, 0.08333305555588623],
    [-1, 2, -Infinity, Infinity, -1, 4],
  ])('of mean %d, sd %d on [%d, %d] has mean %d and variance %d after truncation', (mean, sd, min, max, expectedMean, expectedVariance) => {
    const law = normal(mean, sd, min, max);
    expect(law.mean / expectedMean).toBeCloseTo(1, 10);
    expect(law.variance / expectedVariance).toBeCloseTo(1, 8);
  });

  it('has draws with the moments after truncation (4 standard errors)', () => {
    expectMoments(normal(1, 2, 0, Infinity), 40_000);
    expectMoments(normal(10, 3, 4, 12), 40_000);
    expectMoments(normal(0, 1, 5, 6), 40_000);
    expectMoments(normal(0, 1, -Infinity, -8), 40_000);
    expectMoments(normal(0.5, 1e6, 0, 1), 40_000);
  });

  // scipy.stats.truncnorm((min - mean) / sd, (max - mean) / sd, loc=mean, scale=sd)
  it('agrees with SciPy where the interval cuts the lower half', () => {
    expectDistribution(
      normal(1, 2, 0, Infinity),
      [
        [0.5, 0.13414486076393398],
        [2, 0.553789893152682],
        [7, 0.9980477638234434],
      ],
      [
        [0.01, 0.03909121789677483],
        [0.5, 1.7937423501790888],
        [0.99, 5.92333662982016],
      ],
    );
  });

  it('agrees with SciPy where it lies in a tail', () => {
    expectDistribution(
      normal(0, 1, 5, 6),
      [
        [5.01, 0.05076364060680577],
        [5.2, 0.6546385417562114],
        [5.9, 0.9970912773216174],
      ],
      [
        [0.01, 5.001930735668297],
        [0.5, 5.131371763283919],
        [0.99, 5.77519338961656],
      ],
    );
  });

  it('agrees with SciPy where it is narrow, cuts both sides, or neither', () => {
    expectDistribution(
      normal(0.5, 100, 0, 1),
      [
        [0.1, 0.0999994000012113],
        [0.9, 0.9000005999988112],
      ],
      [
        [0.01, 0.01000008085032833],
        [0.99, 0.9899999191495882],
      ],
    );
    expectDistribution(
      normal(10, 3, 4, 12),
      [
        [5, 0.034549799319989444],
        [9, 0.47835488327115516],
        [11.5, 0.9226706666905732],
      ],
      [
        [0.01, 4.357517995928107],
        [0.5, 9.123886095985211],
        [0.99, 11.9324405077107],
      ],
    );
    expectDistribution(
      normal(-1, 2, -Infinity, Infinity),
      [
        [-5, 0.022750131948179195],
        [0, 0.6914624612740131],
        [3, 0.9772498680518208],
      ],
      [
        [0.01, -5.6526957480816815],
        [0.5, -1],
        [0.99, 3.6526957480816815],
      ],
    );
  });

  it('ends where the interval does', () => {
    const law = normal(10, 3, 4, 12);
    expect([law.cdf(3.9), law.cdf(12), law.cdf(13), law.quantile(0), law.quantile(1)]).toEqual([0, 1, 1, 4, 12]);
    expect(normal(0, 1, -Infinity, Infinity).quantile(0)).toBe(-Infinity);
  });

  it('draws a finite number inside the interval from every uniform, the two extreme ones included', () => {
    const uniform = fc.oneof(fc.constantFrom(2 ** -54, 2 ** -53, 0.5, 1 - 2 ** -53), fc.double({ min: 2 ** -54, max: 1 - 2 ** -53, noNaN: true }));
    const bound = fc.double({ min: -35, max: 35, noNaN: true });
    fc.assert(
      fc.property(uniform, bound, fc.double({ min: 1e-6, max: 50, noNaN: true }), fc.boolean(), fc.boolean(), (u, min, width, openBelow, openAbove) => {
        const law = normal(0, 1, openBelow && min + width > -35 ? -Infinity : min, openAbove ? Infinity : min + width);
        const x = law.sample({ next: () => u });
        expect(Number.isFinite(x)).toBe(true);
        if (!openBelow || min + width <= -35) expect(x).toBeGreaterThanOrEqual(min);
        if (!openAbove) expect(x).toBeLessThanOrEqual(min + width);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  it('refuses impossible parameters', () => {
    expect(() => normal(0, 0, -1, 1)).toThrow('normal: sd must be positive, found 0');
    expect(() => normal(NaN, 1, -1, 1)).toThrow('normal: mean must be a finite number, found NaN');
    expect(() => normal(0, 1, 1, 1)).toThrow('normal: max must be greater than min (1), found 1');
    expect(() => normal(0, 1, NaN, 1)).toThrow('normal: min must be a finite number, found NaN');
    expect(() => normal(0, 1, Infinity, Infinity)).toThrow(RangeError);
    expect(() => normal(0, 1, -Infinity, -Infinity)).toThrow(RangeError);
    expect(() => normal(0, 1, 40, 50)).toThrow('normal: [min, max] must be within 37 sd of the mean, found [40, 50]');
    expect(() => normal(0, 1, 0, 1e-9)).toThrow('normal: max - min must be at least 1e-8 sd (a uniform law says the same), found 1e-9');
  });
});
