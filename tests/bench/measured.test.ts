import { describe, expect, it } from 'vitest';
import { median, requireWithin } from '../../bench/measured.js';

describe('the median of runs', () => {
  it('is the middle one, whatever their order', () => {
    expect(median([9, 1, 5])).toBe(5);
  });

  it('is the mean of the two middle ones of an even number', () => {
    expect(median([4, 1, 2, 100])).toBe(3);
  });

  it('of nothing is refused', () => {
    expect(() => median([])).toThrow('expected at least one value');
  });
});

describe('an answer', () => {
  it('is accepted on the edge of its interval and refused beyond', () => {
    expect(() => requireWithin('wait', 4.5, 4, 0.5)).not.toThrow();
    expect(() => requireWithin('wait', 4.6, 4, 0.5)).toThrow('wait: expected 4 +- 0.5, found 4.6');
  });

  it('that is no number is refused', () => {
    expect(() => requireWithin('wait', Number.NaN, 4, 0.5)).toThrow('found NaN');
  });
});
