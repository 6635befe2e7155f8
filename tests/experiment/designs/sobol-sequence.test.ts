import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DesignError } from '../../../src/experiment/design.js';
import { SOBOL_DIMENSIONS, sobolCell, sobolNotices, sobolPoints } from '../../../src/experiment/designs/sobol-sequence.js';

/** All ways to write a sum as that many whole numbers from 0. */
function compositions(sum: number, parts: number): number[][] {
  if (parts === 1) return [[sum]];
  return Array.from({ length: sum + 1 }, (_, first) => compositions(sum - first, parts - 1).map((rest) => [first, ...rest])).flat();
}

/** The numbers of points in the elementary intervals with sides 2^-k_j that hold any. */
function counts(points: readonly (readonly number[])[], sides: readonly number[]): number[] {
  const held = new Map<string, number>();
  for (const point of points) {
    const interval = point.map((u, axis) => Math.floor(u * 2 ** sides[axis])).join();
    held.set(interval, (held.get(interval) ?? 0) + 1);
  }
  return [...held.values()];
}

/** Whether 2^m points are a (t, m, s)-net in base 2: all elementary intervals of volume 2^(t - m) hold 2^t of them. */
function isNet(points: readonly (readonly number[])[], t: number): boolean {
  const m = Math.log2(points.length);
  return compositions(m - t, points[0].length).every((sides) => {
    const found = counts(points, sides);
    return found.length === 2 ** (m - t) && found.every((count) => count === 2 ** t);
  });
}

describe('the Sobol\' sequence', () => {
  it('begins as published by Joe and Kuo', () => {
    expect(sobolPoints(4, { n: 5 })).toEqual([
      [0, 0, 0, 0], [0.5, 0.5, 0.5, 0.5], [0.75, 0.25, 0.25, 0.25], [0.25, 0.75, 0.75, 0.75], [0.375, 0.375, 0.625, 0.875],
    ]);
  });

  it('is that of SciPy in 1,111 dimensions, to the last bit', () => {
    // SciPy 1.10: hashlib.sha256(qmc.Sobol(1111, scramble=False).random(1024).astype('<f8').tobytes()).hexdigest()
    const points = sobolPoints(1111, { n: 1024 });
    const view = new DataView(new ArrayBuffer(8 * 1024 * 1111));
    points.flat().forEach((coordinate, index) => view.setFloat64(8 * index, coordinate, true));
    expect(createHash('sha256').update(view).digest('hex')).toBe('2a24ba46016afea69c7a270961cb437cc6ac97e551f59ab79ed6ca1a547ec60a');
    // SciPy 1.10: qmc.Sobol(1111, scramble=False).random(1024)[777:780, d - 1]
    const at = (d: number): number[] => points.slice(777, 780).map((point) => point[d - 1]);
    expect(at(21)).toEqual([0.2373046875, 0.9873046875, 0.4873046875]);
    expect(at(100)).toEqual([0.5107421875, 0.7607421875, 0.2607421875]);
    expect(at(1111)).toEqual([0.5849609375, 0.8349609375, 0.3349609375]);
  });

  it('goes on where it was left when points are skipped', () => {
    // SciPy 1.10: sampler = qmc.Sobol(3, scramble=False); sampler.fast_forward(1000); sampler.random(2)
    expect(sobolPoints(3, { n: 2, skip: 1000 })).toEqual([[0.2197265625, 0.0966796875, 0.5185546875], [0.7197265625, 0.5966796875, 0.0185546875]]);
    for (const scramble of [{}, { scramble: '5' }]) {
      expect(sobolPoints(7, { n: 40, skip: 24, ...scramble })).toEqual(sobolPoints(7, { n: 64, ...scramble }).slice(24));
    }
  });

  it('has as many dimensions as the table, and says so when asked for more', () => {
    expect(SOBOL_DIMENSIONS).toBe(1111);
    expect(() => sobolPoints(1112, { n: 2 })).toThrow(new DesignError('sobol: expected from 1 to 1111 dimensions, found 1112'));
    expect(() => sobolPoints(0, { n: 2 })).toThrow(DesignError);
    expect(() => sobolPoints(2, { n: 0 })).toThrow(/n must be a whole number of at least 1, found 0/);
    expect(() => sobolPoints(2, { n: 2, skip: -1 })).toThrow(/skip must be a whole number of at least 0, found -1/);
    expect(() => sobolPoints(2, { n: 2, skip: 2 ** 30 })).toThrow(/expected at most 1073741824 points/);
  });

  it('is a net of the quality that Sobol\' proved, plain, scrambled and in later blocks', () => {
    // Sobol' (1967), theorem 3.4: t is the sum of the degrees of the polynomials less 1 each; the degrees are 0 (t 0), 1, 2, 3, 3.
    for (const options of [{ n: 256 }, { n: 256, scramble: '1' }, { n: 256, scramble: '2' }, { n: 256, skip: 768 }, { n: 256, skip: 768, scramble: '1' }]) {
      expect(isNet(sobolPoints(2, options), 0)).toBe(true);
      expect(isNet(sobolPoints(3, options), 1)).toBe(true);
      expect(isNet(sobolPoints(4, options), 3)).toBe(true);
      expect(isNet(sobolPoints(5, options), 5)).toBe(true);
    }
    expect(isNet(sobolPoints(2, { n: 256, skip: 1 }), 0)).toBe(false);
  });

  it('has each of 2^m cells of each axis hit once, scrambled in all dimensions', () => {
    const points = sobolPoints(SOBOL_DIMENSIONS, { n: 64, scramble: '3' });
    for (let axis = 0; axis < SOBOL_DIMENSIONS; axis++) {
      expect(new Set(points.map((point) => Math.floor(64 * point[axis]))).size).toBe(64);
    }
  });
});

describe('scrambled points', () => {
  it('are the same for one seed, others for another, and never on the border', () => {
    const of = (scramble: string) => sobolPoints(5, { n: 64, scramble });
    expect(of('1')).toEqual(of('1'));
    expect(of('2')).not.toEqual(of('1'));
    for (const u of of('1').flat()) {
      expect(u).toBeGreaterThan(0);
      expect(u).toBeLessThan(1);
    }
  });

  it('are uniform, each by itself', () => {
    // 16 cells over 3,200 seeds, 200 expected in each: chi-square with 15 degrees of freedom, 0.999 quantile 37.70 (R: qchisq(.999, 15)).
    for (const [index, axis] of [[0, 0], [5, 3]]) {
      const cells = new Array<number>(16).fill(0);
      for (let seed = 0; seed < 3200; seed++) cells[Math.floor(16 * sobolPoints(axis + 1, { n: 1, skip: index, scramble: String(seed) })[0][axis])]++;
      expect(cells.reduce((sum, count) => sum + (count - 200) * (count - 200) / 200, 0)).toBeLessThan(37.7);
    }
  });

  it('go on with random digits after the 32 of the sequence', () => {
    // What follows the 32nd digit, in 8 cells of 512 each: chi-square with 7 degrees of freedom, 0.999 quantile 24.32 (R: qchisq(.999, 7)).
    const cells = new Array<number>(8).fill(0);
    for (const u of sobolPoints(4, { n: 1024, scramble: '1' }).flat()) cells[Math.floor(8 * ((u * 2 ** 32) % 1))]++;
    expect(cells.reduce((sum, count) => sum + (count - 512) * (count - 512) / 512, 0)).toBeLessThan(24.32);
  });

  it('have digits that are flipped independently in different branches, unlike a digital shift', () => {
    // Whether the points 0 and 1/4 change places, and whether 1/2 and 3/4 do: four equally likely cases in 1,600 seeds,
    // chi-square with 3 degrees of freedom, 0.999 quantile 16.27 (R: qchisq(.999, 3)). A shift would leave two cases empty.
    const cases = [0, 0, 0, 0];
    for (let seed = 0; seed < 1600; seed++) {
      const [zero, half, threeQuarters, quarter] = sobolPoints(1, { n: 4, scramble: String(seed) }).map(([u]) => u);
      cases[2 * Number(zero > quarter) + Number(half > threeQuarters)]++;
    }
    expect(cases.reduce((sum, count) => sum + (count - 400) * (count - 400) / 400, 0)).toBeLessThan(16.27);
  });

  it('estimate a smooth mean without bias and with far less error than random points', () => {
    // The product of x_j + 1/2 over three axes has mean 1 and variance (13/12)^3 - 1 = 0.2714; 256 random points: 1.06e-3.
    const means = Array.from({ length: 60 }, (_, seed) => {
      const points = sobolPoints(3, { n: 256, scramble: String(seed) });
      return points.reduce((sum, point) => sum + point.reduce((product, u) => product * (u + 0.5), 1), 0) / 256;
    });
    const mean = means.reduce((a, b) => a + b, 0) / 60;
    const variance = means.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / 59;
    expect(variance).toBeLessThan(1.06e-3 / 500);
    expect(Math.abs(mean - 1)).toBeLessThan(4 * Math.sqrt(variance / 60));
  });
});

describe('the notices of Sobol\' points', () => {
  it('say when the balance is lost', () => {
    expect(sobolNotices({ n: 128 })).toEqual([]);
    expect(sobolNotices({ n: 1 })).toEqual([]);
    expect(sobolNotices({ n: 128, skip: 256 })).toEqual([]);
    expect(sobolNotices({ n: 100 })).toEqual(['100 points: a Sobol\' sequence is balanced over powers of two only, here 64 or 128']);
    expect(sobolNotices({ n: 128, skip: 1 })).toEqual([
      '1 points skipped: 128 points of a Sobol\' sequence are balanced if none or a multiple of 128 is skipped',
    ]);
  });
});

describe('the cell of Sobol\' points', () => {
  it('is the distance between neighbours on an axis', () => {
    for (const options of [{ n: 8 }, { n: 5 }, { n: 4, skip: 4 }]) {
      const all = sobolPoints(1, { n: 8 }).flat().sort();
      expect(sobolCell(options)).toBe(all[1] - all[0]);
    }
  });
});
