import { DesignError } from '../design-error.js';

/**
 * Points in the order in which they are to be run: a row per point, a column per factor. What a design also knows of its points (which
 * factor a point changes, which matrix it belongs to) stands in lists of the same length as `rows`.
 */
export interface DesignMatrix {
  /** Names of the factors, the columns. */
  readonly names: readonly string[];
  /** Values as JSON; undefined leaves what the file says. */
  readonly rows: readonly (readonly unknown[])[];
  /** What whoever asked for the design should know, as sentences. */
  readonly notices: readonly string[];
}

/** Points beyond which a design is refused before it is made: they all are in memory. */
export const MOST_ROWS = 1_000_000;

/**
 * What a point sets, by name of the factor; factors that the point leaves alone are left out.
 *
 * @throws RangeError when the design has no such row
 * @example changesAt({ names: ['a', 'b'], rows: [[1, undefined]], notices: [] }, 0) // { a: 1 }
 */
export function changesAt({ names, rows }: DesignMatrix, row: number): Record<string, unknown> {
  const values = rows.at(row);
  if (row < 0 || values === undefined) throw new RangeError(`design: expected a row from 0 to ${rows.length - 1}, found ${row}`);
  return Object.fromEntries(names.map((name, column) => [name, values[column]] as const).filter(([, value]) => value !== undefined));
}

/** @throws DesignError when the design would have more than a million points */
export function requireRows(design: string, count: number): void {
  if (count > MOST_ROWS) throw new DesignError(`${design}: expected at most ${MOST_ROWS} design points, found ${count}`);
}

/** @throws DesignError unless `value` is a whole number of at least `least` */
export function requireWhole(design: string, option: string, value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least) {
    throw new DesignError(`${design}: ${option} must be a whole number of at least ${least}, found ${String(value)}`);
  }
}

/** Values are the same if they are the same text as JSON; undefined is a value of its own. */
export function identity(value: unknown): string {
  return value === undefined ? 'undefined' : JSON.stringify(value);
}
