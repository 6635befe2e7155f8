import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { farApart, trajectoryDistance } from '../../../src/experiment/designs/trajectory-spread.js';

/** Six trajectories of Saltelli et al. (2008), Global Sensitivity Analysis: The Primer, exercise 3a of chapter 3, in thirds. */
const primer = [
  [[0, 1], [0, 3], [2, 3]],
  [[0, 1], [2, 1], [2, 3]],
  [[2, 0], [2, 2], [0, 2]],
  [[1, 3], [3, 3], [3, 1]],
  [[1, 3], [1, 1], [3, 1]],
  [[1, 2], [1, 0], [3, 0]],
].map((trajectory) => trajectory.map((point) => point.map((level) => level / 3)));

const spread = (chosen: readonly number[], trajectories: readonly (readonly (readonly number[])[])[]): number =>
  chosen.reduce((sum, i) => sum + chosen.reduce((row, j) => row + (j < i ? trajectoryDistance(trajectories[i], trajectories[j]) ** 2 : 0), 0), 0);

describe('the distance of two trajectories', () => {
  it('is that of the Primer', () => {
    const published = [[], [5.5], [6.18, 5.31], [6.89, 6.18, 6.57], [6.18, 5.31, 5.41, 5.5], [7.52, 5.99, 5.52, 7.31, 5.77]];
    published.forEach((row, i) => row.forEach((distance, j) => expect(Math.abs(trajectoryDistance(primer[i], primer[j]) - distance)).toBeLessThan(0.01)));
  });
});

describe('trajectories that are far apart', () => {
  it('are the first, third, fourth and sixth of the Primer', () => {
    expect(farApart(primer, 4)).toEqual([0, 2, 3, 5]);
    expect(farApart(primer, 2)).toEqual([0, 5]);
    expect(farApart(primer, 6)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('are different ones, and no exchange of one for another spreads them more', () => {
    const levels = fc.integer({ min: 0, max: 3 }).map((level) => level / 3);
    const trajectories = fc.array(fc.array(fc.tuple(levels, levels), { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 9 });
    fc.assert(fc.property(trajectories, (drawn) => {
      const chosen = farApart(drawn, 3);
      expect(new Set(chosen).size).toBe(3);
      const exchanged = chosen.flatMap((_, place) => drawn.map((__, index) => chosen.with(place, index))).filter((indexes) => new Set(indexes).size === 3);
      for (const other of exchanged) expect(spread(other, drawn)).toBeLessThanOrEqual(spread(chosen, drawn) * (1 + 1e-8));
    }));
  });

  it('are exchanged where choosing one by one ends with less', () => {
    // Trajectories of one point each: (-6, 0), (6, 0) and a triangle of sides 11.9 around 0. One by one, the first point and the corner farthest from
    // it (12.87) come first, then another corner: D^2 = 165.6 + 42.0 + 141.6 = 349.2. The triangle has 3 x 141.6 = 424.8, the most of all triples.
    const r = 11.9 / Math.sqrt(3);
    const corners = [[r, 0], [-r / 2, 11.9 / 2], [-r / 2, -11.9 / 2]];
    const points = [[-6, 0], [6, 0], ...corners].map((point) => [point]);
    expect(farApart(points, 3)).toEqual([2, 3, 4]);
  });
});
