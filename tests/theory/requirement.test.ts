import { expect, test } from 'vitest';
import * as requirement from '../../src/theory/requirement.js';

test('a refusal names the argument, what was expected and what was found', () => {
  expect(() => requirement.requirePositive('serviceRate [1/time]', -1)).toThrow(
    new RangeError('serviceRate [1/time]: expected a finite number above 0, found -1'),
  );
  expect(() => requirement.requireWholeNumber('servers', 1.5, 1)).toThrow(new RangeError('servers: expected a whole number of at least 1, found 1.5'));
  expect(() => requirement.requireSteadyState('M/M/1', '[1/time]', 2, 1)).toThrow(
    new RangeError('M/M/1 has no steady state: expected a load below 1 [1/time], found 2'),
  );
});

test.each([Number.NaN, Infinity, -Infinity])('%s is no number to any requirement', (value) => {
  expect(() => requirement.requirePositive('x', value)).toThrow(RangeError);
  expect(() => requirement.requireNonNegative('x', value)).toThrow(RangeError);
  expect(() => requirement.requireFinite('x', value)).toThrow(RangeError);
  expect(() => requirement.requireProbability('x', value)).toThrow(RangeError);
  expect(() => requirement.requireWholeNumber('x', value, 0)).toThrow(RangeError);
});

test('the ends of the admitted ranges are as stated', () => {
  expect(() => requirement.requirePositive('x', 0)).toThrow(RangeError);
  expect(() => requirement.requireNonNegative('x', 0)).not.toThrow();
  expect(() => requirement.requireProbability('x', 0)).not.toThrow();
  expect(() => requirement.requireProbability('x', 1)).not.toThrow();
  expect(() => requirement.requireProbability('x', 1.0001)).toThrow(RangeError);
  expect(() => requirement.requireWholeNumber('x', 2, 2)).not.toThrow();
  expect(() => requirement.requireWholeNumber('x', 1, 2)).toThrow(RangeError);
  expect(() => requirement.requireSteadyState('x', 'u', 1, 1)).toThrow(RangeError);
  expect(() => requirement.requireSteadyState('x', 'u', Number.NaN, 1)).toThrow(RangeError);
});
