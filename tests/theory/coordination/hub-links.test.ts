import { expect, test } from 'vitest';
import { hubLinks } from '../../../src/theory/coordination/hub-links.js';

test.each([
  [1, 0],
  [2, 1],
  [12, 11],
])('a star of %i has %i links', (n, links) => {
  expect(hubLinks(n)).toBe(links);
});

test('nobody and parts of people are refused', () => {
  expect(() => hubLinks(0)).toThrow('n: expected a whole number of at least 1, found 0');
  expect(() => hubLinks(Number.NaN)).toThrow(RangeError);
});
