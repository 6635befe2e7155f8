import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { describe, expect, it } from 'vitest';
import { csvHeader, csvRows, toCsv, type Cell } from '../../src/report/csv.js';
import type { Column, Table } from '../../src/report/table.js';

const column = (name: string, type: Column['type']): Column => ({ name, type, unit: '', description: '' });

const table: Table = {
  name: 'runs',
  description: 'One row per run.',
  columns: [column('run_id', 'integer'), column('variant', 'string'), column('mean_days', 'number'), column('decided', 'boolean')],
};

const one = (type: Column['type']): Table => ({ name: 'one', description: '', columns: [column('a', type), column('b', 'integer')] });

describe('the text of a CSV file', () => {
  it('has a snake_case header, LF line ends, true and false, points as decimals and empty cells for missing values', () => {
    const rows: Cell[][] = [
      [0, 'shared', 12.5, true],
      [1, 'lead', undefined, false],
      [2, undefined, -0.1, undefined],
    ];
    expect(toCsv(table, rows)).toBe('run_id,variant,mean_days,decided\n0,shared,12.5,true\n1,lead,,false\n2,,-0.1,\n');
  });

  it('consists of the header and the rows, so that rows of many runs can be joined', () => {
    const rows: Cell[][] = [[0, 'shared', 1, true], [1, 'lead', 2, false]];
    expect(csvHeader(table) + rows.map((row) => csvRows(table, [row])).join('')).toBe(toCsv(table, rows));
  });

  it('is the header alone for no rows', () => {
    expect(toCsv(table, [])).toBe('run_id,variant,mean_days,decided\n');
  });

  it('never contains NaN or an infinity: they are empty cells', () => {
    expect(csvRows(one('number'), [[NaN, 0], [Infinity, NaN], [-Infinity, Infinity]])).toBe(',0\n,\n,\n');
  });

  it('quotes text with a comma, a quote, a line feed or a carriage return as RFC 4180 does, and nothing else', () => {
    const texts = ['a,b', 'say "no"', 'two\nlines', 'two\r\nlines', 'cr\r', ' plain text; with \'signs\' ', '=1+1', 'été'];
    expect(csvRows(one('string'), texts.map((text) => [text, 0]))).toBe(
      '"a,b",0\n"say ""no""",0\n"two\nlines",0\n"two\r\nlines",0\n"cr\r",0\n plain text; with \'signs\' ,0\n=1+1,0\nété,0\n',
    );
  });

  it('keeps a row whose only cell is missing from being a blank line', () => {
    const lone: Table = { name: 'lone', description: '', columns: [column('a', 'string')] };
    expect(csvRows(lone, [['x'], [undefined], ['']])).toBe('x\n""\n""\n');
  });

  it('writes numbers with the fewest digits that read back as the same double', () => {
    const numbers = [0.1, 1 / 3, 1e21, 1e-7, 5e-324, Number.MAX_VALUE, 123456789.125];
    const text = csvRows(one('number'), numbers.map((x) => [x, 0]));
    expect(text).toBe('0.1,0\n0.3333333333333333,0\n1e+21,0\n1e-7,0\n5e-324,0\n1.7976931348623157e+308,0\n123456789.125,0\n');
    fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
      expect(Number.parseFloat(csvRows(one('number'), [[x, 0]]))).toBe(x === 0 ? 0 : x);
    }), { seed: 1 });
  });

  it('reads back as it was written, whatever the text', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.string({ minLength: 1, unit: 'binary' }), fc.integer()), { minLength: 1 }), (rows) => {
      const read: string[][] = parse(csvRows(one('string'), rows));
      expect(read).toEqual(rows.map(([text, number]) => [text, String(number)]));
    }), { seed: 2 });
  });

  it('is what csv-stringify writes with casts for booleans and numbers that are not finite', () => {
    const cell = fc.tuple(fc.integer(), fc.option(fc.string({ minLength: 1 }), { nil: undefined }), fc.double(), fc.boolean());
    const cast = { boolean: (x: boolean) => String(x), number: (x: number) => (Number.isFinite(x) ? String(x) : '') };
    fc.assert(fc.property(fc.array(cell), (rows) => {
      expect(csvRows(table, rows)).toBe(stringify(rows, { cast }));
    }), { seed: 3 });
  });
});

describe('a row that does not fit its table', () => {
  it('is refused when it has too few or too many cells', () => {
    expect(() => csvRows(table, [[0, 'a', 1, true], [1, 'b', 1]])).toThrow(new RangeError('runs.csv, row 1: expected 4 cells, found 3'));
    expect(() => csvRows(table, [[0, 'a', 1, true, 0]])).toThrow(new RangeError('runs.csv, row 0: expected 4 cells, found 5'));
  });

  it.each<[Column['type'], Cell, string]>([
    ['string', 1, 'expected string, found number 1'],
    ['number', '1', 'expected number, found string "1"'],
    ['boolean', 1, 'expected boolean, found number 1'],
    ['integer', true, 'expected integer, found boolean true'],
    ['integer', 0.5, 'expected integer, found number 0.5'],
    ['integer', 2 ** 53, 'expected integer, found number 9007199254740992'],
  ])('is refused when a %s column holds %j', (type, cell, problem) => {
    expect(() => csvRows(one(type), [[cell, 0]])).toThrow(new TypeError(`one.csv, row 0, column "a": ${problem}`));
  });
});
