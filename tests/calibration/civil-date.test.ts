import { describe, expect, it } from 'vitest';
import { dayNumber, isoDate } from '../../src/calibration/civil-date.js';

describe('civil dates', () => {
  it('count the leap days of 2004 and 2008 between 2002 and 2009', () => {
    expect(dayNumber('2009-01-01') - dayNumber('2002-01-01')).toBe(7 * 365 + 2);
    expect(dayNumber('1970-01-01')).toBe(0);
  });

  it('come back from their numbers', () => {
    for (const date of ['1969-12-31', '2000-02-29', '2013-12-31', '2100-03-01']) expect(isoDate(dayNumber(date))).toBe(date);
  });

  it.each(['2003-02-29', '2002-13-01', '2002-1-01', '01/02/2002', '', '2002-04-31'])('refuse "%s", which is no date', (text) => {
    expect(() => dayNumber(text)).toThrow(RangeError);
  });
});
