import { describe, expect, it } from 'vitest';
import { uniform } from '../../../src/random/laws/uniform.js';
import { expectDistribution, expectMoments } from '../sampling.js';

describe('uniform', () => {
  const law = uniform(2, 5);

  it('has the moments of the uniform law, and so have its draws (4 standard errors)', () => {
    expect(law.mean).toBe(3.5);
    expect(law.variance).toBe(0.75);
    expectMoments(law, 40_000);
  });

  it('agrees with scipy.stats.uniform(2, 3)', () => {
    expectDistribution(
      law,
      [
        [2.5, 0.16666666666666666],
        [4.9, 0.9666666666666668],
      ],
      [
        [0.01, 2.03],
        [0.99, 4.97],
      ],
    );
    expect([law.cdf(1.9), law.cdf(2), law.cdf(5), law.cdf(6)]).toEqual([0, 0, 1, 1]);
    expect([law.quantile(0), law.quantile(1)]).toEqual([2, 5]);
  });

  it('refuses an empty or unbounded interval', () => {
    expect(() => uniform(5, 5)).toThrow('uniform: max must be greater than min (5), found 5');
    expect(() => uniform(5, 2)).toThrow('uniform: max must be greater than min (5), found 2');
    expect(() => uniform(-Infinity, 2)).toThrow('uniform: min must be a finite number, found -Infinity');
    expect(() => uniform(0, NaN)).toThrow('uniform: max must be a finite number, found NaN');
  });
});
