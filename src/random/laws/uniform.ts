import type { Law } from '../law.js';
import { requireInterval } from './parameter.js';

/** Uniform on [min, max], by inversion. */
export function uniform(min: number, max: number): Law {
  requireInterval('uniform', min, max);
  const width = max - min;
  const quantile = (p: number): number => Math.min(min + width * p, max);
  return {
    name: 'uniform',
    mean: min + width / 2,
    variance: (width * width) / 12,
    sample: (source) => quantile(source.next()),
    cdf: (x) => Math.min(Math.max((x - min) / width, 0), 1),
    quantile,
  };
}
