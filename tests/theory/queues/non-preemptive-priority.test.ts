import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mg1, residualWork } from '../../../src/theory/queues/mg1.js';
import { nonPreemptivePriority } from '../../../src/theory/queues/non-preemptive-priority.js';
import { expectWithin } from '../relative-error.js';
import { stableClasses } from './poisson-classes.js';

const exponential = { mean: 1, scv: 1 };

test('Cobham at lambda .3, .5, exp(1) waits 1.142857 and 5.714286 (Q16)', () => {
  const [first, second] = nonPreemptivePriority([
    { arrivalRate: 0.3, service: exponential },
    { arrivalRate: 0.5, service: exponential },
  ]);
  expectWithin(first.waitingTime, 8 / 7);
  expectWithin(second.waitingTime, 40 / 7);
});

// scipy.sparse.linalg.spsolve on the balance equations of (n1, n2, class in service), n1 < 25, n2 < 90, lambda .2, .4,
// mu 1, 1.25, rates l1, l2 up, mu of the class in service down, next the higher class present; Wq = E n / lambda - 1 / mu
test('Cobham agrees with the Markov chain of two classes of unlike service', () => {
  const [first, second] = nonPreemptivePriority([
    { arrivalRate: 0.2, service: { mean: 1, scv: 1 } },
    { arrivalRate: 0.4, service: { mean: 0.8, scv: 1 } },
  ]);
  expectWithin(first.waitingTime, 0.57);
  expectWithin(second.waitingTime, 1.1875000000003, 1e-9);
});

test('one class is Pollaczek-Khinchine', () => {
  const only = { arrivalRate: 0.6, service: { mean: 1.2, scv: 2.5 } };
  expectWithin(nonPreemptivePriority([only])[0].waitingTime, mg1(only).waitingTime, 1e-12);
});

test("Kleinrock's conservation law holds: sum of rho_k Wq_k is rho W0 / (1 - rho), in any order of the classes", () => {
  fc.assert(
    fc.property(stableClasses(), (classes) => {
      const load = classes.reduce((sum, { arrivalRate, service }) => sum + arrivalRate * service.mean, 0);
      const conserved = (load * residualWork(classes)) / (1 - load);
      for (const order of [classes, classes.slice().reverse()]) {
        const weighted = nonPreemptivePriority(order).reduce((sum, state) => sum + state.utilisation * state.waitingTime, 0);
        expectWithin(weighted, conserved, 1e-9);
      }
    }),
  );
});

test('a lower class waits longer', () => {
  fc.assert(
    fc.property(stableClasses(), (classes) => {
      const waits = nonPreemptivePriority(classes).map((state) => state.waitingTime);
      expect(waits).toEqual(waits.slice().sort((a, b) => a - b));
    }),
  );
});

test('an overloaded server is refused', () => {
  expect(() => nonPreemptivePriority([{ arrivalRate: 1, service: exponential }])).toThrow('no steady state');
});
