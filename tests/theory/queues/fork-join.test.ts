import { expect, test } from 'vitest';
import { forkJoinPairResponse } from '../../../src/theory/queues/fork-join.js';
import { expectWithin } from '../relative-error.js';

test.each([
  [0.3, 1.4625 / 0.7],
  [0.5, 2.875],
  [0.8, 7],
])('a fork-join pair at rho %f takes %f (Q20)', (arrivalRate, expected) => {
  expectWithin(forkJoinPairResponse({ arrivalRate, serviceRate: 1 }), expected);
});

// scipy.sparse.linalg.spsolve on the balance equations of (n1, n2), both < 45: lambda .6 to (n1+1, n2+1), mu 1.5 down each;
// a job is in the system while max(n1, n2) counts it, so T = E max(n1, n2) / lambda = 1.6111111111108
test('the closed form agrees with the Markov chain of the pair', () => {
  expectWithin(forkJoinPairResponse({ arrivalRate: 0.6, serviceRate: 1.5 }), 1.6111111111108);
});

test('an unstable pair is refused', () => {
  expect(() => forkJoinPairResponse({ arrivalRate: 1, serviceRate: 1 })).toThrow('no steady state');
});
