import { describe, expect, it } from 'vitest';
import { exponential } from '../../../src/random/laws/exponential.js';
import { expectDistribution, expectMoments } from '../sampling.js';

describe('exponential', () => {
  const law = exponential(4);

  it('has the moments of the exponential law, and so have its draws (4 standard errors)', () => {
    expect(law.mean).toBe(4);
    expect(law.variance).toBe(16);
    expectMoments(law, 40_000);
  });

  it('agrees with scipy.stats.expon(scale=4), in the tail too', () => {
    expectDistribution(
      law,
      [
        [0.1, 0.024690087971667333],
        [3, 0.5276334472589853],
        [40, 0.9999546000702375],
      ],
      [
        [0.01, 0.04020134341400577],
        [0.5, 2.772588722239781],
        [0.99, 18.420680743952364],
      ],
    );
    expect([law.cdf(-1), law.cdf(0), law.quantile(0), law.quantile(1)]).toEqual([0, 0, 0, Infinity]);
  });

  it('is finite and not negative at the ends of the uniforms', () => {
    expect(law.sample({ next: () => 2 ** -54 })).toBeGreaterThanOrEqual(0);
    // -4 log(2^-53)
    expect(law.sample({ next: () => 1 - 2 ** -53 })).toBeCloseTo(4 * 53 * Math.LN2, 10);
  });

  it('refuses a mean that is not positive and finite', () => {
    expect(() => exponential(0)).toThrow('exponential: mean must be positive, found 0');
    expect(() => exponential(-2)).toThrow('exponential: mean must be positive, found -2');
    expect(() => exponential(NaN)).toThrow('exponential: mean must be a finite number, found NaN');
    expect(() => exponential(1e101)).toThrow('exponential: mean must be between -1e+100 and 1e+100, found 1e+101');
    expect(() => exponential(1e-101)).toThrow('exponential: mean must be at least 1e-100, found 1e-101');
  });
});
