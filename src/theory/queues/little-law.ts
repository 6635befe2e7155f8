import { requireNonNegative, requirePositive } from '../requirement.js';

/**
 * Little's law, L = lambda W: the mean number in any stable system is the arrival rate times the mean time spent in it.
 *
 * @param arrivalRate lambda, arrivals that enter [1/time]
 * @param timeInSystem W [time]
 * @returns L, a mean number
 * @throws RangeError if an argument is negative or not finite
 *
 * Source: Little (1961), Operations Research 9, 383-387.
 *
 * @example
 * numberByLittle(0.8, 5); // 4
 */
export function numberByLittle(arrivalRate: number, timeInSystem: number): number {
  requireNonNegative('arrivalRate [1/time]', arrivalRate);
  requireNonNegative('timeInSystem [time]', timeInSystem);
  return arrivalRate * timeInSystem;
}

/**
 * Little's law solved for the mean time, W = L / lambda.
 *
 * @param numberInSystem L, a mean number
 * @param arrivalRate lambda, arrivals that enter [1/time]
 * @returns W [time]
 * @throws RangeError if the number is negative, the rate is not positive, or either is not finite
 *
 * Source: Little (1961), Operations Research 9, 383-387.
 *
 * @example
 * timeByLittle(4, 0.8); // 5
 */
export function timeByLittle(numberInSystem: number, arrivalRate: number): number {
  requireNonNegative('numberInSystem', numberInSystem);
  requirePositive('arrivalRate [1/time]', arrivalRate);
  return numberInSystem / arrivalRate;
}
