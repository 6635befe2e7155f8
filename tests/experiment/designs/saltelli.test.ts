import { describe, expect, it } from 'vitest';
import { DesignError } from '../../../src/experiment/design.js';
import type { Factor } from '../../../src/experiment/designs/factor.js';
import { saltelli, type SaltelliDesign, type SaltelliPlace } from '../../../src/experiment/designs/saltelli.js';

const unit = (count: number): Factor[] => Array.from({ length: count }, (_, index) => ({ name: `x${index}`, range: { from: 0, to: 1 } }));

/** The answers of a matrix in the order of its samples. */
function answers(design: SaltelliDesign, f: (x: readonly number[]) => number, matrix: SaltelliPlace['matrix'], factor?: number): number[] {
  const y: number[] = [];
  design.places.forEach((place, row) => {
    if (place.matrix === matrix && place.factor === factor) y[place.sample] = f(design.rows[row] as number[]);
  });
  return y;
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

describe('the scheme of Saltelli', () => {
  it('has the points of SALib in its order', () => {
    // SALib's sample.sobol with scramble=False upon SciPy 1.10's qmc.Sobol(4, scramble=False).random(4), samples 2 and 3
    expect(saltelli(unit(2), { n: 4 }).rows.slice(8)).toEqual([
      [0.75, 0.25], [0.25, 0.25], [0.75, 0.25], [0.25, 0.25], [0.25, 0.75], [0.75, 0.75], [0.25, 0.75], [0.75, 0.75],
    ]);
    expect(saltelli(unit(2), { n: 4, secondOrder: true }).rows.slice(12)).toEqual([
      [0.75, 0.25], [0.25, 0.25], [0.75, 0.25], [0.75, 0.25], [0.25, 0.25], [0.25, 0.25],
      [0.25, 0.75], [0.75, 0.75], [0.25, 0.75], [0.25, 0.75], [0.75, 0.75], [0.75, 0.75],
    ]);
  });

  it('says of each point where it belongs', () => {
    const { places, n, secondOrder } = saltelli(unit(2), { n: 2, secondOrder: true });
    const names = places.map(({ sample, matrix, factor }) => `${matrix}${factor ?? ''} ${sample}`);
    expect(names).toEqual(['A 0', 'AB0 0', 'AB1 0', 'BA0 0', 'BA1 0', 'B 0', 'A 1', 'AB0 1', 'AB1 1', 'BA0 1', 'BA1 1', 'B 1']);
    expect([n, secondOrder]).toEqual([2, true]);
  });

  it('takes one column from the other matrix', () => {
    const { coordinates, places } = saltelli(unit(3), { n: 8, scramble: '1', secondOrder: true });
    const at = (sample: number, matrix: string, factor?: number): readonly number[] =>
      coordinates[places.findIndex((place) => place.sample === sample && place.matrix === matrix && place.factor === factor)];
    for (let sample = 0; sample < 8; sample++) {
      const [a, b] = [at(sample, 'A'), at(sample, 'B')];
      for (let factor = 0; factor < 3; factor++) {
        expect(at(sample, 'AB', factor)).toEqual(a.map((u, axis) => (axis === factor ? b[axis] : u)));
        expect(at(sample, 'BA', factor)).toEqual(b.map((u, axis) => (axis === factor ? a[axis] : u)));
      }
    }
  });

  it('begins with the design of fewer samples', () => {
    const few = saltelli(unit(3), { n: 4, scramble: '1' }).rows;
    expect(saltelli(unit(3), { n: 16, scramble: '1' }).rows.slice(0, few.length)).toEqual(few);
    expect(few).toHaveLength(4 * 5);
  });

  it('leads to the indices of the Ishigami function', () => {
    // sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1 on [-pi, pi]^3: S .313905 .442411 0, ST .557589 .442411 .243684, S13 .243684 (Ishigami and Homma,
    // 1990); estimators (b) and (f) of Saltelli et al. (2010), table 2, and for pairs Saltelli (2002).
    const factors = unit(3).map(({ name }) => ({ name, range: { from: -Math.PI, to: Math.PI } }));
    const design = saltelli(factors, { n: 4096, scramble: '1', secondOrder: true });
    const f = ([a, b, c]: readonly number[]): number => Math.sin(a) + 7 * Math.sin(b) ** 2 + 0.1 * c ** 4 * Math.sin(a);
    const [yA, yB] = [answers(design, f, 'A'), answers(design, f, 'B')];
    const centre = mean([...yA, ...yB]);
    const variance = mean([...yA, ...yB].map((y) => (y - centre) ** 2));
    expect(variance).toBeCloseTo(13.844588, 0);
    const first = [0, 1, 2].map((factor) => mean(answers(design, f, 'AB', factor).map((y, i) => yB[i] * (y - yA[i]))) / variance);
    const total = [0, 1, 2].map((factor) => mean(answers(design, f, 'AB', factor).map((y, i) => (yA[i] - y) ** 2)) / (2 * variance));
    [0.313905, 0.442411, 0].forEach((value, factor) => expect(Math.abs(first[factor] - value)).toBeLessThan(0.01));
    [0.557589, 0.442411, 0.243684].forEach((value, factor) => expect(Math.abs(total[factor] - value)).toBeLessThan(0.01));
    const [yAB2, yBA0] = [answers(design, f, 'AB', 2), answers(design, f, 'BA', 0)];
    const closed = mean(yBA0.map((y, i) => y * yAB2[i] - yA[i] * yB[i])) / variance;
    expect(Math.abs(closed - first[0] - first[2] - 0.243684)).toBeLessThan(0.02);
  });

  it('passes on the notice about numbers that are no power of two', () => {
    expect(saltelli(unit(2), { n: 10 }).notices).toHaveLength(1);
  });

  it('is refused with more factors than the sequence has dimensions for, and with too many points', () => {
    expect(() => saltelli(unit(556), { n: 1 })).toThrow(new DesignError('saltelli: expected at most 555 factors, found 556'));
    expect(() => saltelli(unit(100), { n: 16384 })).toThrow(/saltelli: expected at most 1000000 design points, found 1671168/);
    expect(() => saltelli([], { n: 1 })).toThrow(DesignError);
    expect(() => saltelli(unit(1), { n: 0 })).toThrow(DesignError);
  });
});
