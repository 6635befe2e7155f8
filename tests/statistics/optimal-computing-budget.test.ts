import { describe, expect, it } from 'vitest';
import { allocateBudget, budgetShares } from '../../src/statistics/optimal-computing-budget.js';

const ESTIMATES = [3, 6, 9, 6, 3].map((sd, i) => ({ mean: i + 1, sd }));

describe('budgetShares', () => {
  // By hand from theorem 1: 3 sqrt(36 + 5.0625 + 4/9 + .03515625) : 36 : 20.25 : 4 : .5625
  it('follows the theorem of Chen and others', () => {
    const shares = budgetShares(ESTIMATES, { goal: 'minimise' });
    [0.2413, 0.4492, 0.2527, 0.0499, 0.007].forEach((share, i) => expect(shares[i]).toBeCloseTo(share, 4));
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 14);
  });

  it('mirrors when maximising, and does not depend on units or origin', () => {
    const shares = budgetShares(ESTIMATES, { goal: 'minimise' });
    const mirrored = budgetShares(ESTIMATES.map(({ mean, sd }) => ({ mean: 100 - 1e9 * mean, sd: 1e9 * sd })), { goal: 'maximise' });
    mirrored.forEach((share, i) => expect(share).toBeCloseTo(shares[i], 12));
  });

  it('gives two systems shares in the ratio of their deviations', () =>
    expect(budgetShares([{ mean: 0, sd: 1 }, { mean: 5, sd: 3 }], { goal: 'minimise' })).toEqual([0.25, 0.75]));

  it('takes small differences as the indifference', () => {
    const tied = [{ mean: 1, sd: 2 }, { mean: 1, sd: 2 }, { mean: 3, sd: 2 }];
    expect(() => budgetShares(tied, { goal: 'minimise' })).toThrow('expected one best mean or an indifference > 0, found equal means of systems 0 and 1');
    const shares = budgetShares(tied, { goal: 'minimise', indifference: 1 });
    const expected = budgetShares([{ mean: 1, sd: 2 }, { mean: 2, sd: 2 }, { mean: 3, sd: 2 }], { goal: 'minimise' });
    expect(shares).toEqual(expected);
  });

  it('gives nothing to systems that do not vary', () => {
    expect(budgetShares([{ mean: 1, sd: 1 }, { mean: 2, sd: 0 }, { mean: 3, sd: 1 }], { goal: 'minimise' })[1]).toBe(0);
    expect(budgetShares([{ mean: 1, sd: 1 }, { mean: 2, sd: 0 }], { goal: 'minimise' })).toEqual([1, 0]);
    expect(() => budgetShares([{ mean: 1, sd: 0 }, { mean: 2, sd: 0 }], { goal: 'minimise' })).toThrow(/nothing is left to learn/);
  });

  it('refuses impossible estimates', () => {
    expect(() => budgetShares([{ mean: 1, sd: 1 }], { goal: 'minimise' })).toThrow(/at least 2 values, found 1/);
    expect(() => budgetShares([{ mean: 1, sd: 1 }, { mean: NaN, sd: 1 }], { goal: 'minimise' })).toThrow(/found NaN at index 1/);
    expect(() => budgetShares([{ mean: 1, sd: 1 }, { mean: 2, sd: -1 }], { goal: 'minimise' })).toThrow('expected standard deviations >= 0, found -1');
    expect(() => budgetShares(ESTIMATES, { goal: 'minimise', indifference: -1 })).toThrow('expected a finite indifference >= 0, found -1');
  });
});

describe('allocateBudget', () => {
  it('fills up to the shares of the whole budget', () => {
    expect(allocateBudget([10, 10], [0.25, 0.75], 20)).toEqual([0, 20]);
    // Shares of 150: 36.2, 67.4, 37.9, 7.5, 1.1. The last is beyond its share with 10, the fourth too; 130 are shared by the others.
    expect(allocateBudget([10, 10, 10, 10, 10], [0.2413, 0.4492, 0.2527, 0.0499, 0.0069], 100)).toEqual([23, 52, 25, 0, 0]);
  });

  it('spends exactly the budget in whole replications, fractions to the largest remainders', () => {
    expect(allocateBudget([0, 0, 0], [1, 1, 1], 10)).toEqual([4, 3, 3]);
    expect(allocateBudget([0, 0, 0], [0.45, 0.35, 0.2], 4)).toEqual([2, 1, 1]);
    for (let additional = 0; additional < 60; additional++) {
      const more = allocateBudget([3, 0, 40, 7], [0.31, 0.2, 0.05, 0.44], additional);
      expect(more.reduce((sum, n) => sum + n, 0)).toBe(additional);
      expect(more.every((n) => Number.isInteger(n) && n >= 0)).toBe(true);
    }
  });

  it('gives all to one system where it has all the share', () => expect(allocateBudget([5, 5], [0, 1], 7)).toEqual([0, 7]));

  it('refuses impossible numbers', () => {
    expect(() => allocateBudget([1, 2], [1], 3)).toThrow('expected one share per system, found 1 for 2');
    expect(() => allocateBudget([1, 2.5], [1, 1], 3)).toThrow('expected whole numbers of replications >= 0, found 2.5');
    expect(() => allocateBudget([1, 2], [1, 1], -3)).toThrow('expected whole numbers of replications >= 0, found -3');
    expect(() => allocateBudget([1, 2], [0, 0], 3)).toThrow('expected shares >= 0 with a positive sum, found 0, 0');
    expect(() => allocateBudget([1, 2], [-1, 2], 3)).toThrow(/found -1, 2/);
  });
});
