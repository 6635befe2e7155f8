import { expect, test } from 'vitest';
import { firstSaturatedSize } from '../../../src/theory/governance/first-saturated-size.js';

test('utilisation of exactly 1 counts as saturated', () => {
  expect(firstSaturatedSize((n) => n / 4, 10)).toBe(4);
});

test('the first size counts even if larger networks recover', () => {
  expect(firstSaturatedSize((n) => (n === 2 ? 1.2 : 0.1), 10)).toBe(2);
});

test('a load that never reaches 1 up to the limit has no such size', () => {
  expect(firstSaturatedSize((n) => n / 4, 3)).toBeUndefined();
});

test('an undefined load and a broken limit are refused', () => {
  expect(() => firstSaturatedSize(() => Number.NaN, 3)).toThrow('utilisationAt(1): expected a number, found NaN');
  expect(() => firstSaturatedSize(() => 0, 2.5)).toThrow('largest');
});
