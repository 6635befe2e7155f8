import { describe, expect, it } from 'vitest';
import { brieflyListed, counted, listed, times, wrap } from '../../src/cli/prose.js';

describe('prose', () => {
  it('is wrapped at spaces, within the width unless a word is longer', () => {
    expect(wrap('who must read what, who must meet', 12)).toEqual(['who must', 'read what,', 'who must', 'meet']);
    expect(wrap('a results/shared-or-lead/compare/ folder', 8)).toEqual(['a', 'results/shared-or-lead/compare/', 'folder']);
    expect(wrap('', 8)).toEqual(['']);
  });

  it('counts and lists as one says it', () => {
    expect([0, 1, 2].map((number) => counted(number, 'run'))).toEqual(['0 runs', '1 run', '2 runs']);
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(listed)).toEqual(['', 'a', 'a and b', 'a, b and c']);
    expect([1, 2, 3].map(times)).toEqual(['once', 'twice', '3 times']);
  });

  it('counts what a long list would not be read for', () => {
    expect(brieflyListed(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c, d and e');
    expect(brieflyListed(['a', 'b', 'c', 'd', 'e', 'f'])).toBe('a, b, c and 3 others');
  });
});
