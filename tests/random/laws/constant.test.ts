import { describe, expect, it } from 'vitest';
import { constant } from '../../../src/random/laws/constant.js';

describe('constant', () => {
  it('is its value, without taking a uniform', () => {
    const law = constant(-3);
    const source = {
      next(): number {
        throw new Error('a uniform was taken');
      },
    };
    expect(law.sample(source)).toBe(-3);
    expect([law.mean, law.variance]).toEqual([-3, 0]);
    expect([law.quantile(0), law.quantile(0.5), law.quantile(1)]).toEqual([-3, -3, -3]);
  });

  it('has all its probability at the value', () => {
    const law = constant(2);
    expect([law.cdf(1.999), law.cdf(2), law.cdf(2.001)]).toEqual([0, 1, 1]);
  });

  it.each([NaN, Infinity, -Infinity, 1e101])('refuses %d', (value) => {
    expect(() => constant(value)).toThrow(RangeError);
  });
});
