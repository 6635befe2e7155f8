import { betaQuantile, regularisedBeta } from '../../mathematics/beta.js';
import type { Law } from '../law.js';
import { logGammaSampler } from './gamma.js';
import { reject, requireInterval, requirePositive, requireFinite } from './parameter.js';

const SMALLEST_SHAPE = 1e-6;
const LARGEST_SHAPE = 1e10;

/**
 * Beta on [min, max] by the mean and standard deviation of the scaled variable. With m and s those on [0, 1], the shapes are m n and
 * (1 - m) n with n = m (1 - m) / s^2 - 1. Drawn exactly as X / (X + Y) of two gammas (Devroye, 1986, IX.3, theorem 4.1), in logarithms:
 * not monotone in the uniforms.
 */
export function beta(mean: number, sd: number, min: number, max: number): Law {
  requireInterval('beta', min, max);
  requireFinite('beta', 'mean', mean);
  if (mean <= min || mean >= max) reject('beta', 'mean', `between min (${min}) and max (${max})`, mean);
  requirePositive('beta', 'sd', sd);
  const width = max - min;
  const left = (mean - min) / width;
  const right = (max - mean) / width;
  const scaled = sd / width;
  const largestSd = Math.sqrt(left * right) * width;
  if (sd >= largestSd) reject('beta', 'sd', `less than ${largestSd}, the largest for this mean on [${min}, ${max}]`, sd);
  const total = (left * right) / (scaled * scaled) - 1;
  const alpha = left * total;
  const betaShape = right * total;
  for (const shape of [alpha, betaShape]) {
    if (!(shape >= SMALLEST_SHAPE && shape <= LARGEST_SHAPE)) {
      reject('beta', 'sd', `such that both shapes lie between ${SMALLEST_SHAPE} and ${LARGEST_SHAPE} (they are ${alpha} and ${betaShape})`, sd);
    }
  }

  const logX = logGammaSampler(alpha);
  const logY = logGammaSampler(betaShape);
  return {
    name: 'beta',
    mean,
    variance: sd * sd,
    sample: (source) => {
      const x = logX(source);
      return Math.min(min + width / (1 + Math.exp(logY(source) - x)), max);
    },
    cdf: (x) => {
      if (x <= min) return 0;
      return x >= max ? 1 : regularisedBeta((x - min) / width, alpha, betaShape);
    },
    quantile: (p) => Math.min(min + width * betaQuantile(p, alpha, betaShape), max),
  };
}
