import fc from 'fast-check';
import { expect, test } from 'vitest';
import { optimalHierarchy } from '../../../src/theory/hierarchies/garicano-hierarchy.js';
import { selfEmployedOutput } from '../../../src/theory/hierarchies/self-employment.js';

test.each([
  [0.1, 0.669741],
  [0.2, 0.478112],
  [0.3, 0.338808],
  [0.5, 0.153426],
])('working alone at learning cost %f yields %f (KH12)', (learningCost, expected) => {
  expect(selfEmployedOutput(learningCost)).toBeCloseTo(expected, 6);
});

test('working alone is the hierarchy of no layers', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 3, noNaN: true }), (learningCost) => {
      const { outputPerHead } = optimalHierarchy({ learningCost, communicationCost: 0.2 }, 0);
      expect(Math.abs(selfEmployedOutput(learningCost) - outputPerHead)).toBeLessThan(1e-14);
    }),
  );
});

test('learning that costs as much as it yields is not done', () => {
  expect(selfEmployedOutput(1)).toBe(0);
  expect(selfEmployedOutput(4)).toBe(0);
});

test('free or negative learning is refused', () => {
  expect(() => selfEmployedOutput(0)).toThrow('learningCost: expected a finite number above 0, found 0');
  expect(() => selfEmployedOutput(Number.NaN)).toThrow(RangeError);
});
