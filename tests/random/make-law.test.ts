import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LawSpec } from '../../src/random/law-spec.js';
import { balancedHyperexponential } from '../../src/random/laws/hyperexponential.js';
import { makeLaw } from '../../src/random/make-law.js';
import { kolmogorovSmirnovTest } from '../../src/statistics/kolmogorov-smirnov.js';
import { sampleOf } from './sampling.js';

const observations = [0.4, 0.9, 1.1, 1.6, 2.3, 2.4, 3.8, 5.5, 9.1, 14.2];

interface Case {
  readonly spec: LawSpec;
  readonly support: readonly [number, number];
}

const continuous: Case[] = [
  { spec: { law: 'uniform', min: -2, max: 5 }, support: [-2, 5] },
  { spec: { law: 'exponential', mean: 4 }, support: [0, Infinity] },
  { spec: { law: 'erlang', stages: 3, mean: 6 }, support: [0, Infinity] },
  { spec: { law: 'erlang', stages: 20, mean: 6 }, support: [0, Infinity] },
  { spec: { law: 'gamma', mean: 5, cv: 0.5 }, support: [0, Infinity] },
  { spec: { law: 'gamma', mean: 5, cv: 1 }, support: [0, Infinity] },
  { spec: { law: 'gamma', mean: 5, cv: 2 }, support: [0, Infinity] },
  { spec: { law: 'lognormal', mean: 5, cv: 1.2 }, support: [0, Infinity] },
  { spec: { law: 'normal', mean: 1, sd: 2, min: -Infinity, max: Infinity }, support: [-Infinity, Infinity] },
  { spec: { law: 'normal', mean: 1, sd: 2, min: 0, max: Infinity }, support: [0, Infinity] },
  { spec: { law: 'normal', mean: 0, sd: 1, min: 5, max: 6 }, support: [5, 6] },
  { spec: { law: 'normal', mean: 0, sd: 1, min: -Infinity, max: -8 }, support: [-Infinity, -8] },
  { spec: { law: 'normal', mean: 0.5, sd: 1e5, min: 0, max: 1 }, support: [0, 1] },
  { spec: { law: 'beta', mean: 0.3, sd: 0.2, min: 0, max: 1 }, support: [0, 1] },
  { spec: { law: 'beta', mean: 14, sd: 3.5, min: 10, max: 20 }, support: [10, 20] },
  { spec: { law: 'triangular', min: 1, mode: 2, max: 5 }, support: [1, 5] },
  { spec: { law: 'triangular', min: 1, mode: 5, max: 5 }, support: [1, 5] },
  { spec: { law: 'empirical', values: observations }, support: [0.4, 14.2] },
  { spec: balancedHyperexponential(10, 3), support: [0, Infinity] },
  { spec: { law: 'pareto', minimum: 2, shape: 1.5 }, support: [2, Infinity] },
];

const atoms: Case[] = [
  { spec: { law: 'constant', value: 3 }, support: [3, 3] },
  { spec: { law: 'discrete', values: [5, 1, 2], weights: [1, 2, 3] }, support: [1, 5] },
];

const byInversion = new Set(['uniform', 'exponential', 'lognormal', 'normal', 'triangular', 'empirical', 'pareto', 'discrete']);

const probability = fc.double({ min: 0, max: 1, noNaN: true });
/** A 53-bit uniform as sources give it. */
const uniform = fc.bigInt({ min: 1n, max: 2n ** 53n - 1n }).map((k) => Number(k) / 2 ** 53);

describe.each(continuous)('the law $spec', ({ spec }) => {
  const law = makeLaw(spec);

  it('draws what its distribution function says (Kolmogorov-Smirnov, 5000 draws, level 0.001)', () => {
    expect(kolmogorovSmirnovTest(sampleOf(law, 5000), law.cdf).pValue).toBeGreaterThan(0.001);
  });

  it('has quantiles that its distribution function takes back', () => {
    for (let p = 0.001; p < 1; p += 0.0333) {
      expect(law.cdf(law.quantile(p))).toBeCloseTo(p, 10);
    }
  });
});

describe.each([...continuous, ...atoms])('the law $spec', ({ spec, support: [lowest, highest] }) => {
  const law = makeLaw(spec);

  it('is named as its specification', () => {
    expect(law.name).toBe(spec.law);
  });

  it('draws within its support, and ends there', () => {
    for (const x of sampleOf(law, 2000)) {
      expect(Number.isFinite(x)).toBe(true);
      expect(x).toBeGreaterThanOrEqual(lowest);
      expect(x).toBeLessThanOrEqual(highest);
    }
    expect(law.quantile(0)).toBe(lowest);
    expect(law.quantile(1)).toBe(highest);
    expect(law.cdf(-Infinity)).toBe(0);
    expect(law.cdf(Infinity)).toBe(1);
  });

  it('has quantiles and a distribution function that never fall', () => {
    fc.assert(
      fc.property(probability, probability, (one, other) => {
        const [p, q] = [Math.min(one, other), Math.max(one, other)];
        const [x, y] = [law.quantile(p), law.quantile(q)];
        // Iterative quantiles are exact to about 1e-12.
        expect(x <= y || x - y <= 1e-11 * Math.abs(y)).toBe(true);
        expect(law.cdf(Math.min(x, y))).toBeLessThanOrEqual(law.cdf(Math.max(x, y)) + 1e-12);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('refuses arguments that are not probabilities or not numbers', () => {
    for (const p of [-0.001, 1.001, NaN]) expect(() => law.quantile(p)).toThrow(`${spec.law}: quantile expects a probability from 0 to 1, found ${p}`);
    expect(() => law.cdf(NaN)).toThrow(`${spec.law}: cdf expects a number, found NaN`);
    expect(() => law.cdf('1' as unknown as number)).toThrow(RangeError);
  });
});

describe.each([...continuous, ...atoms].filter(({ spec }) => byInversion.has(spec.law)))('the law $spec, drawn by inversion,', ({ spec }) => {
  it('gives the quantile of its one uniform, so that draws rise with it', () => {
    const law = makeLaw(spec);
    fc.assert(
      fc.property(uniform, (u) => {
        const x = law.sample({ next: () => u });
        const quantile = law.quantile(u);
        expect(Math.abs(x - quantile)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(quantile)));
      }),
      { seed: 2, numRuns: 200 },
    );
  });
});

describe('makeLaw', () => {
  it('makes laws that draw the same from the same position, whatever was drawn in between', () => {
    for (const { spec } of continuous) expect(sampleOf(makeLaw(spec), 50)).toEqual(sampleOf(makeLaw(spec), 100).slice(0, 50));
  });

  it('passes on what a law says of its parameters', () => {
    expect(() => makeLaw({ law: 'lognormal', mean: 1, cv: -1 })).toThrow('lognormal: cv must be positive, found -1');
    expect(() => makeLaw({ law: 'exponential', mean: '3' as unknown as number })).toThrow('exponential: mean must be a finite number, found 3');
    expect(() => makeLaw({ law: 'exponential' } as LawSpec)).toThrow('exponential: mean must be a finite number, found undefined');
  });

  it('refuses a law it does not know', () => {
    expect(() => makeLaw({ law: 'weibull' } as unknown as LawSpec)).toThrow('law: expected one of');
    expect(() => makeLaw({ law: 'weibull' } as unknown as LawSpec)).toThrow('found weibull');
  });

  it('has a Kolmogorov-Smirnov test behind it that tells a mean that is 10 % off', () => {
    const wrong = makeLaw({ law: 'exponential', mean: 4.4 });
    expect(kolmogorovSmirnovTest(sampleOf(makeLaw({ law: 'exponential', mean: 4 }), 5000), wrong.cdf).pValue).toBeLessThan(0.001);
  });
});
