import { describe, expect, it } from 'vitest';
import { lognormal } from '../../../src/random/laws/lognormal.js';
import { expectDistribution, expectMoments } from '../sampling.js';

describe('lognormal', () => {
  it('has the mean and cv that it is given, and so have its draws (4 standard errors)', () => {
    const law = lognormal(5, 0.6);
    expect(law.mean).toBe(5);
    expect(law.variance).toBeCloseTo(9, 12);
    expectMoments(law, 40_000);
  });

  it('agrees with scipy.stats.lognorm(s, scale=5 exp(-s^2 / 2)), s^2 = log(1 + 1.2^2)', () => {
    const law = lognormal(5, 1.2);
    expectDistribution(
      law,
      [
        [0.5, 0.02466247841753109],
        [3, 0.4726384637143991],
        [40, 0.9962519507159984],
      ],
      [
        [0.01, 0.3556901019003553],
        [0.5, 3.200921998322399],
        [0.99, 28.8056979505564],
      ],
    );
    expect([law.cdf(-1), law.cdf(0), law.quantile(0), law.quantile(1)]).toEqual([0, 0, 0, Infinity]);
  });

  it('refuses impossible parameters', () => {
    expect(() => lognormal(5, -1)).toThrow('lognormal: cv must be positive, found -1');
    expect(() => lognormal(0, 1)).toThrow('lognormal: mean must be positive, found 0');
    expect(() => lognormal(Infinity, 1)).toThrow('lognormal: mean must be a finite number, found Infinity');
  });
});
