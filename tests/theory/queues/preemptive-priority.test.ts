import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mg1 } from '../../../src/theory/queues/mg1.js';
import { nonPreemptivePriority } from '../../../src/theory/queues/non-preemptive-priority.js';
import { preemptivePriority } from '../../../src/theory/queues/preemptive-priority.js';
import { expectWithin } from '../relative-error.js';
import { stableClasses } from './poisson-classes.js';

const exponential = { mean: 1, scv: 1 };

test('preemptive-resume at lambda .3, .5, exp(1) takes 1.428571 and 7.142857 (Q18)', () => {
  const [first, second] = preemptivePriority([
    { arrivalRate: 0.3, service: exponential },
    { arrivalRate: 0.5, service: exponential },
  ]);
  expectWithin(first.timeInSystem, 10 / 7);
  expectWithin(second.timeInSystem, 50 / 7);
});

// scipy.sparse.linalg.spsolve on the balance equations of (n1, n2), n1 < 25, n2 < 90, lambda .2, .4, mu 1, 1.25, the
// server on class 1 while n1 > 0; T = E n / lambda
test('preemptive-resume agrees with the Markov chain of two classes of unlike service', () => {
  const [first, second] = preemptivePriority([
    { arrivalRate: 0.2, service: { mean: 1, scv: 1 } },
    { arrivalRate: 0.4, service: { mean: 0.8, scv: 1 } },
  ]);
  expectWithin(first.timeInSystem, 1.25);
  expectWithin(second.timeInSystem, 2.1875);
  expectWithin(second.waitingTime, 2.1875 - 0.8);
});

test('the top class does not notice the others', () => {
  fc.assert(
    fc.property(stableClasses(), (classes) => {
      expectWithin(preemptivePriority(classes)[0].timeInSystem, mg1(classes[0]).timeInSystem, 1e-9);
    }),
  );
});

test('preemption never lengthens the stay of the top class', () => {
  fc.assert(
    fc.property(stableClasses(), (classes) => {
      const preemptive = preemptivePriority(classes)[0].timeInSystem;
      expect(preemptive).toBeLessThanOrEqual(nonPreemptivePriority(classes)[0].timeInSystem * (1 + 1e-12));
    }),
  );
});

test('with exponential service of one mean the total number is that of M/M/1, whoever goes first', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0.01, max: 0.19, noNaN: true }), { minLength: 1, maxLength: 5 }), (rates) => {
      const states = preemptivePriority(rates.map((arrivalRate) => ({ arrivalRate, service: exponential })));
      const load = rates.reduce((sum, rate) => sum + rate, 0);
      expectWithin(states.reduce((sum, state) => sum + state.numberInSystem, 0), load / (1 - load), 1e-9);
    }),
  );
});

test('an overloaded server is refused', () => {
  expect(() => preemptivePriority([{ arrivalRate: 1, service: exponential }])).toThrow('no steady state');
});
