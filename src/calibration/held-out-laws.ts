import type { Spell } from './case-history.js';
import { dayNumber } from './civil-date.js';
import type { DurationFamily } from './duration-law.js';
import { recencyWeight, staysByYear } from './held-out-stays.js';
import type { Years } from './held-out-measures.js';
import { ENOUGH_FOR_TWO, fitLevel } from './level-laws.js';
import { hazardsOfMixture, hazardsOfStays, type StageHazards } from './semi-markov.js';
import { durationsInWindow, numberOf, type StageDuration } from './stage-duration.js';
import { fitExits, mixtureOf, type StageFit } from './stage-fit.js';

export type CaseAttributes = Readonly<Record<string, string>>;

/** A way in which cases may go through the stages: what the laws depend on, and how they are estimated. */
export interface Mechanism {
  /**
   * `fitted`: laws of the times to climb and to close, chosen as for a fitted scenario (`fitLevel`); `lognormal`: a lognormal law for
   * either; `free`: hazards from the Aalen-Johansen estimate, without laws.
   */
  readonly hazards: 'fitted' | 'lognormal' | 'free';
  /** Groups with laws of their own, from the finest grouping to the coarsest; a stage with too few exits in one takes the next. */
  readonly groupings: readonly ((attributes: CaseAttributes) => string)[];
  /** Exits from a stage that a group needs for laws or hazards of its own. */
  readonly fewest: number;
  /** Years back at which an observation counts half; Infinity for equal weights. */
  readonly halfLife: number;
}

/** A stage as estimated for a group of cases. */
export interface StageLaws {
  /** Index of the grouping that had enough exits, 0 = the finest. */
  readonly grouping: number;
  readonly stays: readonly StageDuration[];
  /** Absent where hazards are free or no exit was seen. */
  readonly fit?: StageFit;
  readonly hazards: StageHazards;
}

/** Stays at risk below which a free hazard is constant. */
const FEWEST_AT_RISK = 20;

/** Ages up to which hazards are tabulated: beyond the longest simulation [days]. */
const LONGEST_STAY = 4400;

/**
 * Estimates every stage of a ladder for every group of cases from what was seen in a window of years.
 *
 * @param spells followed until the end of the window
 * @param stages number of stages
 * @returns laws of each stage, from the bottom, for a case with given attributes
 * @example estimateLaws(spells, 6, { hazards: 'free', groupings: [() => ''], fewest: 40, halfLife: Infinity }, { first: 2002, last: 2008 })({})[0].hazards
 */
export function estimateLaws(spells: readonly Spell[], stages: number, mechanism: Mechanism, window: Years): (attributes: CaseAttributes) => readonly StageLaws[] {
  const from = dayNumber(`${window.first}-01-01`);
  const to = dayNumber(`${window.last + 1}-01-01`);
  const weightOf = (year: number): number => recencyWeight(window.last - year, mechanism.halfLife);
  const coarsest = mechanism.groupings.length - 1;
  const stays = (grouping: number, group: string, stage: number): StageDuration[] => {
    const own = spells.filter(({ attributes }) => mechanism.groupings[grouping](attributes) === group);
    return mechanism.halfLife === Infinity ? durationsInWindow(own, stage, from, to) : staysByYear(own, stage, from, to, weightOf);
  };
  const known = new Map<string, StageLaws>();
  const lawsOf = (attributes: CaseAttributes, stage: number, grouping: number): StageLaws => {
    const group = mechanism.groupings[grouping](attributes);
    const key = `${grouping} ${stage} ${group}`;
    let laws = known.get(key);
    if (laws !== undefined) return laws;
    const observed = stays(grouping, group, stage);
    if (grouping < coarsest && exitsOf(observed) < mechanism.fewest) laws = lawsOf(attributes, stage, grouping + 1);
    else laws = { grouping, ...stageLaws(observed, mechanism.hazards) };
    known.set(key, laws);
    return laws;
  };
  return (attributes) => Array.from({ length: stages }, (_, stage) => lawsOf(attributes, stage, 0));
}

/** Numbers may be weights: then they count as little as they tell. */
function exitsOf(stays: readonly StageDuration[]): number {
  return numberOf(stays, 'climbs') + numberOf(stays, 'closes');
}

function stageLaws(stays: readonly StageDuration[], kind: Mechanism['hazards']): Omit<StageLaws, 'grouping'> {
  if (stays.length === 0) return { stays, hazards: NOBODY_LEAVES };
  const [climbs, closes] = (['climbs', 'closes'] as const).map((exit) => numberOf(stays, exit));
  if (kind === 'free' || climbs + closes === 0) return { stays, hazards: hazardsOfStays(stays, FEWEST_AT_RISK) };
  const fit = kind === 'fitted' ? fitLevel(stays) : fitLognormal(stays, climbs, closes);
  return { stays, fit, hazards: hazardsOfMixture(mixtureOf(fit), LONGEST_STAY) };
}

function fitLognormal(stays: readonly StageDuration[], climbs: number, closes: number): StageFit {
  const family = (exits: number): DurationFamily => (exits < ENOUGH_FOR_TWO ? 'exponential' : 'lognormal');
  return fitExits(stays, { ...(climbs === 0 ? {} : { climbs: family(climbs) }), ...(closes === 0 ? {} : { closes: family(closes) }) });
}

/** A stage in which nobody was seen. */
const NOBODY_LEAVES: StageHazards = { climbs: Float64Array.of(0), closes: Float64Array.of(0) };
