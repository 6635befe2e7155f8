import fc from 'fast-check';
import { expect, test } from 'vitest';
import { erlangB } from '../../../src/theory/queues/erlang-b.js';
import { mmc } from '../../../src/theory/queues/mmc.js';
import { mmck } from '../../../src/theory/queues/mmck.js';
import { expectWithin } from '../relative-error.js';

test('M/M/1/5 at lambda .8 has P_K .088819, L 1.868332, W 2.563065 (Q11)', () => {
  const state = mmck({ arrivalRate: 0.8, serviceRate: 1, servers: 1, capacity: 5 });
  expect(state.blockingProbability).toBeCloseTo(0.088819, 6);
  expect(state.numberInSystem).toBeCloseTo(1.868332, 6);
  expect(state.timeInSystem).toBeCloseTo(2.563065, 6);
});

test('M/M/1/10 at lambda 1.2 has P_K .192586, L 6.710709 (Q12)', () => {
  const state = mmck({ arrivalRate: 1.2, serviceRate: 1, servers: 1, capacity: 10 });
  expect(state.blockingProbability).toBeCloseTo(0.192586, 6);
  expect(state.numberInSystem).toBeCloseTo(6.710709, 6);
});

// The generator's null vector, numpy:
// def mmck(l,m,c,K):
//   Q=np.zeros((K+1,K+1)); [Q.__setitem__((n,n+1),l) or Q.__setitem__((n+1,n),min(n+1,c)*m) for n in range(K)]; Q-=np.diag(Q.sum(1))
//   p=np.linalg.lstsq(np.vstack([Q.T,np.ones(K+1)]),np.r_[np.zeros(K+1),1],rcond=None)[0]; n=np.arange(K+1); A=l*(1-p[K])
//   return p[K],p@n,p@np.maximum(0,n-c),p@n/A,p@np.maximum(0,n-c)/A
test.each([
  [4, 1, 3, 9, [0.27151957077899863, 6.752052368276589, 3.8381306513925844, 2.317170131631703, 1.3171701316317033]],
  [15, 2, 4, 20, [0.4666697623963821, 18.857267172099036, 14.857290390071917, 2.35717207870172, 1.8571720787017219]],
])('overloaded M/M/c/K: lambda %f, mu %f, c %i, K %i', (arrivalRate, serviceRate, servers, capacity, [blocking, l, lq, w, wq]) => {
  const state = mmck({ arrivalRate, serviceRate, servers, capacity });
  expectWithin(state.blockingProbability, blocking);
  expectWithin(state.numberInSystem, l);
  expectWithin(state.numberInQueue, lq);
  expectWithin(state.timeInSystem, w);
  expectWithin(state.waitingTime, wq);
  expectWithin(state.acceptedRate, arrivalRate * (1 - blocking));
  expectWithin(state.utilisation, (arrivalRate * (1 - blocking)) / (serviceRate * servers));
});

test('without waiting room it is Erlang B', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.double({ min: 0.01, max: 3, noNaN: true }), (servers, load) => {
      const state = mmck({ arrivalRate: load * servers, serviceRate: 1, servers, capacity: servers });
      expectWithin(state.blockingProbability, erlangB(servers, load * servers), 1e-12);
      expect(state.waitingTime).toBe(0);
    }),
  );
});

test('with ample room below saturation it is M/M/c', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.double({ min: 0.05, max: 0.9, noNaN: true }), (servers, utilisation) => {
      const queue = { arrivalRate: utilisation * servers, serviceRate: 1, servers };
      const finite = mmck({ ...queue, capacity: servers + 500 });
      expectWithin(finite.timeInSystem, mmc(queue).timeInSystem, 1e-9);
      expectWithin(finite.numberInSystem, mmc(queue).numberInSystem, 1e-9);
      expect(finite.blockingProbability).toBeLessThan(1e-20);
    }),
  );
});

test('at lambda = c mu every full state of M/M/1/K is equally likely', () => {
  const state = mmck({ arrivalRate: 3, serviceRate: 3, servers: 1, capacity: 9 });
  expectWithin(state.blockingProbability, 0.1, 1e-12);
  expectWithin(state.numberInSystem, 4.5, 1e-12);
});

test('heavy overload of a large room stays finite: the last place is nearly always taken', () => {
  const state = mmck({ arrivalRate: 1.2, serviceRate: 1, servers: 1, capacity: 100_000 });
  expectWithin(state.blockingProbability, 1 - 1 / 1.2, 1e-9);
  expectWithin(state.numberInSystem, 100_000 - 5, 1e-9);
});

test('without arrivals there is nobody, and a visit would take one service', () => {
  const state = mmck({ arrivalRate: 0, serviceRate: 2, servers: 3, capacity: 4 });
  expect(state).toMatchObject({ numberInSystem: 0, blockingProbability: 0, waitingTime: 0, timeInSystem: 0.5 });
});

test('less room than servers and malformed rates are refused', () => {
  expect(() => mmck({ arrivalRate: 1, serviceRate: 1, servers: 3, capacity: 2 })).toThrow('capacity: expected a whole number of at least 3, found 2');
  expect(() => mmck({ arrivalRate: 1, serviceRate: 0, servers: 1, capacity: 2 })).toThrow('serviceRate [1/time]');
  expect(() => mmck({ arrivalRate: -1, serviceRate: 1, servers: 1, capacity: 2 })).toThrow('arrivalRate [1/time]');
  expect(() => mmck({ arrivalRate: 1e300, serviceRate: 1e-300, servers: 1, capacity: 2 })).toThrow('[erlang]');
  expect(() => mmck({ arrivalRate: 1, serviceRate: 1, servers: 1, capacity: Infinity })).toThrow('capacity');
});
