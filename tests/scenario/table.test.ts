import { describe, expect, test } from 'vitest';
import { columnIndex, readTable } from '../../src/scenario/table.js';

describe('CSV tables', () => {
  test('quoted cells, CRLF, a byte order mark and empty lines are read as RFC 4180 and Excel write them', () => {
    const table = readTable('x.csv', '\uFEFFname,note\r\na,"one, ""two"""\r\n\r\nb,"two\r\nlines"\r\nc,\r\n', ',');
    expect(table.columns).toEqual(['name', 'note']);
    expect(table.rows).toEqual([
      { line: 2, cells: ['a', 'one, "two"'] },
      { line: 5, cells: ['b', 'two\nlines'] },
      { line: 6, cells: ['c', ''] },
    ]);
    expect(table.faults).toEqual([]);
  });

  test('another delimiter may be given', () => {
    expect(readTable('x.csv', 'a;b\n1;2\n', ';').rows).toEqual([{ line: 2, cells: ['1', '2'] }]);
  });

  test('rows with missing or additional cells are faults, the others stay', () => {
    const table = readTable('x.csv', 'a,b\n1\n1,2\n1,2,3\n', ',');
    expect(table.rows).toEqual([{ line: 3, cells: ['1', '2'] }]);
    expect(table.faults).toEqual([
      { line: 2, reason: { statement: 'expected 2 cells as in the header, found 1' } },
      { line: 4, reason: { statement: 'expected 2 cells as in the header, found 3' } },
    ]);
  });

  test.each([
    ['an empty file', '', 1, 'expected a header with the names of the columns, found an empty file'],
    ['an open quote', 'a,b\n1,"2\n3,4\n', 3, 'a quoted cell is not closed before the end of the file'],
    ['text after a quote', 'a,b\n1,"2"x\n', 2, 'a closing quote is not followed by the delimiter or the end of the line'],
    ['a quote inside a cell', 'a,b\n1,2"x"\n', 2, 'a quote stands inside a cell that does not begin with one'],
  ])('%s is one fault', (_, text, line, statement) => {
    expect(readTable('x.csv', text, ',')).toEqual({ file: 'x.csv', columns: [], rows: [], faults: [{ line, reason: { statement } }] });
  });

  test('a column named twice is a fault of the header', () => {
    expect(readTable('x.csv', 'a,b,a\n1,2,3\n', ',').faults).toEqual([{ line: 1, reason: { statement: 'column "a" stands in the header more than once' } }]);
  });

  test('a column is found by its name, or the nearest is proposed', () => {
    const table = readTable('x.csv', 'date,case_id\n', ',');
    expect(columnIndex(table, 'case_id')).toBe(1);
    expect(columnIndex(table, 'caseid')).toEqual({ expected: 'a column of x.csv: "date", "case_id"', found: '"caseid"', nearest: 'case_id' });
  });
});
