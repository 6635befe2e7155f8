import { expect, test } from 'vitest';
import { meanMaximumOfExponentials } from '../../../src/theory/queues/maximum-of-exponentials.js';
import { expectWithin } from '../relative-error.js';

test.each([
  [5, 2.283333],
  [10, 2.928968],
  [27, 3.891457],
])('the largest of %i exp(1) times is %f on average (Q22)', (n, expected) => {
  expect(meanMaximumOfExponentials(n, 1)).toBeCloseTo(expected, 6);
});

// python3 -c "from scipy.integrate import quad; import numpy as np; print(quad(lambda x: 1-(1-np.exp(-.5*x))**4, 0, np.inf, epsabs=1e-13)[0])"
test('the rate scales the mean', () => {
  expectWithin(meanMaximumOfExponentials(4, 0.5), 4.166666666666669);
});

test('no time at all and a rate of zero are refused', () => {
  expect(() => meanMaximumOfExponentials(0, 1)).toThrow('n: expected a whole number of at least 1, found 0');
  expect(() => meanMaximumOfExponentials(2, 0)).toThrow('rate [1/time]');
});
