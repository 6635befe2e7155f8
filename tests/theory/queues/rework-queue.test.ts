import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mm1 } from '../../../src/theory/queues/mm1.js';
import { reworkQueue } from '../../../src/theory/queues/rework-queue.js';
import { expectWithin } from '../relative-error.js';

test.each([
  [0.1, 10 / 3],
  [0.2, 5],
  [0.3, 10],
])('rework of a share %f takes %f in all at lambda .6 (Q23)', (reworkProbability, expected) => {
  expectWithin(reworkQueue({ arrivalRate: 0.6, serviceRate: 1, reworkProbability }).timeInSystem, expected);
});

test('a case makes 1 / (1 - p) visits to an M/M/1 queue that serves all visits', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 0.95, noNaN: true }), fc.double({ min: 0, max: 0.9, noNaN: true }), (utilisation, p) => {
      const visits = mm1({ arrivalRate: utilisation * 2, serviceRate: 2 });
      const cases = reworkQueue({ arrivalRate: utilisation * 2 * (1 - p), serviceRate: 2, reworkProbability: p });
      expectWithin(cases.timeInSystem, visits.timeInSystem / (1 - p), 1e-9);
      expectWithin(cases.waitingTime, visits.waitingTime / (1 - p), 1e-9);
      expectWithin(cases.numberInSystem, visits.numberInSystem, 1e-9);
    }),
  );
});

test('endless rework and rework beyond the capacity are refused', () => {
  expect(() => reworkQueue({ arrivalRate: 0.6, serviceRate: 1, reworkProbability: 1 })).toThrow('no steady state');
  expect(() => reworkQueue({ arrivalRate: 0.6, serviceRate: 1, reworkProbability: 0.5 })).toThrow('M/M/1 with rework has no steady state');
  expect(() => reworkQueue({ arrivalRate: 0.6, serviceRate: 1, reworkProbability: -0.1 })).toThrow('reworkProbability');
});
