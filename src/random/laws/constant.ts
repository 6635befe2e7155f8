import type { Law } from '../law.js';
import { requireFinite } from './parameter.js';

/** Always `value`; draws nothing from the source. */
export function constant(value: number): Law {
  requireFinite('constant', 'value', value);
  return {
    name: 'constant',
    mean: value,
    variance: 0,
    sample: () => value,
    cdf: (x) => (x < value ? 0 : 1),
    quantile: () => value,
  };
}
