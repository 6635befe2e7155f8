import { lagOneAutocorrelation } from './autocorrelation.js';
import { meanInterval, type MeanInterval } from './interval.js';
import { sampleMoments } from './moments.js';
import { requireSample } from './sample.js';
import { requireLevel } from './student-inference.js';
import { vonNeumannTest } from './von-neumann.js';

/** Steady-state mean of one long run. */
export interface BatchMeans {
  /** Mean of each batch, in the order of time. */
  readonly means: readonly number[];
  /** Observations per batch. */
  readonly batchSize: number;
  /** Observations at the beginning that are left out so that batches are of one size. */
  readonly unused: number;
  /** Mean of the batch means, with an interval as if they were independent. */
  readonly interval: MeanInterval;
  /** Lag-1 autocorrelation of the batch means; undefined when they are all equal. */
  readonly lagOne: number | undefined;
  /** One-sided p-value of von Neumann's test of their independence; undefined when they are all equal. */
  readonly pValue: number | undefined;
  /** Warning: the test rejects at 10 %, so the batches are too short and the interval is too narrow. */
  readonly correlated: boolean;
}

/** A lenient level, since a missed correlation costs coverage and a false alarm only a longer run. */
const WARNING_LEVEL = 0.1;
/** What von Neumann's test takes at least. */
export const FEWEST_BATCHES = 4;

/**
 * Interval of a steady-state mean from one run, by means of non-overlapping batches and Student's t with batches - 1 degrees of
 * freedom. Warm-up is to be cut off before. The interval supposes uncorrelated batch means, which von Neumann's test is asked about.
 *
 * Source: Law, Simulation Modeling and Analysis (5th ed.), section 9.5.3; Fishman (1978), Management Science 24, 510-521.
 *
 * @param series equally spaced in time, at least as many values as batches
 * @param batches whole, at least 4; 10 to 30 as a rule (Schmeiser 1982, Operations Research 30, 556-568)
 * @param level confidence level, between 0 and 1
 * @throws RangeError when batches is not a whole number of at least 4, there are fewer values than batches, one is not finite, or level is
 *   not between 0 and 1
 * @example batchMeans([1, 3, 2, 4, 1, 3, 2, 4], 4).means // [2, 3, 2, 3]
 */
export function batchMeans(series: readonly number[], batches = 10, level = 0.95): BatchMeans {
  if (!(Number.isInteger(batches) && batches >= FEWEST_BATCHES)) {
    throw new RangeError(`batchMeans: expected a whole number of at least ${FEWEST_BATCHES} batches, found ${batches}`);
  }
  requireSample('batchMeans', series, batches);
  requireLevel('batchMeans', level);
  const batchSize = Math.floor(series.length / batches);
  const unused = series.length - batches * batchSize;
  const means = Array.from({ length: batches }, (_, i) => {
    const start = unused + i * batchSize;
    return sampleMoments('batchMeans', series.slice(start, start + batchSize)).mean;
  });
  const pValue = vonNeumannTest(means)?.pValue;
  return {
    means, batchSize, unused, pValue,
    interval: meanInterval(means, level),
    lagOne: lagOneAutocorrelation(means),
    correlated: pValue !== undefined && pValue < WARNING_LEVEL,
  };
}
