import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DesignError } from '../../../src/experiment/design.js';
import type { Factor } from '../../../src/experiment/designs/factor.js';
import { morris, type MorrisDesign, trajectoryOf } from '../../../src/experiment/designs/morris.js';
import { trajectoryDistance } from '../../../src/experiment/designs/trajectory-spread.js';

const unit = (count: number): Factor[] => Array.from({ length: count }, (_, index) => ({ name: `x${index}`, range: { from: 0, to: 1 } }));

/** Elementary effects of a function by factor. */
function effects({ rows, places }: MorrisDesign, f: (x: readonly number[]) => number): number[][] {
  const found: number[][] = rows[0].map(() => []);
  places.forEach(({ factor, change = 0 }, row) => {
    if (factor !== undefined) found[factor].push((f(rows[row] as number[]) - f(rows[row - 1] as number[])) / change);
  });
  return found;
}

describe('a trajectory', () => {
  it('is that of Saltelli et al. (2008), example 3.2', () => {
    // x* = (1/3, 1/3, 0), D* = (1, -1, 1), p = 4; the book moves the second and third factor together, from (1, 1, 0) to (1, 1/3, 2/3).
    const points = trajectoryOf({ low: [1, 1, 0], up: [true, false, true], order: [0, 1, 2] }, 4);
    expect(points.map((point) => point.map((level) => level / 3))).toEqual([[1 / 3, 1, 0], [1, 1, 0], [1, 1 / 3, 0], [1, 1 / 3, 2 / 3]]);
  });
});

describe('a Morris design', () => {
  it('changes exactly one factor from point to point by delta, each once in a trajectory, and stays on the grid', () => {
    const options = fc.record({ trajectories: fc.integer({ min: 1, max: 6 }), levels: fc.constantFrom(2, 4, 6, 8, 10), seed: fc.nat().map(String), more: fc.constantFrom(0, 5) });
    fc.assert(fc.property(fc.integer({ min: 1, max: 8 }), options, (k, { more, ...drawn }) => {
      const { coordinates, places, delta } = morris(unit(k), { ...drawn, candidates: drawn.trajectories + more });
      expect(delta).toBeCloseTo(drawn.levels / 2 / (drawn.levels - 1), 15);
      expect(coordinates).toHaveLength(drawn.trajectories * (k + 1));
      places.forEach(({ trajectory, step, factor, change }, row) => {
        expect([trajectory, step]).toEqual([Math.floor(row / (k + 1)), row % (k + 1)]);
        const moved = step === 0 ? [] : coordinates[row].flatMap((u, axis) => (u === coordinates[row - 1][axis] ? [] : [axis]));
        expect(moved).toEqual(factor === undefined ? [] : [factor]);
        if (factor !== undefined) expect(coordinates[row][factor] - coordinates[row - 1][factor]).toBeCloseTo(change ?? 0, 12);
        if (change !== undefined) expect(Math.abs(change)).toBe(delta);
        for (const u of coordinates[row]) expect(Math.abs(u * (drawn.levels - 1) - Math.round(u * (drawn.levels - 1)))).toBeLessThan(1e-9);
        expect(coordinates[row].every((u) => u >= 0 && u <= 1)).toBe(true);
      });
      for (let trajectory = 0; trajectory < drawn.trajectories; trajectory++) {
        const order = places.filter((place) => place.trajectory === trajectory && place.step > 0).map(({ factor = -1 }) => factor);
        expect(order.sort((a, b) => a - b)).toEqual(Array.from({ length: k }, (_, factor) => factor));
      }
    }));
  });

  it('finds the slopes of a straight function without error', () => {
    const found = effects(morris(unit(3), { trajectories: 5, seed: '1' }), ([a, b, c]) => 3 * a - 2 * b + 0.5 * c);
    found.forEach((values, factor) => values.forEach((value) => expect(value).toBeCloseTo([3, -2, 0.5][factor], 12)));
  });

  it('takes all levels, both directions and all orders alike', () => {
    // 4,000 trajectories of 2 factors: levels of the bases, 4 cells of 2,000, chi-square 0.999 quantile 16.27 (3 df, R: qchisq(.999, 3));
    // directions and orders: 2,000 +- 4 sd of 31.6.
    const { coordinates, places } = morris(unit(2), { trajectories: 4000, seed: '1' });
    const levels = [0, 0, 0, 0];
    places.forEach(({ step }, row) => {
      if (step === 0) for (const u of coordinates[row]) levels[Math.round(3 * u)]++;
    });
    expect(levels.reduce((sum, count) => sum + (count - 2000) * (count - 2000) / 2000, 0)).toBeLessThan(16.27);
    const first = places.filter(({ step }) => step === 1);
    expect(Math.abs(first.filter(({ factor }) => factor === 0).length - 2000)).toBeLessThan(127);
    expect(Math.abs(first.filter(({ change = 0 }) => change > 0).length - 2000)).toBeLessThan(127);
  });

  it('begins with the trajectories of a smaller one, and has others for another seed', () => {
    const of = (trajectories: number, seed: string) => morris(unit(4), { trajectories, seed }).rows;
    expect(of(6, '1').slice(0, 10)).toEqual(of(2, '1'));
    expect(of(2, '2')).not.toEqual(of(2, '1'));
  });

  it('reaches both ends of a range and of whole numbers, changes every factor of two levels, and stays inside unbounded laws', () => {
    const { rows, places } = morris([
      { name: 'range', range: { from: 10, to: 40 } }, { name: 'whole', range: { from: 1, to: 10, integer: true } }, { name: 'form', levels: ['a', 'b'] },
      { name: 'law', law: { law: 'exponential', mean: 1 } },
    ], { trajectories: 50, seed: '1' });
    const values = (column: number): unknown[] => [...new Set(rows.map((row) => row[column]))].sort((a, b) => (a as number) - (b as number));
    expect(values(0)).toEqual([10, 20, 30, 40]);
    expect(values(1)).toEqual([1, 4, 7, 10]);
    places.forEach(({ factor }, row) => {
      if (factor !== undefined) expect(rows[row][factor]).not.toBe(rows[row - 1][factor]);
    });
    // -ln(1 - u) at u = 1/8, 1/3, 2/3, 7/8
    const quantiles = values(3) as number[];
    [1 / 8, 1 / 3, 2 / 3, 7 / 8].forEach((u, index) => expect(quantiles[index]).toBeCloseTo(-Math.log(1 - u), 12));
  });

  it('spreads its trajectories more the more candidates there are', () => {
    const spread = (candidates: number): number => {
      const { coordinates } = morris(unit(5), { trajectories: 6, seed: '3', candidates });
      const paths = Array.from({ length: 6 }, (_, index) => coordinates.slice(6 * index, 6 * index + 6));
      return paths.reduce((sum, path, i) => sum + paths.slice(0, i).reduce((row, other) => row + trajectoryDistance(path, other) ** 2, 0), 0);
    };
    expect(spread(100)).toBeGreaterThan(1.1 * spread(6));
  });

  it('is refused with odd levels, too few candidates and numbers that are none', () => {
    expect(() => morris(unit(2), { trajectories: 3, levels: 5, seed: '1' })).toThrow(new DesignError('morris: levels must be an even number, found 5'));
    expect(() => morris(unit(2), { trajectories: 3, candidates: 2, seed: '1' })).toThrow(/candidates must be a whole number of at least 3, found 2/);
    expect(() => morris(unit(2), { trajectories: 0, seed: '1' })).toThrow(DesignError);
    expect(() => morris([], { trajectories: 1, seed: '1' })).toThrow(DesignError);
  });
});
