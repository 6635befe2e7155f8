import fc from 'fast-check';
import type { PoissonClass } from '../../../src/theory/queues/mg1.js';

/** One to six classes of any variability that load a server to between 1 and 95 % together. */
export function stableClasses(): fc.Arbitrary<PoissonClass[]> {
  const oneClass = fc.record({
    weight: fc.double({ min: 0.05, max: 1, noNaN: true }),
    mean: fc.double({ min: 0.1, max: 10, noNaN: true }),
    scv: fc.double({ min: 0, max: 5, noNaN: true }),
  });
  return fc
    .tuple(fc.array(oneClass, { minLength: 1, maxLength: 6 }), fc.double({ min: 0.01, max: 0.95, noNaN: true }))
    .map(([classes, load]) => {
      const total = classes.reduce((sum, { weight }) => sum + weight, 0);
      return classes.map(({ weight, mean, scv }) => ({ arrivalRate: (load * weight) / total / mean, service: { mean, scv } }));
    });
}
