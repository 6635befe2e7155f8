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

/** Lower triangle L with L L' = matrix; undefined when the matrix is not positive definite. */
function choleskyFactor(matrix: readonly (readonly number[])[]): number[][] | undefined {
  const lower = matrix.map(() => [] as number[]);
  for (const [i, row] of matrix.entries()) {
    for (let j = 0; j <= i; j++) {
      let rest = row[j];
      for (let k = 0; k < j; k++) rest -= lower[i][k] * lower[j][k];
      if (j < i) lower[i].push(rest / lower[j][j]);
      else if (rest > 0) lower[i].push(Math.sqrt(rest));
      else return undefined;
    }
  }
  return lower;
}

/** Solution x of L x = right, L lower triangular. */
function solveLower(lower: readonly (readonly number[])[], right: readonly number[]): number[] {
  const solution: number[] = [];
  for (const [i, row] of lower.entries()) {
    let rest = right[i];
    for (let j = 0; j < i; j++) rest -= row[j] * solution[j];
    solution.push(rest / row[i]);
  }
  return solution;
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
