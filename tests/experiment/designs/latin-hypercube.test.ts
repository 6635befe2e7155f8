import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DesignError } from '../../../src/experiment/design.js';
import type { Factor } from '../../../src/experiment/designs/factor.js';
import { latinHypercube } from '../../../src/experiment/designs/latin-hypercube.js';

const unit = (name: string): Factor => ({ name, range: { from: 0, to: 1 } });
const axes = (count: number): Factor[] => Array.from({ length: count }, (_, index) => unit(`x${index}`));
const column = (rows: readonly (readonly number[])[], index: number): number[] => rows.map((row) => row[index]);

function closest(points: readonly (readonly number[])[]): number {
  const distances = points.flatMap((a, i) => points.slice(0, i).map((b) => Math.hypot(...a.map((x, axis) => x - b[axis]))));
  return Math.min(...distances);
}

describe('a Latin hypercube sample', () => {
  it('has exactly one point in each stratum of each factor', () => {
    const options = fc.record({ n: fc.integer({ min: 1, max: 60 }), seed: fc.nat().map(String), centred: fc.boolean(), candidates: fc.integer({ min: 1, max: 3 }) });
    fc.assert(fc.property(fc.integer({ min: 1, max: 5 }), options, (dimensions, drawn) => {
      const { coordinates } = latinHypercube(axes(dimensions), drawn);
      for (let axis = 0; axis < dimensions; axis++) {
        const strata = column(coordinates, axis).map((u) => Math.floor(u * drawn.n)).sort((a, b) => a - b);
        expect(strata).toEqual(Array.from({ length: drawn.n }, (_, index) => index));
      }
    }));
  });

  it('gives as many points to each level of a list', () => {
    const { rows } = latinHypercube([{ name: 'form', levels: ['a', 'b', 'c'] }, unit('x')], { n: 30, seed: '4' });
    for (const level of ['a', 'b', 'c']) expect(rows.filter((row) => row[0] === level)).toHaveLength(10);
  });

  it('stands in the middles of the strata when centred', () => {
    const { rows } = latinHypercube([{ name: 'x', range: { from: 0, to: 4 } }], { n: 4, seed: '1', centred: true });
    expect(rows.flat().sort()).toEqual([0.5, 1.5, 2.5, 3.5]);
  });

  it('is the same for one seed and another for another', () => {
    const of = (seed: string) => latinHypercube(axes(3), { n: 20, seed }).rows;
    expect(of('1')).toEqual(of('1'));
    expect(of('2')).not.toEqual(of('1'));
  });

  it('keeps the columns of the other factors when one is added', () => {
    const few = latinHypercube([unit('x'), unit('y')], { n: 10, seed: '1' }).coordinates;
    const more = latinHypercube([unit('new'), unit('x'), unit('y')], { n: 10, seed: '1' }).coordinates;
    expect(more.map(([, ...old]) => old)).toEqual(few);
  });

  it('has factors whose strata are independent of each other', () => {
    // Over 2,000 seeds with n = 2, the two factors rise together in a binomial(2000, 1/2) number of cases: 1000 +- 4 x 22.4.
    let together = 0;
    for (let seed = 0; seed < 2000; seed++) {
      const [[x, y]] = latinHypercube(axes(2), { n: 2, seed: String(seed), centred: true }).coordinates;
      together += Number(x === y);
    }
    expect(Math.abs(together - 1000)).toBeLessThan(90);
  });

  it('estimates means of sums of monotone functions with far less error than random points', () => {
    // Stein (1987): the error of an additive function vanishes faster than 1/n. Random points have variance 2/12/100 = 1.7e-3 of x + y.
    let squares = 0;
    for (let seed = 0; seed < 100; seed++) {
      const { coordinates } = latinHypercube(axes(2), { n: 100, seed: String(seed) });
      const mean = coordinates.reduce((sum, [x, y]) => sum + x + y, 0) / 100;
      squares += (mean - 1) * (mean - 1) / 100;
    }
    // 2 / (12 n^3) = 1.7e-7 within strata
    expect(squares).toBeGreaterThan(0.8e-7);
    expect(squares).toBeLessThan(3.4e-7);
  });

  it('has its closest points farther apart the more candidates there are', () => {
    const seeds = Array.from({ length: 20 }, (_, seed) => String(seed));
    const of = (candidates: number): number[] => seeds.map((seed) => closest(latinHypercube(axes(2), { n: 10, seed, candidates }).coordinates));
    const [one, ten, forty] = [1, 10, 40].map(of);
    seeds.forEach((_, index) => {
      expect(ten[index]).toBeGreaterThanOrEqual(one[index]);
      expect(forty[index]).toBeGreaterThanOrEqual(ten[index]);
    });
    // The largest of ten draws, and of forty, nearly always beats a draw of its own: on average by far.
    const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
    expect(sum(ten)).toBeGreaterThan(1.2 * sum(one));
    expect(sum(forty)).toBeGreaterThan(sum(ten));
  });

  it('is refused with numbers that are none', () => {
    expect(() => latinHypercube([unit('x')], { n: 0, seed: '1' })).toThrow(new DesignError('lhs: n must be a whole number of at least 1, found 0'));
    expect(() => latinHypercube([unit('x')], { n: 2.5, seed: '1' })).toThrow(DesignError);
    expect(() => latinHypercube([unit('x')], { n: 2, seed: '1', candidates: 0 })).toThrow(/candidates must be a whole number of at least 1/);
    expect(() => latinHypercube([], { n: 2, seed: '1' })).toThrow(DesignError);
  });
});
