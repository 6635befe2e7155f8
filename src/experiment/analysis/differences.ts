import { holm } from '../../statistics/multiple-testing.js';
import { pairedDifference } from '../../statistics/paired.js';
import { welchDifference } from '../../statistics/welch.js';
import type { RandomNumbers } from '../experiment.js';
import type { CompleteValues } from './complete-values.js';

/** A design point and the one that it is compared with. */
export interface Pair {
  readonly measure: string;
  readonly baseline: number;
  readonly point: number;
}

/** Difference of two design points. Undefined where a point has one replication only. */
export interface Difference extends Pair {
  /** Replications of each point. */
  readonly n: number;
  /** Mean of the point minus that of the baseline [unit of the measure]. */
  readonly difference: number;
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly p: number | undefined;
  /** Adjusted by Holm for all differences of the same call. */
  readonly pHolm: number | undefined;
}

export interface DifferenceOptions {
  /** Under common random numbers replications are pairs (Student's t of the differences); otherwise samples are independent (Welch's t). */
  readonly randomNumbers: RandomNumbers;
  /** Confidence level of each interval (default 0.95). */
  readonly level?: number;
}

/**
 * Differences of design points from others, with their intervals and tests; the p-values of one call are one family for Holm (1979).
 *
 * @param values of each measure by design point
 * @throws RangeError when a pair has different numbers of replications under common random numbers, or a value is not finite
 * @example differences([{ measure: 'solved', baseline: 0, point: 1 }], new Map([['solved', [[1, 2], [3, 5]]]]), { randomNumbers: 'common' })[0].difference // 2.5
 */
export function differences(pairs: readonly Pair[], values: ReadonlyMap<string, CompleteValues>, { randomNumbers, level = 0.95 }: DifferenceOptions): Difference[] {
  const compare = randomNumbers === 'common' ? pairedDifference : welchDifference;
  const found = pairs.map((pair) => {
    const of = values.get(pair.measure) ?? [];
    const { difference, low, high, pValue } = compare(of[pair.point], of[pair.baseline], level);
    return { ...pair, n: of[pair.point].length, difference, low, high, p: pValue };
  });
  const adjusted = holm(found.flatMap(({ p }) => (p === undefined ? [] : [p]))).values();
  return found.map((each) => ({ ...each, pHolm: each.p === undefined ? undefined : adjusted.next().value }));
}
