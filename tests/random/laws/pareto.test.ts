import { describe, expect, it } from 'vitest';
import { pareto } from '../../../src/random/laws/pareto.js';
import { expectDistribution, expectMoments } from '../sampling.js';

describe('pareto', () => {
  it('has mean a m / (a - 1) and variance a m^2 / ((a - 1)^2 (a - 2)), and so have its draws (4 standard errors)', () => {
    const law = pareto(2, 9);
    expect(law.mean).toBeCloseTo(18 / 8, 14);
    expect(law.variance).toBeCloseTo(36 / (64 * 7), 14);
    expectMoments(law, 40_000);
  });

  it('agrees with scipy.stats.pareto(3, scale=2)', () => {
    const law = pareto(2, 3);
    expectDistribution(
      law,
      [
        [2.5, 0.488],
        [4, 0.875],
        [20, 0.999],
      ],
      [
        [0.01, 2.0067114596959716],
        [0.5, 2.5198420997897464],
        [0.99, 9.283177667225553],
      ],
    );
    expect([law.cdf(1), law.cdf(2), law.quantile(0), law.quantile(1)]).toEqual([0, 0, 2, Infinity]);
  });

  it('has an infinite mean up to shape 1 and an infinite variance up to shape 2', () => {
    expect([pareto(1, 0.5).mean, pareto(1, 1).mean]).toEqual([Infinity, Infinity]);
    expect([pareto(1, 1).variance, pareto(1, 1.5).variance, pareto(1, 2).variance]).toEqual([Infinity, Infinity, Infinity]);
    expect(pareto(1, 2).mean).toBe(2);
  });

  it('has finite draws from the most extreme uniform at the smallest shape', () => {
    // (2^53)^10
    expect(pareto(1, 0.1).sample({ next: () => 1 - 2 ** -53 }) / 2 ** 530).toBeCloseTo(1, 9);
  });

  it('refuses impossible parameters', () => {
    expect(() => pareto(0, 2)).toThrow('pareto: minimum must be positive, found 0');
    expect(() => pareto(1, -2)).toThrow('pareto: shape must be positive, found -2');
    expect(() => pareto(1, NaN)).toThrow('pareto: shape must be a finite number, found NaN');
    expect(() => pareto(1, 0.05)).toThrow('pareto: shape must be at least 0.1, found 0.05');
  });
});
