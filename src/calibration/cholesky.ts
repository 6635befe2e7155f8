/** Lower triangle L with L L' = matrix, row by row; undefined when the matrix is not positive definite. */
export function choleskyFactor(matrix: readonly (readonly number[])[]): number[][] | undefined {
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
export function solveLower(lower: readonly (readonly number[])[], right: readonly number[]): number[] {
  const solution: number[] = [];
  for (const [i, row] of lower.entries()) {
    let rest = right[i];
    for (let j = 0; j < i; j++) rest -= row[j] * solution[j];
    solution.push(rest / row[i]);
  }
  return solution;
}

/** Solution x of L' x = right, L lower triangular. */
export function solveTransposed(lower: readonly (readonly number[])[], right: readonly number[]): number[] {
  const solution = [...right];
  for (let i = lower.length - 1; i >= 0; i--) {
    for (let j = i + 1; j < lower.length; j++) solution[i] -= lower[j][i] * solution[j];
    solution[i] /= lower[i][i];
  }
  return solution;
}

/** The inverse of L L'. */
export function inverseOf(lower: readonly (readonly number[])[]): number[][] {
  return lower.map((_, i) => solveTransposed(lower, solveLower(lower, lower.map((__, row) => (row === i ? 1 : 0)))));
}
