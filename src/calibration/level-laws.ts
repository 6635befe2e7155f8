import { DURATION_FAMILIES, type DurationFamily } from './duration-law.js';
import { stageSums } from './duration-sums.js';
import { numberOf, type StageDuration } from './stage-duration.js';
import { fitExits, roughAic, type Estimate, type ExitFamilies, type FittedLaw, type StageFit } from './stage-fit.js';

/** One combination of laws that was tried. */
export interface Candidate {
  /** `gamma` for one law of both exits, `gamma to climb, lognormal to close` for two. */
  readonly name: string;
  readonly aic: number;
}

/** The laws of a level: of the time until a case climbs and until it closes. */
export interface LevelLaws extends StageFit {
  /** Whether one law serves both exits, which are then the same object. */
  readonly common: boolean;
  /** What was compared, the best first. */
  readonly candidates: readonly Candidate[];
}

/** With fewer exits than this a second parameter says more than the data. */
export const ENOUGH_FOR_TWO = 5;

/** A group with fewer exits from a level than this takes the laws of all groups there, unless another number is asked for. */
export const FEWEST_OF_GROUP = 5;

/**
 * Fits the time at a level by maximum likelihood, with one law for both exits and with one for each, for every combination of families, and
 * takes what has the lowest AIC (Akaike 1974). With one law the outcome does not depend on the time, so that likelihoods multiply.
 *
 * @param durations with delayed entry and censoring as observed
 * @throws RangeError when no exit was seen, or the likelihood has no maximum for any candidate
 * @example fitLevel(durations).closes?.mean // { value: 2.1, standardError: 0.04 }
 */
export function fitLevel(durations: readonly StageDuration[]): LevelLaws {
  const climbs = numberOf(durations, 'climbs');
  const closes = numberOf(durations, 'closes');
  if (climbs + closes === 0) throw new RangeError(`expected at least one climb or closing, found ${numberOf(durations)} censored stays`);
  const alike = withoutOutcomes(durations);
  const [sums, sumsAlike] = [stageSums(durations), stageSums(alike)];
  const outcomes = outcomesOf(climbs, closes);
  const together = familiesFor(climbs + closes).flatMap((family) => attempt((): Attempt => ({
    name: family, aic: roughAic(alike, sumsAlike, { closes: family }) + outcomes.aic, fit: () => fitTogether(fitExits(alike, { closes: family }), climbs, closes), common: true,
  })));
  const apart = climbs === 0 || closes === 0 ? [] : pairs(climbs, closes).flatMap((families) => attempt((): Attempt => ({
    name: `${families.climbs ?? ''} to climb, ${families.closes ?? ''} to close`, aic: roughAic(durations, sums, families), fit: () => fitExits(durations, families), common: false,
  })));
  const tried = [...together, ...apart].sort((a, b) => a.aic - b.aic);
  for (const { fit, common } of tried) {
    const [best] = attempt(fit);
    if (best !== undefined) return { ...best, common, candidates: tried.map(({ name, aic }) => ({ name, aic })) };
  }
  throw new RangeError('found no maximum of the likelihood for any law');
}

interface Attempt {
  readonly name: string;
  readonly aic: number;
  readonly fit: () => StageFit;
  readonly common: boolean;
}

function familiesFor(exits: number): readonly DurationFamily[] {
  return exits < ENOUGH_FOR_TWO ? ['exponential'] : DURATION_FAMILIES;
}

function pairs(climbs: number, closes: number): ExitFamilies[] {
  return familiesFor(climbs).flatMap((climbing) => familiesFor(closes).map((closing) => ({ climbs: climbing, closes: closing })));
}

/** A candidate without a maximum is none. */
function attempt<Value>(make: () => Value): [Value] | [] {
  try {
    return [make()];
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}

function withoutOutcomes(durations: readonly StageDuration[]): StageDuration[] {
  return durations.map((duration) => (duration.kind === 'climbs' ? { ...duration, kind: 'closes' } : duration));
}

/** The binomial part of the likelihood where outcomes do not depend on the time. */
function outcomesOf(climbs: number, closes: number): { logLikelihood: number; parameters: number; aic: number } {
  const xLogP = (x: number): number => (x === 0 ? 0 : x * Math.log(x / (climbs + closes)));
  const logLikelihood = xLogP(climbs) + xLogP(closes);
  const parameters = climbs > 0 && closes > 0 ? 1 : 0;
  return { logLikelihood, parameters, aic: 2 * parameters - 2 * logLikelihood };
}

/** One law for both exits: that of all exits alike, times the binomial probability of the outcomes. */
function fitTogether(alike: StageFit, climbs: number, closes: number): StageFit {
  const outcomes = outcomesOf(climbs, closes);
  const law = alike.closes;
  return {
    climbing: proportion(climbs, climbs + closes),
    ...(law === undefined || climbs === 0 ? {} : { climbs: law }),
    ...(law === undefined || closes === 0 ? {} : { closes: law }),
    logLikelihood: alike.logLikelihood + outcomes.logLikelihood,
    parameters: alike.parameters + outcomes.parameters,
    aic: alike.aic + outcomes.aic,
    observed: { ...alike.observed, climbs, closes },
  };
}

/** A share with its standard error; without one where it is 0 or 1. */
export function proportion(number: number, of: number): Estimate {
  const value = number / of;
  return number === 0 || number === of ? { value } : { value, standardError: Math.sqrt((value * (1 - value)) / of) };
}

/** The law of a time that is the same whatever comes of it. */
export function fitTimes(durations: readonly StageDuration[]): FittedLaw {
  const { closes } = fitLevel(withoutOutcomes(durations));
  if (closes === undefined) throw new RangeError('expected at least one time that is not censored, found none');
  return closes;
}
