import { describe, expect, it } from 'vitest';
import { beta } from '../../../src/random/laws/beta.js';
import { expectDistribution, expectMoments, sampleOf } from '../sampling.js';

describe('beta', () => {
  it('has the mean and standard deviation that it is given, and so have its draws (4 standard errors)', () => {
    for (const [mean, sd, min, max] of [
      [0.3, 0.2, 0, 1],
      [12, 3.5, 10, 20],
      [0, 0.1, -1, 1],
      [0.5, 0.49, 0, 1],
    ]) {
      const law = beta(mean, sd, min, max);
      expect(law.mean).toBe(mean);
      expect(law.variance).toBeCloseTo(sd * sd, 12);
      expectMoments(law, 40_000);
    }
  });

  // scipy.stats.beta(m n, (1 - m) n, loc=min, scale=max - min), n = m (1 - m) / s^2 - 1.
  it('agrees with SciPy for mean 0.3 and standard deviation 0.2 on [0, 1]', () => {
    expectDistribution(
      beta(0.3, 0.2, 0, 1),
      [
        [0.05, 0.07648934230612876],
        [0.3, 0.557465107304363],
        [0.8, 0.9874153114240932],
      ],
      [
        [0.01, 0.009785696671974318],
        [0.5, 0.2666103460397936],
        [0.99, 0.8151010427253129],
      ],
    );
  });

  it('agrees with SciPy for mean 12 and standard deviation 3.5 on [10, 20], a law with most weight at both ends', () => {
    expectDistribution(
      beta(12, 3.5, 10, 20),
      [
        [10.5, 0.6810783887049275],
        [15, 0.8052230524036017],
        [19.5, 0.9010745971576481],
      ],
      [
        [0.01, 10],
        [0.5, 10.0033287771911],
        [0.99, 19.99995517232509],
      ],
    );
  });

  it('draws within the interval even where the shapes are so small that gamma draws underflow', () => {
    const law = beta(0.5, 0.4999, 0, 1);
    const sample = sampleOf(law, 10_000);
    expect(sample.every((x) => x >= 0 && x <= 1)).toBe(true);
    // Nearly a fair coin: 4 standard deviations.
    expect(Math.abs(sample.filter((x) => x > 0.5).length - 5000)).toBeLessThan(200);
  });

  it('refuses impossible parameters', () => {
    expect(() => beta(0, 0.1, 0, 1)).toThrow('beta: mean must be between min (0) and max (1), found 0');
    expect(() => beta(1.5, 0.1, 0, 1)).toThrow('beta: mean must be between min (0) and max (1), found 1.5');
    expect(() => beta(0.5, 0, 0, 1)).toThrow('beta: sd must be positive, found 0');
    expect(() => beta(0.5, 0.5, 0, 1)).toThrow('beta: sd must be less than 0.5, the largest for this mean on [0, 1], found 0.5');
    expect(() => beta(0.5, 0.1, 1, 1)).toThrow('beta: max must be greater than min (1), found 1');
    expect(() => beta(NaN, 0.1, 0, 1)).toThrow('beta: mean must be a finite number, found NaN');
    expect(() => beta(0.5, 1e-7, 0, 1)).toThrow(/beta: sd must be such that both shapes lie between 0.000001 and 10000000000/);
  });
});
