import fc from 'fast-check';
import { stringify } from 'csv-stringify/sync';
import { describe, expect, it } from 'vitest';
import { readRows } from '../../src/calibration/delimited-rows.js';
import { readTable } from '../../src/scenario/table.js';

function read(text: string, separator = ','): { rows: [number, ...string[]][]; faults: string[] } {
  const rows: [number, ...string[]][] = [];
  const faults: string[] = [];
  readRows(text, separator, { row: (cells, line) => rows.push([line, ...cells]), fault: (line, statement) => faults.push(`${line}: ${statement}`) });
  return { rows, faults };
}

describe('rows of delimited text', () => {
  it('have the line in which they end', () => {
    expect(read('\ufeffa,b\r\n\r\n1,"x, ""y"""\r\n"2\r\n3",z').rows).toEqual([[1, 'a', 'b'], [3, '1', 'x, "y"'], [5, '2\n3', 'z']]);
  });

  it('are separated by what is given', () => {
    expect(read('a;b\n1,5;2\n', ';').rows).toEqual([[1, 'a', 'b'], [2, '1,5', '2']]);
  });

  it('with a broken quote are reported, and reading goes on behind their line', () => {
    expect(read('a,b\n"1"x,2\n3,4\n5,6"7\n8,9\n"10,11\n12,13\n')).toEqual({
      rows: [[1, 'a', 'b'], [3, '3', '4'], [5, '8', '9'], [7, '12', '13']],
      faults: [
        '2: a closing quote is not followed by the delimiter or the end of the line',
        '4: a quote stands inside a cell that does not begin with one',
        '6: a quoted cell is not closed before the end of the file',
      ],
    });
  });

  it('are those that the parser of scenarios reads, whatever stands in the cells', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' ', 'é'), maxLength: 6 });
    fc.assert(fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 8 }), (rows) => {
      const text = stringify([['x', 'y'], ...rows]);
      const table = readTable('log.csv', text, ',');
      expect(read(text).rows.slice(1)).toEqual(table.rows.map(({ line, cells }) => [line, ...cells]));
    }), { seed: 1, numRuns: 300 });
  });
});
