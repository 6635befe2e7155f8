function requireProbabilities(name: string, pValues: readonly number[]): void {
  const index = pValues.findIndex((p) => !(p >= 0 && p <= 1));
  if (index >= 0) throw new RangeError(`${name}: expected p-values in [0, 1], found ${pValues[index]} at index ${index}`);
}

/** Indices of the p-values, smallest first. */
function ascendingOrder(pValues: readonly number[]): number[] {
  return pValues.map((_, i) => i).sort((i, j) => pValues[i] - pValues[j]);
}

/**
 * Bonferroni's adjusted p-values, min(1, n p): rejecting those at most alpha keeps the probability of any false rejection
 * at alpha or below.
 *
 * @param pValues in [0, 1], in any order
 * @returns adjusted p-values in the order given
 * @throws RangeError when one is not in [0, 1]
 * @example bonferroni([0.01, 0.5]) // [0.02, 1]
 */
export function bonferroni(pValues: readonly number[]): number[] {
  requireProbabilities('bonferroni', pValues);
  return pValues.map((p) => Math.min(1, pValues.length * p));
}

/**
 * Holm's adjusted p-values: the same guarantee as Bonferroni's, never larger.
 *
 * Source: Holm (1979), Scandinavian Journal of Statistics 6, 65-70.
 *
 * @param pValues in [0, 1], in any order
 * @returns adjusted p-values in the order given
 * @throws RangeError when one is not in [0, 1]
 * @example holm([0.01, 0.04]) // [0.02, 0.04]
 */
export function holm(pValues: readonly number[]): number[] {
  requireProbabilities('holm', pValues);
  const adjusted = new Array<number>(pValues.length).fill(0);
  let largest = 0;
  for (const [rank, index] of ascendingOrder(pValues).entries()) {
    largest = Math.max(largest, Math.min(1, (pValues.length - rank) * pValues[index]));
    adjusted[index] = largest;
  }
  return adjusted;
}

/**
 * Benjamini and Hochberg's adjusted p-values: rejecting those at most alpha keeps the expected share of false rejections
 * among the rejections at alpha or below, for independent or positively dependent tests.
 *
 * Source: Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57, 289-300.
 *
 * @param pValues in [0, 1], in any order
 * @returns adjusted p-values in the order given
 * @throws RangeError when one is not in [0, 1]
 * @example benjaminiHochberg([0.01, 0.04]) // [0.02, 0.04]
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  requireProbabilities('benjaminiHochberg', pValues);
  const n = pValues.length;
  const adjusted = new Array<number>(n).fill(0);
  let smallest = 1;
  for (const [fromEnd, index] of ascendingOrder(pValues).reverse().entries()) {
    smallest = Math.min(smallest, (n / (n - fromEnd)) * pValues[index]);
    adjusted[index] = smallest;
  }
  return adjusted;
}
