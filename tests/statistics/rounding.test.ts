import { describe, expect, it } from 'vitest';
import { elementaryEffects } from '../../src/statistics/elementary-effects.js';
import { factorialEffects } from '../../src/statistics/factorial-effects.js';
import { compareWithBest } from '../../src/statistics/multiple-comparisons-with-best.js';
import { budgetShares } from '../../src/statistics/optimal-computing-budget.js';
import { meanDifference, pairedDifference } from '../../src/statistics/paired.js';
import { sobolIndices } from '../../src/statistics/sobol-indices.js';
import { welchDifference } from '../../src/statistics/welch.js';

/** The same numbers as sums in another order have them: .3 and .1 + .2, whose difference is 5.6e-17. */
const EXACT = [0.3, 0.3, 0.6, 0.9];
const ROUNDED = [0.1 + 0.2, 0.1 + 0.2, 0.2 + 0.4, 0.3 + 0.6];
const NO_DIFFERENCE = { difference: 0, low: 0, high: 0, t: undefined, pValue: 1 };

describe('values that differ by their rounding alone', () => {
  it('are not the same doubles', () => expect(ROUNDED).not.toEqual(EXACT));

  it('have no paired difference', () => expect(pairedDifference(ROUNDED, EXACT)).toMatchObject(NO_DIFFERENCE));

  it('have none in any unit', () => {
    for (const unit of [1e-300, 1e-20, 1e20]) expect(pairedDifference(ROUNDED.map((x) => x * unit), EXACT.map((x) => x * unit))).toMatchObject(NO_DIFFERENCE);
  });

  it('have no difference of independent samples', () => expect(welchDifference([0.3, 0.3, 0.3], [0.1 + 0.2, 0.3, 0.1 + 0.2])).toMatchObject(NO_DIFFERENCE));

  it('have neither effects nor interactions', () => {
    const cell = (levels: number[], values: number[]) => ({ levels, values });
    const { mainEffects, interactions } = factorialEffects([cell([0, 0], EXACT), cell([0, 1], ROUNDED), cell([1, 0], ROUNDED), cell([1, 1], ROUNDED)]);
    for (const effect of [...mainEffects, ...interactions]) expect(effect).toMatchObject({ ...NO_DIFFERENCE, pAdjusted: 1 });
  });

  it('tie for the best', () => {
    const [one, other, third] = compareWithBest([ROUNDED, EXACT, EXACT.map((x) => x + 1)], 'minimise');
    expect([one, other].map(({ amongBest, difference }) => [amongBest, difference])).toEqual([[true, 0], [true, 0]]);
    expect(third.amongBest).toBe(false);
  });

  it('are equal means, between which no budget can be shared', () => {
    const estimates = [0.3, 0.1 + 0.2].map((mean) => ({ mean, sd: 1 }));
    expect(() => budgetShares(estimates, { goal: 'maximise' })).toThrow(/found equal means of systems 0 and 1/);
  });

  it('have no variance to share out', () => {
    const { variance, factors } = sobolIndices({ a: [0.3, 0.1 + 0.2], b: [0.1 + 0.2, 0.3], ab: [[0.1 + 0.2, 0.3]] });
    expect([variance, factors[0].first, factors[0].total]).toEqual([0, undefined, undefined]);
  });

  it('have elementary effects of 0', () => {
    expect(elementaryEffects([{ coordinates: [0], value: 0.3 }, { coordinates: [0.5], value: 0.1 + 0.2 }])).toEqual([0]);
  });
});

describe('what is more than rounding', () => {
  it('stays, however small a share of the values it is', () => {
    const { difference, pValue } = pairedDifference([1e6 + 1e-4, 2e6 + 3e-4, 3e6 + 2e-4], [1e6, 2e6, 3e6]);
    expect(difference).toBeCloseTo(2e-4, 9);
    expect(pValue).toBeCloseTo(0.0742, 3);
  });

  it('is certain where it varies by rounding alone', () =>
    expect(pairedDifference(ROUNDED.map((x) => x + 1), EXACT)).toMatchObject({ difference: expect.closeTo(1, 12) as number, t: undefined, pValue: 0 }));

  it('averages out to exactly 0', () => {
    // Added up in Welford's way the mean of these whole numbers is 1.1e-16.
    const differences = [3, -1, 2, -5, 4, -6, 1, 2, -3, 3];
    expect(meanDifference(differences, 1000, 0.95).difference).toBe(0);
  });
});
