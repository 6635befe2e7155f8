import { describe, expect, it } from 'vitest';
import { shareBudget } from '../../../src/experiment/analysis/budget.js';
import { selectBest } from '../../../src/experiment/analysis/selection.js';

/** Differences with mean 0 and variance 1.1111 over each ten (divisor 9). */
const swing = Array.from({ length: 10 }, (_, r) => (r % 2 === 0 ? 1 : -1));

/** Two systems, the second worse by `gap` when minimising: noise in the first ten replications only, so that nothing but the gap is added later. */
function systems(gap: number, replications: number): number[][] {
  const noise = Array.from({ length: replications }, (_, r) => (r < 10 ? swing[r] : 0));
  return [noise.map(() => 5), noise.map((x) => 5 + gap + x)];
}

describe('selection of the best', () => {
  // k = 2, n0 = 10, alpha = .05: eta = ((2 * .05)^(-2/9) - 1) / 2 = .334055, h^2 = 18 eta = 6.01298. With S^2 = 10/9 and d = .5 the second
  // leaves when .3 r > h^2 S^2 / (2 d) - d r / 2 = 6.68109 - .25 r, that is after 12.15 replications, 13.
  it('says when a system leaves and which is selected', () => {
    const found = selectBest(systems(0.3, 20), { goal: 'minimise', indifference: 0.5 });
    expect(found).toMatchObject({ best: 0, used: 13, eliminations: [{ system: 1, by: 0, replications: 13 }], contenders: [0], outlook: [], missingFromFirstStage: 0 });
    expect(selectBest(systems(0.3, 20), { goal: 'maximise', indifference: 0.5 }).best).toBe(1);
  });

  it('says how many replications are missing when the data end before', () => {
    const found = selectBest(systems(0.3, 11), { goal: 'minimise', indifference: 0.5 });
    expect(found.best).toBeUndefined();
    expect(found.contenders).toEqual([0, 1]);
    // In any case after r = h^2 S^2 / d^2 = 26.72, that is 27.
    expect(found.outlook).toEqual([{ point: 0, ifUnchanged: 2, atMost: 16 }, { point: 1, ifUnchanged: 2, atMost: 16 }]);
  });

  it('ends when it said it would at the latest, also for systems that are equally good', () => {
    const equal = selectBest(systems(0, 11), { goal: 'minimise', indifference: 0.5 });
    expect(equal.outlook.map(({ atMost, ifUnchanged }) => [ifUnchanged, atMost])).toEqual([[16, 16], [16, 16]]);
    expect(selectBest(systems(0, 26), { goal: 'minimise', indifference: 0.5 }).best).toBeUndefined();
    expect(selectBest(systems(0, 27), { goal: 'minimise', indifference: 0.5 }).best).toBe(0);
  });

  it('has nothing to say within the first stage', () => {
    expect(selectBest(systems(5, 7), { goal: 'minimise', indifference: 0.5 })).toMatchObject({ best: undefined, contenders: [0, 1], outlook: [], missingFromFirstStage: 3, used: 7 });
  });
});

describe('a budget', () => {
  it('is shared as optimal computing budget allocation says', () => {
    // Chen and Lee, Stochastic Simulation Optimization: means 1 to 5, deviations 3 6 9 6 3 give shares .2413 .4492 .2527 .0499 .0070. Two values
    // m - s / sqrt(2) and m + s / sqrt(2) have mean m and deviation s.
    const values = [3, 6, 9, 6, 3].map((sd, index) => [index + 1 - sd / Math.SQRT2, index + 1 + sd / Math.SQRT2]);
    const items = shareBudget(values, 9990, { goal: 'minimise' });
    expect(items.map(({ share }) => share.toFixed(4))).toEqual(['0.2413', '0.4492', '0.2527', '0.0499', '0.0070']);
    expect(items.map(({ mean, sd }) => [mean.toFixed(9), sd.toFixed(9)])).toEqual([3, 6, 9, 6, 3].map((sd, index) => [(index + 1).toFixed(9), sd.toFixed(9)]));
    expect(items.reduce((sum, { further }) => sum + further, 0)).toBe(9990);
    for (const { share, further, n } of items) expect(Math.abs(further + n - 10_000 * share)).toBeLessThan(1);
  });

  it('cannot be shared where points have one replication', () => {
    expect(() => shareBudget([[1], [2]], 10, { goal: 'minimise' })).toThrow('expected at least 2 replications of each design point, found 1');
  });
});
