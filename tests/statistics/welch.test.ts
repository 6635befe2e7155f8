import { describe, expect, it } from 'vitest';
import { welchDifference } from '../../src/statistics/welch.js';
import { draw, normalSource, shareOf } from './random-sample.js';

// Law, Simulation Modeling and Analysis, chapter 10 (monthly costs of two inventory policies).
const FIRST = [126.97, 124.31, 126.68, 122.66, 127.23];
const SECOND = [118.21, 120.22, 122.45, 122.68, 119.4];

describe('welchDifference', () => {
  // R 4.2.2: t.test(first, second, conf.level = .9)
  it('reproduces Law\'s example', () => {
    const result = welchDifference(FIRST, SECOND, 0.9);
    expect(result.n).toEqual([5, 5]);
    expect(result.difference).toBeCloseTo(4.978, 12);
    expect(result.low).toBeCloseTo(2.660785617728311, 11);
    expect(result.high).toBeCloseTo(7.295214382271706, 11);
    expect(result.t).toBeCloseTo(3.99530297057127, 11);
    expect(result.degreesOfFreedom).toBeCloseTo(7.992385930043246, 11);
    expect(result.pValue).toBeCloseTo(0.003983463222010927, 12);
  });

  // R 4.2.2: t.test(c(first, 110, 131), second)
  it('takes samples of different sizes', () => {
    const result = welchDifference([...FIRST, 110, 131], SECOND);
    expect(result.n).toEqual([7, 5]);
    expect(result.difference).toBeCloseTo(3.529428571428568, 12);
    expect(result.low).toBeCloseTo(-2.784664061314329, 11);
    expect(result.high).toBeCloseTo(9.843521204171465, 11);
    expect(result.degreesOfFreedom).toBeCloseTo(7.321022808625083, 11);
    expect(result.pValue).toBeCloseTo(0.2297666332734402, 12);
  });

  it('has the degrees of freedom of the one sample that varies', () =>
    expect(welchDifference([1, 2, 3, 4], [5, 5]).degreesOfFreedom).toBe(3));

  it('collapses to the difference where neither sample varies', () => {
    expect(welchDifference([2, 2], [1, 1, 1])).toEqual({ n: [2, 3], difference: 1, low: 1, high: 1, t: undefined, degreesOfFreedom: 3, pValue: 0 });
    expect(welchDifference([2, 2], [2, 2]).pValue).toBe(1);
  });

  it('draws no conclusion from a sample of one', () =>
    expect(welchDifference([3], [1, 2])).toEqual({
      n: [1, 2], difference: 1.5, low: undefined, high: undefined, t: undefined, degreesOfFreedom: undefined, pValue: undefined,
    }));

  it('refuses empty samples and levels that are none', () => {
    expect(() => welchDifference([], [1])).toThrow(/at least 1 value/);
    expect(() => welchDifference([1], [])).toThrow(/at least 1 value/);
    expect(() => welchDifference([1, 2], [1, 2], 1)).toThrow(/confidence level/);
  });

  // 1,000 experiments: standard error .0069, so [.03, .07] and [.93, .97] are about 2.9 of them (99.6 %).
  it.each([
    { sizes: [6, 40], sds: [4, 1] },
    { sizes: [6, 40], sds: [1, 4] },
    { sizes: [12, 12], sds: [1, 1] },
  ])('rejects equality of equal means in 3 to 7 % of 1,000 experiments with sizes $sizes and deviations $sds', ({ sizes, sds }) => {
    const normal = normalSource(31);
    const rejected = shareOf(1000, () => {
      const [a, b] = sizes.map((n, i) => draw(n, () => 10 + sds[i] * normal()));
      return (welchDifference(a, b).pValue ?? 1) <= 0.05;
    });
    expect(rejected).toBeGreaterThanOrEqual(0.03);
    expect(rejected).toBeLessThanOrEqual(0.07);
  });

  it('covers the difference of the means in 93 to 97 % of 1,000 experiments', () => {
    const normal = normalSource(32);
    const covered = shareOf(1000, () => {
      const { low, high } = welchDifference(draw(9, () => 3 * normal()), draw(25, () => 2 + normal()));
      return low !== undefined && high !== undefined && low <= -2 && -2 <= high;
    });
    expect(covered).toBeGreaterThanOrEqual(0.93);
    expect(covered).toBeLessThanOrEqual(0.97);
  });
});
