import { describe, expect, it } from 'vitest';
import { elementaryEffects, morrisMeasures } from '../../src/statistics/elementary-effects.js';
import { draw, normalSource, shareOf, uniformSource } from './random-sample.js';

/** Saltelli et al. (2008), Global Sensitivity Analysis: The Primer, exercise 4 of chapter 3 (p. 138): three points per trajectory. */
const TRAJECTORIES: (readonly [x1: number, x2: number, y: number])[][] = [
  [[0, 1 / 3, 0.97], [0, 1, 0.71], [2 / 3, 1, 2.39]],
  [[0, 1 / 3, 0.97], [2 / 3, 1 / 3, 2.3], [2 / 3, 1, 2.39]],
  [[2 / 3, 0, 1.87], [2 / 3, 2 / 3, 2.4], [0, 2 / 3, 0.87]],
  [[1 / 3, 1, 2.15], [1, 1, 1.71], [1, 1 / 3, 1.54]],
  [[1 / 3, 1, 2.15], [1 / 3, 1 / 3, 2.17], [1, 1 / 3, 1.54]],
  [[1 / 3, 2 / 3, 2.2], [1 / 3, 0, 1.87], [1, 0, 1]],
];
const EFFECTS = TRAJECTORIES.map((points) => elementaryEffects(points.map(([x1, x2, value]) => ({ coordinates: [x1, x2], value }))));
/** Effects in the solution there, from values that are not rounded. */
const PUBLISHED_EFFECTS = [[2.52, -0.39], [2.01, 0.13], [2.3, 0.8], [-0.66, 0.25], [-0.93, -0.02], [-1.3, 0.51]];
const point = (coordinates: readonly number[], value: number) => ({ coordinates, value });

describe('elementaryEffects', () => {
  // The values are rounded to two decimals, so the effects are within .01 / (2 / 3) of those published, and these are rounded too.
  it('reproduces those of Saltelli\'s exercise', () => {
    for (const [i, effects] of EFFECTS.entries()) {
      for (const [factor, effect] of effects.entries()) expect(Math.abs(effect - PUBLISHED_EFFECTS[i][factor])).toBeLessThanOrEqual(0.0201);
    }
  });

  it('are the coefficients of a linear model, whatever the order and direction of the steps', () => {
    const model = ([x, y, z]: number[]): number => 2 * x - 3 * y + 0.5 * z;
    const corners = [[1, 0, 0], [1, 0, 1], [0, 0, 1], [0, 1, 1]];
    expect(elementaryEffects(corners.map((corner) => point(corner, model(corner))))).toEqual([2, -3, 0.5]);
  });

  it('refuses points that are no trajectory', () => {
    expect(() => elementaryEffects([point([], 1)])).toThrow('elementaryEffects: expected at least 2 points, found 1');
    expect(() => elementaryEffects([point([0, 0], 1), point([0, 1], 2)])).toThrow('expected 1 coordinates for 2 points, found 2');
    expect(() => elementaryEffects([point([0, 0], 1), point([1, 1], 2), point([1, 0], 2)])).toThrow('expected one factor to change in step 1, found 2');
    expect(() => elementaryEffects([point([0, 0], 1), point([0, 0], 2), point([1, 0], 2)])).toThrow('expected one factor to change in step 1, found 0');
    expect(() => elementaryEffects([point([0, 0], 1), point([1, 0], 2), point([0, 0], 2)])).toThrow(/factor 0 again in step 2/);
    expect(() => elementaryEffects([point([0], 1), point([1], NaN)])).toThrow(/found NaN at index 1/);
  });
});

describe('morrisMeasures', () => {
  // Solution of the exercise: mu .66 .21, mu* 1.62 .35, sigma 1.79 .41.
  it('reproduces Saltelli\'s exercise', () => {
    const [first, second] = morrisMeasures(PUBLISHED_EFFECTS);
    for (const [measures, mu, muStar, sigma] of [[first, 0.66, 1.62, 1.79], [second, 0.21, 0.35, 0.41]] as const) {
      expect(measures.n).toBe(6);
      expect(measures.mu).toBeCloseTo(mu, 2);
      expect(measures.muStar).toBeCloseTo(muStar, 2);
      expect(measures.sigma).toBeCloseTo(sigma, 2);
      expect(measures.muInterval).toBeUndefined();
    }
  });

  it('tells effects that cancel from effects that are small', () => {
    const [cancelling, small] = morrisMeasures([[2, 0.1], [-2, 0.1]]);
    expect([cancelling.mu, cancelling.muStar, cancelling.sigma]).toEqual([0, 2, Math.sqrt(8)]);
    expect([small.mu, small.muStar, small.sigma]).toEqual([0.1, 0.1, 0]);
  });

  it('has no sigma for one trajectory', () => expect(morrisMeasures([[3]])[0]).toMatchObject({ n: 1, mu: 3, muStar: 3, sigma: undefined }));

  it('has intervals around the estimates that are the same for the same seed', () => {
    const [one, two] = [1, 2].map(() => morrisMeasures(EFFECTS, { uniform: uniformSource(91) }));
    expect(two).toEqual(one);
    for (const { mu, muStar, sigma, muInterval, muStarInterval, sigmaInterval } of one) {
      for (const [value, interval] of [[mu, muInterval], [muStar, muStarInterval], [sigma ?? NaN, sigmaInterval]] as const) {
        expect(interval?.low).toBeLessThan(value);
        expect(interval?.high).toBeGreaterThan(value);
      }
    }
  });

  it('refuses trajectories that differ in their factors or are missing', () => {
    expect(() => morrisMeasures([])).toThrow('morrisMeasures: expected at least 1 trajectory, found 0');
    expect(() => morrisMeasures([[1, 2], [1]])).toThrow('expected 2 effects as in the first trajectory, found 1 in trajectory 1');
    expect(() => morrisMeasures([[Infinity]])).toThrow(/found Infinity at index 0/);
    expect(() => morrisMeasures([[1]], { uniform: uniformSource(92) })).toThrow(/at least 2 rows, found 1/);
  });

  // Normal effects, mean 1, deviation 1: E|effect| = sqrt(2 / pi) exp(-1/2) + 1 - 2 Phi(-1) = 1.16663. 1,000 experiments: standard error .0069
  // for 95 % and .0095 for 90 %, bounds at about 2.9 of them. Deviations come out too small for few trajectories, so sigma's bounds are lower and wide.
  it.each([
    { trajectories: 60, low: 0.93, high: 0.97, sigmaLow: 0.88, sigmaHigh: 0.95 },
    { trajectories: 10, low: 0.87, high: 0.93, sigmaLow: 0.65, sigmaHigh: 0.85 },
  ])('covers mu and mu* of $trajectories trajectories in $low to $high of 1,000 experiments, and sigma less often', ({ trajectories, low, high, sigmaLow, sigmaHigh }) => {
    const [normal, uniform] = [normalSource(93), uniformSource(94)];
    const hits = [0, 0, 0];
    shareOf(1000, () => {
      const [{ muInterval, muStarInterval, sigmaInterval }] = morrisMeasures(draw(trajectories, () => 0).map(() => [1 + normal()]), { uniform, resamples: 300 });
      [muInterval, muStarInterval, sigmaInterval].forEach((interval, i) => {
        const truth = [1, 1.16663, 1][i];
        hits[i] += Number(interval !== undefined && interval.low <= truth && truth <= interval.high);
      });
      return true;
    });
    expect(hits[2] / 1000).toBeGreaterThanOrEqual(sigmaLow);
    expect(hits[2] / 1000).toBeLessThanOrEqual(sigmaHigh);
    for (const hit of hits.slice(0, 2)) {
      expect(hit / 1000).toBeGreaterThanOrEqual(low);
      expect(hit / 1000).toBeLessThanOrEqual(high);
    }
  });
});
