import type { Law } from '../law.js';
import { reject, requireFinite, requireInterval } from './parameter.js';

/** Triangular on [min, max] with its peak at `mode` (either end included), by inversion. */
export function triangular(min: number, mode: number, max: number): Law {
  requireInterval('triangular', min, max);
  requireFinite('triangular', 'mode', mode);
  if (mode < min || mode > max) reject('triangular', 'mode', `between min (${min}) and max (${max})`, mode);
  const width = max - min;
  const left = mode - min;
  const right = max - mode;
  const peak = left / width;
  const quantile = (p: number): number => (p < peak ? min + Math.sqrt(p * width * left) : max - Math.sqrt((1 - p) * width * right));
  return {
    name: 'triangular',
    mean: min + (width + left) / 3,
    variance: (width * width - left * right) / 18,
    sample: (source) => quantile(source.next()),
    cdf: (x) => {
      if (x <= min) return 0;
      if (x >= max) return 1;
      return x <= mode ? ((x - min) / width) * ((x - min) / left) : 1 - ((max - x) / width) * ((max - x) / right);
    },
    quantile,
  };
}
