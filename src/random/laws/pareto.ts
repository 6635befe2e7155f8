import type { Law } from '../law.js';
import { reject, requirePositive } from './parameter.js';

/** Below this shape, a draw from the far tail exceeds the largest double. */
const SMALLEST_SHAPE = 0.1;

/**
 * Pareto type I: P(X > x) = (minimum / x)^shape for x >= minimum, by inversion. The mean is Infinity for shape <= 1 and the variance
 * for shape <= 2: samples of such a law have no stable average.
 */
export function pareto(minimum: number, shape: number): Law {
  requirePositive('pareto', 'minimum', minimum);
  requirePositive('pareto', 'shape', shape);
  if (shape < SMALLEST_SHAPE) reject('pareto', 'shape', `at least ${SMALLEST_SHAPE}`, shape);
  const mean = shape > 1 ? (minimum * shape) / (shape - 1) : Infinity;
  return {
    name: 'pareto',
    mean,
    variance: shape > 2 ? ((mean / (shape - 1)) * minimum) / (shape - 2) : Infinity,
    sample: (source) => minimum * Math.exp(-Math.log(1 - source.next()) / shape),
    cdf: (x) => (x <= minimum ? 0 : -Math.expm1(-shape * Math.log(x / minimum))),
    quantile: (p) => minimum * Math.exp(-Math.log1p(-p) / shape),
  };
}
