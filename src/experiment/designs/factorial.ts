import { type DesignMatrix, requireRows } from './design-matrix.js';
import { type Factor, factorLevels, requireFactors } from './factor.js';

/**
 * The full factorial design: every combination of the levels of all factors once, the last factor changing fastest; L_1 L_2 ... L_k points.
 *
 * @throws DesignError for factors without levels (`factorLevels`), and for more than a million points
 * @example
 * factorial([{ name: 'a', levels: [1, 2] }, { name: 'b', levels: ['x', 'y', 'z'] }]).rows
 * // [[1, 'x'], [1, 'y'], [1, 'z'], [2, 'x'], [2, 'y'], [2, 'z']]
 */
export function factorial(factors: readonly Factor[]): DesignMatrix {
  requireFactors('factorial', factors);
  const levels = factors.map(factorLevels);
  requireRows('factorial', levels.reduce((product, { length }) => product * length, 1));
  const rows = levels.reduce<readonly (readonly unknown[])[]>((points, values) => points.flatMap((point) => values.map((value) => [...point, value])), [[]]);
  return { names: factors.map(({ name }) => name), rows, notices: [] };
}
