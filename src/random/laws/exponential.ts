import type { Law } from '../law.js';
import { requirePositive } from './parameter.js';

/** Exponential with the given mean, by inversion. */
export function exponential(mean: number): Law {
  requirePositive('exponential', 'mean', mean);
  return {
    name: 'exponential',
    mean,
    variance: mean * mean,
    // 1 - u is exact for 53-bit uniforms and never 0; unlike -log(u) this grows with u, as every other inversion here does.
    sample: (source) => -mean * Math.log(1 - source.next()),
    cdf: (x) => (x <= 0 ? 0 : -Math.expm1(-x / mean)),
    quantile: (p) => -mean * Math.log1p(-p),
  };
}
