import { describe, expect, it } from 'vitest';
import { vonNeumannTest } from '../../src/statistics/von-neumann.js';
import { draw, normalSource, shareOf } from './random-sample.js';
import { SUNSPOTS } from './sunspots.js';

const BATCH_MEANS = Array.from({ length: 10 }, (_, i) => SUNSPOTS.slice(10 * i, 10 * i + 10).reduce((sum, x) => sum + x, 0) / 10);

describe('vonNeumannTest', () => {
  // R 4.2.2: r <- sum(diff(b)^2) / sum((b - mean(b))^2); pnorm((r - 2) / sqrt(4 * 8 / 99)). The exact p is .0429 (400,000 draws of 10 normals).
  it('finds the correlation of short batches of sunspots', () => {
    const test = vonNeumannTest(BATCH_MEANS);
    expect(test?.ratio).toBeCloseTo(1.032746745319585, 13);
    expect(test?.pValue).toBeCloseTo(0.04444263337343946, 13);
  });

  it('is not moved by a change of unit or origin', () =>
    expect(vonNeumannTest(BATCH_MEANS.map((x) => 7 - 3 * x))?.ratio).toBeCloseTo(1.032746745319585, 12));

  it('says nothing against an alternating series', () => expect(vonNeumannTest([1, -1, 1, -1, 1, -1])?.pValue).toBeGreaterThan(0.95));

  it('is undefined for a constant series', () => expect(vonNeumannTest([2, 2, 2, 2])).toBeUndefined());

  it('refuses fewer than four values and values that are not finite', () => {
    expect(() => vonNeumannTest([1, 2, 3])).toThrow('vonNeumannTest: expected at least 4 values, found 3');
    expect(() => vonNeumannTest([1, 2, 3, NaN])).toThrow(/found NaN at index 3/);
  });

  // 2,000 experiments at 5 %: standard error .0049, so [.035, .065] is 3 of them.
  it.each([10, 30])('rejects independence of %d independent normal values in about 5 %% of 2,000 experiments', (n) => {
    const normal = normalSource(60 + n);
    const rejected = shareOf(2000, () => (vonNeumannTest(draw(n, normal))?.pValue ?? 1) <= 0.05);
    expect(rejected).toBeGreaterThanOrEqual(0.035);
    expect(rejected).toBeLessThanOrEqual(0.065);
  });
});
