import { valueText, type DesignPoint } from '../experiment/design.js';
import { pointSettings, pointVariants, type PointSettings } from '../experiment/point-settings.js';
import { columnName } from '../report/column-name.js';
import type { Cell } from '../report/csv.js';
import type { Column } from '../report/table.js';
import type { Scenario } from '../scenario/scenario.js';
import { daysPer, readQuantity, timeUnitOf, type CalendarName, type TimeUnit } from '../scenario/units.js';

/** Something that design points differ in, with its column of `runs.csv`. */
export interface VariedColumn {
  readonly column: Column;
  /** The cell of a point; undefined where nothing holds at the path. */
  of(point: DesignPoint): Cell;
}

/** How the values of a setting stand in a column: of which type, in which unit, and each as what. */
type Reading = Pick<Column, 'type' | 'unit'> & { readonly cell: (value: unknown) => Cell };

/**
 * The variant of the file that a point starts from, where its name does not say just that; then every varied path in the order of the design,
 * under a header that no other column has. A point that leaves a path alone has what its file says there, or the usual value: all rows can be
 * analysed by all columns.
 *
 * Values that are numbers, or numbers of one unit, make a column of numbers, which other programs can reckon with; the unit is then the column's.
 *
 * @param others headers of the other columns
 */
export function variedColumns(scenario: Scenario, points: readonly DesignPoint[], others: Iterable<string>): VariedColumn[] {
  const taken = new Set(others);
  const heldAt = pointSettings(scenario);
  const paths = [...new Set(points.flatMap(({ changes }) => Object.keys(changes)))];
  return [...variantColumn(scenario, points, taken), ...paths.map((path) => pathColumn(path, { points, taken, heldAt, calendar: scenario.time.calendar }))];
}

function variantColumn(scenario: Scenario, points: readonly DesignPoint[], taken: Set<string>): VariedColumn[] {
  if (points.every(({ variant }) => variant === undefined) || points.every(({ name, variant }) => variant === name)) return [];
  const description = 'Variant of the file that the design point starts from.';
  return [{ column: { name: newName('file_variant', taken), type: 'string', unit: '', description }, of: pointVariants(scenario) }];
}

interface PathContext {
  readonly points: readonly DesignPoint[];
  readonly taken: Set<string>;
  readonly heldAt: PointSettings;
  readonly calendar: CalendarName;
}

function pathColumn(path: string, { points, taken, heldAt, calendar }: PathContext): VariedColumn {
  const isSet = ({ changes }: DesignPoint): boolean => Object.hasOwn(changes, path) && changes[path] !== null;
  const [set, left] = [true, false].map((wanted) => points.filter((point) => isSet(point) === wanted));
  const valueOf = (point: DesignPoint): unknown => (isSet(point) ? point.changes[path] : heldAt(point, path));
  const held = left.map(valueOf).filter((value) => value !== undefined);
  const { type, unit, cell } = readingOf(set.map(valueOf), held, calendar);
  const description = `Value at ${path}: what the design point or its variant sets, otherwise what the file says or the usual value; missing where there is none.`;
  return {
    column: { name: newName(columnName(path), taken), type, unit, description },
    of: (point) => {
      const value = valueOf(point);
      return value === undefined ? undefined : cell(value);
    },
  };
}

function newName(words: string, taken: Set<string>): string {
  let name = words;
  for (let count = 2; taken.has(name); count++) name = `${words}_${count}`;
  taken.add(name);
  return name;
}

/** @param held values that points have without setting them: they follow the unit of those that are set */
function readingOf(set: readonly unknown[], held: readonly unknown[], calendar: CalendarName): Reading {
  const values = [...set, ...held];
  if (values.length > 0 && values.every((value) => typeof value === 'boolean')) return { type: 'boolean', unit: '', cell: (value) => value as boolean };
  const quantities = set.map(quantityOf);
  const unit = (quantities.length === 0 ? quantityOf(held[0]) : quantities[0])?.unit;
  const numberOf = (value: unknown): number | undefined => numberIn(unit, quantityOf(value), calendar);
  const isUniform = unit !== undefined && quantities.every((quantity) => quantity?.unit === unit);
  if (!isUniform || values.some((value) => numberOf(value) === undefined)) return { type: 'string', unit: '', cell: valueText };
  return { type: values.every((value) => Number.isSafeInteger(numberOf(value))) ? 'integer' : 'number', unit, cell: numberOf };
}

interface WrittenNumber {
  readonly number: number;
  readonly unit: string;
  readonly time?: { readonly unit: TimeUnit; readonly per: boolean };
}

/** A value as a number with its unit, such as `2.5 days`, `3 per week` or `70%`, which is .7; undefined when it is none. */
function quantityOf(value: unknown): WrittenNumber | undefined {
  if (typeof value === 'number') return { number: value, unit: '' };
  const written = typeof value === 'string' ? readQuantity(value) : undefined;
  if (written === undefined) return undefined;
  const number = written.percent ? written.number / 100 : written.number;
  if (written.unit === '') return { number, unit: '' };
  const unit = timeUnitOf(written.unit);
  if (unit === undefined) return undefined;
  const { per } = written;
  return { number, unit: inWords(unit, per), time: { unit, per } };
}

function inWords(unit: TimeUnit, per: boolean): string {
  return per ? `per ${unit}` : `${unit}s`;
}

/** A number in another unit of time, such as 1 week as 5 working days; undefined where it is not of that kind. */
function numberIn(unit: string | undefined, written: WrittenNumber | undefined, calendar: CalendarName): number | undefined {
  if (written === undefined || written.unit === unit) return written?.number;
  const { number, time } = written;
  const wanted = timeUnits.find((candidate) => time !== undefined && inWords(candidate, time.per) === unit);
  if (time === undefined || wanted === undefined) return undefined;
  const ratio = daysPer(time.unit, calendar) / daysPer(wanted, calendar);
  // 12 digits are more than anyone gave, and 0.1 days are then 0.8 hours.
  return Number((time.per ? number / ratio : number * ratio).toPrecision(12));
}

const timeUnits: readonly TimeUnit[] = ['minute', 'hour', 'day', 'week', 'month', 'year'];
