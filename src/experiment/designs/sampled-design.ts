import type { DesignMatrix } from './design-matrix.js';
import { type Factor, unitScale } from './factor.js';

/** A design that is made in the unit cube, one axis per factor, and then given the factors' scales. */
export interface SampledDesign extends DesignMatrix {
  /** The points in the unit cube, as `rows` in order and columns. */
  readonly coordinates: readonly (readonly number[])[];
}

/**
 * Points of the unit cube as values of the factors.
 *
 * @param cell distance between neighbouring coordinates on an axis (see `unitScale`)
 * @throws DesignError for a factor that is none
 */
export function scaled(factors: readonly Factor[], coordinates: readonly (readonly number[])[], cell: number, notices: readonly string[] = []): SampledDesign {
  const scales = factors.map(unitScale);
  const rows = coordinates.map((point) => scales.map((scale, column) => scale(point[column], cell)));
  return { names: factors.map(({ name }) => name), rows, notices, coordinates };
}
