import { ascending, requireSample } from './sample.js';

/**
 * Gini coefficient of concentration: 0 when all values are equal, (n - 1) / n when one has everything. It is that of the
 * values as a population, without the small-sample factor n / (n - 1).
 *
 * Half the mean absolute difference of two values over the mean (Sen, 1973, On Economic Inequality, chapter 2).
 * Where all values are 0 they are equal and the coefficient is 0.
 *
 * @param values at least one, all >= 0
 * @throws RangeError when values is empty, or one is negative or not finite
 * @example gini([0, 0, 0, 4]) // 0.75
 */
export function gini(values: readonly number[]): number {
  requireSample('gini', values, 1);
  const sorted = ascending(values);
  if (sorted[0] < 0) throw new RangeError(`gini: expected values >= 0, found ${sorted[0]}`);
  const n = sorted.length;
  const sum = sorted.reduce((total, value) => total + value, 0);
  if (sum === 0) return 0;
  // The gap above the i-th smallest value lies between i (n - i) pairs.
  let differences = 0;
  for (let i = 1; i < n; i++) differences += i * (n - i) * (sorted[i] - sorted[i - 1]);
  return differences / (n * sum);
}
