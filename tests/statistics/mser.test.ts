import { describe, expect, it } from 'vitest';
import { mserTruncation } from '../../src/statistics/mser.js';
import { draw, normalSource } from './random-sample.js';

const DECAY = Array.from({ length: 100 }, (_, i) => 10 * Math.exp(-i / 10) + Math.sin(i));

describe('mserTruncation', () => {
  // NumPy 1.24: z = y.reshape(-1, b).mean(1); s = [((z[d:] - z[d:].mean())**2).sum() / (m - d)**2 for d in range(m // 2 + 1)]; argmin(s)
  it.each([
    { batchSize: 1, discarded: 22, statistic: 0.006975631928862098, batches: 100 },
    { batchSize: 5, discarded: 35, statistic: 0.0021555807946480408, batches: 20 },
    { batchSize: 7, discarded: 42, statistic: 0.0003495607167184095, batches: 14 },
  ])('discards $discarded observations of a decaying series in batches of $batchSize', ({ batchSize, discarded, statistic, batches }) => {
    const result = mserTruncation(DECAY, batchSize);
    expect(result.discarded).toBe(discarded);
    expect(result.statistic).toBeCloseTo(statistic, 14);
    expect(result.batches).toBe(batches);
    expect(result.atLimit).toBe(false);
  });

  it('takes batches of five by default', () => expect(mserTruncation(DECAY).statistic).toBeCloseTo(0.00215558079465, 13));

  it('discards nothing of a constant series', () =>
    expect(mserTruncation(Array<number>(60).fill(0.1))).toEqual({ discarded: 0, statistic: 0, batches: 12, atLimit: false }));

  it('cuts off exactly the step before a level that alternates', () =>
    expect(mserTruncation(Array.from({ length: 100 }, (_, i) => (i < 20 ? 9 : i % 2))).discarded).toBe(20));

  it('warns of a transient that fills the series', () => {
    const { discarded, atLimit } = mserTruncation(Array.from({ length: 100 }, (_, i) => 100 - i));
    expect(discarded).toBe(50);
    expect(atLimit).toBe(true);
  });

  // Truncated means of an exponential transient over white noise, true level 0: the transient contributes 100 / 200 = .5 to the raw mean.
  it('removes most of the bias of a transient', () => {
    const normal = normalSource(51);
    const errors = draw(200, () => {
      const series = Array.from({ length: 200 }, (_, i) => 10 * Math.exp(-i / 10) + normal());
      const kept = series.slice(mserTruncation(series).discarded);
      return kept.reduce((sum, x) => sum + x, 0) / kept.length;
    });
    expect(Math.abs(errors.reduce((sum, x) => sum + x, 0) / 200)).toBeLessThan(0.05);
  });

  it('refuses a short series, values that are not finite and batches that are none', () => {
    expect(() => mserTruncation(DECAY.slice(0, 49))).toThrow('mserTruncation: expected at least 50 values, found 49');
    expect(() => mserTruncation([...DECAY, NaN])).toThrow(/found NaN at index 100/);
    expect(() => mserTruncation(DECAY, 0)).toThrow('mserTruncation: expected a whole batch size >= 1, found 0');
    expect(() => mserTruncation(DECAY, 2.5)).toThrow(/found 2.5/);
  });
});
