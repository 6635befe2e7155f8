import { describe, expect, test } from 'vitest';
import type { CalendarName } from '../../src/scenario/units.js';
import { complaints, edited, parse, smallest } from './scenario-text.js';

/** A length of time as the parser reads it [days]. */
function days(written: string, calendar: CalendarName = 'working'): number {
  return parse(edited('{ horizon: 10 days }', `{ horizon: ${written}, calendar: ${calendar} }`, smallest)).time.horizon;
}

function rate(written: string, calendar: CalendarName = 'working'): number {
  return parse(edited('{ horizon: 10 days }', `{ horizon: 1 day, calendar: ${calendar} }`, smallest) + `outcomes: { decay: ${written} }\n`).outcomes.decay;
}

describe('units of time', () => {
  test('the working calendar has 8 hours a day, 5 days a week, 21 days a month, 250 days a year', () => {
    expect(days('3 h')).toBe(3 / 8);
    expect(days('48 min')).toBeCloseTo(0.1, 15);
    expect(days('0.5 days')).toBe(0.5);
    expect(days('2 weeks')).toBe(10);
    expect(days('6 months')).toBe(126);
    expect(days('3 years')).toBe(750);
  });

  test('the civil calendar has 24 hours, 7 days, 30.4375 days and 365.25 days', () => {
    expect(days('3 h', 'civil')).toBe(0.125);
    expect(days('2 weeks', 'civil')).toBe(14);
    expect(days('2 months', 'civil')).toBe(60.875);
    expect(days('4 years', 'civil')).toBe(1461);
  });

  test('numbers may have exponents, and no space before the unit', () => {
    expect(days('1e2days')).toBe(100);
    expect(days('.5d')).toBe(0.5);
  });

  test('rates are per day of the calendar', () => {
    expect(rate('0.5 per day')).toBe(0.5);
    expect(rate('10 per year')).toBe(0.04);
    expect(rate('10/year')).toBe(0.04);
    expect(rate('5% per year')).toBeCloseTo(0.0002, 18);
    expect(rate('7 per week', 'civil')).toBe(1);
    expect(rate('0 per year')).toBe(0);
  });

  test.each([
    ['0.5', 'expected a length of time with its unit, found 0.5 (write "0.5 days")'],
    ['0', 'expected a length of time with its unit, found 0 (write "0 days")'],
    ['"3"', 'expected a length of time with its unit, found "3" (write "3 days")'],
    ['3 moths', 'expected a unit of time: minutes, hours, days, weeks, months or years, found "moths" (did you mean "months"?)'],
    ['-1 day', 'expected a length of time of at least 0, found "-1 day"'],
    ['half a day', 'expected a length of time such as "0.5 days", found "half a day"'],
    ['1,5 days', 'expected a length of time such as "0.5 days", found "1,5 days"'],
    ['1e400 days', 'expected a length of time such as "0.5 days", found "1e400 days"'],
    ['3 per day', 'expected a length of time such as "0.5 days", found "3 per day"'],
    ['true', 'expected a length of time such as "0.5 days", found true'],
    ['[1 day]', 'expected a length of time such as "0.5 days", found a list'],
    ['', 'expected a length of time such as "0.5 days", found nothing'],
  ])('a length of time written %s is refused', (written, message) => {
    expect(complaints(edited('{ horizon: 10 days }', `\n  horizon: ${/,/.test(written) ? `"${written}"` : written}`, smallest))).toEqual([`3:3  time.horizon: ${message}`]);
  });

  test.each([
    ['0.5', 'expected a number per unit of time such as "0.5 per day", found 0.5 (write "0.5 per day")'],
    ['3 years', 'expected a number per unit of time such as "0.5 per day", found "3 years" (write "3 per years")'],
    ['5%', 'expected a number per unit of time such as "0.5 per day", found "5%" (write "5% per day")'],
    ['-1 per day', 'expected a number per unit of time of at least 0, found "-1 per day"'],
    ['1 per fortnight', 'expected a unit of time: minutes, hours, days, weeks, months or years, found "fortnight"'],
  ])('a rate written %s is refused', (written, message) => {
    expect(complaints(`${smallest}outcomes: { decay: ${written} }\n`)).toEqual([`7:13  outcomes.decay: ${message}`]);
  });
});

describe('shares and counts', () => {
  test.each([['0.7', 0.7], ['70%', 0.7], ['0', 0], ['1', 1], ['2/3', 2 / 3], ['12.5 %', 0.125]])('%s is a share', (written, share) => {
    expect(parse(`${smallest}hierarchy: { misrouted: ${written} }\n`).hierarchy.misrouted).toBe(share);
  });

  test.each([
    ['70', 'found 70 (write "70%")'],
    ['2.5', 'found 2.5 (write "2.5%")'],
    ['1.22', 'found 1.22'],
    ['-0.1', 'found -0.1'],
    ['170%', 'found "170%"'],
    ['3/2', 'found "3/2"'],
    ['much', 'found "much"'],
  ])('%s is no share', (written, message) => {
    expect(complaints(`${smallest}hierarchy: { misrouted: ${written} }\n`)).toEqual([`7:14  hierarchy.misrouted: expected a share between 0 and 1 such as 0.7 or 70%, ${message}`]);
  });

  test.each([['0', '0'], ['1.5', '1.5'], ['many', '"many"'], ['1e300', '1e+300']])('staff of %s is refused', (written, found) => {
    expect(complaints(edited('service: 1 day', `staff: ${written}`, smallest)))
      .toEqual([`6:24  organisations.office.staff: expected a whole number of at least 1, or "unlimited", found ${found}`]);
  });

  test('unlimited staff is infinite', () => {
    expect(parse(edited('service: 1 day', 'staff: unlimited', smallest)).organisations[0].settings.staff).toBe(Infinity);
  });
});
