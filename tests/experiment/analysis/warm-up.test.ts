import { describe, expect, it } from 'vitest';
import { runSeries, seriesKinds } from '../../../src/experiment/analysis/system-series.js';
import { warmUp } from '../../../src/experiment/analysis/warm-up.js';
import { systemColumns } from '../../../src/model/series.js';

describe('series of the system', () => {
  it('are totals or states as their descriptions say; averages since the warm-up are neither', () => {
    for (const { name, description } of systemColumns) {
      const kind = /since time 0/.test(description) ? 'growth' : /since the warm-up/.test(description) ? undefined : 'state';
      expect([name, seriesKinds.get(name)]).toEqual([name, kind]);
    }
  });

  it('of totals are what has been added since the sample before', () => {
    expect(runSeries([5, 10, 15], [4, 9, 9], 'growth')).toEqual({ step: 5, values: [4, 5, 0] });
    expect(runSeries([5, 10, 15], [4, 9, 9], 'state')).toEqual({ step: 5, values: [4, 9, 9] });
  });

  it('leave out a last sample at the end of a run that comes early', () => {
    expect(runSeries([5, 10, 12], [4, 9, 11], 'state').values).toEqual([4, 9]);
  });

  it('refuse other distances and holes', () => {
    expect(() => runSeries([5, 11, 15], [1, 2, 3], 'state')).toThrow('expected samples at equal distances of 5, found one on day 11');
    expect(() => runSeries([5, 10], [1, undefined], 'state')).toThrow('expected a value at every sample, found none on day 10');
    expect(() => runSeries([], [], 'state')).toThrow('expected at least 1 sample, found none');
  });
});

describe('warm-up', () => {
  // MSER-5 of 10 exp(-i/10) + sin i, i = 0..99, cuts off 35 observations (computed from the definition in R: batches of five, d = 7 of 20).
  const series = Array.from({ length: 100 }, (_, i) => 10 * Math.exp(-i / 10) + Math.sin(i));
  const runs = [1, -1].map((sign) => ({ step: 7, values: series.map((value, i) => value + sign * (i % 4)) }));

  it('is judged by the mean over replications, in days', () => {
    const found = warmUp(runs);
    expect(found.mser?.discarded).toBe(35);
    expect(found.mserTime).toBe(245);
    expect(found.welch.means.map((mean) => mean.toFixed(9))).toEqual(series.map((mean) => mean.toFixed(9)));
    expect([found.replications, found.samples, found.step, found.halfWindow]).toEqual([2, 100, 7, 10]);
  });

  it("by Welch ends where the smoothed curve stays within the range of its second half", () => {
    const step = { step: 2, values: [9, 8, 6, 1, 0, 1, 0, 1, 0, 1, 0, 1] };
    // Smoothed by one on each side: 9, 7.67, 5, 2.33, .67, .33, ...: from the fifth on within [.33, .67].
    expect(warmUp([step], 1)).toMatchObject({ mser: undefined, mserTime: undefined, welchTime: 8 });
  });

  it('needs fifty samples for MSER-5 and four for the curve', () => {
    expect(warmUp([{ step: 1, values: series.slice(0, 49) }]).mser).toBeUndefined();
    expect(warmUp([{ step: 1, values: series.slice(0, 50) }]).mser?.batches).toBe(10);
    expect(() => warmUp([{ step: 1, values: [1, 2, 3] }])).toThrow('expected at least 4 samples, found 3');
  });
});
