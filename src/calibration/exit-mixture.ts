import type { DurationLaw } from './duration-law.js';
import type { StageDuration } from './stage-duration.js';

/** A stage with two exits: with probability `climbing` the case climbs after a time of law `climbs`, otherwise closes after one of law `closes`. */
export interface ExitMixture {
  readonly climbing: number;
  /** Absent when no case climbs. */
  readonly climbs?: DurationLaw;
  /** Absent when every case climbs. */
  readonly closes?: DurationLaw;
}

/** Probability of being in the stage longer than t. */
export function mixtureSurvival({ climbing, climbs, closes }: ExitMixture, t: number): number {
  return (climbs === undefined ? 0 : climbing * climbs.survival(t)) + (closes === undefined ? 0 : (1 - climbing) * closes.survival(t));
}

/** Probabilities of having climbed and of having closed within t. */
export function leftWithin({ climbing, climbs, closes }: ExitMixture, t: number): { climbs: number; closes: number } {
  return {
    climbs: climbs === undefined ? 0 : climbing * (1 - climbs.survival(t)),
    closes: closes === undefined ? 0 : (1 - climbing) * (1 - closes.survival(t)),
  };
}

/**
 * Log-likelihood of stays in a stage: p f1(t) for a climb, (1-p) f0(t) for a closing, S(t) = p S1(t) + (1-p) S0(t) for a
 * censored stay, each divided by S(entry), the probability of having come under observation at all (Larson and Dinse 1985,
 * Applied Statistics 34, 201-211, with left truncation).
 *
 * @returns the log-likelihood; -Infinity for what the mixture cannot produce
 */
export function logLikelihood(durations: readonly StageDuration[], mixture: ExitMixture): number {
  const logClimbing = Math.log(mixture.climbing);
  const logClosing = Math.log1p(-mixture.climbing);
  const logProbability = ({ exit, kind }: StageDuration): number => {
    if (kind === 'censored') return Math.log(mixtureSurvival(mixture, exit));
    const law = mixture[kind];
    if (law === undefined) return -Infinity;
    return (kind === 'climbs' ? logClimbing : logClosing) + law.logDensity(exit);
  };
  let sum = 0;
  for (const duration of durations) {
    const observed = duration.entry > 0 ? Math.log(mixtureSurvival(mixture, duration.entry)) : 0;
    if (observed === -Infinity) return -Infinity;
    sum += duration.count * (logProbability(duration) - observed);
  }
  return sum;
}
