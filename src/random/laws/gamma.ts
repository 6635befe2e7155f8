import { gammaQuantile, regularisedGammaP } from '../../mathematics/gamma.js';
import { normalQuantile } from '../../mathematics/normal.js';
import type { Law } from '../law.js';
import type { UniformSource } from '../uniform-source.js';
import { requireCv, requirePositive } from './parameter.js';

type Sampler = (source: UniformSource) => number;

/**
 * Gamma with shape >= 1, scale 1: exact rejection from the cube of a normal (Marsaglia and Tsang, 2000, "A simple method for
 * generating gamma variables", ACM TOMS 26(3), 363-372). Two uniforms a trial, at least 95 % of trials accepted.
 */
function largeShapeSampler(shape: number): Sampler {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  return (source) => {
    for (;;) {
      const x = normalQuantile(source.next());
      const root = 1 + c * x;
      const u = source.next();
      if (root <= 0) continue;
      const v = root * root * root;
      const square = x * x;
      if (u < 1 - 0.0331 * square * square || Math.log(u) < 0.5 * square + d * (1 - v + Math.log(v))) return d * v;
    }
  };
}

/** Exact draws of a gamma law with scale 1; below shape 1, X(shape) = X(shape + 1) U^(1 / shape) (the same paper, section 6). */
export function gammaSampler(shape: number): Sampler {
  if (shape >= 1) return largeShapeSampler(shape);
  const larger = largeShapeSampler(shape + 1);
  return (source) => larger(source) * Math.exp(Math.log(source.next()) / shape);
}

/** Logarithm of an exact gamma draw with scale 1: finite even where a small shape makes the draw itself underflow. */
export function logGammaSampler(shape: number): Sampler {
  const larger = largeShapeSampler(shape >= 1 ? shape : shape + 1);
  if (shape >= 1) return (source) => Math.log(larger(source));
  return (source) => Math.log(larger(source)) + Math.log(source.next()) / shape;
}

/** Distribution function and quantile of the gamma law with this shape and scale. */
export function gammaDistribution(shape: number, scale: number): Pick<Law, 'cdf' | 'quantile'> {
  return {
    cdf: (x) => (x <= 0 ? 0 : regularisedGammaP(shape, x / scale)),
    quantile: (p) => scale * gammaQuantile(p, shape),
  };
}

/** Gamma by mean and coefficient of variation: shape 1 / cv^2, scale mean cv^2. By exact rejection: not monotone in the uniforms. */
export function gamma(mean: number, cv: number): Law {
  requirePositive('gamma', 'mean', mean);
  requireCv('gamma', cv);
  const shape = 1 / (cv * cv);
  const scale = mean / shape;
  const sampler = gammaSampler(shape);
  return {
    name: 'gamma',
    mean,
    variance: mean * cv * (mean * cv),
    sample: (source) => scale * sampler(source),
    ...gammaDistribution(shape, scale),
  };
}
