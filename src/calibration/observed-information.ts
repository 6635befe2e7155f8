import { choleskyFactor, solveLower } from './cholesky.js';

/**
 * Second derivatives of f at a point by central differences, a symmetric matrix.
 *
 * @param steps displacement of each coordinate
 */
export function hessian(f: (point: readonly number[]) => number, point: readonly number[], steps: readonly number[]): number[][] {
  const at = (i: number, di: number, j: number, dj: number): number => {
    const moved = [...point];
    moved[i] += di * steps[i];
    moved[j] += dj * steps[j];
    return f(moved);
  };
  const matrix = point.map(() => point.map(() => 0));
  for (let i = 0; i < point.length; i++) {
    for (let j = 0; j <= i; j++) {
      const mixed = at(i, 1, j, 1) - at(i, 1, j, -1) - at(i, -1, j, 1) + at(i, -1, j, -1);
      matrix[i][j] = matrix[j][i] = mixed / (4 * steps[i] * steps[j]);
    }
  }
  return matrix;
}

/**
 * Standard errors of maximum-likelihood estimates: roots of the diagonal of the inverse observed information, the matrix of
 * second derivatives of the negative log-likelihood at its minimum (Efron and Hinkley 1978, Biometrika 65, 457-482).
 *
 * @returns undefined when the matrix is not positive definite: the data do not identify all parameters
 * @example standardErrors([[4, 0], [0, 25]]) // [0.5, 0.2]
 */
export function standardErrors(information: readonly (readonly number[])[]): number[] | undefined {
  const lower = choleskyFactor(information);
  if (lower === undefined) return undefined;
  // (L L')^-1 = L^-T L^-1, so its i-th diagonal entry is the squared length of column i of L^-1.
  return lower.map((_, i) => {
    const column = solveLower(lower, lower.map((__, row) => (row === i ? 1 : 0)));
    return Math.sqrt(column.reduce((sum, x) => sum + x * x, 0));
  });
}
