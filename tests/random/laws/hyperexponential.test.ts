import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balancedHyperexponential, hyperexponential } from '../../../src/random/laws/hyperexponential.js';
import { makeLaw } from '../../../src/random/make-law.js';
import { expectDistribution, expectMoments } from '../sampling.js';

describe('hyperexponential', () => {
  const law = hyperexponential([0.25, 0.75], [8, 2]);

  it('has mean sum p m and second moment 2 sum p m^2, and so have its draws (4 standard errors)', () => {
    expect(law.mean).toBe(3.5);
    expect(law.variance).toBe(25.75);
    expectMoments(law, 60_000);
  });

  it('agrees with the distribution function and its root by scipy.optimize.brentq', () => {
    expectDistribution(
      law,
      [
        [0.5, 0.1810461469930774],
        [4, 0.7468658726443822],
        [30, 0.9941203341092573],
      ],
      [
        [0.01, 0.024759212653980928],
        [0.5, 1.825829843949538],
        [0.99, 25.752541567790452],
      ],
    );
    expect([law.cdf(-1), law.cdf(0), law.quantile(0), law.quantile(1)]).toEqual([0, 0, 0, Infinity]);
  });

  it('inverts its distribution function however far apart the means are', () => {
    const mean = fc.double({ min: -20, max: 20, noNaN: true }).map(Math.exp);
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 1 - 1e-9, noNaN: true }), fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), mean, mean, (p, weight, one, other) => {
        const mixture = hyperexponential([weight, 1 - weight], [one, other]);
        expect(mixture.cdf(mixture.quantile(p)) / p).toBeCloseTo(1, 9);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('has exact quantiles far in the tail, where only the slowest phase is left: 1/4 exp(-x / 8) = 2^-50', () => {
    expect(law.quantile(1 - 2 ** -50) / (8 * 48 * Math.LN2)).toBeCloseTo(1, 13);
  });

  it('is the exponential where there is one phase', () => {
    const single = hyperexponential([1], [4]);
    expect(single.quantile(0.5)).toBeCloseTo(4 * Math.LN2, 12);
    expect(single.variance).toBe(16);
  });

  it('refuses impossible phases', () => {
    expect(() => hyperexponential([0.5, 0.4], [1, 2])).toThrow('hyperexponential: sum of probabilities must be 1, found 0.9');
    expect(() => hyperexponential([1.5, -0.5], [1, 2])).toThrow('hyperexponential: probabilities[1] must be positive, found -0.5');
    expect(() => hyperexponential([0.5, 0.5], [1, 0])).toThrow('hyperexponential: means[1] must be positive, found 0');
    expect(() => hyperexponential([1], [1, 2])).toThrow('hyperexponential: means must be as many as probabilities (1), found 2');
    expect(() => hyperexponential([], [])).toThrow('hyperexponential: probabilities must be a list of at least 1 numbers, found a list of 0');
  });
});

describe('balancedHyperexponential', () => {
  it('gives the mean and cv asked for, with half of the mean in each phase', () => {
    for (const cv of [1, 1.5, 3, 50, 1e4]) {
      const spec = balancedHyperexponential(10, cv);
      const law = makeLaw(spec);
      expect(law.mean).toBeCloseTo(10, 10);
      expect(Math.sqrt(law.variance) / (10 * cv)).toBeCloseTo(1, 10);
      spec.means.forEach((mean, i) => expect(mean * spec.probabilities[i]).toBeCloseTo(5, 12));
    }
  });

  it('at cv 2 has first probability (1 + sqrt(3 / 5)) / 2 (Tijms, 2003, appendix B)', () => {
    expect(balancedHyperexponential(1, 2).probabilities[0]).toBeCloseTo(0.8872983346207417, 14);
  });

  it('refuses a cv below 1 and a mean that is not positive', () => {
    expect(() => balancedHyperexponential(1, 0.9)).toThrow('hyperexponential: cv must be at least 1, found 0.9');
    expect(() => balancedHyperexponential(0, 2)).toThrow('hyperexponential: mean must be positive, found 0');
  });
});
