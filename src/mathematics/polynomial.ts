/**
 * c[0] + c[1] x + c[2] x^2 + ... by Horner's rule; 0 for an empty list.
 *
 * @example polynomial([1, 2, 3], 2) // 17
 */
export function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) sum = sum * x + coefficients[i];
  return sum;
}
