import fc from 'fast-check';
import { expect, test } from 'vitest';
import { erlangC } from '../../../src/theory/queues/erlang-c.js';
import { mmcWaitExceeds, mmcWaitQuantile } from '../../../src/theory/queues/mmc-waiting-time.js';
import { expectWithin } from '../relative-error.js';

const five = { arrivalRate: 4, serviceRate: 1, servers: 5 };
const seven = { arrivalRate: 10.5, serviceRate: 2, servers: 7 };

test('M/M/5 at lambda 4 has P(Wq > 1) = .203847 and a 95th percentile of the wait of 2.405345 (Q10)', () => {
  expect(mmcWaitExceeds(five, 1)).toBeCloseTo(0.203847, 6);
  // The wait before service: the 95th percentile of the time in the system would be 4.197463.
  expect(mmcWaitQuantile(five, 0.95)).toBeCloseTo(2.405345, 6);
});

// python3 -c "
// import numpy as np; from scipy.stats import poisson as p; from scipy.optimize import brentq
// l,m,c=10.5,2,7; a=l/m; t=p.pmf(c,a)/(1-a/c); C=t/(p.cdf(c-1,a)+t); f=lambda t: C*np.exp(-t*(c*m-l))
// print(f(.3), brentq(lambda t: f(t)-.01, 0, 10, xtol=1e-15))"
test('the tail and the quantile at other rates', () => {
  expectWithin(mmcWaitExceeds(seven, 0.3), 0.1354709039412736);
  expectWithin(mmcWaitQuantile(seven, 0.99), 1.0446205123448524);
});

test('the tail starts at Erlang C, and those who do not wait make low quantiles zero', () => {
  expectWithin(mmcWaitExceeds(seven, 0), erlangC(7, 5.25), 1e-14);
  expect(mmcWaitQuantile(seven, 0.6)).toBe(0);
  expect(mmcWaitQuantile(seven, 0.62)).toBeGreaterThan(0);
  expect(mmcWaitQuantile({ ...seven, arrivalRate: 0 }, 0.999)).toBe(0);
});

test('the quantile inverts the tail', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.62, max: 0.999999, noNaN: true }), (probability) => {
      expectWithin(mmcWaitExceeds(seven, mmcWaitQuantile(seven, probability)), 1 - probability, 1e-9);
    }),
  );
});

test('the quantile of certainty, negative times and overload are refused', () => {
  expect(() => mmcWaitQuantile(five, 1)).toThrow('the wait is unbounded');
  expect(() => mmcWaitQuantile(five, Number.NaN)).toThrow(RangeError);
  expect(() => mmcWaitExceeds(five, -1)).toThrow('time [time]');
  expect(() => mmcWaitExceeds({ ...five, arrivalRate: 5 }, 1)).toThrow('no steady state');
});
