import { expect, test } from 'vitest';
import { graicunasRelationships } from '../../../src/theory/coordination/graicunas-relationships.js';
import { expectWithin } from '../relative-error.js';

test('one to eight subordinates have 1 6 18 44 100 222 490 1080 relationships (CC1)', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8].map(graicunasRelationships)).toEqual([1, 6, 18, 44, 100, 222, 490, 1080]);
});

// python3 -c "n=49; v=n*(2**(n-1)+n-1); print(v, int(float(v)) == v); n=50; v=n*(2**(n-1)+n-1); print(int(float(v)) == v)"
test('the count is exact as far as 49 subordinates', () => {
  expect(graicunasRelationships(49)).toBe(13792273858824496);
});

test('the largest span whose count a double can hold is 1015', () => {
  // python3 -c "n=1015; print(float(n*(2**(n-1)+n-1)))"
  expectWithin(graicunasRelationships(1015), 1.78189309754419e308, 1e-15);
  expect(() => graicunasRelationships(1016)).toThrow('n: expected at most 1015 subordinates');
  expect(() => graicunasRelationships(1e12)).toThrow('n: expected at most 1015 subordinates');
});

test('no subordinates and parts of them are refused', () => {
  expect(() => graicunasRelationships(0)).toThrow('n: expected a whole number of at least 1, found 0');
  expect(() => graicunasRelationships(1.5)).toThrow(RangeError);
});
