import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gammaQuantile, logGamma, regularisedGammaP, regularisedGammaQ } from '../../src/mathematics/gamma.js';
import { logGammaOnePlus, stirlingError } from '../../src/mathematics/log-gamma.js';
import { relativeError } from './relative-error.js';

// loggamma of mpmath 1.3.0 at 50 digits (SciPy 1.17.1 gammaln agrees to 1e-12 away from 1 and 2).
const LOG_GAMMA: [x: number, value: number][] = [
    [1e-10, 23.025850929882736],
    [0.1, 2.252712651734206],
    [0.5, 0.5723649429247001],
    [0.999999, 5.772164873855652e-7],
    [1.0001, -5.771334222047127e-5],
    [1.25, -0.09827183642181316],
    [1.999999, -4.227840125965854e-7],
    [2.00001, 4.22787559764836e-6],
    [3.7, 1.428072326665388],
    [9.99, 12.779315214350193],
    [10.01, 12.824350262448247],
    [171.5, 709.1431630309282],
    [1000000, 12815504.569147611],
    [1e+100, 2.2925850929940456e+102],
];

// gammainc(a, 0, x, regularized=True) and gammainc(a, x, inf, regularized=True) of mpmath 1.3.0 at 50 digits; SciPy 1.17.1
// gammainc and gammaincc agree to 1e-12.
const INCOMPLETE_GAMMA: [a: number, x: number, p: number, q: number][] = [
    [1e-6, 0.35, 0.999999205784342, 7.94215657970373e-07],
    [0.001, 0.5, 0.9994399333435292, 0.0005600666564707498],
    [0.5, 0.1, 0.345279153981423, 0.654720846018577],
    [0.5, 2, 0.9544997361036416, 0.04550026389635842],
    [1, 1e-5, 9.999950000166666e-6, 0.9999900000499998],
    [3, 2.5, 0.45618688411667047, 0.5438131158833295],
    [3, 20, 0.9999995444850495, 4.555149505589213e-7],
    [25, 10, 4.6949381426799705e-5, 0.9999530506185732],
    [25, 60, 0.9999998904119288, 1.0958807112599779e-7],
    [100, 99, 0.473304330399461, 0.526695669600539],
    [100.5, 140, 0.999807097998579, 0.00019290200142096513],
    [10000, 9800, 0.022207543813969693, 0.9777924561860303],
    [10000, 10300, 0.9985295051036143, 0.0014704948963856813],
];

// Roots of the above by mpmath.findroot; SciPy 1.17.1 gammaincinv agrees to 1e-12.
const GAMMA_QUANTILES: [p: number, shape: number, x: number][] = [
    [0.5, 0.05, 5.573878440746248e-7],
    [1e-10, 0.5, 7.853981633974484e-21],
    [0.25, 0.5, 0.050765522133810775],
    [0.999, 0.5, 5.4137830853313655],
    [1e-8, 3, 0.0039187044465822975],
    [0.5, 3, 2.6740603137235603],
    [0.975, 10, 17.08480345141917],
    [0.9999999, 4.2, 24.430131270923003],
    [1e-20, 50, 9.305674582224567],
    [0.3, 1000, 983.1784467578987],
    [0.99, 100000, 100737.12609678283],
];

describe('logGamma', () => {
  it.each(LOG_GAMMA)('of %f is %f to 1e-14', (x, value) => expect(relativeError(logGamma(x), value)).toBeLessThan(1e-14));

  it('is the logarithm of the factorial', () => {
    let factorial = 1;
    for (let n = 1; n <= 20; n++) {
      factorial *= n;
      expect(Math.abs(logGamma(n + 1) - Math.log(factorial))).toBeLessThan(1e-14 * (1 + Math.log(factorial)));
    }
  });

  it.each([0, -1, NaN, Infinity])('refuses %f', (x) => expect(() => logGamma(x)).toThrow(/finite x > 0/));
});

describe('logGammaOnePlus', () => {
  // mpmath 1.3.0 at 50 digits: loggamma(1 + z)
  it.each([
    [1e-20, -5.772156649015328e-21],
    [1e-09, -5.772156640790658e-10],
    [-0.25, 0.20328095143129538],
    [0.5, -0.12078223763524522],
    [0.75, -0.08440112102048555],
    [0.999, -0.00042246180069215413],
  ])('of %f is %f to 1e-14', (z, value) => expect(relativeError(logGammaOnePlus(z), value)).toBeLessThan(1e-14));
});

describe('stirlingError', () => {
  // 1 - log(2 pi) / 2, and 1 / (12 x) - 1 / (360 x^3) + ... for large x.
  it('is what Stirling misses', () => {
    expect(stirlingError(1)).toBeCloseTo(1 - Math.log(2 * Math.PI) / 2, 15);
    expect(relativeError(stirlingError(1e6), 1 / 12e6)).toBeLessThan(1e-12);
  });

  it('is continuous where the series begins', () =>
    expect(relativeError(stirlingError(10 - 1e-14), stirlingError(10))).toBeLessThan(1e-12));
});

describe('the regularised incomplete gamma functions', () => {
  it.each(INCOMPLETE_GAMMA)('at a = %f, x = %f are %f and %f to 1e-12', (a, x, p, q) => {
    expect(relativeError(regularisedGammaP(a, x), p)).toBeLessThan(1e-12);
    expect(relativeError(regularisedGammaQ(a, x), q)).toBeLessThan(1e-12);
  });

  it('end at 0 and 1', () => {
    expect([regularisedGammaP(2, 0), regularisedGammaP(2, Infinity)]).toEqual([0, 1]);
    expect([regularisedGammaQ(2, 0), regularisedGammaQ(2, Infinity)]).toEqual([1, 0]);
  });

  it('add to one', () =>
    fc.assert(
      fc.property(fc.double({ min: -7, max: 12, noNaN: true }), fc.double({ min: -10, max: 10, noNaN: true }), (logA, logRatio) => {
        const a = Math.exp(logA);
        const x = a * Math.exp(logRatio);
        expect(Math.abs(regularisedGammaP(a, x) + regularisedGammaQ(a, x) - 1)).toBeLessThan(1e-13);
      }),
      { seed: 1 },
    ));

  it.each([0, -1, NaN, Infinity])('refuse the shape %f', (a) => {
    expect(() => regularisedGammaP(a, 1)).toThrow(/finite shape > 0/);
    expect(() => regularisedGammaQ(a, 1)).toThrow(/finite shape > 0/);
  });

  it.each([-1, NaN])('refuse the argument %f', (x) => {
    expect(() => regularisedGammaP(1, x)).toThrow(/x >= 0/);
    expect(() => regularisedGammaQ(1, x)).toThrow(/x >= 0/);
  });
});

describe('gammaQuantile', () => {
  it.each(GAMMA_QUANTILES)('of %f for shape %f is %f to 1e-12', (p, shape, x) =>
    expect(relativeError(gammaQuantile(p, shape), x)).toBeLessThan(1e-12));

  it('inverts the distribution function, tails included', () =>
    fc.assert(
      fc.property(fc.double({ min: -5, max: 10, noNaN: true }), fc.double({ min: -30, max: 30, noNaN: true }), (logShape, logit) => {
        const shape = Math.exp(logShape);
        const p = 1 / (1 + Math.exp(-logit));
        const x = gammaQuantile(p, shape);
        if (p <= 0.5 && x > 0) expect(relativeError(regularisedGammaP(shape, x), p)).toBeLessThan(1e-11);
        if (p > 0.5) expect(relativeError(regularisedGammaQ(shape, x), 1 - p)).toBeLessThan(1e-11);
      }),
      { seed: 2 },
    ));

  it('runs from 0 to Infinity', () => expect([gammaQuantile(0, 2), gammaQuantile(1, 2)]).toEqual([0, Infinity]));

  it('is 0 where the quantile is below the smallest number', () => expect(gammaQuantile(0.5, 1e-5)).toBe(0));

  it.each([-0.1, 1.1, NaN])('refuses the probability %f', (p) => expect(() => gammaQuantile(p, 1)).toThrow(/probability in \[0, 1\]/));

  it('refuses a shape of 0', () => expect(() => gammaQuantile(0.5, 0)).toThrow(/finite shape > 0/));
});
