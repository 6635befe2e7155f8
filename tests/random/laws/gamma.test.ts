import { describe, expect, it } from 'vitest';
import { KeyedDraws } from '../../../src/random/keyed.js';
import { gamma, gammaSampler, logGammaSampler } from '../../../src/random/laws/gamma.js';
import { expectDistribution, expectMoments } from '../sampling.js';

describe('gamma', () => {
  it('has the mean and the variance (mean cv)^2 on both sides of shape 1, and so have its draws (4 standard errors)', () => {
    for (const cv of [0.1, 0.5, 1, 1.01, 2]) {
      const law = gamma(5, cv);
      expect(law.mean).toBe(5);
      expect(law.variance).toBeCloseTo(25 * cv * cv, 12);
      expectMoments(law, 60_000);
    }
  });

  it('agrees with scipy.stats.gamma(0.25, scale=20) for mean 5 and cv 2', () => {
    expectDistribution(
      gamma(5, 2),
      [
        [0.01, 0.16495975076841285],
        [2, 0.608338845728966],
        [50, 0.99078625152046],
      ],
      [
        [0.01, 1.349939585911692e-7],
        [0.5, 0.8734760470574681],
        [0.99, 48.677708443940624],
      ],
    );
  });

  it('agrees with scipy.stats.gamma(4, scale=1.25) for mean 5 and cv 0.5', () => {
    expectDistribution(
      gamma(5, 0.5),
      [
        [1, 0.009079857800153985],
        [5, 0.566529879633291],
        [12, 0.9861741266477031],
      ],
      [
        [0.01, 1.0290608579317315],
        [0.5, 4.590075936063621],
        [0.99, 12.556396893539521],
      ],
    );
  });

  it('refuses means and coefficients of variation that are not positive or leave the supported range', () => {
    expect(() => gamma(-1, 1)).toThrow('gamma: mean must be positive, found -1');
    expect(() => gamma(1, 0)).toThrow('gamma: cv must be positive, found 0');
    expect(() => gamma(1, -1)).toThrow('gamma: cv must be positive, found -1');
    expect(() => gamma(1, NaN)).toThrow('gamma: cv must be a finite number, found NaN');
    expect(() => gamma(1, 1e6)).toThrow('gamma: cv must be between 0.00001 and 100000, found 1000000');
    expect(() => gamma(1, 1e-6)).toThrow('gamma: cv must be between 0.00001 and 100000, found 0.000001');
  });
});

describe('logGammaSampler', () => {
  it('is the logarithm of the draw that gammaSampler makes of the same uniforms', () => {
    const draws = new KeyedDraws('1', 0);
    for (const shape of [0.3, 1, 4]) {
      const sampler = gammaSampler(shape);
      const logSampler = logGammaSampler(shape);
      for (let i = 0; i < 100; i++) {
        const draw = sampler(draws.at(0, i, 0, 0, 0));
        expect(logSampler(draws.at(0, i, 0, 0, 0))).toBeCloseTo(Math.log(draw), 12);
      }
    }
  });

  it('stays finite where a small shape makes the draw underflow to 0', () => {
    const tiny = { next: () => 1e-10 };
    let calls = 0;
    // The first trial of the rejection is accepted with a middling normal; then comes the uniform that underflows: 1e-10^1000.
    const source = { next: () => (calls++ < 2 ? 0.5 : tiny.next()) };
    expect(gammaSampler(0.001)(source)).toBe(0);
    calls = 0;
    expect(logGammaSampler(0.001)(source)).toBeCloseTo(1000 * Math.log(1e-10), -2);
  });
});
