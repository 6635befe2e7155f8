import { describe, expect, it } from 'vitest';
import { followCases } from '../../src/calibration/case-history.js';
import { dayNumber } from '../../src/calibration/civil-date.js';
import { compareHeldOut, summariseHeldOut } from '../../src/calibration/held-out-comparison.js';
import { measureCases, type Measurement } from '../../src/calibration/held-out-measures.js';

const events: [string, string, string, string][] = [
  ['a', '2001-03-01', 'first', 'north'], ['a', '2001-03-11', 'end', 'north'],
  ['b', '2001-03-01', 'first', 'north'], ['b', '2001-12-31', 'second', 'north'], ['b', '2002-01-01', 'end', 'north'],
  ['c', '2001-06-01', 'first', 'south'], ['c', '2002-02-01', 'second', 'south'],
  ['d', '2002-12-31', 'first', 'south'],
];
const log = events.map(([caseId, date, activity, place], index) => ({ line: index + 2, caseId, day: dayNumber(date), activity, attributes: { place } }));
const ladder = { stages: ['first', 'second'], endings: ['end'], ignored: [] };
const histories = followCases(log, ladder, dayNumber('2003-01-01'));
const measures = measureCases(histories, {
  stages: ladder.stages, groups: { place: ({ place }) => place }, years: { first: 2001, last: 2002 }, periods: [{ first: 2001, last: 2002 }],
});
const value = (measure: Measurement['measure'], group: string, period: string, detail = ''): number | undefined =>
  measures.find((one) => one.measure === measure && one.group === group && one.period === period && one.detail === detail)?.value;

describe('measures of cases', () => {
  it('count open cases at the ends of years, also of those that end on the first day of the next', () => {
    expect([value('open', 'all', '2001'), value('open', 'all', '2002')]).toEqual([2, 2]);
    expect([value('open', 'place: north', '2001'), value('open', 'place: south', '2002')]).toEqual([1, 2]);
  });

  it('count stages entered and cases closed in each year', () => {
    expect([value('entered', 'all', '2001', 'first'), value('entered', 'all', '2001', 'second')]).toEqual([3, 1]);
    expect([value('entered', 'all', '2002', 'first'), value('entered', 'all', '2002', 'second')]).toEqual([1, 1]);
    expect([value('closed', 'all', '2001'), value('closed', 'all', '2002'), value('closed', 'place: south', '2002')]).toEqual([1, 1, 0]);
  });

  it('have quartiles of duration in which open cases count as such', () => {
    // Durations 10 and 306 of a and b; c is open after 579 days, d after 1: survival 3/4 after 10 days (d has left), hence of the three at
    // risk one ends: 2/3 at day 10, 1/3 at day 306, never below 1/4.
    expect(value('quartile', 'all', '2001-2002', '0.25')).toBe(10);
    expect(value('quartile', 'all', '2001-2002', '0.5')).toBe(306);
    expect(value('quartile', 'all', '2001-2002', '0.75')).toBeUndefined();
  });

  it('have shares of the closed cases by highest stage', () => {
    expect(value('highest', 'all', '2001-2002', 'first')).toBe(0.5);
    expect(value('highest', 'all', '2001-2002', 'second')).toBe(0.5);
    expect(value('highest', 'place: south', '2001-2002', 'first')).toBeUndefined();
  });
});

describe('real beside simulated measures', () => {
  const measured = (open: number): Measurement[] => [{ measure: 'open', group: 'all', period: '2009', detail: '', value: open }];

  it('have the mean of the runs, a prediction interval and an error', () => {
    const [row] = compareHeldOut(measured(100), [measured(104), measured(110), measured(116)], 0.95);
    // sd 6, t(0.975, 2) = 4.302653 (R: qt(.975, 2)): 110 -+ 4.302653 x 6 x sqrt(4/3) = 110 -+ 29.8097.
    expect(row.simulated).toBe(110);
    expect(row.low).toBeCloseTo(80.190, 2);
    expect(row.high).toBeCloseTo(139.810, 2);
    expect([row.error, row.inside]).toEqual([10, true]);
    expect(row.relativeError).toBeCloseTo(0.1, 12);
  });

  it('have no relative error where nothing was real and no interval with one run', () => {
    const [row] = compareHeldOut(measured(0), [measured(3)], 0.95);
    expect(row).toEqual({ measure: 'open', group: 'all', period: '2009', detail: '', real: 0, simulated: 3, error: 3 });
  });

  it('count a group that a run lacks as none', () => {
    expect(compareHeldOut(measured(4), [[]], 0.95)[0].simulated).toBe(0);
  });

  it('must come from the same plan', () => {
    expect(() => compareHeldOut(measured(4), [[{ ...measured(4)[0], period: '2010' }]], 0.95)).toThrow(/2010/);
    expect(() => compareHeldOut(measured(4), [], 0.95)).toThrow(RangeError);
  });

  it('are summed up without cancelling errors', () => {
    const rows = compareHeldOut(
      [...measured(100), { ...measured(300)[0], period: '2010' }], [[...measured(90), { ...measured(330)[0], period: '2010' }]], 0.95);
    // |-10| + |30| over 400; mean of 10 % and 10 %.
    expect(summariseHeldOut(rows)).toEqual({ rows: 2, weightedError: 0.1, meanAbsoluteError: expect.closeTo(0.1, 12) as number });
    expect(() => summariseHeldOut([])).toThrow(RangeError);
  });
});
