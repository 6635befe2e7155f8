import { describe, expect, it } from 'vitest';
import type { SeriesColumn } from '../../src/model/series.js';
import { SeriesTable } from '../../src/model/series-table.js';

const column = (name: string, of: (subject: number) => number | undefined): SeriesColumn<number> => ({ name, type: 'number', unit: '', description: '', of });
const columns = [column('half', (subject) => subject / 2), column('root', (subject) => (subject < 0 ? undefined : Math.sqrt(subject))), column('limit', () => Infinity)];

describe('a table of a series', () => {
  it('has its first cells and what each column says, missing where a column says nothing', () => {
    const table = new SeriesTable(2, columns);
    table.add([0.5, 7], 4);
    table.add([1, 8], -1);
    expect(table.rows).toEqual([[0.5, 7, 2, 2, Infinity], [1, 8, -0.5, undefined, Infinity]]);
    expect(table.last).toBe(1);
  });

  it('is empty at first', () => {
    const table = new SeriesTable(1, columns);
    expect([table.rows, table.last]).toEqual([[], undefined]);
  });

  it('keeps any number of rows of any width', () => {
    const wide = Array.from({ length: 5000 }, (_, place) => column(`c${place}`, (subject) => subject + place));
    const table = new SeriesTable(1, wide);
    for (let row = 0; row < 30; row++) table.add([row], 10_000 * row);
    expect(table.rows.length).toBe(30);
    expect(table.rows.every((cells, row) => cells.length === 5001 && cells[0] === row && cells[5000] === 10_000 * row + 4999)).toBe(true);
  });
});
