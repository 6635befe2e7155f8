import { expect, test } from 'vitest';
import { firstSaturatedSize } from '../../../src/theory/governance/first-saturated-size.js';
import { sharedMemberUtilisation } from '../../../src/theory/governance/shared-member-load.js';
import { expectWithin } from '../relative-error.js';
import { preset } from './preset.js';

const member = { ...preset, rounds: 1 };

test('full convening in one round saturates a shared member first at 17 organisations', () => {
  // .5 + .02 * 16 * (.25 + .08 * 16) and the same with 17
  expectWithin(sharedMemberUtilisation(member, 16), 0.9896);
  expectWithin(sharedMemberUtilisation(member, 17), 1.0474);
  expect(firstSaturatedSize((n) => sharedMemberUtilisation(member, n), 1000)).toBe(17);
});

test('convening four, a member carries the same load in any network', () => {
  expectWithin(sharedMemberUtilisation(member, 4), 0.5456);
  expect(firstSaturatedSize((n) => sharedMemberUtilisation(member, Math.min(n, 4)), 1000)).toBeUndefined();
});

test('rounds multiply the meetings and servers divide them, own operations apart', () => {
  expectWithin(sharedMemberUtilisation({ ...member, rounds: 3, servers: 2 }, 4), 0.5 + (0.0456 * 3) / 2);
});

test('impossible members are refused', () => {
  expect(() => sharedMemberUtilisation(member, 0)).toThrow('participants: expected a whole number of at least 1, found 0');
  expect(() => sharedMemberUtilisation({ ...member, servers: 0 }, 4)).toThrow('servers');
  expect(() => sharedMemberUtilisation({ ...member, issueRate: -1 }, 4)).toThrow('issueRate [1/day]');
  expect(() => sharedMemberUtilisation({ ...member, rounds: 0 }, 4)).toThrow('rounds');
  expect(() => sharedMemberUtilisation({ ...member, ownUtilisation: Number.NaN }, 4)).toThrow('ownUtilisation');
  expect(() => sharedMemberUtilisation({ ...member, meeting: { fixed: -1, perAttendee: 0 } }, 4)).toThrow('fixed [time]');
});
