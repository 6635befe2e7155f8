import { expect, test } from 'vitest';
import { secondMoment, serviceFromMoments } from '../../../src/theory/queues/service-time.js';

test('moments and squared coefficient of variation convert into each other', () => {
  expect(serviceFromMoments(2, 8)).toEqual({ mean: 2, scv: 1 });
  expect(serviceFromMoments(3, 9)).toEqual({ mean: 3, scv: 0 });
  expect(secondMoment({ mean: 2, scv: 1 })).toBe(8);
});

test('a second moment below the squared mean is no distribution', () => {
  expect(() => serviceFromMoments(3, 8)).toThrow('secondMoment [time^2]: expected at least the squared mean 9, found 8');
  expect(() => serviceFromMoments(0, 8)).toThrow('mean [time]');
  expect(() => serviceFromMoments(1, Number.NaN)).toThrow('secondMoment [time^2]');
});
