import fc from 'fast-check';
import { expect, test } from 'vitest';
import { poolingComparison } from '../../../src/theory/queues/pooling.js';
import { expectWithin } from '../relative-error.js';

test('four M/M/1 at rho .8 take 5, one M/M/4 takes 1.745541 (Q24)', () => {
  const { separate, pooled } = poolingComparison({ arrivalRate: 3.2, serviceRate: 1, servers: 4 });
  expectWithin(separate.timeInSystem, 5);
  expect(pooled.timeInSystem).toBeCloseTo(1.745541, 6);
});

test('pooling never lengthens the stay, and leaves utilisation as it is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 60 }), fc.double({ min: 0.01, max: 0.99, noNaN: true }), (servers, utilisation) => {
      const { separate, pooled } = poolingComparison({ arrivalRate: utilisation * servers, serviceRate: 1, servers });
      expect(pooled.timeInSystem).toBeLessThan(separate.timeInSystem);
      expectWithin(pooled.utilisation, separate.utilisation, 1e-12);
    }),
  );
});

test('overload is refused', () => {
  expect(() => poolingComparison({ arrivalRate: 4, serviceRate: 1, servers: 4 })).toThrow('no steady state');
});
