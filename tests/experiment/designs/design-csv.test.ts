import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ScenarioError } from '../../../src/scenario/scenario-error.js';
import { readDesignCsv } from '../../../src/experiment/designs/design-csv.js';

/** The lines of the message of what was thrown. */
function problemsOf(text: string, delimiter = ','): string[] {
  try {
    readDesignCsv(text, { file: 'd.csv', delimiter });
  } catch (error) {
    if (error instanceof ScenarioError) return error.message.split('\n').map((line) => line.trim());
    throw error;
  }
  return [];
}

const cell = (text: string): unknown => readDesignCsv(`a,b\n${text},0\n`).rows[0][0];

describe('a design matrix from CSV', () => {
  it('has the header as names and the rows as points', () => {
    const design = readDesignCsv('networks.council.form,organisations.ministry.staff,time.horizon\nlead,2,2 years\nshared,,\n');
    expect(design.names).toEqual(['networks.council.form', 'organisations.ministry.staff', 'time.horizon']);
    expect(design.rows).toEqual([['lead', 2, '2 years'], ['shared', undefined, undefined]]);
  });

  it('reads numbers', () => {
    const cases = { '3': 3, '-0.5': -0.5, '+2': 2, '.5': 0.5, '5.': 5, '1e3': 1000, '1E-2': 0.01, '0': 0, ' 7 ': 7 };
    for (const [text, value] of Object.entries(cases)) expect(cell(text)).toBe(value);
  });

  it('leaves codes and words text', () => {
    for (const text of ['007', '1.2.3', '1 year', 'none', 'Truth', '0x10', '1_000', '12 %', '-']) expect(cell(text)).toBe(text);
  });

  it('reads booleans as JSON, R and Python write them, and null', () => {
    expect(['true', 'TRUE', 'True', 'false', 'FALSE', 'False', 'null'].map(cell)).toEqual([true, true, true, false, false, false, null]);
  });

  it('reads JSON in quoted cells, with which anything can be text', () => {
    expect(cell('"[1, ""a""]"')).toEqual([1, 'a']);
    expect(cell('"{""1"": 0.5}"')).toEqual({ 1: 0.5 });
    expect(cell('"""3"""')).toBe('3');
    expect(cell('"""NA"""')).toBe('NA');
    expect(cell('""""""')).toBe('');
  });

  it('reads quoted cells with commas, quotes and line ends', () => {
    expect(cell('"one, ""two""\r\nthree"')).toBe('one, "two"\nthree');
  });

  it('does not mind a byte order mark, CRLF, a missing last line end and blank lines', () => {
    expect(readDesignCsv('\uFEFFa,b\r\n1,2\r\n\r\n3,4')).toEqual({ names: ['a', 'b'], rows: [[1, 2], [3, 4]], notices: [], lines: [2, 4] });
  });

  it('takes another delimiter when told, and suspects one when not', () => {
    expect(readDesignCsv('a;b\n1;2\n', { delimiter: ';' }).rows).toEqual([[1, 2]]);
    expect(problemsOf('\ufeffa;b\r\n1;"1,5 days"\r\n')).toEqual(['d.csv: 1 problem', '1:1  expected cells separated by ",", found "a;b"']);
    expect(problemsOf('a;b\n1;2\n')).toEqual(['d.csv: 1 problem', '1:1  expected cells separated by ",", found "a;b"']);
  });

  it('tells every problem with line and column', () => {
    expect(problemsOf('a,b,a,\n1,NA,2,3\n1,2\n"[1",Inf,1e999,4\n')).toEqual([
      'd.csv: 7 problems',
      '1  column "a" stands in the header more than once',
      '1:4  expected the name of a factor, found nothing',
      '2:2  b: expected a value, an empty cell for the file\'s own, or JSON text "\\"NA\\"", found "NA"',
      '3  expected 4 cells as in the header, found 2',
      '4:1  a: expected JSON, which a cell that begins with a quote or bracket must be, found "[1"',
      '4:2  b: expected a value, an empty cell for the file\'s own, or JSON text "\\"Inf\\"", found "Inf"',
      '4:3  a: expected a number of at most 1.8e308, found "1e999"',
    ]);
  });

  it('names the row names that R writes unless told not to', () => {
    expect(problemsOf('"","a"\n"1",2\n')).toEqual([
      'd.csv: 1 problem', '1:1  expected the name of a factor, found nothing (row names? In R: write.csv(..., row.names = FALSE))',
    ]);
  });

  it('is refused with a point twice, without points, without a header and with a quote that is not closed', () => {
    expect(problemsOf('a,b\n1,x\n2,x\n1.0,"x"\n')).toEqual(['d.csv: 1 problem', '4  expected a point of its own, found that of line 2']);
    expect(problemsOf('a,b\n')).toEqual(['d.csv: 1 problem', '1  expected at least one row below the header, found none']);
    expect(problemsOf('')).toHaveLength(2);
    expect(problemsOf('a,b\n"1,2\n')[1]).toMatch(/^\d {2}a quoted cell is not closed before the end of the file$/);
  });

  it('counts the problems that it does not show', () => {
    const lines = problemsOf(`a,b\n${Array.from({ length: 110 }, (_, index) => `NA,${index}`).join('\n')}\n`);
    expect([lines.length, lines[0], lines.at(-1)]).toEqual([102, 'd.csv: 110 problems', '... and 10 more in d.csv']);
  });

  it('gives back any JSON that was written as JSON', () => {
    const value = fc.oneof(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null), fc.array(fc.jsonValue(), { maxLength: 3 }));
    fc.assert(fc.property(fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 5 }), (points) => {
      const numbered = points.map((point, index) => [index, ...point] as const);
      const text = stringify([['n', 'a', 'b'], ...numbered.map((row) => row.map((entry) => JSON.stringify(entry)))]);
      expect(readDesignCsv(text).rows).toEqual(JSON.parse(JSON.stringify(numbered)));
    }));
  });
});
