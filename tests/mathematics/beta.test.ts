import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaOddsQuantile, betaQuantile, betaTail, regularisedBeta } from '../../src/mathematics/beta.js';
import { relativeError } from './relative-error.js';

// betainc(a, b, 0, x, regularized=True) of mpmath 1.3.0 at 50 digits; SciPy 1.17.1 betainc agrees to 1e-12.
const INCOMPLETE_BETA: [x: number, a: number, b: number, value: number][] = [
    [0.2, 0.5, 0.5, 0.2951672353008666],
    [0.9, 0.05, 3, 0.9999806758394905],
    [0.999, 0.1, 0.2, 0.9139598779614838],
    [1e-6, 2, 3, 5.999992000003e-12],
    [0.3, 2, 5, 0.5798249999999999],
    [0.7, 2, 5, 0.989065],
    [0.95, 30, 2, 0.5365969098573434],
    [0.5, 100, 120, 0.9117960627949818],
    [0.4, 300, 300, 3.768191920170033e-7],
    [0.001, 0.5, 2000, 0.9545402415621452],
];

// Roots of the above by mpmath.findroot; SciPy 1.17.1 betaincinv agrees to 1e-12.
const BETA_QUANTILES: [p: number, a: number, b: number, x: number][] = [
    [0.5, 0.5, 0.2, 0.9070096882470292],
    [1e-12, 0.5, 4, 2.0897959183673467e-25],
    [0.05, 2, 5, 0.06284989170835438],
    [0.95, 2, 5, 0.5818034092520258],
    [0.999999, 7, 0.8, 0.9999999958079613],
    [0.5, 30, 2, 0.9464479478829972],
    [0.025, 100, 120, 0.3893534621152495],
    [0.999, 1500, 20, 0.994082956639038],
];

describe('regularisedBeta', () => {
  it.each(INCOMPLETE_BETA)('at x = %f for a = %f, b = %f is %f to 1e-12', (x, a, b, value) =>
    expect(relativeError(regularisedBeta(x, a, b), value)).toBeLessThan(1e-12));

  it('is x^a for b = 1', () => expect(relativeError(regularisedBeta(0.3, 4, 1), 0.0081)).toBeLessThan(1e-14));

  it('mirrors when the shapes are exchanged', () =>
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: -6, max: 12, noNaN: true }),
        fc.double({ min: -6, max: 12, noNaN: true }),
        (x, logA, logB) => {
          const [a, b] = [Math.exp(logA), Math.exp(logB)];
          const sum = betaTail(Math.max(x, 1e-300), 1 - x, a, b) + regularisedBeta(1 - x, b, a);
          if (x > 1e-15) expect(Math.abs(sum - 1)).toBeLessThan(1e-12);
        },
      ),
      { seed: 3 },
    ));

  it('runs from 0 to 1', () => expect([regularisedBeta(0, 2, 3), regularisedBeta(1, 2, 3)]).toEqual([0, 1]));

  it('stays between 0 and 1 for shapes near 0', () => {
    const value = regularisedBeta(0.96, 16, 1.6e-9);
    expect(value).toBeGreaterThan(0);
    expect(value).toBeLessThan(1e-7);
    // Here the other tail rounds to more than 1.
    expect(regularisedBeta(0.76, 2, 1e-17)).toBeGreaterThan(0);
    expect(regularisedBeta(0.76, 2, 1e-17)).toBeLessThan(1e-14);
    // 1 - I is of the order of a; an error in a - 1 + 1 would make it negative.
    const upper = 1 - regularisedBeta(0.4022420295734399, 1.061385415889338e-11, 0.02208499326688607);
    expect(upper).toBeGreaterThanOrEqual(0);
    expect(upper).toBeLessThan(1e-9);
  });

  it.each([-0.1, 1.1, NaN])('refuses x = %f', (x) => expect(() => regularisedBeta(x, 1, 1)).toThrow(/x in \[0, 1\]/));

  it.each([0, -1, NaN, Infinity])('refuses the shape %f', (a) => {
    expect(() => regularisedBeta(0.5, a, 1)).toThrow(/finite shapes > 0/);
    expect(() => regularisedBeta(0.5, 1, a)).toThrow(/finite shapes > 0/);
  });
});

describe('betaQuantile', () => {
  it.each(BETA_QUANTILES)('of %f for a = %f, b = %f is %f to 1e-12', (p, a, b, x) =>
    expect(relativeError(betaQuantile(p, a, b), x)).toBeLessThan(1e-12));

  it('inverts the distribution function', () =>
    fc.assert(
      fc.property(
        fc.double({ min: -30, max: 0, noNaN: true }),
        fc.double({ min: -3, max: 8, noNaN: true }),
        fc.double({ min: -3, max: 8, noNaN: true }),
        (logP, logA, logB) => {
          const [p, a, b] = [0.5 * Math.exp(logP), Math.exp(logA), Math.exp(logB)];
          const x = betaQuantile(p, a, b);
          // Near 1 the rounding of x itself moves the distribution function.
          if (x < 0.9) expect(relativeError(regularisedBeta(x, a, b), p)).toBeLessThan(1e-11);
        },
      ),
      { seed: 4 },
    ));

  it('runs from 0 to 1', () => expect([betaQuantile(0, 2, 3), betaQuantile(1, 2, 3)]).toEqual([0, 1]));

  it('is 0 where the quantile is below the smallest number', () => expect(betaQuantile(0.1, 1e-3, 1)).toBe(0));

  it.each([-0.1, 1.1, NaN])('refuses the probability %f', (p) => expect(() => betaQuantile(p, 1, 1)).toThrow(/probability in \[0, 1\]/));

  it('refuses a shape of 0', () => expect(() => betaQuantile(0.5, 0, 1)).toThrow(/finite shapes > 0/));
});

describe('betaOddsQuantile', () => {
  // Beta(1, 1) is uniform, so the odds are those of p.
  it('keeps digits that the quantile near 1 cannot hold', () =>
    expect(relativeError(betaOddsQuantile(1, 1e-30, 1, 1), 1e30)).toBeLessThan(1e-12));
});
