import { expect, test } from 'vitest';
import { firstSaturatedSize } from '../../../src/theory/governance/first-saturated-size.js';
import { hubTimePerIssue, hubUtilisation } from '../../../src/theory/governance/hub-load.js';
import { expectWithin } from '../relative-error.js';
import { preset } from './preset.js';

const administrative = { ...preset, ownUtilisation: 0 };

test('full convening saturates a lead organisation first at 13: it takes part itself, so 12 write to it', () => {
  // .5 + 12 * .02 * (11 * .155 + .25) and .5 + 13 * .02 * (12 * .155 + .25)
  expectWithin(hubUtilisation(preset, 12, 11), 0.9692);
  expectWithin(hubUtilisation(preset, 13, 12), 1.0486);
  expect(firstSaturatedSize((n) => hubUtilisation(preset, n, n - 1), 1000)).toBe(13);
});

test('full convening saturates an administrative organisation first at 18 with one server, at 25 with two', () => {
  // 17 * .02 * (17 * .155 + .25) and 18 * .02 * (18 * .155 + .25)
  expectWithin(hubUtilisation(administrative, 17, 17), 0.9809);
  expectWithin(hubUtilisation(administrative, 18, 18), 1.0944);
  expect(firstSaturatedSize((n) => hubUtilisation(administrative, n, n), 1000)).toBe(18);
  expect(firstSaturatedSize((n) => hubUtilisation({ ...administrative, servers: 2 }, n, n), 1000)).toBe(25);
});

test('full trust leaves reading and deciding, no trust verifies every message', () => {
  expectWithin(hubTimePerIssue({ ...preset.handling, trust: 1 }, 10), 1.05);
  expectWithin(hubTimePerIssue({ ...preset.handling, trust: 0 }, 10), 2.55);
  expectWithin(hubTimePerIssue(preset.handling, 12), 2.11);
});

test('impossible hubs are refused', () => {
  expect(() => hubUtilisation(preset, 0, 0)).toThrow('organisations: expected a whole number of at least 1, found 0');
  expect(() => hubUtilisation(preset, 3, -1)).toThrow('writers');
  expect(() => hubUtilisation({ ...preset, servers: 1.5 }, 3, 2)).toThrow('servers');
  expect(() => hubUtilisation({ ...preset, issueRate: Infinity }, 3, 2)).toThrow('issueRate [1/day]');
  expect(() => hubUtilisation({ ...preset, ownUtilisation: -0.1 }, 3, 2)).toThrow('ownUtilisation');
  expect(() => hubTimePerIssue({ ...preset.handling, trust: 1.1 }, 3)).toThrow('trust: expected a number from 0 to 1, found 1.1');
  expect(() => hubTimePerIssue({ ...preset.handling, read: Number.NaN }, 3)).toThrow('read [day]');
});
