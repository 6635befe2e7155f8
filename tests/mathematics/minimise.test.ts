import { describe, expect, it } from 'vitest';
import { nelderMead } from '../../src/mathematics/minimise.js';

type Point = readonly number[];

/** Minimum 0 at (1, 1). */
function rosenbrock([x, y]: Point): number {
  return 100 * (y - x * x) * (y - x * x) + (1 - x) * (1 - x);
}

/** Powell's singular function: minimum 0 at the origin, where the Hessian is singular. */
function powell([a, b, c, d]: Point): number {
  const [u, v] = [(b - 2 * c) * (b - 2 * c), (a - d) * (a - d)];
  return (a + 10 * b) * (a + 10 * b) + 5 * (c - d) * (c - d) + u * u + 10 * v * v;
}

/** Minimum 3 at 0, 1, 2, ... */
function ellipsoid(point: Point): number {
  return point.reduce((sum, x, i) => sum + (i + 1) * (x - i) * (x - i), 3);
}

describe('nelderMead', () => {
  it('minimises Rosenbrock\'s function', () => {
    const { point, value, converged } = nelderMead(rosenbrock, [-1.2, 1]);
    expect(point[0]).toBeCloseTo(1, 6);
    expect(point[1]).toBeCloseTo(1, 6);
    expect(value).toBe(rosenbrock(point));
    expect(converged).toBe(true);
  });

  it('minimises Powell\'s singular function', () => {
    const { point, converged } = nelderMead(powell, [3, -1, 0, 1]);
    for (const x of point) expect(Math.abs(x)).toBeLessThan(1e-4);
    expect(converged).toBe(true);
  });

  it.each([1, 2, 6, 10])('minimises a quadratic of %d coordinates', (n) => {
    const { point, value } = nelderMead(ellipsoid, new Array<number>(n).fill(1.5));
    point.forEach((x, i) => expect(x).toBeCloseTo(i, 5));
    expect(value).toBeCloseTo(3, 10);
  });

  // The minimum of x - log x is 1 at x = 1.
  it('stays inside a domain marked by Infinity', () => {
    const { point, value } = nelderMead(([x]) => (x <= 0 ? Infinity : x - Math.log(x)), [0.01], { initialStep: -1 });
    expect(point[0]).toBeCloseTo(1, 6);
    expect(value).toBeCloseTo(1, 12);
  });

  it('takes a first step for each coordinate', () => {
    const seen: Point[] = [];
    nelderMead((point) => (seen.push(point), 0), [1, 2], { initialStep: [0.5, -0.25], maximumIterations: 0 });
    expect(seen).toEqual([[1, 2], [1.5, 2], [1, 1.75]]);
  });

  // Simplex (0, 0), (1, 0), (0, 1) with values 1, 2, 3, so that the reflection of the worst is (1, -1). Lagarias et al. (1998),
  // section 2, with coefficients 1, 2, 1/2, 1/2.
  it.each([
    { step: 'accepts a reflection better than the second worst', values: { '1,-1': 1.5 }, asked: ['1,-1'] },
    { step: 'expands beyond a reflection better than the best', values: { '1,-1': 0.5, '1.5,-2': 0.4 }, asked: ['1,-1', '1.5,-2'] },
    { step: 'contracts outside a reflection better than the worst', values: { '1,-1': 2.5, '0.75,-0.5': 1.2 }, asked: ['1,-1', '0.75,-0.5'] },
    { step: 'contracts inside a reflection worse than the worst', values: { '1,-1': 3.5, '0.25,0.5': 1.2 }, asked: ['1,-1', '0.25,0.5'] },
    {
      step: 'shrinks towards the best when contraction fails',
      values: { '1,-1': 3.5, '0.25,0.5': 3.2, '0.5,0': 1.3, '0,0.5': 1.4 },
      asked: ['1,-1', '0.25,0.5', '0.5,0', '0,0.5'],
    },
  ])('$step', ({ values, asked }) => {
    const table = new Map([['0,0', 1], ['1,0', 2], ['0,1', 3], ...Object.entries(values)]);
    const seen: string[] = [];
    nelderMead((point) => (seen.push(point.join()), table.get(point.join()) ?? NaN), [0, 0], { initialStep: 1, maximumIterations: 1 });
    expect(seen.slice(3)).toEqual(asked);
  });

  it('keeps the better of reflection and expansion', () => {
    const best = (expansion: number): Point => {
      const table = new Map([['0,0', 1], ['1,0', 2], ['0,1', 3], ['1,-1', 0.5], ['1.5,-2', expansion]]);
      return nelderMead((point) => table.get(point.join()) ?? NaN, [0, 0], { initialStep: 1, maximumIterations: 1 }).point;
    };
    expect(best(0.4)).toEqual([1.5, -2]);
    expect(best(0.6)).toEqual([1, -1]);
  });

  it('reports the best point seen and no convergence when the iterations run out', () => {
    const { value, iterations, converged } = nelderMead(rosenbrock, [-1.2, 1], { maximumIterations: 10 });
    expect(iterations).toBe(10);
    expect(converged).toBe(false);
    expect(value).toBeLessThan(rosenbrock([-1.2, 1]));
  });

  it('leaves the start as it was', () => {
    const start = [-1.2, 1];
    nelderMead(rosenbrock, start);
    expect(start).toEqual([-1.2, 1]);
  });

  it('refuses no coordinates, a start outside the domain, and NaN', () => {
    expect(() => nelderMead(() => 0, [])).toThrow(/at least one coordinate/);
    expect(() => nelderMead(() => Infinity, [1])).toThrow(/finite f at the start \[1\], found Infinity/);
    expect(() => nelderMead(() => NaN, [1])).toThrow(/f is NaN at/);
  });
});
