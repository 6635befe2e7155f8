import type { DurationSums } from './duration-law.js';
import type { ExitMixture } from './exit-mixture.js';
import { mixtureSurvival } from './exit-mixture.js';
import type { StageDuration } from './stage-duration.js';

/** Ages at which something is known only as "not yet", and how many there are of each. */
export interface Ages {
  readonly ages: Float64Array;
  readonly counts: Float64Array;
}

/**
 * Everything the likelihood of a stage needs. All candidate laws are exponential families in (t, log t, log^2 t), so that observed exits
 * enter by their sums and cost nothing however many there are; only censored and late ones are looked at one by one.
 */
export interface StageSums {
  readonly climbs: DurationSums;
  readonly closes: DurationSums;
  readonly censored: Ages;
  /** Ages at which observation began. */
  readonly late: Ages;
}

export function stageSums(durations: readonly StageDuration[]): StageSums {
  return {
    climbs: sumsOf(durations, 'climbs'),
    closes: sumsOf(durations, 'closes'),
    censored: agesOf(durations.filter(({ kind }) => kind === 'censored').map(({ exit, count }) => [exit, count])),
    late: agesOf(durations.filter(({ entry }) => entry > 0).map(({ entry, count }) => [entry, count])),
  };
}

function sumsOf(durations: readonly StageDuration[], kind: StageDuration['kind']): DurationSums {
  const sums = { number: 0, time: 0, log: 0, squaredLog: 0 };
  for (const { exit, count, kind: own } of durations) {
    if (own !== kind) continue;
    const log = Math.log(exit);
    sums.number += count;
    sums.time += count * exit;
    sums.log += count * log;
    sums.squaredLog += count * log * log;
  }
  return sums;
}

/** More ages than this are drawn together. */
const MOST_AGES = 4000;

/**
 * Equal ages once. Where there are very many, neighbours are replaced by their mean, which changes the log-likelihood by the curvature of log S within
 * a group alone: less than rounding of the printed estimates.
 */
function agesOf(weighted: readonly (readonly [number, number])[]): Ages {
  const sorted = [...weighted].sort(([a], [b]) => a - b);
  const perGroup = sorted.length / MOST_AGES;
  const groups: { sum: number; count: number; first: number; position: number }[] = [];
  sorted.forEach(([age, count], position) => {
    const last = groups.at(-1);
    if (last !== undefined && (age === last.first || position < last.position + perGroup)) {
      last.sum += age * count;
      last.count += count;
    } else groups.push({ sum: age * count, count, first: age, position });
  });
  // Of equal ages the age itself, which their sum divided by their number may miss in the last digit.
  return { ages: Float64Array.from(groups, ({ sum, count, first }) => (perGroup <= 1 ? first : sum / count)), counts: Float64Array.from(groups, ({ count }) => count) };
}

/**
 * Log-likelihood of a stage by its sums, that of `logLikelihood` up to rounding.
 *
 * @returns -Infinity for what the mixture cannot produce
 */
export function summedLogLikelihood({ climbs, closes, censored, late }: StageSums, mixture: ExitMixture): number {
  let sum = 0;
  if (climbs.number > 0) sum += mixture.climbs === undefined ? -Infinity : climbs.number * Math.log(mixture.climbing) + mixture.climbs.logDensities(climbs);
  if (closes.number > 0) sum += mixture.closes === undefined ? -Infinity : closes.number * Math.log1p(-mixture.climbing) + mixture.closes.logDensities(closes);
  if (sum === -Infinity) return sum;
  for (let i = 0; i < censored.ages.length; i++) sum += censored.counts[i] * Math.log(mixtureSurvival(mixture, censored.ages[i]));
  for (let i = 0; i < late.ages.length; i++) {
    const observed = Math.log(mixtureSurvival(mixture, late.ages[i]));
    if (observed === -Infinity) return -Infinity;
    sum -= late.counts[i] * observed;
  }
  return sum;
}
