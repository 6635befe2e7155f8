import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mm1 } from '../../../src/theory/queues/mm1.js';
import { mmc } from '../../../src/theory/queues/mmc.js';
import { expectWithin } from '../relative-error.js';

test.each([
  ['Q2', 1.5, 2, 0.642857, 1.285714],
  ['Q3', 2, 3, 0.444444, 0.444444],
  ['Q4', 4, 5, 0.554113, 0.554113],
  ['Q8', 90, 100, 0.21694, 0.021694],
])('%s: lambda %f on %i servers of rate 1', (_, arrivalRate, servers, waitProbability, waitingTime) => {
  const state = mmc({ arrivalRate, serviceRate: 1, servers });
  expect(state.waitProbability).toBeCloseTo(waitProbability, 6);
  expect(state.waitingTime).toBeCloseTo(waitingTime, 6);
});

test('M/M/5 at 4 erlang has Lq = 2.216450 (Q4)', () => {
  expect(mmc({ arrivalRate: 4, serviceRate: 1, servers: 5 }).numberInQueue).toBeCloseTo(2.21645, 6);
});

// python3 -c "
// from scipy.stats import poisson as p; l,m,c=10.5,2,7; a=l/m; t=p.pmf(c,a)/(1-a/c); C=t/(p.cdf(c-1,a)+t)
// w=C/(c*m-l); print(a/c, l*(w+1/m), l*w, w+1/m, w, C)"
test('rates other than 1 carry their unit through', () => {
  const state = mmc({ arrivalRate: 10.5, serviceRate: 2, servers: 7 });
  expectWithin(state.utilisation, 0.75);
  expectWithin(state.numberInSystem, 6.411385740338424);
  expectWithin(state.numberInQueue, 1.161385740338424);
  expectWithin(state.timeInSystem, 0.6106081657465166);
  expectWithin(state.waitingTime, 0.11060816574651657);
  expectWithin(state.waitProbability, 0.387128580112808);
});

test('one server is M/M/1', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 0.99, noNaN: true }), fc.double({ min: 0.01, max: 100, noNaN: true }), (utilisation, serviceRate) => {
      const queue = { arrivalRate: utilisation * serviceRate, serviceRate };
      expectWithin(mmc({ ...queue, servers: 1 }).timeInSystem, mm1(queue).timeInSystem, 1e-12);
    }),
  );
});

test('more servers never lengthen the wait', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), fc.double({ min: 0.01, max: 0.99, noNaN: true }), (servers, utilisation) => {
      const queue = { arrivalRate: utilisation * servers, serviceRate: 1 };
      expect(mmc({ ...queue, servers: servers + 1 }).waitingTime).toBeLessThan(mmc({ ...queue, servers }).waitingTime);
    }),
  );
});

test('overload and malformed stations are refused', () => {
  expect(() => mmc({ arrivalRate: 6, serviceRate: 1, servers: 5 })).toThrow('M/M/c has no steady state: expected a load below 5 [1/time], found 6');
  expect(() => mmc({ arrivalRate: 1, serviceRate: 1, servers: 2.5 })).toThrow('servers');
  expect(() => mmc({ arrivalRate: 1, serviceRate: -1, servers: 2 })).toThrow('serviceRate [1/time]');
  expect(() => mmc({ arrivalRate: -1, serviceRate: 1, servers: 2 })).toThrow('arrivalRate [1/time]');
});
