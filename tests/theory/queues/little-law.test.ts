import { expect, test } from 'vitest';
import { numberByLittle, timeByLittle } from '../../../src/theory/queues/little-law.js';

test('number is rate times time, and time is number over rate', () => {
  expect(numberByLittle(0.8, 5)).toBe(4);
  expect(timeByLittle(4, 0.8)).toBe(5);
});

test('negative quantities and a rate of zero are refused', () => {
  expect(() => numberByLittle(-1, 5)).toThrow('arrivalRate [1/time]: expected a finite number of at least 0, found -1');
  expect(() => numberByLittle(1, Number.NaN)).toThrow(RangeError);
  expect(() => timeByLittle(4, 0)).toThrow('arrivalRate [1/time]: expected a finite number above 0, found 0');
});
