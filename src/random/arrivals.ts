import type { Law } from './law.js';
import { upperBound } from './sorted-search.js';
import type { UniformSource } from './uniform-source.js';

/** When things arrive. Times and gaps are in one unit (days); rates are per that unit. */
export interface ArrivalProcess {
  /**
   * The time of the next arrival strictly after `after`, or Infinity when there is none.
   *
   * @param after a finite time >= 0: 0 at the start, then the arrival before
   * @throws RangeError on any other time
   */
  next(after: number): number;
}

/** A rate that changes at given times and is constant between them. */
export interface RateProfile {
  /** Times at which each rate begins, ascending from 0. */
  readonly from: readonly number[];
  /** Arrivals per unit of time from `from[i]` to the next change; zero or positive, not all zero. */
  readonly rates: readonly number[];
  /** The profile repeats after this long (greater than the last time of `from`); Infinity: the last rate goes on for ever. */
  readonly period: number;
}

const SMALLEST_NUMBER = 5e-324;

function checkTime(after: number): void {
  if (!(after >= 0 && after < Infinity)) throw new RangeError(`arrivals: expected a finite time from 0, found ${String(after)}`);
}

/** `time`, or the double next after `after` where a gap is lost to rounding, so that time always advances. */
function strictlyAfter(after: number, time: number): number {
  if (time > after) return time;
  return Math.max(after * (1 + Number.EPSILON), after + SMALLEST_NUMBER);
}

/** Standard exponential, non-decreasing in the uniform. */
const exponentialGap = (source: UniformSource): number => -Math.log(1 - source.next());

/**
 * Poisson arrivals at a constant rate.
 *
 * @param rate arrivals per unit of time, positive and finite
 * @throws RangeError on any other rate
 * @example poissonArrivals(2, createStream('1', 0, 'ministry/arrivals')).next(0) // half a day on average
 */
export function poissonArrivals(rate: number, source: UniformSource): ArrivalProcess {
  if (!(rate > 0 && rate < Infinity)) throw new RangeError(`poissonArrivals: rate must be positive and finite, found ${String(rate)}`);
  return {
    next(after) {
      checkTime(after);
      return strictlyAfter(after, after + exponentialGap(source) / rate);
    },
  };
}

/**
 * Renewal arrivals: independent gaps from one law, the first from time 0 (an ordinary renewal process).
 *
 * @param law of the gaps; positive with certainty
 * @throws RangeError when the law gives zero or negative gaps
 * @example renewalArrivals(makeLaw({ law: 'erlang', stages: 2, mean: 0.5 }), source)
 */
export function renewalArrivals(law: Law, source: UniformSource): ArrivalProcess {
  const notPositive = law.cdf(0);
  if (notPositive > 0) throw new RangeError(`renewalArrivals: gaps must be positive, found a ${law.name} law with P(gap <= 0) = ${notPositive}`);
  return {
    next(after) {
      checkTime(after);
      return strictlyAfter(after, after + law.sample(source));
    },
  };
}

function checkProfile({ from, rates, period }: RateProfile): void {
  const fail = (expected: string, found: unknown): never => {
    throw new RangeError(`nonHomogeneousArrivals: ${expected}, found ${String(found)}`);
  };
  if (from.length === 0 || from.length !== rates.length) fail('from and rates must be of one length, at least 1', `${from.length} and ${rates.length}`);
  if (from[0] !== 0) fail('from[0] must be 0', from[0]);
  from.forEach((time, i) => {
    if (!Number.isFinite(time) || (i > 0 && time <= from[i - 1])) fail(`from[${i}] must be finite and later than the time before it`, time);
  });
  rates.forEach((rate, i) => {
    if (!(rate >= 0 && rate < Infinity)) fail(`rates[${i}] must be zero or positive, and finite`, rate);
  });
  if (rates.every((rate) => rate === 0)) fail('at least one rate must be positive', rates.join(', '));
  if (!(period > from[from.length - 1])) fail('period must be greater than the last time of from', period);
}

/**
 * Poisson arrivals whose rate follows a profile: the next arrival is where the cumulative rate since `after` reaches a standard
 * exponential (Cinlar, 1975, Introduction to Stochastic Processes, chapter 4.7), exact and without rejection. One uniform an arrival, in which the
 * arrival is non-decreasing.
 *
 * @throws RangeError when from does not ascend from 0, a rate is negative or infinite, all are zero, or the period ends too early
 * @example nonHomogeneousArrivals({ from: [0, 5], rates: [3, 0], period: 7 }, source) // 3 a day, closed at the weekend
 */
export function nonHomogeneousArrivals(profile: RateProfile, source: UniformSource): ArrivalProcess {
  checkProfile(profile);
  const { period } = profile;
  const from = Float64Array.from(profile.from);
  const rates = Float64Array.from(profile.rates);
  const pieces = from.length;
  const endOf = (i: number): number => (i + 1 < pieces ? from[i + 1] : period);
  const perCycle = period < Infinity ? rates.reduce((sum, rate, i) => sum + rate * (endOf(i) - from[i]), 0) : Infinity;

  return {
    next(after) {
      checkTime(after);
      let remaining = exponentialGap(source);
      // Relative to the cycle, so that the fineness of the cumulative rate does not suffer as time goes on.
      let start = period < Infinity ? Math.floor(after / period) * period : 0;
      let phase = Math.min(Math.max(after - start, 0), period);
      let i = upperBound(from, phase) - 1;
      for (;;) {
        const end = endOf(i);
        const rate = rates[i];
        if (rate > 0) {
          const time = phase + remaining / rate;
          if (time < end) return strictlyAfter(after, start + time);
          remaining = Math.max(remaining - rate * (end - phase), 0);
        }
        if (end === Infinity) return Infinity;
        phase = end;
        i++;
        if (i === pieces) {
          const cycles = Math.floor(remaining / perCycle);
          remaining -= cycles * perCycle;
          start += (cycles + 1) * period;
          phase = 0;
          i = 0;
        }
      }
    },
  };
}
