import { expect, test } from 'vitest';
import { repeatedMiss } from '../../src/theory/repeated-miss.js';
import { expectWithin } from './relative-error.js';

// python3 -c "from decimal import *; getcontext().prec=40; print((1-Decimal('1e-9'))**10**6, (1-Decimal('.3'))**40)"
test('small probabilities keep twelve digits over many trials', () => {
  expectWithin(repeatedMiss(1e-9, 1_000_000), 0.9990004998328755, 1e-12);
  expectWithin(repeatedMiss(0.3, 40), 6.366805760909028e-7, 1e-12);
});

test('no trial misses for certain, and a certain event is never missed', () => {
  expect(repeatedMiss(1, 0)).toBe(1);
  expect(repeatedMiss(1, 3)).toBe(0);
  expect(repeatedMiss(0, 7)).toBe(1);
});

test('impossible probabilities and broken numbers of trials are refused', () => {
  expect(() => repeatedMiss(1.1, 1)).toThrow('probability: expected a number from 0 to 1, found 1.1');
  expect(() => repeatedMiss(0.5, 1.5)).toThrow('trials: expected a whole number');
  expect(() => repeatedMiss(0.5, -1)).toThrow(RangeError);
});
