import { describe, expect, test } from 'vitest';
import { editDistance, isSlug, nearestName, slugFrom } from '../../src/scenario/names.js';

describe('names', () => {
  test('the edit distance counts insertions, deletions, substitutions and swaps of neighbours', () => {
    // Wagner and Fischer (1974): kitten to sitting takes 3 edits.
    expect(editDistance('kitten', 'sitting')).toBe(3);
    expect(editDistance('dealy', 'delay')).toBe(1);
    expect(editDistance('', 'abc')).toBe(3);
    expect(editDistance('same', 'same')).toBe(0);
  });

  test('the nearest name is the one with the fewest edits, whatever its case', () => {
    expect(nearestName('meen', ['median', 'mean', 'cv'])).toBe('mean');
    expect(nearestName('MEAN', ['median', 'mean', 'cv'])).toBe('mean');
    expect(nearestName('cabin', ['cabinet', 'council'])).toBe('cabinet');
  });

  test('a name unlike all others has no nearest', () => {
    expect(nearestName('quota', ['mean', 'cv'])).toBeUndefined();
    expect(nearestName('x'.repeat(100_000), ['mean'])).toBeUndefined();
  });

  test('slugs have letters, digits, hyphens and underscores and begin with a letter', () => {
    expect(['a', 'state-1', 'DG_COMP'].every(isSlug)).toBe(true);
    expect(['', '1a', 'a.b', 'a b', 'a/b', 'é', '__proto__'].some(isSlug)).toBe(false);
  });

  test('free names become slugs without accents and spaces', () => {
    expect(slugFrom('Île-de-France')).toBe('Ile-de-France');
    expect(slugFrom(' New York (city) ')).toBe('New-York-city');
    expect(slugFrom('123')).toBe('');
  });
});
