import { describe, expect, it } from 'vitest';
import { grainOf, isoTimeReader, numericTimeReader } from '../../src/calibration/time-reader.js';

describe('times of a log', () => {
  it('with an offset are taken by it, without one by the clocks of the zone, and dates by none', () => {
    const { read } = isoTimeReader(() => 2 / 24);
    expect(read('1970-01-02T06:00:00+06:00')).toBe(1);
    expect(read('1970-01-02T00:00:00Z')).toBe(1);
    expect(read('1970-01-02T02:00:00')).toBeCloseTo(1, 12);
    expect(read('1970-01-02')).toBe(1);
  });

  it.each(['2023-02-29', '2023-01-01T25:00', 'yesterday', '', '01/02/2023'])('that are none, such as "%s", are not guessed', (cell) => {
    expect(isoTimeReader().read(cell)).toBeUndefined();
  });

  it('may be numbers of a unit', () => {
    expect(numericTimeReader('hour').read('36')).toBe(1.5);
    expect(numericTimeReader('day').read('')).toBeUndefined();
    expect(numericTimeReader('day').read('2 days')).toBeUndefined();
  });

  it('have the coarsest grain that divides them all', () => {
    expect(grainOf([19_723, 19_724])).toBe(1);
    expect(grainOf([19_723, 19_723.5])).toBe(1 / 24);
    expect(grainOf([19_723 + 61 / 86_400])).toBe(1 / 86_400);
    expect(grainOf([Math.PI])).toBe(0);
  });
});
