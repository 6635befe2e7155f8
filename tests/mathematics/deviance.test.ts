import { describe, expect, it } from 'vitest';
import { deviance } from '../../src/mathematics/deviance.js';
import { relativeError } from './relative-error.js';

describe('deviance', () => {
  it('is x log(x / mean) + mean - x', () => {
    expect(relativeError(deviance(2, 1), 2 * Math.log(2) - 1)).toBeLessThan(1e-15);
    expect(relativeError(deviance(1, 5), 4 - Math.log(5))).toBeLessThan(1e-15);
  });

  // mpmath 1.3.0: x * log(x / m) + m - x at x = 1e6, m = 1e6 + 1, 7e5 and 1.2e6 with 50 digits.
  it.each([
    [1000001, 4.999996666669166e-7],
    [700000, 56674.94393873238],
    [1200000, 17678.443206045373],
  ])('keeps its digits for x = 1e6 and a mean of %f', (mean, value) => expect(relativeError(deviance(1e6, mean), value)).toBeLessThan(1e-14));

  it('is 0 where the observation is the expectation', () => expect(deviance(3.7, 3.7)).toBeCloseTo(0, 300));

  it('is infinite where nothing was expected', () => expect(deviance(1, 0)).toBe(Infinity));

  // mpmath 1.3.0 as above; 1e10 / 1e-310 is not a double.
  it('does not overflow', () => expect(relativeError(deviance(1e10, 1e-310), 7358272297580.946)).toBeLessThan(1e-12));
});
