import { expect, test } from 'vitest';
import { plenaryLength } from '../../../src/theory/coordination/plenary-length.js';

test('a meeting of twelve takes a quarter of a day and twelve interventions', () => {
  expect(plenaryLength({ fixed: 0.25, perAttendee: 0.08 }, 12)).toBeCloseTo(1.21, 12);
});

test('an empty meeting takes its fixed part', () => {
  expect(plenaryLength({ fixed: 0.25, perAttendee: 0.08 }, 0)).toBe(0.25);
});

test('negative times and parts of attendees are refused', () => {
  expect(() => plenaryLength({ fixed: -1, perAttendee: 0 }, 2)).toThrow('fixed [time]');
  expect(() => plenaryLength({ fixed: 1, perAttendee: Number.NaN }, 2)).toThrow('perAttendee [time]');
  expect(() => plenaryLength({ fixed: 1, perAttendee: 0 }, 1.5)).toThrow('attendees');
});
