import { describe, expect, it } from 'vitest';
import { polynomial } from '../../src/mathematics/polynomial.js';

describe('polynomial', () => {
  it('takes the coefficients in ascending powers', () => expect(polynomial([1, 2, 3], 10)).toBe(321));

  it('is 0 without coefficients', () => expect(polynomial([], 10)).toBe(0));
});
