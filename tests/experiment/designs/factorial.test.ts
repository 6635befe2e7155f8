import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DesignError } from '../../../src/experiment/design.js';
import { factorial } from '../../../src/experiment/designs/factorial.js';

describe('a full factorial design', () => {
  it('has every combination, the last factor changing fastest', () => {
    const design = factorial([{ name: 'a', levels: [1, 2] }, { name: 'b', range: { from: 0, to: 1, steps: 3 } }]);
    expect(design.names).toEqual(['a', 'b']);
    expect(design.rows).toEqual([[1, 0], [1, 0.5], [1, 1], [2, 0], [2, 0.5], [2, 1]]);
    expect(design.notices).toEqual([]);
  });

  it('has as many points as the product of the numbers of levels, no two alike, and every level equally often', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 5 }), (counts) => {
      const factors = counts.map((count, index) => ({ name: `f${index}`, levels: Array.from({ length: count }, (_, level) => level) }));
      const { rows } = factorial(factors);
      const product = counts.reduce((a, b) => a * b, 1);
      expect(rows).toHaveLength(product);
      expect(new Set(rows.map((row) => row.join())).size).toBe(product);
      for (const [column, count] of counts.entries()) {
        for (let level = 0; level < count; level++) expect(rows.filter((row) => row[column] === level)).toHaveLength(product / count);
      }
    }));
  });

  it('is refused before it is made when it is too large', () => {
    const factors = Array.from({ length: 30 }, (_, index) => ({ name: `f${index}`, levels: [0, 1, 2] }));
    expect(() => factorial(factors)).toThrow(new DesignError('factorial: expected at most 1000000 design points, found 205891132094649'));
  });

  it('is refused without factors and with a factor that has no levels', () => {
    expect(() => factorial([])).toThrow(DesignError);
    expect(() => factorial([{ name: 'a', range: { from: 0, to: 1 } }])).toThrow(/^a: a design on a grid expects levels/);
  });
});
