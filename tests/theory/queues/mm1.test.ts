import { expect, test } from 'vitest';
import { mm1 } from '../../../src/theory/queues/mm1.js';
import { expectWithin } from '../relative-error.js';

test('M/M/1 at lambda .8, mu 1 has L 4, W 5, Wq 4 (Q1)', () => {
  const { utilisation, numberInSystem, numberInQueue, timeInSystem, waitingTime } = mm1({ arrivalRate: 0.8, serviceRate: 1 });
  expectWithin(utilisation, 0.8);
  expectWithin(numberInSystem, 4);
  expectWithin(numberInQueue, 3.2);
  expectWithin(timeInSystem, 5);
  expectWithin(waitingTime, 4);
});

test('without arrivals nobody waits and a visit takes one service', () => {
  expect(mm1({ arrivalRate: 0, serviceRate: 4 })).toEqual({
    utilisation: 0, numberInSystem: 0, numberInQueue: 0, timeInSystem: 0.25, waitingTime: 0,
  });
});

test('a saturated server, negative and missing rates are refused', () => {
  expect(() => mm1({ arrivalRate: 1, serviceRate: 1 })).toThrow('M/M/1 has no steady state: expected a load below 1 [1/time], found 1');
  expect(() => mm1({ arrivalRate: -0.1, serviceRate: 1 })).toThrow('arrivalRate [1/time]');
  expect(() => mm1({ arrivalRate: 0.1, serviceRate: 0 })).toThrow('serviceRate [1/time]');
  expect(() => mm1({ arrivalRate: Number.NaN, serviceRate: 1 })).toThrow('found NaN');
});
