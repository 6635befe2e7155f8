import type { Law } from '../law.js';
import { upperBound } from '../sorted-search.js';
import { requireList } from './parameter.js';

/**
 * The continuous empirical law: F rises linearly from (i - 1) / (n - 1) to i / (n - 1) between the i-th and the (i + 1)-th smallest
 * observation (A. M. Law, Simulation Modeling and Analysis, empirical distributions), by inversion. Draws stay within the observations. Its
 * mean and variance are those of this law, close to but not the sample's own: the two extremes count half.
 */
export function empirical(values: readonly number[]): Law {
  requireList('empirical', 'values', values, 2);
  const sorted = Float64Array.from(values).sort();
  const pieces = sorted.length - 1;

  let mean = 0;
  for (let i = 0; i < pieces; i++) mean += (sorted[i] / 2 + sorted[i + 1] / 2) / pieces;
  let variance = 0;
  for (let i = 0; i < pieces; i++) {
    const low = sorted[i] - mean;
    const high = sorted[i + 1] - mean;
    variance += (low * low + low * high + high * high) / 3 / pieces;
  }

  const quantile = (p: number): number => {
    const position = p * pieces;
    const i = Math.min(Math.floor(position), pieces - 1);
    const low = sorted[i];
    return Math.min(low + (position - i) * (sorted[i + 1] - low), sorted[i + 1]);
  };
  return {
    name: 'empirical',
    mean,
    variance,
    sample: (source) => quantile(source.next()),
    cdf: (x) => {
      const i = upperBound(sorted, x) - 1;
      if (i < 0) return 0;
      return i === pieces ? 1 : (i + (x - sorted[i]) / (sorted[i + 1] - sorted[i])) / pieces;
    },
    quantile,
  };
}
