import { expect, test } from 'vitest';
import { hubDelay } from '../../../src/theory/communication/star-hub.js';
import { expectWithin } from '../relative-error.js';

test('the hub of 20 members at rate .04 holds a message for 5 (NET2)', () => {
  expectWithin(hubDelay({ members: 20, serviceRate: 1 }, 0.04), 5);
});

test('a hub without members takes one service', () => {
  expect(hubDelay({ members: 0, serviceRate: 2 }, 0.04)).toBe(0.5);
});

test('a saturated hub, parts of a member and negative rates are refused', () => {
  expect(() => hubDelay({ members: 25, serviceRate: 1 }, 0.04)).toThrow('no steady state');
  expect(() => hubDelay({ members: 2.5, serviceRate: 1 }, 0.04)).toThrow('members');
  expect(() => hubDelay({ members: 2, serviceRate: 1 }, -0.04)).toThrow('rate [1/time]');
});
