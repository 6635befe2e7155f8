import { describe, expect, it } from 'vitest';
import { DesignError } from '../../../src/experiment/design.js';
import { sobol } from '../../../src/experiment/designs/sobol.js';

describe('a design of Sobol\' points', () => {
  it('has a dimension per factor and keeps the coordinates', () => {
    const design = sobol([{ name: 'x', range: { from: 0, to: 8 } }, { name: 'y', levels: ['a', 'b'] }], { n: 4 });
    expect(design).toEqual({
      names: ['x', 'y'], rows: [[0, 'a'], [4, 'b'], [6, 'a'], [2, 'b']], notices: [], coordinates: [[0, 0], [0.5, 0.5], [0.75, 0.25], [0.25, 0.75]],
    });
  });

  it('takes a law without bounds at its quantiles, the first point in the middle of its half cell', () => {
    // SciPy 1.10: norm.ppf([1/16, .5, .75, .25, .375, .875, .625, .125], 10, 2)
    const { rows } = sobol([{ name: 'x', law: { law: 'normal', mean: 10, sd: 2, min: -Infinity, max: Infinity } }], { n: 8 });
    const expected = [6.93175891, 10, 11.3489795, 8.6510205, 9.36272127, 12.30069876, 10.63727873, 7.69930124];
    rows.forEach(([value], index) => expect(value).toBeCloseTo(expected[index], 7));
  });

  it('passes on the notice about numbers that are no power of two', () => {
    expect(sobol([{ name: 'x', levels: [1] }], { n: 6 }).notices).toEqual(['6 points: a Sobol\' sequence is balanced over powers of two only, here 4 or 8']);
  });

  it('is refused without factors', () => {
    expect(() => sobol([], { n: 4 })).toThrow(new DesignError('sobol: expected at least one factor, found none'));
  });
});
