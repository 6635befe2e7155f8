import type { LawSpec } from './law-spec.js';
import type { UniformSource } from './uniform-source.js';

/**
 * A law of a random quantity: its moments, a sampler, its distribution function and its quantiles, all in the quantity's unit
 * (variance in the unit squared). Built by `makeLaw`.
 *
 * `sample` allocates nothing. Where a law says "by inversion", its draw is a non-decreasing function of one uniform, so that common
 * random numbers stay synchronised when parameters change.
 */
export interface Law {
  readonly name: LawSpec['law'];
  /** May be Infinity (Pareto). */
  readonly mean: number;
  /** May be Infinity (Pareto). */
  readonly variance: number;
  readonly sample: (source: UniformSource) => number;
  /** P(X <= x). Takes infinite x. @throws RangeError for NaN */
  readonly cdf: (x: number) => number;
  /** The smallest x with cdf(x) >= p; for p = 0 the lower end of the support. @throws RangeError unless 0 <= p <= 1 */
  readonly quantile: (p: number) => number;
}

/**
 * The same law with the arguments of `cdf` and `quantile` checked, so that each law's own formulas see a finite x and 0 <= p <= 1.
 * All laws come from this one literal: they share one hidden class, and calls of `sample` on different laws stay fast.
 */
export function checkedLaw(law: Law): Law {
  const { name, mean, variance, sample, cdf, quantile } = law;
  return {
    name,
    mean,
    variance,
    sample,
    cdf(x) {
      if (Number.isFinite(x)) return cdf(x);
      if (Number.isNaN(x) || typeof x !== 'number') throw new RangeError(`${name}: cdf expects a number, found ${String(x)}`);
      return x > 0 ? 1 : 0;
    },
    quantile(p) {
      if (!(p >= 0 && p <= 1)) throw new RangeError(`${name}: quantile expects a probability from 0 to 1, found ${String(p)}`);
      return quantile(p);
    },
  };
}
