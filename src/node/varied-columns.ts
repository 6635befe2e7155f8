import { valueText, type DesignPoint } from '../experiment/design.js';
import { columnName } from '../report/column-name.js';
import type { Cell } from '../report/csv.js';
import type { Column } from '../report/table.js';
import { readQuantity, timeUnitOf } from '../scenario/units.js';

/** A setting that design points change, with its column of `runs.csv`. */
export interface VariedColumn {
  readonly path: string;
  readonly column: Column;
  /** The cell of a point; undefined where it leaves the file's own value. */
  of(point: DesignPoint): Cell;
}

/** How the values of a setting stand in a column: of which type, in which unit, and each as what. */
type Reading = Pick<Column, 'type' | 'unit'> & { readonly cell: (value: unknown) => Cell };

/**
 * Every varied path in the order of the design, under a header that no other column has.
 *
 * Values that are numbers, or numbers of one unit, make a column of numbers, which other programs can reckon with; the unit is then the column's.
 *
 * @param others headers of the other columns
 */
export function variedColumns(points: readonly DesignPoint[], others: Iterable<string>): VariedColumn[] {
  const taken = new Set(others);
  return [...new Set(points.flatMap(({ changes }) => Object.keys(changes)))].map((path) => {
    const words = columnName(path);
    let name = words;
    for (let count = 2; taken.has(name); count++) name = `${words}_${count}`;
    taken.add(name);
    const { type, unit, cell } = readingOf(points.flatMap(({ changes }) => (path in changes ? [changes[path]] : [])));
    return {
      path,
      column: { name, type, unit, description: `Value set at ${path}; missing where the design point leaves the file's own.` },
      of: ({ changes }) => (path in changes ? cell(changes[path]) : undefined),
    };
  });
}

function readingOf(values: readonly unknown[]): Reading {
  if (values.every((value) => typeof value === 'boolean')) return { type: 'boolean', unit: '', cell: (value) => value as boolean };
  const quantities = values.map(quantityOf);
  const unit = quantities[0]?.unit;
  if (unit !== undefined && quantities.every((quantity) => quantity?.unit === unit)) {
    const whole = quantities.every((quantity) => Number.isSafeInteger(quantity?.number));
    return { type: whole ? 'integer' : 'number', unit, cell: (value) => quantityOf(value)?.number };
  }
  return { type: 'string', unit: '', cell: valueText };
}

/** A value as a number with its unit, such as `2.5 days`, `3 per week` or `70%`, which is .7; undefined when it is none. */
function quantityOf(value: unknown): { readonly number: number; readonly unit: string } | undefined {
  if (typeof value === 'number') return { number: value, unit: '' };
  const written = typeof value === 'string' ? readQuantity(value) : undefined;
  if (written === undefined) return undefined;
  const number = written.percent ? written.number / 100 : written.number;
  if (written.unit === '') return { number, unit: '' };
  const unit = timeUnitOf(written.unit);
  if (unit === undefined) return undefined;
  return { number, unit: written.per ? `per ${unit}` : `${unit}s` };
}
