import { describe, expect, it } from 'vitest';
import { Roster } from '../../src/model/roster.js';

describe.each([
  ['near each other', [7, 5, 6, 9]],
  ['far from each other', [7, 5, 1_000_000]],
  ['one', [3]],
  ['none', []],
])('a roster of organisations: %s', (_, organisations) => {
  const roster = new Roster(organisations);

  it('finds everybody where it stands in the list', () => {
    expect(organisations.map((organisation) => roster.placeOf(organisation))).toEqual(organisations.map((_, place) => place));
  });

  it('finds nobody else', () => {
    for (const stranger of [0, 4, 8, 10, 999_999, 1_000_001, -1]) expect(roster.placeOf(stranger)).toBe(-1);
  });
});
