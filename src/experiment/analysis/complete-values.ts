import type { MeasureValues } from '../estimates.js';

/** Values of one measure by design point and replication, none missing. */
export type CompleteValues = readonly (readonly number[])[];

/** A run whose value is missing. */
export interface MissingValue {
  readonly point: number;
  readonly replication: number;
}

/**
 * The runs that have no value, replication by replication.
 *
 * @example missingValues([[1, undefined], [2, 3]]) // [{ point: 0, replication: 1 }]
 */
export function missingValues(values: MeasureValues): MissingValue[] {
  const missing = values.flatMap((ofPoint, point) => ofPoint.flatMap((value, replication) => (value === undefined ? [{ point, replication }] : [])));
  return missing.sort((a, b) => a.replication - b.replication || a.point - b.point);
}

/**
 * The same values where every run has one; otherwise undefined, because what is left of a design with holes is no longer that design.
 *
 * @example completeValues([[1, 2], [3, undefined]]) // undefined
 */
export function completeValues(values: MeasureValues): CompleteValues | undefined {
  return values.every((ofPoint) => !ofPoint.includes(undefined)) ? (values as CompleteValues) : undefined;
}

/** Mean over the replications of each design point, of which there is at least one. */
export function pointMeans(values: CompleteValues): number[] {
  return values.map((ofPoint) => ofPoint.reduce((sum, value) => sum + value, 0) / ofPoint.length);
}
