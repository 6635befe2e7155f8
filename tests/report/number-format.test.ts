import { describe, expect, it } from 'vitest';
import { formatInterval, formatNumber } from '../../src/report/number-format.js';

describe('a number for reading', () => {
  it.each<[number | undefined, string]>([
    [0, '0'],
    [-0, '0'],
    [7, '7'],
    [-1234567, '-1234567'],
    [0.5, '0.5000'],
    [0.51234, '0.5123'],
    [-12.3456, '-12.35'],
    [999.96, '1000'],
    [1234.56, '1235'],
    [9999.96, '10000'],
    [123456.7, '123457'],
    [0.00123456, '0.001235'],
    [0.000123456, '1.235e-4'],
    [1e15, '1.000e15'],
    [1.5e300, '1.500e300'],
    [undefined, '-'],
    [NaN, '-'],
    [-Infinity, '-'],
  ])('writes %j as %s', (x, text) => {
    expect(formatNumber(x)).toBe(text);
  });

  it('has as many significant digits as asked for', () => {
    expect([1, 2, 7, 15].map((digits) => formatNumber(3.14159265358979, digits))).toEqual(['3', '3.1', '3.141593', '3.14159265358979']);
  });

  it('is refused with an impossible number of digits', () => {
    for (const digits of [0, 16, 2.5, NaN]) expect(() => formatNumber(1, digits)).toThrow(new RangeError(`digits: expected an integer from 1 to 15, found ${digits}`));
  });
});

describe('an interval for reading', () => {
  // The first two are the replication interval and the paired interval of Law, Simulation Modeling and Analysis, chapters 9 and 10.
  it.each<[number | undefined, number | undefined, string]>([
    [1.708717, 2.353283, '[1.709, 2.353]'],
    [1.649127, 8.306873, '[1.65, 8.31]'],
    [-0.0123, 12.36, '[0.0, 12.4]'],
    [123456.7, 234567.8, '[123457, 234568]'],
    [10.00001, 10.00003, '[10.0000100, 10.0000300]'],
    [0.00001, 0.00002, '[1.000e-5, 2.000e-5]'],
    [2, 2, '[2, 2]'],
    [2, 5, '[2.00, 5.00]'],
    [1, undefined, '[1, -]'],
    [NaN, NaN, '[-, -]'],
    [-Infinity, 3.25, '[-, 3.250]'],
    [1e20, 2e20, '[1.000e20, 2.000e20]'],
  ])('writes %j and %j as %s', (low, high, text) => {
    expect(formatInterval(low, high)).toBe(text);
  });
});
