import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalCdf, normalQuantile } from '../../src/mathematics/normal.js';
import { studentCdf, studentQuantile } from '../../src/mathematics/student.js';
import { relativeError } from './relative-error.js';

// From betainc of mpmath 1.3.0 at 50 digits; SciPy 1.17.1 stdtr agrees to 1e-12.
const STUDENT_CDF: [t: number, df: number, value: number][] = [
    [-1000000, 1, 3.1830988618368455e-7],
    [-12.7, 1, 0.02501216384467208],
    [-30, 3, 4.0676402135819796e-5],
    [-2.5, 4.5, 0.029952843251100272],
    [-0.1, 9, 0.4612682239783406],
    [1e-5, 7, 0.5000038499145083],
    [1.7, 29, 0.9500831042557654],
    [3, 1000, 0.9986166454778809],
    [-6, 10000000, 9.866213666838918e-10],
    [-0.5, 0.3, 0.4003553963107388],
];

// Roots by mpmath.findroot; SciPy 1.17.1 stdtrit agrees to 1e-12, except at p = 0.5000001 (2e-10).
const STUDENT_QUANTILES: [p: number, df: number, t: number][] = [
    [0.975, 9, 2.262157162798205],
    [0.95, 4, 2.1318467863266495],
    [0.975, 1, 12.706204736174694],
    [0.975, 2, 4.302652729749462],
    [0.995, 2.5, 7.163728138948783],
    [0.9, 30, 1.3104150253913958],
    [0.55, 12, 0.12834738079561145],
    [0.5000001, 7.992386, 2.5860669157812696e-7],
    [0.025, 999, -1.96234146113345],
    [1e-12, 5, -393.95695957760375],
    [0.9999, 0.5, 10284911.563165652],
    [0.975, 1000000000, 1.959963986912325],
];

describe('studentCdf', () => {
  it.each(STUDENT_CDF)('at %f with %f degrees of freedom is %f to 1e-12', (t, df, value) =>
    expect(relativeError(studentCdf(t, df), value)).toBeLessThan(1e-12));

  it('is the normal law with infinite degrees of freedom', () => expect(studentCdf(-2, Infinity)).toBe(normalCdf(-2)));

  it('runs from 0 to 1', () => expect([-Infinity, 0, Infinity].map((t) => studentCdf(t, 3))).toEqual([0, 0.5, 1]));

  it('refuses NaN and degrees of freedom that are not positive', () => {
    expect(() => studentCdf(NaN, 3)).toThrow(/found NaN/);
    expect(() => studentCdf(1, 0)).toThrow(/degrees of freedom > 0, found 0/);
  });
});

describe('studentQuantile', () => {
  it.each(STUDENT_QUANTILES)('of %f with %f degrees of freedom is %f to 1e-12', (p, df, t) =>
    expect(relativeError(studentQuantile(p, df), t)).toBeLessThan(1e-12));

  it('inverts the distribution function', () =>
    fc.assert(
      fc.property(fc.double({ min: -60, max: -0.7, noNaN: true }), fc.double({ min: -1, max: 20, noNaN: true }), (logP, logDf) => {
        const [p, df] = [Math.exp(logP), Math.exp(logDf)];
        expect(relativeError(studentCdf(studentQuantile(p, df), df), p)).toBeLessThan(1e-11);
      }),
      { seed: 6 },
    ));

  it('is antisymmetric', () => expect(studentQuantile(0.25, 7)).toBe(-studentQuantile(0.75, 7)));

  it('is the normal law with infinite degrees of freedom', () => expect(studentQuantile(0.975, Infinity)).toBe(normalQuantile(0.975)));

  it('runs from -Infinity to Infinity', () => expect([0, 0.5, 1].map((p) => studentQuantile(p, 3))).toEqual([-Infinity, 0, Infinity]));

  it('refuses what is not a probability, and degrees of freedom that are not positive', () => {
    expect(() => studentQuantile(1.1, 3)).toThrow(/probability in \[0, 1\], found 1.1/);
    expect(() => studentQuantile(0.5, NaN)).toThrow(/degrees of freedom > 0, found NaN/);
  });
});
