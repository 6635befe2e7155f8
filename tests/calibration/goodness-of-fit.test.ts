import { describe, expect, it } from 'vitest';
import { goodnessOfFit } from '../../src/calibration/goodness-of-fit.js';
import { fitLevel } from '../../src/calibration/level-laws.js';
import type { ObservedDuration } from '../../src/calibration/observed-duration.js';
import { erlang, exponential, uniforms } from './simulated-log.js';

/** Times seen from an age on, censored at another; rounded down to a grain, as differences of dates are. */
function observed(uniform: () => number, number: number, draw: (uniform: () => number) => number, grain = 0): ObservedDuration[] {
  return Array.from({ length: number }, (): ObservedDuration[] => {
    const kind = uniform() < 0.4 ? 'climbs' : 'closes';
    const exact = draw(uniform);
    const exit = grain === 0 ? exact : Math.max(grain / 2, grain * Math.floor(exact / grain + uniform()));
    const entry = uniform() < 0.2 ? 2 * uniform() : 0;
    const limit = 20 + 10 * uniform();
    if (exit <= entry) return [];
    return [exit < limit ? { entry, exit, kind, count: 1, limit } : { entry, exit: limit, kind: 'censored', count: 1, limit }];
  }).flat();
}

describe('the goodness of fit', () => {
  // Under the fitted law the p-value is uniform: over 60 logs its mean lies within 4 standard errors, 0.289 / sqrt(60), of one half.
  it.each([[0], [1]])('has p-values that are uniform when the law is right, times having a grain of %d days', (grain) => {
    const uniform = uniforms(11);
    const pValues = Array.from({ length: 60 }, () => {
      const durations = observed(uniform, 150, exponential(10), grain);
      const laws = fitLevel(durations);
      return goodnessOfFit(durations, laws, grain, { samples: 19, uniform }).test?.pValue ?? Number.NaN;
    });
    const mean = pValues.reduce((sum, p) => sum + p, 0) / pValues.length;
    expect(Math.abs(mean - 0.525)).toBeLessThan(4 * 0.289 / Math.sqrt(60));
  });

  it('rejects a law that is wrong', () => {
    const uniform = uniforms(12);
    // Two kinds of cases, quick and slow ones, which no law of one hump fits.
    const durations = observed(uniform, 600, (source) => (source() < 0.5 ? erlang(20, 2)(source) : erlang(20, 15)(source)));
    const { test, distance, climbs, closes } = goodnessOfFit(durations, fitLevel(durations), 0, { samples: 39, uniform });
    expect(test?.pValue).toBe(1 / 40);
    expect(distance).toBe(Math.max(climbs ?? 0, closes ?? 0));
    expect(distance).toBeGreaterThan(test?.critical ?? 1);
  });

  it('has a distance without a test when no samples are wanted', () => {
    const durations = observed(uniforms(13), 100, exponential(10));
    expect(goodnessOfFit(durations, fitLevel(durations), 0, { samples: 0, uniform: () => 0.5 }).test).toBeUndefined();
  });

  // Four complete times against the fitted exponential law of the same mean: the largest step of the empirical distribution beside it.
  it('is the distance of Kolmogorov and Smirnov for complete times', () => {
    const durations = [1, 2, 3, 6].map((exit): ObservedDuration => ({ entry: 0, exit, kind: 'closes', count: 1, limit: 10 }));
    const law = (t: number): number => 1 - Math.exp(-t / 3);
    const expected = Math.max(...[1, 2, 3, 6].flatMap((t, i) => [Math.abs(law(t) - i / 4), Math.abs(law(t) - (i + 1) / 4)]));
    expect(goodnessOfFit(durations, fitLevel(durations), 0, { samples: 0, uniform: () => 0.5 }).closes).toBeCloseTo(expected, 5);
  });
});
