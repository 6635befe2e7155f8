import fc from 'fast-check';
import { expect, test } from 'vitest';
import { knowledgeAfter } from '../../../src/theory/hierarchies/continuous-learning.js';

test('half of the gap is closed each time', () => {
  expect(knowledgeAfter({ initialKnowledge: 0, learningRate: 0.5 }, 2, 2)).toBeCloseTo(1.5, 12);
  expect(knowledgeAfter({ initialKnowledge: 1, learningRate: 0.5 }, 2, 3)).toBeCloseTo(1.875, 12);
});

test('the closed form is the recursion Z <- Z + eta (z - Z) for z above Z', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const level = fc.double({ min: -10, max: 10, noNaN: true });
  fc.assert(
    fc.property(level, level, share, fc.integer({ min: 0, max: 60 }), (initialKnowledge, difficulty, learningRate, problems) => {
      let knowledge = initialKnowledge;
      for (let n = 0; n < problems; n++) if (difficulty > knowledge) knowledge += learningRate * (difficulty - knowledge);
      expect(Math.abs(knowledgeAfter({ initialKnowledge, learningRate }, difficulty, problems) - knowledge)).toBeLessThan(1e-12);
    }),
  );
});

test('what is solved here teaches nothing', () => {
  expect(knowledgeAfter({ initialKnowledge: 3, learningRate: 0.5 }, 2, 10)).toBe(3);
});

test('undefined difficulties and rates beyond 1 are refused', () => {
  expect(() => knowledgeAfter({ initialKnowledge: 0, learningRate: 2 }, 2, 2)).toThrow('learningRate');
  expect(() => knowledgeAfter({ initialKnowledge: 0, learningRate: 0.5 }, Infinity, 2)).toThrow('difficulty');
  expect(() => knowledgeAfter({ initialKnowledge: Number.NaN, learningRate: 0.5 }, 2, 2)).toThrow('initialKnowledge');
  expect(() => knowledgeAfter({ initialKnowledge: 0, learningRate: 0.5 }, 2, -1)).toThrow(RangeError);
});
