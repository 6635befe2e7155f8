import { cumulativeIncidence } from './cumulative-incidence.js';
import { leftWithin, mixtureSurvival, type ExitMixture } from './exit-mixture.js';
import type { LevelLaws } from './level-laws.js';
import type { ObservedDuration } from './observed-duration.js';
import { numberOf, type StageDuration } from './stage-duration.js';
import { mixtureOf, refitExits } from './stage-fit.js';

/** How far a fitted level lies from what was observed. */
export interface GoodnessOfFit {
  /** Largest distance between the fitted and the Aalen-Johansen probability of having climbed; absent when nobody climbed. */
  readonly climbs?: number;
  readonly closes?: number;
  /** The larger of the two: the statistic that is tested. */
  readonly distance: number;
  /** Absent without a bootstrap. */
  readonly test?: {
    /** Share of bootstrap samples that lie at least as far from their own fit, the data counted as one of them. */
    readonly pValue: number;
    /** Distance that one fit in twenty exceeds when its laws are right. */
    readonly critical: number;
    readonly samples: number;
    /** Durations the test rests on: all, or a systematic sample of them. */
    readonly durations: number;
    /** The statistic in these. */
    readonly distance: number;
  };
}

/** What a bootstrap needs. */
export interface Bootstrap {
  readonly samples: number;
  /** Uniform numbers in (0, 1). */
  readonly uniform: () => number;
}

/** Durations beyond this number are tested by every k-th of them: any law fails with enough data, and time is limited. */
const MOST_TESTED = 5000;

/**
 * Kolmogorov and Smirnov's distance of the fitted probabilities of having left by either exit from the Aalen-Johansen estimate, with its distribution
 * under the fitted laws. Since parameters were estimated from the same data the tables of the test do not hold; a parametric bootstrap does (Stute,
 * Gonzalez Manteiga and Presedo Quindimil 1993, Metrika 40, 243-256): samples are drawn from the fitted laws with the same ages of entry, the same
 * censoring and the same grain of time, and are fitted again. The families are not chosen anew.
 *
 * @param grain of the log's times [days]: fitted probabilities are taken half a grain later, since times are rounded down
 * @example goodnessOfFit(durations, fitLevel(durations), 0, { samples: 99, uniform }).test?.pValue
 */
export function goodnessOfFit(durations: readonly ObservedDuration[], laws: LevelLaws, grain: number, bootstrap: Bootstrap): GoodnessOfFit {
  const fitted = mixtureOf(laws);
  const { climbs, closes } = distances(durations, fitted, grain);
  const distance = Math.max(climbs, closes);
  const found = { ...(laws.observed.climbs > 0 ? { climbs } : {}), ...(laws.observed.closes > 0 ? { closes } : {}), distance };
  if (bootstrap.samples === 0) return found;
  const step = Math.ceil(durations.length / MOST_TESTED);
  const tested = durations.filter((_, i) => i % step === 0);
  const own = step === 1 ? distance : largest(distances(tested, refitted(tested, laws), grain));
  const drawn: number[] = [];
  for (let sample = 0; sample < bootstrap.samples; sample++) {
    const artificial = tested.flatMap((duration) => artificialDuration(duration, fitted, grain, bootstrap.uniform));
    const again = attempt(() => refitted(artificial, laws));
    if (again !== undefined) drawn.push(largest(distances(artificial, again, grain)));
  }
  if (drawn.length === 0) return found;
  drawn.sort((a, b) => a - b);
  const beyond = drawn.filter((each) => each >= own).length;
  return {
    ...found,
    test: {
      pValue: (beyond + 1) / (drawn.length + 1), critical: drawn[Math.min(drawn.length - 1, Math.ceil(0.95 * (drawn.length + 1)) - 1)],
      samples: drawn.length, durations: tested.length, distance: own,
    },
  };
}

function attempt(fit: () => ExitMixture): ExitMixture | undefined {
  try {
    return fit();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function largest({ climbs, closes }: { climbs: number; closes: number }): number {
  return Math.max(climbs, closes);
}

function refitted(durations: readonly StageDuration[], laws: LevelLaws): ExitMixture {
  if (!laws.common || laws.climbs === undefined || laws.closes === undefined) return refitExits(durations, laws);
  const climbing = numberOf(durations, 'climbs');
  const alike = durations.map((duration): StageDuration => (duration.kind === 'climbs' ? { ...duration, kind: 'closes' } : duration));
  const { closes } = refitExits(alike, { climbing: { value: 0 }, closes: laws.closes });
  return { climbing: climbing / (climbing + numberOf(durations, 'closes')), ...(closes === undefined ? {} : { climbs: closes, closes }) };
}

function distances(durations: readonly StageDuration[], mixture: ExitMixture, grain: number): { climbs: number; closes: number } {
  const curve = cumulativeIncidence(durations);
  const furthest = { climbs: 0, closes: 0 };
  curve.times.forEach((time, i) => {
    const before = leftWithin(mixture, Math.max(0, time - grain / 2));
    const after = grain === 0 ? before : leftWithin(mixture, time + grain / 2);
    for (const kind of ['climbs', 'closes'] as const) {
      const lower = i === 0 ? 0 : curve[kind][i - 1];
      furthest[kind] = Math.max(furthest[kind], Math.abs(before[kind] - lower), Math.abs(after[kind] - curve[kind][i]));
    }
  });
  return furthest;
}

/** A duration like a given one from the fitted laws: with its age of entry, its limit and its grain. */
function artificialDuration({ entry, limit }: ObservedDuration, mixture: ExitMixture, grain: number, uniform: () => number): StageDuration[] {
  const staying = mixtureSurvival(mixture, entry);
  const climbingYet = mixture.climbs === undefined ? 0 : (mixture.climbing * mixture.climbs.survival(entry)) / staying;
  const kind = uniform() < climbingYet ? 'climbs' : 'closes';
  const law = mixture[kind] ?? mixture.climbs;
  if (law === undefined || staying === 0) return [];
  const exact = law.quantile(1 - uniform() * law.survival(entry));
  const time = grain === 0 ? exact : Math.max(grain / 2, grain * Math.floor(exact / grain + uniform()));
  if (time >= limit) return limit > entry ? [{ entry, exit: limit, kind: 'censored', count: 1 }] : [];
  return [{ entry, exit: time > entry ? time : entry + (grain > 0 ? grain / 2 : entry * Number.EPSILON), kind, count: 1 }];
}
