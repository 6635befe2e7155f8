import { expect, test } from 'vitest';
import { escalationAfter } from '../../../src/theory/hierarchies/category-learning.js';
import { expectWithin } from '../relative-error.js';

// python3 -c "
// from decimal import *; getcontext().prec=40
// for a,n in [('.02',10),('.02',50),('.02',100),('.01',50)]: print((1-Decimal(a))**n)"
test.each([
  [1, 10, 0.8170728068875469],
  [1, 50, 0.3641696800871171],
  [1, 100, 0.1326195558947532],
  [0.5, 50, 0.6050060671375367],
])('with 50 categories and q %f, after %i problems %f are escalated (KH16)', (learningProbability, problems, expected) => {
  expectWithin(escalationAfter({ categories: 50, learningProbability }, problems), expected, 1e-12);
});

test('the beginner escalates everything, and a single category is learnt at once', () => {
  expect(escalationAfter({ categories: 50, learningProbability: 1 }, 0)).toBe(1);
  expect(escalationAfter({ categories: 1, learningProbability: 1 }, 1)).toBe(0);
  expect(escalationAfter({ categories: 50, learningProbability: 0 }, 1000)).toBe(1);
});

test('impossible categories, probabilities and numbers of problems are refused', () => {
  expect(() => escalationAfter({ categories: 0, learningProbability: 1 }, 1)).toThrow('categories');
  expect(() => escalationAfter({ categories: 50, learningProbability: 1.5 }, 1)).toThrow('learningProbability');
  expect(() => escalationAfter({ categories: 50, learningProbability: 1 }, 0.5)).toThrow(RangeError);
});
