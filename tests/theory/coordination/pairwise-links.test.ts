import { expect, test } from 'vitest';
import { pairwiseLinks } from '../../../src/theory/coordination/pairwise-links.js';

test.each([
  [1, 0],
  [5, 10],
  [10, 45],
  [12, 66],
  [27, 351],
])('%i people have %i pairs (CC1, Brooks)', (n, links) => {
  expect(pairwiseLinks(n)).toBe(links);
});

test('nobody and parts of people are refused', () => {
  expect(() => pairwiseLinks(0)).toThrow('n: expected a whole number of at least 1, found 0');
  expect(() => pairwiseLinks(2.5)).toThrow(RangeError);
});
