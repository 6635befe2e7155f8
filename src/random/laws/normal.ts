import { normalCdf, normalQuantile } from '../../mathematics/normal.js';
import type { Law } from '../law.js';
import { reject, requireFinite, requirePositive } from './parameter.js';

/** Narrower than this in standard deviations, the interval's probability has too few significant digits to invert. */
const NARROWEST = 1e-8;
const SMALLEST_PROBABILITY = 1e-300;
const INVERSE_SQRT_TWO_PI = 0.3989422804014327;

/** Positive nodes and weights of 8-point Gauss-Legendre quadrature on [-1, 1] (Abramowitz and Stegun, table 25.4). */
const NODES = [0.1834346424956498, 0.525532409916329, 0.7966664774136267, 0.9602898564975363];
const WEIGHTS = [0.362683783378362, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763];

interface Moments {
  readonly mean: number;
  readonly variance: number;
}

const density = (z: number): number => INVERSE_SQRT_TWO_PI * Math.exp(-0.5 * z * z);
const weighted = (z: number): number => (Number.isFinite(z) ? z * density(z) : 0);

/** P(a < Z <= b), from the tail in which no digits cancel. */
const probability = (a: number, b: number): number => (a > 0 ? normalCdf(-a) - normalCdf(-b) : normalCdf(b) - normalCdf(a));

/**
 * Moments of a standard normal restricted to [a, b]: with Z its probability, mean m = (phi(a) - phi(b)) / Z and variance
 * 1 + (a phi(a) - b phi(b)) / Z - m^2 (Johnson, Kotz and Balakrishnan, 1994, Continuous Univariate Distributions 1, 13.10.1).
 */
function wideMoments(a: number, b: number): Moments {
  const z = probability(a, b);
  const mean = (density(a) - density(b)) / z;
  return { mean, variance: 1 + (weighted(a) - weighted(b)) / z - mean * mean };
}

/** The same by quadrature about the midpoint, where the formula's terms cancel: the density varies by less than a factor e on [a, b]. */
function narrowMoments(a: number, b: number): Moments {
  const centre = a + (b - a) / 2;
  const half = (b - a) / 2;
  let mass = 0;
  let first = 0;
  let second = 0;
  NODES.forEach((node, i) => {
    for (const t of [half * node, -half * node]) {
      const weight = WEIGHTS[i] * Math.exp(-t * (centre + 0.5 * t));
      mass += weight;
      first += weight * t;
      second += weight * t * t;
    }
  });
  const shift = first / mass;
  return { mean: centre + shift, variance: second / mass - shift * shift };
}

/**
 * Normal with mean `mean` and standard deviation `sd`, restricted to [min, max] (either may be infinite), by inversion. The law's mean
 * and variance are those after truncation.
 */
export function normal(mean: number, sd: number, min: number, max: number): Law {
  requireFinite('normal', 'mean', mean);
  requirePositive('normal', 'sd', sd);
  if (min !== -Infinity) requireFinite('normal', 'min', min);
  if (max !== Infinity) requireFinite('normal', 'max', max);
  if (min >= max) reject('normal', 'max', `greater than min (${min})`, max);
  const a = (min - mean) / sd;
  const b = (max - mean) / sd;
  const mass = probability(a, b);
  if (mass < SMALLEST_PROBABILITY) reject('normal', '[min, max]', 'within 37 sd of the mean', `[${min}, ${max}]`);
  if (b - a < NARROWEST) reject('normal', 'max - min', `at least ${NARROWEST} sd (a uniform law says the same)`, max - min);

  const below = normalCdf(a);
  const above = normalCdf(-b);
  const standard = (b - a) * Math.max(1, Math.abs(a), Math.abs(b)) < 1 ? narrowMoments(a, b) : wideMoments(a, b);
  const inside = (p: number): number => {
    const lower = below + p * mass;
    const z = lower < 0.5 ? normalQuantile(lower) : -normalQuantile(above + (1 - p) * mass);
    return Math.min(Math.max(mean + sd * z, min), max);
  };
  return {
    name: 'normal',
    mean: mean + sd * standard.mean,
    variance: sd * sd * standard.variance,
    sample: (source) => inside(source.next()),
    cdf: (x) => {
      if (x < min) return 0;
      return x >= max ? 1 : Math.min(probability(a, (x - mean) / sd) / mass, 1);
    },
    quantile: (p) => {
      if (p === 0) return min;
      return p === 1 ? max : inside(p);
    },
  };
}
