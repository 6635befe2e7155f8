import { describe, expect, it } from 'vitest';
import type { Goal } from '../../src/statistics/goal.js';
import { compareWithBest } from '../../src/statistics/multiple-comparisons-with-best.js';
import { draw, normalSource, shareOf } from './random-sample.js';

const VALUES = [
  [5.1, 6.3, 4.8, 5.9, 6.1, 5.5], [5.3, 6.0, 5.1, 6.0, 6.4, 5.4], [6.2, 7.5, 5.9, 7.2, 7.0, 6.6], [9.0, 10.1, 8.2, 9.9, 9.5, 9.4],
];

/** Systems with the means given and a common normal part in every replication. */
function experiment(means: readonly number[], n: number, normal: () => number): number[][] {
  const common = draw(n, () => 2 * normal());
  return means.map((mean) => common.map((x) => mean + x + normal()));
}

describe('compareWithBest', () => {
  // R 4.2.2: w <- qt(1 - .05/3, 5) * sd(V[i,] - V[j,]) / sqrt(6); set: all m[i] - m[j] - w <= 0; low: min(0, max over j of m[i] - m[j] - w);
  // high: max(0, m[i] - m[j] + w over j in the set); p: min(1, 3 min t.test(V[i,], V[j,], paired = TRUE, alternative = "greater")$p.value)
  it('agrees with paired t-tests in R', () => {
    const expected = [
      [-0.08333333333333393, -0.3687865825516101, 0.2021199158849422, 1, true],
      [0.08333333333333393, -0.2021199158849422, 0.3687865825516101, 0.6511737504282807, true],
      [1.116666666666667, 0, 1.421561399286875, 7.522470045596714e-06, false],
      [3.733333333333333, 0, 4.180272499589935, 5.856601258518928e-07, false],
    ] as const;
    for (const [i, { difference, low, high, pValue, amongBest }] of compareWithBest(VALUES, 'minimise').entries()) {
      [difference, low, high, pValue].forEach((value, k) => expect(value).toBeCloseTo(expected[i][k] as number, 11));
      expect(amongBest).toBe(expected[i][4]);
    }
  });

  it('mirrors when maximising', () => {
    const minimised = compareWithBest(VALUES, 'minimise');
    const maximised = compareWithBest(VALUES.map((ofSystem) => ofSystem.map((x) => -x)), 'maximise');
    for (const [i, { difference, low, high, pValue, amongBest }] of maximised.entries()) {
      expect(difference).toBeCloseTo(-minimised[i].difference, 12);
      expect(low).toBeCloseTo(-minimised[i].high, 12);
      expect(high).toBeCloseTo(-minimised[i].low, 12);
      expect([pValue, amongBest]).toEqual([minimised[i].pValue, minimised[i].amongBest]);
    }
  });

  it('has the interval of each system alone', () => {
    // R 4.2.2: mean(c(6.2, 7.5, 5.9, 7.2, 7.0, 6.6))
    expect(compareWithBest(VALUES, 'minimise')[2].interval.mean).toBeCloseTo(6.733333333333333, 13);
  });

  it('is sure of a system that is better in every replication by the same amount', () => {
    const [best, worse] = compareWithBest([[1, 2, 3], [2, 3, 4]], 'minimise');
    expect(best).toMatchObject({ difference: -1, low: -1, high: 0, pValue: 1, amongBest: true });
    expect(worse).toMatchObject({ difference: 1, low: 0, high: 1, pValue: 0, amongBest: false });
  });

  it.each<Goal>(['minimise', 'maximise'])('keeps or drops systems that never differ together: %s', (goal) => {
    const [a, b, c] = compareWithBest([[1, 2, 3], [1, 2, 3], [7, 9, 8]], goal);
    expect([a.amongBest, b.amongBest, c.amongBest]).toEqual(goal === 'minimise' ? [true, true, false] : [false, false, true]);
    expect([b.low, b.high, b.difference]).toEqual([a.low, a.high, a.difference]);
  });

  it('keeps a system whose mean equals another\'s though they vary apart', () =>
    expect(compareWithBest([[1, 3, 2], [3, 1, 2]], 'maximise').map(({ amongBest, pValue }) => [amongBest, pValue])).toEqual([[true, 0.5], [true, 0.5]]));

  it('refuses fewer than two systems or replications, unequal numbers, and levels that are none', () => {
    expect(() => compareWithBest([[1, 2]], 'minimise')).toThrow('compareWithBest: expected at least 2 systems, found 1');
    expect(() => compareWithBest([[1], [2]], 'minimise')).toThrow('compareWithBest: expected at least 2 values, found 1');
    expect(() => compareWithBest([[1, 2], [1, 2, 3]], 'minimise')).toThrow('expected 2 replications of every system as of the first, found 3 of system 1');
    expect(() => compareWithBest([[1, 2], [1, NaN]], 'minimise')).toThrow(/found NaN at index 1/);
    expect(() => compareWithBest([[1, 2], [1, 3]], 'minimise', 0.4)).toThrow('expected a confidence level from 0.5 to below 1, found 0.4');
  });

  // 1,000 experiments: standard error .0069; a probability of exactly .95 comes out below .936 in 2 % of seeds.
  it.each([
    { name: 'all systems are equal', means: [3, 3, 3, 3, 3] },
    { name: 'the best is a little better', means: [3.2, 3, 3.4, 3.4, 5] },
    { name: 'there are two', means: [0, 0] },
  ])('keeps the true best and has intervals that all hold in 95 % of 1,000 experiments or more where $name', ({ means }) => {
    const normal = normalSource(121);
    const best = means.indexOf(Math.min(...means));
    const truths = means.map((mean, i) => mean - Math.min(...means.filter((_, j) => j !== i)));
    let kept = 0;
    const held = shareOf(1000, () => {
      const results = compareWithBest(experiment(means, 10, normal), 'minimise');
      kept += Number(results[best].amongBest);
      return results.every(({ low, high }, i) => low <= truths[i] + 1e-12 && truths[i] <= high + 1e-12);
    });
    expect(kept / 1000).toBeGreaterThanOrEqual(0.936);
    expect(held).toBeGreaterThanOrEqual(0.936);
    // Two systems: one test at exactly 5 %.
    if (means.length === 2) expect(kept / 1000).toBeLessThanOrEqual(0.97);
  });

  it('drops systems that are worse by three standard errors more than the allowance', () => {
    const normal = normalSource(122);
    const dropped = shareOf(200, () => {
      const results = compareWithBest(experiment([0, 3, 3, 3], 10, normal), 'minimise');
      return results.slice(1).every(({ amongBest }) => !amongBest);
    });
    expect(dropped).toBeGreaterThan(0.95);
  });
});
