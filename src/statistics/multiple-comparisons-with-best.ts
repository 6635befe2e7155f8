import { studentCdf, studentQuantile } from '../mathematics/student.js';
import { orientation, type Goal } from './goal.js';
import { meanInterval, type MeanInterval } from './interval.js';
import { differenceMoments, largestSize } from './rounding.js';
import { requireSample } from './sample.js';

/** One system compared with the best of the others. */
export interface ComparisonWithBest {
  /** Its own mean, with an interval for it alone. */
  readonly interval: MeanInterval;
  /** Its mean minus the best mean of the others: when minimising, below 0 for the sample best and above 0 for others. */
  readonly difference: number;
  /** Simultaneous interval of the expected difference from the best of the others; contains 0 or ends there. */
  readonly low: number;
  readonly high: number;
  /** Bonferroni's p-value of the hypothesis that no other system is better. */
  readonly pValue: number;
  /** Whether it is not significantly worse than the best: pValue above 1 - level. */
  readonly amongBest: boolean;
}

interface Pair {
  /** Mean of i minus mean of j, larger is better. */
  readonly difference: number;
  /** One-sided Bonferroni allowance. */
  readonly allowance: number;
  /** One-sided p-value of the hypothesis that j is not better than i. */
  readonly pValue: number;
}

function requireSystems(values: readonly (readonly number[])[]): void {
  if (values.length < 2) throw new RangeError(`compareWithBest: expected at least 2 systems, found ${values.length}`);
  for (const [i, ofSystem] of values.entries()) {
    requireSample('compareWithBest', ofSystem, 2);
    if (ofSystem.length !== values[0].length) {
      throw new RangeError(`compareWithBest: expected ${values[0].length} replications of every system as of the first, found ${ofSystem.length} of system ${i}`);
    }
  }
}

function compare(a: readonly number[], b: readonly number[], sign: 1 | -1, quantile: number): Pair {
  const { n, mean: difference, variance = 0 } = differenceMoments('compareWithBest', a.map((x, r) => sign * (x - b[r])), largestSize([a, b]));
  const standardError = Math.sqrt(variance / n);
  if (standardError === 0) return { difference, allowance: 0, pValue: Number(difference >= 0) };
  return { difference, allowance: quantile * standardError, pValue: studentCdf(difference / standardError, n - 1) };
}

/** Hsu's constrained interval, larger is better; 0 from below where no other system may be the best. */
function constrainedInterval(row: readonly (Pair | undefined)[], amongBest: readonly boolean[]): [low: number, high: number] {
  const lows = row.map((pair, j) => (pair !== undefined && amongBest[j] ? pair.difference - pair.allowance : 0));
  const highs = row.map((pair) => (pair === undefined ? Infinity : pair.difference + pair.allowance));
  return [Math.min(0, ...lows), Math.max(0, Math.min(...highs))];
}

/**
 * Multiple comparisons with the best under common random numbers: which of k systems may be the best, and how far each is from the
 * best of the others.
 *
 * System i is dropped when some j is better by more than t(1 - alpha / (k - 1), n - 1) S(i, j) / sqrt(n), with S(i, j)^2 the variance
 * of their n paired differences. For the true best all k - 1 such comparisons are of true hypotheses, so by Bonferroni's inequality it stays with
 * probability 1 - alpha or more, whatever the correlation and the number of systems that tie; on the same event all the intervals
 * hold. Exact for normal differences. Used in many cells of an experiment the level is that of each cell.
 *
 * When two systems never differ by more than rounding they stay or go together.
 *
 * Source: Hsu (1984), Annals of Statistics 12, 1136-1144, for the intervals; Hsu (1996), Multiple Comparisons, section 4.2, for unequal
 * allowances; Nelson and Matejcik (1995), Management Science 41, 1935-1945, for Bonferroni and common random numbers; Kim and Nelson
 * (2006), Handbooks in Operations Research 13, 501-534, for the subset.
 *
 * @param values for each of at least two systems one value per replication, at least two, paired across systems
 * @param goal whether the smallest or the largest expectation is best
 * @param level simultaneous confidence level 1 - alpha, at least 0.5, below 1
 * @returns in the order of the systems
 * @throws RangeError when there are fewer than two systems or replications, their numbers differ, a value is not finite, or level is not
 *   in [0.5, 1)
 * @example compareWithBest([[1, 2, 3], [1.1, 2, 3.1], [8, 9, 10]], 'minimise').map(({ amongBest }) => amongBest) // [true, true, false]
 */
export function compareWithBest(values: readonly (readonly number[])[], goal: Goal, level = 0.95): ComparisonWithBest[] {
  if (!(level >= 0.5 && level < 1)) throw new RangeError(`compareWithBest: expected a confidence level from 0.5 to below 1, found ${level}`);
  requireSystems(values);
  const sign = orientation(goal);
  const rivals = values.length - 1;
  const quantile = studentQuantile(1 - (1 - level) / rivals, values[0].length - 1);
  const pairs = values.map((a, i) => values.map((b, j) => (i === j ? undefined : compare(a, b, sign, quantile))));
  const pValues = pairs.map((row) => Math.min(1, rivals * Math.min(...row.map((pair) => pair?.pValue ?? 1))));
  const amongBest = pairs.map((row) => row.every((pair) => pair === undefined || pair.difference + pair.allowance >= 0));
  return values.map((ofSystem, i) => {
    const [low, high] = constrainedInterval(pairs[i], amongBest);
    const ahead = Math.min(...pairs[i].map((pair) => pair?.difference ?? Infinity));
    return {
      interval: meanInterval(ofSystem, level), pValue: pValues[i], amongBest: amongBest[i],
      difference: sign === 1 ? ahead : 0 - ahead,
      low: sign === 1 ? low : 0 - high,
      high: sign === 1 ? high : 0 - low,
    };
  });
}
