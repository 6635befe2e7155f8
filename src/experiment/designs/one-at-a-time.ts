import { DesignError } from '../design-error.js';
import { type DesignMatrix, identity, requireRows } from './design-matrix.js';
import { type Factor, factorLevels, requireFactors } from './factor.js';

/** The base point, then points that differ from it in one factor each. */
export interface OneAtATimeDesign extends DesignMatrix {
  /** Column of the factor in which each point differs from the base, which is the first point and has undefined. */
  readonly changed: readonly (number | undefined)[];
}

/**
 * One factor at a time: a base point, and for each factor in turn each of its levels that is not the base's, all others kept at the base.
 * It shows no interactions; use it to look at a model's answers one by one, not to rank factors (Saltelli and Annoni, 2010, "How to avoid a
 * perfunctory sensitivity analysis", Environmental Modelling & Software 25, 1508-1517).
 *
 * @param base values at the base by name; a factor without one stays at the file's own value there, and all its levels are tried
 * @throws DesignError for factors without levels (`factorLevels`), a base of factors that are not there, and more than a million points
 * @example
 * oneAtATime([{ name: 'a', levels: [1, 2, 3] }, { name: 'b', levels: ['x', 'y'] }], { a: 2, b: 'x' }).rows
 * // [[2, 'x'], [1, 'x'], [3, 'x'], [2, 'y']]
 */
export function oneAtATime(factors: readonly Factor[], base: Readonly<Record<string, unknown>> = {}): OneAtATimeDesign {
  requireFactors('one-at-a-time', factors);
  const names = factors.map(({ name }) => name);
  const unknown = Object.keys(base).find((name) => !names.includes(name));
  if (unknown !== undefined) throw new DesignError(`one-at-a-time: the base sets ${unknown}, which is none of the factors ${names.join(', ')}`);
  const origin = names.map((name) => (Object.hasOwn(base, name) ? base[name] : undefined));
  const others = factors.map((factor, column) => factorLevels(factor).filter((level) => identity(level) !== identity(origin[column])));
  requireRows('one-at-a-time', others.reduce((sum, { length }) => sum + length, 1));
  const steps = others.flatMap((levels, column) => levels.map((level) => ({ column, row: origin.with(column, level) })));
  return { names, rows: [origin, ...steps.map(({ row }) => row)], notices: [], changed: [undefined, ...steps.map(({ column }) => column)] };
}
