import { describe, expect, it } from 'vitest';
import { changesAt } from '../../../src/experiment/designs/design-matrix.js';

describe('what a point of a design sets', () => {
  const design = { names: ['a', 'b'], rows: [[1, undefined], [null, 'x']], notices: [] };

  it('is its values by name, without those left to the file', () => {
    expect(changesAt(design, 0)).toEqual({ a: 1 });
    expect(Object.keys(changesAt(design, 0))).toEqual(['a']);
    expect(changesAt(design, 1)).toEqual({ a: null, b: 'x' });
  });

  it('is refused where the design has no such row', () => {
    for (const row of [-1, 2]) expect(() => changesAt(design, row)).toThrow(new RangeError(`design: expected a row from 0 to 1, found ${row}`));
  });
});
