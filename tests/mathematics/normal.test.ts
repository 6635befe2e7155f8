import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorFunction, normalCdf, normalQuantile } from '../../src/mathematics/normal.js';
import { relativeError } from './relative-error.js';

// erfc(-z / sqrt(2)) / 2 of mpmath 1.3.0 at 50 digits; SciPy 1.17.1 ndtr agrees to 1e-12.
const NORMAL_CDF: [z: number, value: number][] = [
    [-37.1, 1.4047119663106221e-301],
    [-37, 5.725571222524577e-300],
    [-33.3, 1.93050550592784e-243],
    [-27.77, 4.996953493827287e-170],
    [-12.34, 2.7577941516989773e-35],
    [-20.3, 6.429244467698346e-92],
    [-8, 6.220960574271784e-16],
    [-5.7, 5.990371401063528e-9],
    [-5.6, 1.071759025831093e-8],
    [-3, 0.0013498980316300946],
    [-1.96, 0.024997895148220435],
    [-0.67, 0.2514288950953101],
    [-0.66, 0.25462691467133614],
    [-1e-9, 0.49999999960105773],
    [0, 0.5],
    [0.3, 0.6179114221889527],
    [1.5, 0.9331927987311419],
    [4, 0.9999683287581669],
];

// erf of mpmath 1.3.0 at 50 digits; SciPy 1.17.1 agrees to 1e-12.
const ERROR_FUNCTION: [x: number, value: number][] = [
    [1e-20, 1.1283791670955125e-20],
    [0.001, 0.0011283787909692365],
    [0.46, 0.4846553900016797],
    [0.47, 0.4937450508860821],
    [1, 0.8427007929497149],
    [2.5, 0.999593047982555],
    [-3.9, -0.9999999652077514],
    [-4.1, -0.9999999932999724],
    [5.9, 0.9999999999999999],
];

// Roots by mpmath.findroot; SciPy 1.17.1 ndtri agrees to 1e-12.
const NORMAL_QUANTILES: [p: number, z: number][] = [
    [1e-300, -37.0470962993612],
    [1e-20, -9.262340089798407],
    [1e-8, -5.612001244174789],
    [0.001, -3.0902323061678136],
    [0.025, -1.9599639845400543],
    [0.075, -1.439531470938456],
    [0.08, -1.4050715603096327],
    [0.3, -0.5244005127080408],
    [0.5000001, 2.506628273311648e-7],
    [0.9, 1.2815515655446006],
    [0.975, 1.9599639845400538],
    [0.9999, 3.7190164854557084],
];

describe('normalCdf', () => {
  it.each(NORMAL_CDF)('at %f is %f to 1e-14', (z, value) => expect(relativeError(normalCdf(z), value)).toBeLessThan(1e-14));

  it('runs from 0 to 1', () => expect([normalCdf(-Infinity), normalCdf(-40), normalCdf(40), normalCdf(Infinity)]).toEqual([0, 0, 1, 1]));

  it('refuses NaN', () => expect(() => normalCdf(NaN)).toThrow(/found NaN/));
});

describe('errorFunction', () => {
  it.each(ERROR_FUNCTION)('of %f is %f to 1e-15', (x, value) => expect(relativeError(errorFunction(x), value)).toBeLessThan(1e-15));

  it('runs from -1 to 1', () =>
    expect([errorFunction(-Infinity), errorFunction(0), errorFunction(7), errorFunction(Infinity)]).toEqual([-1, 0, 1, 1]));

  it('refuses NaN', () => expect(() => errorFunction(NaN)).toThrow(/found NaN/));
});

describe('normalQuantile', () => {
  it.each(NORMAL_QUANTILES)('of %f is %f to 1e-14', (p, z) => expect(relativeError(normalQuantile(p), z)).toBeLessThan(1e-14));

  it('inverts the distribution function down to the far tail', () =>
    fc.assert(
      fc.property(fc.double({ min: -690, max: -0.7, noNaN: true }), (logP) => {
        const p = Math.exp(logP);
        expect(relativeError(normalCdf(normalQuantile(p)), p)).toBeLessThan(1e-11);
      }),
      { seed: 5 },
    ));

  it('runs from -Infinity to Infinity', () => expect([normalQuantile(0), normalQuantile(0.5), normalQuantile(1)]).toEqual([-Infinity, 0, Infinity]));

  it.each([-0.1, 1.1, NaN])('refuses the probability %f', (p) => expect(() => normalQuantile(p)).toThrow(/probability in \[0, 1\]/));
});
