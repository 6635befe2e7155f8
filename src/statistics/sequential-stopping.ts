import { normalQuantile } from '../mathematics/normal.js';
import { meanInterval, type MeanInterval } from './interval.js';
import { requireSample } from './sample.js';
import { requireLevel } from './student-inference.js';
import { Tally } from './tally.js';

/** How precise a mean has to be before replications stop. */
export interface StoppingRule {
  /** Relative error g of the mean that is aimed at, above 0; for example 0.1 for 10 %. */
  readonly relativeError: number;
  /** Confidence level, between 0 and 1 (default 0.95). */
  readonly level?: number;
  /** Replications n0 before which the rule is not asked, at least 10 (default 10). */
  readonly minimum?: number;
}

/** What the rule says of the replications so far. */
export interface StoppingDecision {
  /** Number of replications at which the rule was met first; undefined while it has not been. */
  readonly stopAt: number | undefined;
  /** Interval from the first `stopAt` replications, or from all complete ones while there is no stop; undefined without any. */
  readonly interval: MeanInterval | undefined;
  /** Half-width over the size of the mean in that interval; undefined for one replication and for a mean of 0. */
  readonly relativeHalfWidth: number | undefined;
  /** What it has to come down to, g / (1 + g). */
  readonly target: number;
}

/** Smallest n0 for which Law found the coverage of the procedure satisfactory. */
const FEWEST = 10;

function requireRule(relativeError: number, minimum: number): void {
  if (!(relativeError > 0 && relativeError < Infinity)) {
    throw new RangeError(`sequentialStop: expected a finite relative error > 0, found ${relativeError}`);
  }
  if (!(Number.isInteger(minimum) && minimum >= FEWEST)) {
    throw new RangeError(`sequentialStop: expected a whole minimum of at least ${FEWEST} replications, found ${minimum}`);
  }
}

/** The replications before the first that is missing. */
function completePrefix(values: readonly (number | undefined)[]): number[] {
  const prefix: number[] = [];
  for (const value of values) {
    if (value === undefined) break;
    prefix.push(value);
  }
  return prefix;
}

/** What the half-width over the size of the mean has to come down to, g / (1 + g), for a relative error g. */
export function stoppingTarget(relativeError: number): number {
  return relativeError / (1 + relativeError);
}

/**
 * Whether a mean can be as precise as the rule wants by its cheap side: the normal quantile is below Student's, so that most numbers of
 * replications are settled without the dear one.
 *
 * @param tally of the values so far
 * @param target of `stoppingTarget`
 */
export function mayBePrecise(tally: Tally, level: number, target: number): boolean {
  return (normalQuantile(0.5 + level / 2) * (tally.sd ?? 0)) / Math.sqrt(tally.count) <= target * Math.abs(tally.mean ?? 0);
}

/** Whether the half-width of the interval of the mean is at most target x |mean|; false for fewer than two values. */
export function isPrecise(values: readonly number[], level: number, target: number): boolean {
  if (values.length < 2) return false;
  const { mean, halfWidth = Infinity } = meanInterval(values, level);
  return halfWidth <= target * Math.abs(mean);
}

/** First n >= minimum whose mean is precise. */
function firstStop(values: readonly number[], minimum: number, level: number, target: number): number | undefined {
  const tally = new Tally();
  for (const value of values) {
    tally.add(value);
    const n = tally.count;
    if (n >= minimum && mayBePrecise(tally, level, target) && isPrecise(values.slice(0, n), level, target)) return n;
  }
  return undefined;
}

/**
 * When to stop replicating: at the first n >= n0 with half-width(n) / |mean(n)| <= g / (1 + g), so that the mean is within 100 g %
 * of the expectation with about the confidence stated.
 *
 * The decision is a function of complete prefixes only: what lies behind a missing replication, or behind the stop, changes nothing,
 * so it does not depend on the order in which parallel runs end. Stopping by the data makes the interval cover slightly less often
 * than stated, the more so the larger g. A prefix of equal values has a half-width of 0 and stops, zeros included: mind that for rare events.
 *
 * Source: Law, Simulation Modeling and Analysis (5th ed.), section 9.4.1, with n0 >= 10 as advised there.
 *
 * @param values one per replication in the order of replications; undefined where one is not complete
 * @throws RangeError when a value is not finite, the relative error is not above 0, the minimum is not a whole number of at least 10,
 *   or level is not between 0 and 1
 * @example sequentialStop([9, 11, 9, 11, 9, 11, 9, 11, 9, 11], { relativeError: 0.1 }).stopAt // 10, as 0.0754 <= 0.1 / 1.1
 */
export function sequentialStop(values: readonly (number | undefined)[], rule: StoppingRule): StoppingDecision {
  const { relativeError, level = 0.95, minimum = FEWEST } = rule;
  requireRule(relativeError, minimum);
  requireLevel('sequentialStop', level);
  const complete = completePrefix(values);
  requireSample('sequentialStop', complete, 0);
  const target = stoppingTarget(relativeError);
  const stopAt = firstStop(complete, minimum, level, target);
  if (complete.length === 0) return { stopAt, interval: undefined, relativeHalfWidth: undefined, target };
  const interval = meanInterval(complete.slice(0, stopAt), level);
  const { halfWidth, mean } = interval;
  return { stopAt, interval, relativeHalfWidth: halfWidth === undefined || mean === 0 ? undefined : halfWidth / Math.abs(mean), target };
}
