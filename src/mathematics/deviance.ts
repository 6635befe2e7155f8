/** log(1 + d) - d for |d| <= 1/4 without cancellation, by log(1 + d) = 2 artanh(d / (2 + d)). */
function logOnePlusMinus(d: number): number {
  const r = d / (2 + d);
  const square = r * r;
  let sum = 0;
  // At |d| = 1/4 the omitted term, square^9 / 21, is below 1e-16.
  for (let k = 19; k >= 3; k -= 2) sum = sum * square + 1 / k;
  return r * (2 * square * sum - d);
}

/**
 * x log(x / mean) + mean - x, half the Poisson deviance of observing x where `mean` was expected; at least 0, and accurate
 * where x and mean nearly agree. Gamma and beta densities written with it do not lose digits for large parameters.
 *
 * Source: Loader (2000), Fast and accurate computation of binomial probabilities, the function D0.
 *
 * @param x > 0
 * @param mean >= 0; at 0 the deviance is Infinity
 * @example deviance(2, 1) // 2 log 2 - 1
 */
export function deviance(x: number, mean: number): number {
  const difference = mean - x;
  if (Math.abs(difference) <= 0.2 * x) return -x * logOnePlusMinus(difference / x);
  const ratio = x / mean;
  return x * (ratio < Infinity ? Math.log(ratio) : Math.log(x) - Math.log(mean)) + difference;
}
