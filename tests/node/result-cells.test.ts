import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellsOf } from '../../src/node/result-reader.js';
import { csvRows } from '../../src/report/csv.js';
import type { Table } from '../../src/report/table.js';

describe('the cells of a record', () => {
  it.each([
    ['0,"shared, ""équipe""",0.5,\n', ['0', 'shared, "équipe"', '0.5', '']],
    ['"two\nlines","",""""\n', ['two\nlines', '', '"']],
    [',"a",,\n', ['', 'a', '', '']],
    ['one\n', ['one']],
  ])('of %j are found', (record, cells) => {
    expect(cellsOf(record)).toEqual(cells);
  });

  it('are those that csv-parse finds, whatever text was written', () => {
    const text = fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', ' ', 'a', 'é'), maxLength: 6 });
    fc.assert(fc.property(fc.array(text, { minLength: 2, maxLength: 5 }), (cells) => {
      const table: Table = { name: 'runs', description: '', columns: cells.map((_, index) => ({ name: `c${index}`, type: 'string', unit: '', description: '' })) };
      const record = csvRows(table, [cells]);
      expect(cellsOf(record)).toEqual(parse(record)[0]);
      expect(cellsOf(record)).toEqual(cells);
    }), { seed: 1, numRuns: 500 });
  });
});
