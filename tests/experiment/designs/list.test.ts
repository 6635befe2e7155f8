import { describe, expect, it } from 'vitest';
import { DesignError } from '../../../src/experiment/design.js';
import { list } from '../../../src/experiment/designs/list.js';

describe('a list of points', () => {
  it('keeps their order and has a column for every name that occurs', () => {
    const design = list([{ b: 1 }, { a: 'x', b: null }, {}]);
    expect(design.names).toEqual(['b', 'a']);
    expect(design.rows).toEqual([[1, undefined], [null, 'x'], [undefined, undefined]]);
  });

  it('is refused without points and with one that stands there twice', () => {
    expect(() => list([])).toThrow(new DesignError('list: expected at least one design point, found none'));
    expect(() => list([{ a: 1, b: 2 }, { a: 2 }, { b: 2, a: 1 }])).toThrow(
      new DesignError('list: expected different design points, found point 3 to be the same as point 1'),
    );
  });

  it('tells texts from numbers', () => {
    expect(list([{ a: 1 }, { a: '1' }, { a: 'undefined' }, {}]).rows).toEqual([[1], ['1'], ['undefined'], [undefined]]);
  });
});
