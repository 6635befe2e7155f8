import { expect, test } from 'vitest';
import { erlangB } from '../../../src/theory/queues/erlang-b.js';
import { expectWithin } from '../relative-error.js';

// python3 -c "
// from fractions import Fraction as F; from math import factorial as f
// B=lambda c,a: float(F(a)**c/f(c)/sum(F(a)**k/f(k) for k in range(c+1)))
// print([B(c,a) for c,a in [(3,2),(5,4),(10,8),(7,5.25),(300,280)]])"
test.each([
  [3, 2, 0.21052631578947367],
  [5, 4, 0.19906687402799378],
  [10, 8, 0.1216610642529515],
  [7, 5.25, 0.1363794248532246],
  [300, 280, 0.012892052026519754],
])('Erlang B of %i servers at %f erlang is %f (Q9 and beyond)', (servers, load, expected) => {
  expectWithin(erlangB(servers, load), expected);
});

test('overload is admitted, because losses keep the system stable', () => {
  // Two servers at 10 erlang: (100/2) / (1 + 10 + 50).
  expectWithin(erlangB(2, 10), 50 / 61);
});

test('thousands of servers neither overflow nor lose the probability', () => {
  // Stirling: with a = c, B tends to sqrt(2 / (pi c)).
  expectWithin(erlangB(100_000, 100_000), Math.sqrt(2 / (Math.PI * 100_000)), 0.005);
});

test('no server turns everybody away, no load nobody', () => {
  expect(erlangB(0, 3)).toBe(1);
  expect(erlangB(4, 0)).toBe(0);
});

test('broken servers and negative loads are refused', () => {
  expect(() => erlangB(2.5, 1)).toThrow('servers: expected a whole number of at least 0, found 2.5');
  expect(() => erlangB(2, -1)).toThrow('offeredLoad [erlang]');
  expect(() => erlangB(2, Infinity)).toThrow('offeredLoad [erlang]');
});
