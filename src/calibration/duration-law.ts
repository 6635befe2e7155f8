import { gammaQuantile, regularisedGammaQ } from '../mathematics/gamma.js';
import { logGamma } from '../mathematics/log-gamma.js';
import { normalCdf, normalQuantile } from '../mathematics/normal.js';

/** Families of laws of a time in a stage; names and parameters are those of a scenario's laws. */
export const DURATION_FAMILIES = ['exponential', 'gamma', 'lognormal'] as const;

export type DurationFamily = (typeof DURATION_FAMILIES)[number];

/** What the log-likelihood of independent durations depends on, for every family here. */
export interface DurationSums {
  readonly number: number;
  /** Sum of the durations, of their natural logarithms, and of the squares of these. */
  readonly time: number;
  readonly log: number;
  readonly squaredLog: number;
}

/** A law of a positive time, ready to be evaluated at many times. */
export interface DurationLaw {
  /** Sum of the logarithms of the densities at durations with these sums. */
  readonly logDensities: (sums: DurationSums) => number;
  /** Natural logarithm of the density at t > 0. */
  readonly logDensity: (t: number) => number;
  /** Probability of lasting longer than t >= 0. */
  readonly survival: (t: number) => number;
  /** The time that is exceeded with probability 1 - p, for p in (0, 1). */
  readonly quantile: (p: number) => number;
}

/** Number of parameters: the mean, and for two of the families the coefficient of variation. */
export function parametersOf(family: DurationFamily): 1 | 2 {
  return family === 'exponential' ? 1 : 2;
}

/**
 * @param mean > 0, in the unit of time used
 * @param cv coefficient of variation, > 0; not used by the exponential law, whose is 1
 * @throws RangeError when mean or cv is not finite and positive
 * @example durationLaw('exponential', 10, 1).survival(10) // exp(-1)
 */
export function durationLaw(family: DurationFamily, mean: number, cv: number): DurationLaw {
  if (!(mean > 0 && mean < Infinity && cv > 0 && cv < Infinity)) {
    throw new RangeError(`durationLaw: expected a finite mean and cv > 0, found ${mean} and ${cv}`);
  }
  switch (family) {
    case 'exponential': return exponential(mean);
    case 'gamma': return gamma(mean, cv);
    case 'lognormal': return lognormal(mean, cv);
  }
}

function exponential(mean: number): DurationLaw {
  const logMean = Math.log(mean);
  return {
    logDensities: ({ number, time }) => -time / mean - number * logMean,
    logDensity: (t) => -t / mean - logMean,
    survival: (t) => Math.exp(-t / mean),
    quantile: (p) => -mean * Math.log1p(-p),
  };
}

/** Shape 1/cv^2, scale mean cv^2. */
function gamma(mean: number, cv: number): DurationLaw {
  const shape = 1 / (cv * cv);
  const scale = mean * cv * cv;
  const constant = -shape * Math.log(scale) - logGamma(shape);
  return {
    logDensities: ({ number, time, log }) => (shape - 1) * log - time / scale + number * constant,
    quantile: (p) => scale * gammaQuantile(p, shape),
    logDensity: (t) => (shape - 1) * Math.log(t) - t / scale + constant,
    survival: (t) => regularisedGammaQ(shape, t / scale),
  };
}

const HALF_LOG_TWO_PI = 0.9189385332046728;

/** log T is normal with variance log(1 + cv^2) and mean log(mean) less half of it. */
function lognormal(mean: number, cv: number): DurationLaw {
  const variance = Math.log1p(cv * cv);
  const sd = Math.sqrt(variance);
  const centre = Math.log(mean) - variance / 2;
  const constant = -Math.log(sd) - HALF_LOG_TWO_PI;
  const standardised = (t: number): number => (Math.log(t) - centre) / sd;
  return {
    logDensities: ({ number, log, squaredLog }) => number * constant - log - (squaredLog - 2 * centre * log + number * centre * centre) / (2 * variance),
    quantile: (p) => Math.exp(centre + sd * normalQuantile(p)),
    logDensity: (t) => {
      const z = standardised(t);
      return constant - Math.log(t) - (z * z) / 2;
    },
    survival: (t) => normalCdf(-standardised(t)),
  };
}
