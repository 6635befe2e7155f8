import type { Law } from '../law.js';
import { lowerBound, upperBound } from '../sorted-search.js';
import { reject, requireList } from './parameter.js';

/** `values[i]` with probability `weights[i]` over the sum of weights, by inversion over the sorted values: O(log n). */
export function discrete(values: readonly number[], weights: readonly number[]): Law {
  requireList('discrete', 'values', values, 1);
  requireList('discrete', 'weights', weights, 1);
  if (weights.length !== values.length) reject('discrete', 'weights', `as many as values (${values.length})`, weights.length);
  weights.forEach((weight, i) => {
    if (weight < 0) reject('discrete', `weights[${i}]`, 'zero or positive', weight);
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total <= 0) reject('discrete', 'sum of weights', 'positive', total);

  const atoms = values
    .map((value, i) => ({ value, probability: weights[i] / total }))
    .filter((atom) => atom.probability > 0)
    .sort((one, other) => one.value - other.value);
  const sorted = Float64Array.from(atoms, (atom) => atom.value);
  const cumulative = new Float64Array(atoms.length);
  atoms.reduce((sum, atom, i) => (cumulative[i] = sum + atom.probability), 0);
  // Rounding must not leave a gap above the last atom.
  cumulative[atoms.length - 1] = 1;
  const mean = atoms.reduce((sum, atom) => sum + atom.probability * atom.value, 0);
  const quantile = (p: number): number => sorted[lowerBound(cumulative, p)];
  return {
    name: 'discrete',
    mean,
    variance: atoms.reduce((sum, atom) => sum + atom.probability * (atom.value - mean) * (atom.value - mean), 0),
    sample: (source) => quantile(source.next()),
    cdf: (x) => {
      const count = upperBound(sorted, x);
      return count === 0 ? 0 : cumulative[count - 1];
    },
    quantile,
  };
}
