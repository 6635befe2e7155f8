import { describe, expect, it } from 'vitest';
import { compareOpenCases, meanAbsoluteError, openCasesTable, readSamples, readYearEnds } from '../../src/calibration/open-cases-comparison.js';
import { readTable } from '../../src/scenario/table.js';

const columns = { run: 'run_id', time: 'time', open: 'open' };
const samples = readSamples(readTable('system.csv', [
  'run_id,time,other,open', '0,30.4375,1,7', '0,365.25,1,100', '0,730.5,1,220', '1,30.4375,1,9', '1,365.25,1,120', '1,730.5,1,180', '',
].join('\n'), ','), columns);
const yearEnds = readYearEnds(readTable('open.csv', 'year,time,open\n2002,365,100\n2003,730,250\n', ','));
const years = compareOpenCases(samples, yearEnds);

describe('simulated against real open cases', () => {
  it('are compared at the end of each year: mean over runs, spread between them, relative error', () => {
    expect(years.map(({ year, real, mean }) => [year, real, mean])).toEqual([[2002, 100, 110], [2003, 250, 200]]);
    // Two values a, b have standard deviation |a - b| / sqrt(2).
    expect(years[0].sd).toBeCloseTo(20 / Math.SQRT2, 12);
    expect(years[0].relativeError).toBeCloseTo(0.1, 12);
    expect(years[1].relativeError).toBeCloseTo(-0.2, 12);
  });

  it('have a mean absolute error over the years asked for', () => {
    expect(meanAbsoluteError(years, 2002, 2003)).toBeCloseTo(0.15, 12);
    expect(meanAbsoluteError(years, 2003, 2003)).toBeCloseTo(0.2, 12);
    expect(() => meanAbsoluteError(years, 1990, 1999)).toThrow(RangeError);
  });

  it('make a table whose last line separates the years of the estimation from the others', () => {
    const table = openCasesTable(years, 2002);
    expect(table).toContain('| 2002 | 100 | 110 | 14 | +10.0 % |');
    expect(table).toContain('| 2003 | 250 | 200 | 28 | -20.0 % |');
    expect(table).toContain('2002-2002: 10.0 % in the years the laws are estimated from, 2003-2003: 20.0 % in those they are not');
  });

  it('have no spread with one run', () => {
    const single = compareOpenCases(samples.filter(({ runId }) => runId === '0'), yearEnds);
    expect(single[0].sd).toBeUndefined();
  });

  it('need one sample of every run at every year\'s end', () => {
    expect(() => compareOpenCases(samples.slice(0, 5), yearEnds)).toThrow(/run 1 at the end of 2003, found 0/);
    expect(() => compareOpenCases([...samples, samples[1]], yearEnds)).toThrow(/run 0 at the end of 2002, found 2/);
    expect(() => compareOpenCases([], yearEnds)).toThrow(RangeError);
  });

  it('are not guessed from a table that lacks a column or a number', () => {
    expect(() => readSamples(readTable('system.csv', 'run_id,time,cases\n0,1,2\n', ','), columns)).toThrow(/column "open"/);
    expect(() => readSamples(readTable('system.csv', 'run_id,time,open\n0,1,\n', ','), columns)).toThrow(/system.csv:2/);
  });
});
