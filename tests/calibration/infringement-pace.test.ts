import { describe, expect, it } from 'vitest';
import type { Spell } from '../../src/calibration/case-history.js';
import { dayNumber } from '../../src/calibration/civil-date.js';
import { loadElasticity, paceOf } from '../../src/calibration/infringement-pace.js';

const constant = [{ climbs: Float64Array.of(0.02), closes: Float64Array.of(0.03) }];
const from = dayNumber('2003-01-01');
const spell = (entry: number, exit: number, kind: Spell['kind'], group = 'a'): Spell => ({ caseId: 'x', stage: 0, entry, exit, kind, attributes: { group } });

describe('the pace of a procedure', () => {
  it('is exits seen beside the hazards of the days at risk', () => {
    // Ages 0 ... 10 and, censored by the window after 20 days at noon, 0 ... 19: 31 days of 5 %.
    const pace = paceOf([spell(from, from + 10, 'closes'), spell(from, from + 40, 'climbs')], () => constant, [0], from - 0.5, from + 19.5);
    expect(pace.observed).toBe(1);
    expect(pace.expected).toBeCloseTo(31 * 0.05, 12);
  });

  it('counts a stay that was there before from the first day of the window', () => {
    const pace = paceOf([spell(from - 100, from + 4, 'closes')], () => constant, [0], from - 0.5, from + 99.5);
    expect(pace).toEqual({ observed: 1, expected: expect.closeTo(5 * 0.05, 12) as number });
  });
});

/** Stays of one day each year, some of which end, for a group whose load doubles from one year to the next. */
function years(group: string, loads: readonly number[], exitsOf: (load: number) => number): Spell[] {
  return loads.flatMap((load, year) => {
    const day = dayNumber(`${2003 + year}-02-01`);
    return Array.from({ length: load }, (_, index) => spell(day, day + 100, index < exitsOf(load) ? 'closes' : 'censored', group));
  });
}

describe('the elasticity of the pace with respect to the load', () => {
  const hazards = [{ climbs: Float64Array.of(0), closes: Float64Array.of(0.01) }];
  const slopeOf = (exitsOf: (load: number) => number): number => loadElasticity(
    [...years('a', [20, 40, 80], exitsOf), ...years('b', [60, 30, 120], exitsOf)], () => hazards, [0], ({ group }) => group, { first: 2003, last: 2005 }).slope;

  it('is 0 where each case ends at its own rate', () => {
    expect(slopeOf((load) => load / 2)).toBeCloseTo(0, 10);
  });

  it('is -1 where as many end whatever the load', () => {
    // Leap years are a little longer than others, so mean loads are not quite 1 : 2 : 4.
    expect(slopeOf(() => 10)).toBeCloseTo(-1, 2);
  });

  it('needs group years', () => {
    expect(() => loadElasticity([], () => hazards, [0], ({ group }) => group, { first: 2003, last: 2005 })).toThrow(RangeError);
  });
});
