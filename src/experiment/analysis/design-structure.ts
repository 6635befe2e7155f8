import type { DesignRecord } from '../sweep/sweep-plan.js';

/** Where a row of a Saltelli design belongs. */
export interface SaltelliPlace {
  readonly sample: number;
  readonly matrix: 'A' | 'B' | 'AB' | 'BA';
  readonly factor?: number;
}

/** Where a row of a Morris design belongs. */
export interface MorrisPlace {
  readonly trajectory: number;
  readonly step: number;
}

/** Column of the factor that each row of a one-at-a-time design changes; undefined for the base. */
export function changedColumns({ structure }: DesignRecord): (number | undefined)[] {
  return (structure['changed'] as readonly (number | null)[]).map((column) => column ?? undefined);
}

/** Places of the rows of a Saltelli design. */
export function saltelliPlaces({ structure }: DesignRecord): readonly SaltelliPlace[] {
  return structure['places'] as readonly SaltelliPlace[];
}

/** Places of the rows of a Morris design, and its points in the unit cube. */
export function morrisPlaces({ structure }: DesignRecord): { readonly places: readonly MorrisPlace[]; readonly coordinates: readonly (readonly number[])[] } {
  return { places: structure['places'] as readonly MorrisPlace[], coordinates: structure['coordinates'] as readonly (readonly number[])[] };
}
