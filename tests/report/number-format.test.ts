import { describe, expect, it } from 'vitest';
import { formatNumber } from '../../src/report/number-format.js';

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
