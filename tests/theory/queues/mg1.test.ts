import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mg1 } from '../../../src/theory/queues/mg1.js';
import { mm1 } from '../../../src/theory/queues/mm1.js';
import { serviceFromMoments } from '../../../src/theory/queues/service-time.js';
import { expectWithin } from '../relative-error.js';

test.each([
  ['constant', 0, 2],
  ['Erlang-2', 0.5, 3],
  ['exponential', 1, 4],
  ['hyperexponential', 4, 10],
  ['lognormal sigma 1', Math.E - 1, 2 * Math.E],
])('Pollaczek-Khinchine at lambda .8, mean 1, %s service (Q15)', (_, scv, waitingTime) => {
  expectWithin(mg1({ arrivalRate: 0.8, service: { mean: 1, scv } }).waitingTime, waitingTime);
});

test('the lognormal row of Q15 has six decimals 5.436564', () => {
  expect(mg1({ arrivalRate: 0.8, service: { mean: 1, scv: Math.expm1(1) } }).waitingTime).toBeCloseTo(5.436564, 6);
});

// python3 -c "from scipy.stats import weibull_min as w; d=w(1.7); m,s=d.mean(),d.moment(2); print(m,s,.7*s/2/(1-.7*m))"
test('Weibull service of shape 1.7, from its moments', () => {
  const { waitingTime, timeInSystem, utilisation } = mg1({ arrivalRate: 0.7, service: serviceFromMoments(0.8922445024993241, 1.0879550794861201) });
  expectWithin(waitingTime, 1.0142648323234231);
  expectWithin(timeInSystem, 1.0142648323234231 + 0.8922445024993241);
  expectWithin(utilisation, 0.7 * 0.8922445024993241);
});

test('exponential service is M/M/1, constant service waits half as long', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 0.99, noNaN: true }), fc.double({ min: 0.01, max: 100, noNaN: true }), (utilisation, mean) => {
      const arrivalRate = utilisation / mean;
      const exponential = mm1({ arrivalRate, serviceRate: 1 / mean });
      expectWithin(mg1({ arrivalRate, service: { mean, scv: 1 } }).numberInSystem, exponential.numberInSystem, 1e-9);
      expectWithin(mg1({ arrivalRate, service: { mean, scv: 0 } }).waitingTime, exponential.waitingTime / 2, 1e-9);
    }),
  );
});

test('saturation and negative variability are refused', () => {
  expect(() => mg1({ arrivalRate: 2, service: { mean: 0.5, scv: 1 } })).toThrow('M/G/1 has no steady state: expected a load below 1 [busy servers], found 1');
  expect(() => mg1({ arrivalRate: 1, service: { mean: 0.5, scv: -1 } })).toThrow('service.scv');
  expect(() => mg1({ arrivalRate: 1, service: { mean: 0, scv: 1 } })).toThrow('service.mean [time]');
  expect(() => mg1({ arrivalRate: -1, service: { mean: 1, scv: 1 } })).toThrow('arrivalRate [1/time]');
});
