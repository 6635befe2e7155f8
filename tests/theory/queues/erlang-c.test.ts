import fc from 'fast-check';
import { expect, test } from 'vitest';
import { erlangB } from '../../../src/theory/queues/erlang-b.js';
import { erlangC } from '../../../src/theory/queues/erlang-c.js';
import { expectWithin } from '../relative-error.js';

// python3 -c "
// from scipy.stats import poisson as p
// for c,a in [(2,1.5),(3,2),(5,4),(100,90),(7,5.25),(300,280)]: t=p.pmf(c,a)/(1-a/c); print(t/(p.cdf(c-1,a)+t))"
test.each([
  [2, 1.5, 0.6428571428571428],
  [3, 2, 0.4444444444444445],
  [5, 4, 0.5541125541125542],
  [100, 90, 0.21694048090636908],
  [7, 5.25, 0.387128580112808],
  [300, 280, 0.16381416929294348],
])('Erlang C of %i servers at %f erlang is %f (Q2 to Q8 and beyond)', (servers, load, expected) => {
  expectWithin(erlangC(servers, load), expected);
});

test('one server is busy with probability rho', () => {
  fc.assert(fc.property(fc.double({ min: 0, max: 0.999, noNaN: true }), (load) => expectWithin(erlangC(1, load), load, 1e-12)));
});

test('B and C satisfy C = c B / (c - a (1 - B)), and nobody is lost more easily than kept waiting', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), fc.double({ min: 0.001, max: 0.999, noNaN: true }), (servers, utilisation) => {
      const load = servers * utilisation;
      const b = erlangB(servers, load);
      // Below this a double has no nine digits left.
      fc.pre(b > 1e-300);
      const c = erlangC(servers, load);
      expectWithin(c, (servers * b) / (servers - load * (1 - b)), 1e-9);
      expect(c).toBeGreaterThanOrEqual(b);
    }),
  );
});

test('a station without spare capacity is refused', () => {
  expect(() => erlangC(3, 3)).toThrow('M/M/c has no steady state: expected a load below 3 [erlang], found 3');
  expect(() => erlangC(0, 0)).toThrow('servers: expected a whole number of at least 1, found 0');
  expect(() => erlangC(3, -1)).toThrow(RangeError);
});
