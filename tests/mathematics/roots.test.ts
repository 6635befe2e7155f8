import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findRoot } from '../../src/mathematics/roots.js';

describe('findRoot', () => {
  it('finds a root of a smooth function in a few evaluations', () => {
    let evaluations = 0;
    const root = findRoot(
      (x) => {
        evaluations++;
        return x * x - 2;
      },
      0,
      2,
    );
    expect(Math.abs(root - Math.SQRT2)).toBeLessThan(1e-12);
    expect(evaluations).toBeLessThan(15);
  });

  // Brent (1973), section 4.4: a ninth-power root slows interpolation; bisection must take over.
  it('finds a root where the function is flat', () => {
    const root = findRoot((x) => x * x * x * x * x * x * x * x * x, -1, 4, { tolerance: 1e-9 });
    expect(Math.abs(root)).toBeLessThan(1e-9);
  });

  it('finds a jump', () => expect(Math.abs(findRoot((x) => (x < 0.3 ? -1 : 1), 0, 1) - 0.3)).toBeLessThan(1e-12));

  it('never leaves the bracket, and finds the root of every increasing exponential', () =>
    fc.assert(
      fc.property(fc.double({ min: -20, max: 20, noNaN: true }), (target) => {
        const root = findRoot(
          (x) => {
            expect(Math.abs(x)).toBeLessThanOrEqual(30);
            return Math.exp(x) - Math.exp(target);
          },
          -30,
          30,
        );
        expect(Math.abs(root - target)).toBeLessThan(1e-10);
      }),
      { seed: 7 },
    ));

  it('accepts the bracket in either order and a root at its end', () => {
    expect(findRoot((x) => x - 1, 3, 1)).toBe(1);
    expect(findRoot((x) => x - 3, 3, 1)).toBe(3);
    expect(Math.abs(findRoot((x) => x - 2, 3, 1) - 2)).toBeLessThan(1e-12);
  });

  it('honours the tolerance', () => {
    const evaluationsAt = (tolerance: number): number => {
      let evaluations = 0;
      findRoot((x) => (evaluations++, x < 0.3 ? -1 : 1), 0, 1, { tolerance });
      return evaluations;
    };
    expect(evaluationsAt(1e-2)).toBeLessThan(evaluationsAt(1e-12));
  });

  it('refuses a bracket without a change of sign', () =>
    expect(() => findRoot((x) => x * x + 1, -1, 1)).toThrow('findRoot: expected f of different signs at -1 and 1, found 2 and 2'));

  it('refuses a function that is not finite', () => expect(() => findRoot((x) => 1 / x, 0, 1)).toThrow(/finite f\(0\), found Infinity/));

  it('says when the iterations run out', () =>
    expect(() => findRoot((x) => Math.exp(x) - 5, -30, 30, { maximumIterations: 3 })).toThrow(/no convergence to 1e-12 in 3 iterations/));
});
