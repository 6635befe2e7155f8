import { normalCdf } from '../mathematics/normal.js';
import { sampleMoments } from './moments.js';
import { requireSample } from './sample.js';

/** Outcome of von Neumann's test against positive serial correlation. */
export interface VonNeumannTest {
  /** Sum of squared successive differences over sum of squared deviations from the mean; about 2 without correlation. */
  readonly ratio: number;
  /** One-sided p-value: probability of a ratio this small or smaller for independent normal values. */
  readonly pValue: number;
}

/**
 * Von Neumann's test of independence against positive serial correlation. Under independence the ratio has mean 2 and variance
 * 4 (n - 2) / (n^2 - 1), and is taken as normal.
 *
 * Source: von Neumann (1941), Annals of Mathematical Statistics 12, 367-395; for batch means Fishman (1978), Management Science 24,
 * 510-521.
 *
 * @param series at least four values in the order of time
 * @returns undefined when the series is constant
 * @throws RangeError when there are fewer than four values or one is not finite
 * @example vonNeumannTest([1, 2, 3, 4, 5, 6])?.ratio // 5 / 17.5 = 0.2857
 */
export function vonNeumannTest(series: readonly number[]): VonNeumannTest | undefined {
  requireSample('vonNeumannTest', series, 4);
  const { n, variance } = sampleMoments('vonNeumannTest', series);
  if (variance === undefined || variance === 0) return undefined;
  let successive = 0;
  for (let i = 1; i < n; i++) successive += (series[i] - series[i - 1]) * (series[i] - series[i - 1]);
  const ratio = successive / ((n - 1) * variance);
  return { ratio, pValue: normalCdf((ratio - 2) / Math.sqrt((4 * (n - 2)) / (n * n - 1))) };
}
