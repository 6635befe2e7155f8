import { sampleMoments } from './moments.js';

/**
 * Lag-1 autocorrelation of a series: the sum of products of successive deviations from the mean over the sum of squared
 * deviations, as in Box and Jenkins and R's `acf`. Undefined when the series is constant or has one value.
 *
 * @param series at least one value, equally spaced in time
 * @throws RangeError when series is empty or not finite
 * @example lagOneAutocorrelation([1, 2, 3]) // 0
 */
export function lagOneAutocorrelation(series: readonly number[]): number | undefined {
  const { n, mean, variance } = sampleMoments('lagOneAutocorrelation', series);
  if (variance === undefined || variance === 0) return undefined;
  let products = 0;
  for (let i = 1; i < n; i++) products += (series[i - 1] - mean) * (series[i] - mean);
  return products / ((n - 1) * variance);
}
