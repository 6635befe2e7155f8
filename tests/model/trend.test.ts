import { describe, expect, it } from 'vitest';
import { Trend } from '../../src/model/trend.js';

/** A trend over samples 21 days apart, one organisation for each series. */
function trendOf(...series: readonly (readonly number[])[]): Trend {
  const trend = new Trend(series.length);
  series[0].forEach((_, sample) => trend.add(21 * sample, (organisation) => series[organisation][sample]));
  return trend;
}

describe('the trend of a queue', () => {
  // One-sided p-values of the slope, R 4.2: pt(summary(lm(y ~ x))$coefficients[2, 3], n - 2, lower.tail = FALSE) with x = 21 * (0:7).
  it('rises when the slope is above zero at 99 %', () => {
    const trend = trendOf(
      [3, 1, 4, 1, 5, 9, 2, 6], // p = .1158
      [3, 1, 4, 3, 5, 9, 7, 6], // p = .01153
      [2, 1, 4, 3, 5, 9, 7, 6], // p = .00641
      [10, 8, 9, 7, 6, 5, 3, 2], // p = .99998
    );
    expect([0, 1, 2, 3].map((organisation) => trend.rises(organisation))).toEqual([false, false, true, false]);
  });

  it('rises along a straight line, and does not on a level one', () => {
    const trend = trendOf([1, 2, 3, 4, 5], [7, 7, 7, 7, 7], [0, 0, 0, 0, 0]);
    expect([0, 1, 2].map((organisation) => trend.rises(organisation))).toEqual([true, false, false]);
  });

  it('does not rise where a queue never changes, whatever rounding does to the times', () => {
    const trend = new Trend(1);
    for (let sample = 0; sample < 50; sample++) trend.add(0.1 * sample, () => 7);
    expect(trend.rises(0)).toBe(false);
  });

  it('is not told from fewer than four samples', () => {
    expect(trendOf([1, 2, 3]).rises(0)).toBe(false);
    expect(trendOf([1, 2, 3, 4]).rises(0)).toBe(true);
  });

  it('does not depend on the size of the queue', () => {
    const queue = [2, 1, 4, 3, 5, 9, 7, 6];
    const flat = [3, 1, 4, 3, 5, 9, 7, 6];
    const trend = trendOf(queue.map((n) => n + 1e6), flat.map((n) => n + 1e6));
    expect([trend.rises(0), trend.rises(1)]).toEqual([true, false]);
  });
});
