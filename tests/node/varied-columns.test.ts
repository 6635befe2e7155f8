import { describe, expect, it } from 'vitest';
import type { DesignPoint } from '../../src/experiment/design.js';
import { variedColumns } from '../../src/node/varied-columns.js';

/** The columns of points that make these changes, with the cells of each point. */
function columnsOf(changes: readonly Readonly<Record<string, unknown>>[], others: readonly string[] = []): { name: string; type: string; unit: string; cells: unknown[] }[] {
  const points = changes.map((point, index) => ({ name: `${index}`, index, changes: point }) as unknown as DesignPoint);
  return variedColumns(points, others).map((column) => ({
    name: column.column.name, type: column.column.type, unit: column.column.unit, cells: points.map((point) => column.of(point)),
  }));
}
const values = (...list: unknown[]): { path: unknown }[] => list.map((path) => ({ path }));

describe('columns of what a design varies', () => {
  it('are numbers where values are numbers', () => {
    expect(columnsOf(values(2, 4))).toEqual([{ name: 'path', type: 'integer', unit: '', cells: [2, 4] }]);
    expect(columnsOf(values(0.5, 4))).toEqual([{ name: 'path', type: 'number', unit: '', cells: [0.5, 4] }]);
  });

  it('are numbers in a unit where all values have that unit, however it is spelt', () => {
    expect(columnsOf(values('1 day', '2.5 days', '4 d'))).toEqual([{ name: 'path', type: 'number', unit: 'days', cells: [1, 2.5, 4] }]);
    expect(columnsOf(values('2 per week', '5 / week'))).toEqual([{ name: 'path', type: 'integer', unit: 'per week', cells: [2, 5] }]);
  });

  it('keep every digit of a number with a unit', () => {
    expect(columnsOf(values('0.5905095573784949 days', '1e-7 days'))[0].cells).toEqual([0.5905095573784949, 1e-7]);
  });

  it('are shares where values are percentages', () => {
    expect(columnsOf(values('70%', 0.5))).toEqual([{ name: 'path', type: 'number', unit: '', cells: [0.7, 0.5] }]);
  });

  it('are text as it was written where units differ or a value is no number', () => {
    expect(columnsOf(values('6 months', '1 year'))).toEqual([{ name: 'path', type: 'string', unit: '', cells: ['6 months', '1 year'] }]);
    expect(columnsOf(values('2 days', 3))).toEqual([{ name: 'path', type: 'string', unit: '', cells: ['2 days', '3'] }]);
    expect(columnsOf(values('2 boxes', '3 boxes'))).toEqual([{ name: 'path', type: 'string', unit: '', cells: ['2 boxes', '3 boxes'] }]);
    expect(columnsOf(values('shared', 2))).toEqual([{ name: 'path', type: 'string', unit: '', cells: ['shared', '2'] }]);
    expect(columnsOf(values({ law: 'constant', value: 1 }, 2))[0]).toMatchObject({ type: 'string', cells: ['{"law":"constant","value":1}', '2'] });
  });

  it('are truth values where values are', () => {
    expect(columnsOf(values(true, false))).toEqual([{ name: 'path', type: 'boolean', unit: '', cells: [true, false] }]);
  });

  it('leave a cell empty where a point leaves the value of the file, and tell paths of one header apart', () => {
    expect(columnsOf([{ 'a.b': 1 }, { a_b: 2 }], ['a_b'])).toEqual([
      { name: 'a_b_2', type: 'integer', unit: '', cells: [1, undefined] },
      { name: 'a_b_3', type: 'integer', unit: '', cells: [undefined, 2] },
    ]);
  });
});
