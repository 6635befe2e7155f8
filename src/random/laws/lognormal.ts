import { normalCdf, normalQuantile } from '../../mathematics/normal.js';
import type { Law } from '../law.js';
import { requireCv, requirePositive } from './parameter.js';

/**
 * Lognormal by its own mean and coefficient of variation, by inversion: log X is normal with variance log(1 + cv^2) and mean
 * log(mean) - variance / 2.
 */
export function lognormal(mean: number, cv: number): Law {
  requirePositive('lognormal', 'mean', mean);
  requireCv('lognormal', cv);
  const logVariance = Math.log1p(cv * cv);
  const sigma = Math.sqrt(logVariance);
  const mu = Math.log(mean) - logVariance / 2;
  return {
    name: 'lognormal',
    mean,
    variance: mean * cv * (mean * cv),
    sample: (source) => Math.exp(mu + sigma * normalQuantile(source.next())),
    cdf: (x) => (x <= 0 ? 0 : normalCdf((Math.log(x) - mu) / sigma)),
    quantile: (p) => {
      if (p === 0) return 0;
      return p === 1 ? Infinity : Math.exp(mu + sigma * normalQuantile(p));
    },
  };
}
