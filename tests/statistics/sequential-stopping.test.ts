import { describe, expect, it } from 'vitest';
import { sequentialStop } from '../../src/statistics/sequential-stopping.js';
import { draw, normalSource, shareOf } from './random-sample.js';
import { SUNSPOTS } from './sunspots.js';

const SERIES = SUNSPOTS.map((x) => 100 + x);
const RULE = { relativeError: 0.1 };

describe('sequentialStop', () => {
  // R 4.2.2: for (n in 10:100) { h <- qt(.975, n - 1) * sd(x[1:n]) / sqrt(n); if (h / mean(x[1:n]) <= .1 / 1.1) break }
  it('stops at the first size at which the relative half-width is small enough', () => {
    const { stopAt, interval, relativeHalfWidth, target } = sequentialStop(SERIES, RULE);
    expect(stopAt).toBe(12);
    expect(interval?.n).toBe(12);
    expect(interval?.mean).toBeCloseTo(118.25, 11);
    expect(interval?.halfWidth).toBeCloseTo(10.50720272225602, 11);
    expect(relativeHalfWidth).toBeCloseTo(0.08885583697468095, 13);
    expect(target).toBeCloseTo(1 / 11, 15);
  });

  it('takes the confidence level into account', () => expect(sequentialStop(SERIES, { relativeError: 0.1, level: 0.9 }).stopAt).toBe(10));

  it('asks the rule at the minimum first', () => expect(sequentialStop(SERIES, { relativeError: 0.1, minimum: 30 }).stopAt).toBe(30));

  // R 4.2.2: t.test(c(10, 20, 30))
  it('says how precise few replications are without deciding', () => {
    const { stopAt, interval, relativeHalfWidth } = sequentialStop([10, 20, 30], RULE);
    expect(stopAt).toBeUndefined();
    expect(interval?.halfWidth).toBeCloseTo(24.8413771175033, 12);
    expect(relativeHalfWidth).toBeCloseTo(24.8413771175033 / 20, 13);
  });

  it('decides the same whatever lies behind the stop or behind a missing replication', () => {
    const decision = sequentialStop(SERIES.slice(0, 12), RULE);
    expect(sequentialStop(SERIES, RULE)).toEqual(decision);
    expect(sequentialStop([...SERIES.slice(0, 12), undefined, 1e9], RULE)).toEqual(decision);
  });

  it('waits for a missing replication', () => {
    const values = SERIES.map((x, i) => (i === 7 ? undefined : x));
    const { stopAt, interval } = sequentialStop(values, RULE);
    expect(stopAt).toBeUndefined();
    expect(interval?.n).toBe(7);
  });

  it('does not mind the sign of the mean', () => expect(sequentialStop(SERIES.map((x) => -x), RULE).stopAt).toBe(12));

  it('never stops at a mean of 0 with variation, and stops where nothing varies', () => {
    const alternating = Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? 1 : -1));
    expect(sequentialStop(alternating, { relativeError: 5, minimum: 40 }).stopAt).toBeUndefined();
    expect(sequentialStop(Array<number>(15).fill(0), RULE)).toMatchObject({ stopAt: 10, relativeHalfWidth: undefined });
    expect(sequentialStop(Array<number>(15).fill(3), RULE)).toMatchObject({ stopAt: 10, relativeHalfWidth: 0 });
  });

  it('has nothing to say without replications', () =>
    expect(sequentialStop([], RULE)).toMatchObject({ stopAt: undefined, interval: undefined, relativeHalfWidth: undefined }));

  it('refuses rules and values that are none', () => {
    expect(() => sequentialStop(SERIES, { relativeError: 0 })).toThrow('sequentialStop: expected a finite relative error > 0, found 0');
    expect(() => sequentialStop(SERIES, { relativeError: 0.1, minimum: 5 })).toThrow('expected a whole minimum of at least 10 replications, found 5');
    expect(() => sequentialStop(SERIES, { relativeError: 0.1, level: 95 })).toThrow(/confidence level between 0 and 1, found 95/);
    expect(() => sequentialStop([1, NaN], RULE)).toThrow(/found NaN at index 1/);
  });

  // Normal values, mean 10, deviation 4, g = .1: about 75 replications. 1,000 experiments: standard error .0069, so [.93, .97] is 2.9 of them.
  it('covers the mean in 93 to 97 % of 1,000 experiments, and is within the relative error at least as often', () => {
    const normal = normalSource(41);
    let within = 0;
    const covered = shareOf(1000, () => {
      const { stopAt, interval } = sequentialStop(draw(250, () => 10 + 4 * normal()), RULE);
      const { mean, low = NaN, high = NaN } = interval ?? { mean: NaN };
      within += Number(stopAt !== undefined && Math.abs(mean - 10) <= 1);
      return stopAt !== undefined && low <= 10 && 10 <= high;
    });
    expect(covered).toBeGreaterThanOrEqual(0.93);
    expect(covered).toBeLessThanOrEqual(0.97);
    expect(within / 1000).toBeGreaterThanOrEqual(0.93);
  });
});
