import { nelderMead } from '../mathematics/minimise.js';
import { durationLaw, parametersOf, type DurationFamily, type DurationLaw } from './duration-law.js';
import { stageSums, summedLogLikelihood, type StageSums } from './duration-sums.js';
import type { ExitMixture } from './exit-mixture.js';
import { hessian, standardErrors } from './observed-information.js';
import { numberOf, type StageDuration } from './stage-duration.js';

/** A maximum-likelihood estimate. */
export interface Estimate {
  readonly value: number;
  /** Standard error from the observed information; absent when the value is not estimated or not identified. */
  readonly standardError?: number;
}

/** A fitted law of a time in a stage. */
export interface FittedLaw {
  readonly family: DurationFamily;
  /** [days] */
  readonly mean: Estimate;
  /** Coefficient of variation; absent for the exponential law. */
  readonly cv?: Estimate;
}

/** A stage with its estimated exits. */
export interface StageFit {
  /** Probability of climbing rather than closing. */
  readonly climbing: Estimate;
  /** Time until a climb; absent when none was seen. */
  readonly climbs?: FittedLaw;
  /** Time until a closing; absent when none was seen. */
  readonly closes?: FittedLaw;
  readonly logLikelihood: number;
  /** Number of parameters estimated. */
  readonly parameters: number;
  /** Akaike's criterion, 2 parameters - 2 log-likelihood: the lower, the better. */
  readonly aic: number;
  readonly observed: { readonly climbs: number; readonly closes: number; readonly censored: number; readonly delayed: number };
}

/** The fitted exits, ready to be evaluated. */
export function mixtureOf({ climbing, climbs, closes }: Pick<StageFit, 'climbing' | 'climbs' | 'closes'>): ExitMixture {
  const law = ({ family, mean, cv }: FittedLaw): DurationLaw => durationLaw(family, mean.value, cv?.value ?? 1);
  return {
    climbing: climbing.value,
    ...(climbs === undefined ? {} : { climbs: law(climbs) }),
    ...(closes === undefined ? {} : { closes: law(closes) }),
  };
}

/** Families of the laws of the two exits; absent for an exit that was not seen. */
export interface ExitFamilies {
  readonly climbs?: DurationFamily;
  readonly closes?: DurationFamily;
}

/**
 * Maximum-likelihood fit of one combination of families.
 *
 * @param families a family for either exit that was seen, none for one that was not
 * @throws RangeError when the families do not fit the exits seen, or the search finds no maximum
 * @example fitExits(durations, { climbs: 'lognormal', closes: 'gamma' }).closes?.mean.value
 */
export function fitExits(durations: readonly StageDuration[], families: ExitFamilies): StageFit {
  for (const kind of ['climbs', 'closes'] as const) {
    const exits = numberOf(durations, kind);
    if ((exits > 0) !== (families[kind] !== undefined)) throw new RangeError(`fitExits: expected a law of "${kind}" exactly when there is such an exit, found ${exits} exits`);
  }
  const sums = stageSums(durations);
  const objective = (point: readonly number[]): number => negativeLogLikelihood(sums, families, point);
  const first = nelderMead(objective, startOf(durations, families), { initialStep: 0.3, ...TOLERANCES });
  // A second search from the result, with a fresh simplex, leaves a place where the first one has collapsed.
  const second = nelderMead(objective, first.point, { initialStep: 0.1, ...TOLERANCES });
  if (!second.converged) throw new RangeError(`fitExits: found no maximum of the likelihood for ${JSON.stringify(families)}`);
  const errors = standardErrors(hessian(objective, second.point, second.point.map(() => HESSIAN_STEP)));
  const parameters = second.point.length;
  return {
    ...exitsAt(families, second.point, errors),
    logLikelihood: -second.value,
    parameters,
    aic: 2 * parameters + 2 * second.value,
    observed: {
      climbs: numberOf(durations, 'climbs'),
      closes: numberOf(durations, 'closes'),
      censored: numberOf(durations, 'censored'),
      delayed: numberOf(durations.filter(({ entry }) => entry > 0)),
    },
  };
}

/**
 * The same families once more for other durations, from a fit that cannot be far: for bootstraps, which need neither the last digit nor
 * standard errors.
 *
 * @throws RangeError as `fitExits`
 */
export function refitExits(durations: readonly StageDuration[], { climbing, climbs, closes }: Pick<StageFit, 'climbing' | 'climbs' | 'closes'>): ExitMixture {
  const families: ExitFamilies = { ...(climbs === undefined ? {} : { climbs: climbs.family }), ...(closes === undefined ? {} : { closes: closes.family }) };
  const sums = stageSums(durations);
  const objective = (point: readonly number[]): number => negativeLogLikelihood(sums, families, point);
  const logs = (law: FittedLaw | undefined): number[] => (law === undefined ? [] : [Math.log(law.mean.value), ...(law.cv === undefined ? [] : [Math.log(law.cv.value)])]);
  const odds = climbs !== undefined && closes !== undefined ? [Math.log(climbing.value / (1 - climbing.value))] : [];
  const { point } = nelderMead(objective, [...odds, ...logs(climbs), ...logs(closes)], { initialStep: 0.1, pointTolerance: 1e-4, valueTolerance: 1e-8 });
  return mixtureOf(exitsAt(families, point));
}

/**
 * Akaike's criterion of one combination of families, to some thousandths: enough to choose among many, at a tenth of the cost of a fit.
 *
 * @throws RangeError when the search finds no maximum
 */
export function roughAic(durations: readonly StageDuration[], sums: StageSums, families: ExitFamilies): number {
  const objective = (point: readonly number[]): number => negativeLogLikelihood(sums, families, point);
  const { point, value, converged } = nelderMead(objective, startOf(durations, families), { initialStep: 0.3, pointTolerance: 1e-3, valueTolerance: 1e-7 });
  if (!converged) throw new RangeError(`roughAic: found no maximum of the likelihood for ${JSON.stringify(families)}`);
  return 2 * point.length + 2 * value;
}

function negativeLogLikelihood(sums: StageSums, families: ExitFamilies, point: readonly number[]): number {
  if (point.some((x) => Math.abs(x) > FARTHEST)) return Infinity;
  const exits = exitsAt(families, point);
  if (!isPlausible(exits.climbs) || !isPlausible(exits.closes)) return Infinity;
  return -summedLogLikelihood(sums, mixtureOf(exits));
}

/** Logarithms of means and odds beyond this are no estimates: e^20 days are a million years. */
const FARTHEST = 20;

/** Spreads beyond these are no estimates either; a gamma law's shape stays below 1e4. */
const NARROWEST_CV = 0.01;
const WIDEST_CV = 100;

function isPlausible(law: FittedLaw | undefined): boolean {
  const cv = law?.cv?.value ?? 1;
  return cv > NARROWEST_CV && cv < WIDEST_CV;
}

/** Displacement for second derivatives, on the logarithmic scale of all parameters. */
const HESSIAN_STEP = 1e-3;

const TOLERANCES = { pointTolerance: 1e-7, valueTolerance: 1e-12 };

/** Point of the search: log odds of climbing (where both exits are seen), then log mean and log cv of each exit. */
function startOf(durations: readonly StageDuration[], { climbs, closes }: ExitFamilies): number[] {
  const odds = numberOf(durations, 'climbs') / numberOf(durations, 'closes');
  const law = (family: DurationFamily, kind: 'climbs' | 'closes'): number[] => {
    const total = durations.reduce((sum, { exit, count, ...one }) => sum + (one.kind === kind ? exit * count : 0), 0);
    return [Math.log(total / numberOf(durations, kind)), 0].slice(0, parametersOf(family));
  };
  return [
    ...(climbs !== undefined && closes !== undefined ? [Math.log(odds)] : []),
    ...(climbs === undefined ? [] : law(climbs, 'climbs')),
    ...(closes === undefined ? [] : law(closes, 'closes')),
  ];
}

/** Where the parameters of each exit begin in a point. */
function offsets({ climbs, closes }: ExitFamilies): { climbs: number; closes: number } {
  const first = climbs !== undefined && closes !== undefined ? 1 : 0;
  return { climbs: first, closes: first + (climbs === undefined ? 0 : parametersOf(climbs)) };
}

function climbingAt({ climbs, closes }: ExitFamilies, point: readonly number[]): number {
  if (climbs === undefined) return 0;
  return closes === undefined ? 1 : 1 / (1 + Math.exp(-point[0]));
}

/** Estimates on their own scales; standard errors follow by the first-order rule from those of the logarithms. */
function exitsAt(families: ExitFamilies, point: readonly number[], errors?: readonly number[]): Pick<StageFit, 'climbing' | 'climbs' | 'closes'> {
  const { climbs, closes } = families;
  const at = offsets(families);
  const estimate = (value: number, slope: number, index: number): Estimate =>
    errors === undefined ? { value } : { value, standardError: slope * errors[index] };
  const ofLog = (index: number): Estimate => estimate(Math.exp(point[index]), Math.exp(point[index]), index);
  const law = (family: DurationFamily, offset: number): FittedLaw =>
    ({ family, mean: ofLog(offset), ...(parametersOf(family) === 2 ? { cv: ofLog(offset + 1) } : {}) });
  const p = climbingAt(families, point);
  return {
    climbing: climbs !== undefined && closes !== undefined ? estimate(p, p * (1 - p), 0) : { value: p },
    ...(climbs === undefined ? {} : { climbs: law(climbs, at.climbs) }),
    ...(closes === undefined ? {} : { closes: law(closes, at.closes) }),
  };
}
