import { requireNonNegative, requirePositive } from '../requirement.js';

/** The first two moments of a service time. */
export interface ServiceTime {
  /** E[S] [time]. */
  readonly mean: number;
  /** Squared coefficient of variation, Var S / E[S]^2: 0 for constant times, 1 for exponential ones. */
  readonly scv: number;
}

/**
 * A service time from its mean and second moment, scv = E[S^2] / E[S]^2 - 1.
 *
 * @param mean E[S] [time]
 * @param secondMoment E[S^2] [time^2], at least the square of the mean
 * @throws RangeError if the mean is not positive, or the second moment is below the squared mean (a negative variance)
 *
 * @example
 * serviceFromMoments(2, 8).scv; // 1
 */
export function serviceFromMoments(mean: number, secondMoment: number): ServiceTime {
  requirePositive('mean [time]', mean);
  requirePositive('secondMoment [time^2]', secondMoment);
  const variance = secondMoment - mean * mean;
  if (!(variance >= 0)) {
    throw new RangeError(`secondMoment [time^2]: expected at least the squared mean ${mean * mean}, found ${secondMoment}`);
  }
  return { mean, scv: variance / (mean * mean) };
}

/** E[S^2] = E[S]^2 (1 + scv) [time^2]. */
export function secondMoment({ mean, scv }: ServiceTime): number {
  return mean * mean * (1 + scv);
}

/** Throws a RangeError unless the mean is positive and the squared coefficient of variation is not negative. */
export function requireServiceTime({ mean, scv }: ServiceTime): void {
  requirePositive('service.mean [time]', mean);
  requireNonNegative('service.scv', scv);
}
