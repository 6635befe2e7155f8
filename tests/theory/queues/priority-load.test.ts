import { expect, test } from 'vitest';
import { priorityLoads } from '../../../src/theory/queues/priority-load.js';
import { expectWithin } from '../relative-error.js';

test('each class competes with the load above it and its own', () => {
  const loads = priorityLoads([
    { arrivalRate: 0.5, service: { mean: 0.5, scv: 1 } },
    { arrivalRate: 0.25, service: { mean: 2, scv: 0 } },
  ]);
  expectWithin(loads[0].above, 0);
  expectWithin(loads[0].through, 0.25);
  expectWithin(loads[1].above, 0.25);
  expectWithin(loads[1].through, 0.75);
});

test('no class, a malformed class and a total load of 1 are refused', () => {
  const half = { arrivalRate: 0.5, service: { mean: 1, scv: 1 } };
  expect(() => priorityLoads([])).toThrow('classes: expected at least one priority class, found none');
  expect(() => priorityLoads([half, half])).toThrow('priority queue has no steady state: expected a load below 1 [busy servers], found 1');
  expect(() => priorityLoads([{ ...half, arrivalRate: Number.NaN }])).toThrow('arrivalRate [1/time]');
  expect(() => priorityLoads([{ ...half, service: { mean: -1, scv: 1 } }])).toThrow('service.mean [time]');
});
