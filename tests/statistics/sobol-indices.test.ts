import { describe, expect, it } from 'vitest';
import { sobolIndices, type SaltelliValues } from '../../src/statistics/sobol-indices.js';
import { haltonPoints } from './halton.js';
import { draw, shareOf, uniformSource } from './random-sample.js';

type Model = (x: readonly number[]) => number;

/** Values at A, B and the mixtures, A and B being the halves of points in twice as many dimensions as there are factors. */
function saltelliValues(model: Model, points: readonly (readonly number[])[]): SaltelliValues {
  const k = points[0].length / 2;
  const mixed = (factor: number) => (point: readonly number[]): number => model(point.slice(0, k).map((x, i) => (i === factor ? point[k + i] : x)));
  return {
    a: points.map((point) => model(point.slice(0, k))),
    b: points.map((point) => model(point.slice(k))),
    ab: Array.from({ length: k }, (_, factor) => points.map(mixed(factor))),
  };
}

/** The same with B and one column from A, for pairs. */
function withPairs(model: Model, points: readonly (readonly number[])[]): SaltelliValues {
  const k = points[0].length / 2;
  const turned = points.map((point) => [...point.slice(k), ...point.slice(0, k)]);
  return { ...saltelliValues(model, points), ba: saltelliValues(model, turned).ab };
}

function randomPoints(n: number, dimensions: number, uniform: () => number): number[][] {
  return Array.from({ length: n }, () => draw(dimensions, uniform));
}

/** Ishigami and Homma (1990) with a = 7, b = .1, factors uniform on [-pi, pi]. */
const ishigami: Model = (u) => {
  const [x1, x2, x3] = u.map((x) => Math.PI * (2 * x - 1));
  return Math.sin(x1) + 7 * Math.sin(x2) ** 2 + 0.1 * x3 ** 4 * Math.sin(x1);
};

const A = [0, 1, 4.5, 9, 99, 99, 99, 99];
/** Sobol's g of Saltelli and Sobol (1995). */
const sobolG: Model = (u) => u.reduce((product, x, i) => (product * (Math.abs(4 * x - 2) + A[i])) / (1 + A[i]), 1);

describe('sobolIndices', () => {
  // NumPy 1.24: m = r_[a, b].mean(); v = var(r_[a, b]); mean((b - m) * (ab - a)) / v; .5 * mean((a - ab)**2) / v; the formulas of scipy.stats.sobol_indices
  it('computes Saltelli\'s first order and Jansen\'s total order estimators', () => {
    const { n, mean, variance, factors } = sobolIndices({
      a: [1.2, 3.4, -0.5, 2.2, 4.1, 0.3],
      b: [2.5, 0.1, 1.9, 3.3, -1.2, 2.0],
      ab: [[1.9, 1.2, 0.4, 2.9, 1.1, 1.5], [1.6, 2.8, 0.1, 2.6, 0.8, 0.6]],
    });
    expect(n).toBe(6);
    expect(mean).toBeCloseTo(1.6083333333333334, 14);
    expect(variance).toBeCloseTo(2.512430555555555, 14);
    expect(factors[0].first).toBeCloseTo(0.9475662677243707, 13);
    expect(factors[0].total).toBeCloseTo(0.5661848033389537, 13);
    expect(factors[1].first).toBeCloseTo(0.7627629287708341, 13);
    expect(factors[1].total).toBeCloseTo(0.3986843196329363, 13);
    expect(factors[0].firstInterval).toBeUndefined();
  });

  // V = a^2 / 8 + b pi^4 / 5 + b^2 pi^8 / 18 + 1 / 2 and the shares of Saltelli et al. (2008), section 4.7. Halton points: error below .01.
  it('finds the indices of Ishigami\'s function', () => {
    const { variance, factors } = sobolIndices(saltelliValues(ishigami, haltonPoints(16384, 6)));
    expect(Math.abs(variance - 13.844588)).toBeLessThan(0.02);
    [0.313905, 0.442411, 0].forEach((first, i) => expect(Math.abs((factors[i].first ?? NaN) - first)).toBeLessThan(0.01));
    [0.557589, 0.442411, 0.243684].forEach((total, i) => expect(Math.abs((factors[i].total ?? NaN) - total)).toBeLessThan(0.01));
  });

  // Closed form: V_i = 1 / (3 (1 + a_i)^2), V = product(1 + V_i) - 1. 40,000 random rows: standard errors below .007, tolerance 3 of them.
  it('finds the indices of Sobol\'s g function', () => {
    const { factors } = sobolIndices(saltelliValues(sobolG, randomPoints(40000, 16, uniformSource(81))));
    [0.716192, 0.179048, 0.023676, 0.007162].forEach((first, i) => expect(Math.abs((factors[i].first ?? NaN) - first)).toBeLessThan(0.02));
    [0.787144, 0.242198, 0.034317, 0.01046].forEach((total, i) => expect(Math.abs((factors[i].total ?? NaN) - total)).toBeLessThan(0.02));
  });

  // y = x1 + 2 x2: S = ST = .2, .8. 1,000 experiments: standard error .0069, so [.93, .97] is about 2.9 of them.
  it('has bootstrap intervals that cover in 93 to 97 % of 1,000 experiments of 200 rows', () => {
    const [uniform, resampling] = [uniformSource(82), uniformSource(83)];
    const hits = [0, 0];
    shareOf(1000, () => {
      const values = saltelliValues(([x1, x2]) => x1 + 2 * x2, randomPoints(200, 4, uniform));
      const [{ firstInterval, totalInterval }] = sobolIndices(values, { uniform: resampling, resamples: 199 }).factors;
      [firstInterval, totalInterval].forEach((interval, i) => (hits[i] += Number(interval !== undefined && interval.low <= 0.2 && 0.2 <= interval.high)));
      return true;
    });
    for (const hit of hits) {
      expect(hit / 1000).toBeGreaterThanOrEqual(0.93);
      expect(hit / 1000).toBeLessThanOrEqual(0.97);
    }
  });

  // S13 = b^2 pi^8 (1/18 - 1/50) / V = .243684 (Saltelli et al. 2008, section 4.7), the other pairs 0. Halton points: error below .01.
  it('finds the only pair that interacts in Ishigami\'s function', () => {
    const { pairs } = sobolIndices(withPairs(ishigami, haltonPoints(16384, 6)));
    expect(pairs.map(({ factors }) => factors)).toEqual([[0, 1], [0, 2], [1, 2]]);
    [0, 0.243684, 0].forEach((second, i) => expect(Math.abs((pairs[i].second ?? NaN) - second)).toBeLessThan(0.01));
  });

  // y = x1 x2 on the unit square: V = 7/144, V1 = V2 = 3/144, so S12 = 1/7. 1,000 experiments: standard error .0069; percentiles of products cover a little less.
  it('has intervals of pairs that cover in 92 to 97 % of 1,000 experiments of 200 rows', () => {
    const [uniform, resampling] = [uniformSource(87), uniformSource(88)];
    const covered = shareOf(1000, () => {
      const [{ interval }] = sobolIndices(withPairs(([x1, x2]) => x1 * x2, randomPoints(200, 4, uniform)), { uniform: resampling, resamples: 199 }).pairs;
      return interval !== undefined && interval.low <= 1 / 7 && 1 / 7 <= interval.high;
    });
    expect(covered).toBeGreaterThanOrEqual(0.92);
    expect(covered).toBeLessThanOrEqual(0.97);
  });

  it('gives a factor without influence indices of 0 with intervals of no width', () => {
    const values = saltelliValues(([x1]) => x1, randomPoints(50, 4, uniformSource(84)));
    const { factors } = sobolIndices(values, { uniform: uniformSource(85) });
    expect(factors[1]).toEqual({ first: 0, total: 0, firstInterval: { low: 0, high: 0 }, totalInterval: { low: 0, high: 0 } });
  });

  it('is undefined for a model that does not vary', () =>
    expect(sobolIndices({ a: [3, 3], b: [3, 3], ab: [[3, 3]] }, { uniform: uniformSource(86) })).toEqual({
      n: 2, mean: 3, variance: 0, factors: [{ first: undefined, total: undefined, firstInterval: undefined, totalInterval: undefined }], pairs: [],
    }));

  it('refuses designs that are none', () => {
    expect(() => sobolIndices({ a: [1], b: [2], ab: [[1]] })).toThrow('sobolIndices: expected at least 2 values, found 1');
    expect(() => sobolIndices({ a: [1, 2], b: [2, 1], ab: [] })).toThrow('expected values for at least 1 factor, found none');
    expect(() => sobolIndices({ a: [1, 2], b: [2, 1], ab: [[1, 2, 3]] })).toThrow('expected 2 values as in A, found 3');
    expect(() => sobolIndices({ a: [1, 2], b: [2, 1], ab: [[1, 2], [2, 2]], ba: [[1, 2]] })).toThrow('expected as many matrices BA as AB, found 1 and 2');
    expect(() => sobolIndices({ a: [1, 2], b: [2, NaN], ab: [[1, 2]] })).toThrow(/found NaN at index 1/);
  });
});
