import { describe, expect, it } from 'vitest';
import { DesignError } from '../../../src/experiment/design.js';
import { oneAtATime } from '../../../src/experiment/designs/one-at-a-time.js';

const factors = [{ name: 'a', levels: [1, 2, 3] }, { name: 'b', levels: ['x', 'y'] }];

describe('a design of one factor at a time', () => {
  it('is the base and then the other levels of each factor in turn', () => {
    const design = oneAtATime(factors, { a: 2, b: 'x' });
    expect(design.names).toEqual(['a', 'b']);
    expect(design.rows).toEqual([[2, 'x'], [1, 'x'], [3, 'x'], [2, 'y']]);
    expect(design.changed).toEqual([undefined, 0, 0, 1]);
  });

  it('leaves the file its own values where the base says nothing, and then tries all levels', () => {
    expect(oneAtATime(factors).rows).toEqual([
      [undefined, undefined], [1, undefined], [2, undefined], [3, undefined], [undefined, 'x'], [undefined, 'y'],
    ]);
  });

  it('has a base between the levels when asked to', () => {
    expect(oneAtATime([factors[0]], { a: 2.5 }).rows).toEqual([[2.5], [1], [2], [3]]);
  });

  it('knows levels that are lists and maps by what they contain', () => {
    expect(oneAtATime([{ name: 'a', levels: [[1], [2]] }], { a: [1] }).rows).toEqual([[[1]], [[2]]]);
  });

  it('is refused with a base of a factor that is not there', () => {
    expect(() => oneAtATime(factors, { c: 1 })).toThrow(new DesignError('one-at-a-time: the base sets c, which is none of the factors a, b'));
    expect(() => oneAtATime([])).toThrow(DesignError);
  });
});
