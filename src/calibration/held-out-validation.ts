import { followCases, type CaseHistories } from './case-history.js';
import { dayNumber } from './civil-date.js';
import type { LoggedEvent } from './event-log.js';
import { compareHeldOut, summariseHeldOut, type HeldOutRow } from './held-out-comparison.js';
import { awaitedCases, compareForecast, forecastCases } from './held-out-forecast.js';
import { estimateLaws, type CaseAttributes, type Mechanism, type StageLaws } from './held-out-laws.js';
import { logScore } from './held-out-likelihood.js';
import { measureCases, type CaseGroups, type Measurement, type Years } from './held-out-measures.js';
import { ladderOutlook, type LadderOutlook } from './semi-markov-outlook.js';
import { durationsInWindow } from './stage-duration.js';
import type { StageLadder } from './stage-ladder.js';

/** A log with what is to be told about its cases. */
export interface HeldOutStudy {
  readonly log: readonly LoggedEvent[];
  readonly ladder: StageLadder;
  readonly groups: CaseGroups;
  /** Year in which the log begins. */
  readonly first: number;
}

/** How well numbers of open cases were met: sums of absolute errors over sums of real numbers, for all cases together and group by group. */
export interface OpenCaseErrors {
  readonly all: number;
  /** By dimension of the groups. */
  readonly byGroup: Readonly<Record<string, number>>;
}

/** How well laws estimated up to the end of one year predicted the years after. */
export interface HeldOutScore {
  /** Last year of the estimation, and last year predicted. */
  readonly origin: number;
  readonly last: number;
  readonly open: OpenCaseErrors;
  /** The same error for the numbers of cases that enter each stage but the lowest in each year. */
  readonly entered: number;
  /** Relative errors of all open cases at the ends of the years predicted. */
  readonly yearly: readonly number[];
  /** Mean logarithmic score of later stays per exit; absent where no probability is known. */
  readonly logScore?: number;
}

/** Laws of a ladder for each case, with its outlook; both are the same object for cases of one group. */
export interface Prediction {
  readonly lawsOf: (attributes: CaseAttributes) => readonly StageLaws[];
  readonly outlookOf: (attributes: CaseAttributes) => LadderOutlook;
}

/** Estimates a mechanism from the years up to an origin, ready for forecasts of some days. */
export function predictFrom(study: HeldOutStudy, mechanism: Mechanism, origin: number, days: number): Prediction {
  const { spells } = historiesUntil(study, dayNumber(`${origin + 1}-01-01`));
  const estimated = estimateLaws(spells, study.ladder.stages.length, mechanism, { first: study.first, last: origin });
  const laws = new Map<string, readonly StageLaws[]>();
  const outlooks = new Map<string, LadderOutlook>();
  const remembered = <T>(store: Map<string, T>, attributes: CaseAttributes, make: () => T): T => {
    const group = mechanism.groupings[0](attributes);
    const found = store.get(group) ?? make();
    store.set(group, found);
    return found;
  };
  const lawsOf = (attributes: CaseAttributes): readonly StageLaws[] => remembered(laws, attributes, () => estimated(attributes));
  const outlookOf = (attributes: CaseAttributes): LadderOutlook =>
    remembered(outlooks, attributes, () => ladderOutlook(lawsOf(attributes).map(({ hazards }) => hazards), days));
  return { lawsOf, outlookOf };
}

/** Many mechanisms are judged by the same histories, so that these are followed once. */
const followed = new WeakMap<HeldOutStudy, Map<number, CaseHistories>>();

function historiesUntil(study: HeldOutStudy, until: number): CaseHistories {
  const known = followed.get(study) ?? new Map<number, CaseHistories>();
  followed.set(study, known);
  const histories = known.get(until) ?? followCases(study.log, study.ladder, until);
  known.set(until, histories);
  return histories;
}

/** Days of the years after an origin up to the end of another one. */
export function daysBetween(origin: number, last: number): number {
  return dayNumber(`${last + 1}-01-01`) - dayNumber(`${origin + 1}-01-01`);
}

/** What really happened up to the end of a year, and from which year it is measured. */
export function realMeasures(study: HeldOutStudy, years: Years, periods: readonly Years[] = []): { histories: CaseHistories; measures: Measurement[] } {
  const histories = historiesUntil(study, dayNumber(`${years.last + 1}-01-01`));
  return { histories, measures: measureCases(histories, { stages: study.ladder.stages, groups: study.groups, years, periods }) };
}

/**
 * Estimates a mechanism up to the end of one year and judges it by the years after: open cases at their ends, forecast from what
 * was open at the origin and from real arrivals, and the logarithmic score of later stays.
 *
 * @example scoreMechanism(study, { hazards: 'free', groupings: [() => ''], fewest: 40, halfLife: Infinity }, 2006, 2008).open.all
 */
export function scoreMechanism(study: HeldOutStudy, mechanism: Mechanism, origin: number, last: number): HeldOutScore {
  const from = dayNumber(`${origin + 1}-01-01`);
  const years = { first: origin + 1, last };
  const prediction = predictFrom(study, mechanism, origin, daysBetween(origin, last));
  const seen = historiesUntil(study, from);
  const real = realMeasures(study, years);
  const expected = forecastCases(awaitedCases(seen, real.histories, from), prediction.outlookOf, { stages: study.ladder.stages, groups: study.groups, from, years });
  const rows = compareForecast(real.measures, expected, 0.95);
  return { origin, last, ...errorsOf(rows, study), logScore: scoreOfStays(real.histories, prediction, from, last, mechanism) };
}

/** Judges simulated runs, measured in the years after an origin, in the same way; they tell no probabilities of single stays. */
export function scoreRuns(study: HeldOutStudy, runs: readonly (readonly Measurement[])[], origin: number, last: number): HeldOutScore {
  const real = realMeasures(study, { first: origin + 1, last }).measures;
  return { origin, last, ...errorsOf(compareHeldOut(real, runs, 0.95), study) };
}

function errorsOf(rows: readonly HeldOutRow[], { ladder, groups }: HeldOutStudy): Pick<HeldOutScore, 'open' | 'entered' | 'yearly'> {
  const open = rows.filter(({ measure }) => measure === 'open');
  const all = open.filter(({ group }) => group === 'all');
  const byGroup = Object.fromEntries(Object.keys(groups).map((dimension) =>
    [dimension, summariseHeldOut(open.filter(({ group }) => group.startsWith(`${dimension}: `))).weightedError]));
  const entered = rows.filter(({ measure, group, detail }) => measure === 'entered' && group === 'all' && detail !== ladder.stages[0]);
  return {
    open: { all: summariseHeldOut(all).weightedError, byGroup },
    entered: summariseHeldOut(entered).weightedError,
    yearly: all.map(({ relativeError }) => relativeError ?? 0),
  };
}

function scoreOfStays(histories: CaseHistories, prediction: Prediction, from: number, last: number, mechanism: Mechanism): number {
  const to = dayNumber(`${last + 1}-01-01`);
  const groups = new Map<string, { attributes: CaseAttributes; spells: CaseHistories['spells'][number][] }>();
  for (const spell of histories.spells) {
    const name = mechanism.groupings[0](spell.attributes);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, { attributes: spell.attributes, spells: [spell] });
    else group.spells.push(spell);
  }
  let sum = 0;
  let exits = 0;
  for (const { attributes, spells } of groups.values()) {
    for (const [stage, { hazards }] of prediction.lawsOf(attributes).entries()) {
      const score = logScore(hazards, durationsInWindow(spells, stage, from - 0.5, to - 0.5));
      sum += score.sum;
      exits += score.exits;
    }
  }
  return sum / exits;
}

/** Means of the scores of several origins. */
export function meanScore(scores: readonly HeldOutScore[]): Omit<HeldOutScore, 'origin' | 'last'> {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const logScores = scores.flatMap(({ logScore: score }) => (score === undefined ? [] : [score]));
  return {
    open: {
      all: mean(scores.map(({ open }) => open.all)),
      byGroup: Object.fromEntries(Object.keys(scores[0].open.byGroup).map((dimension) => [dimension, mean(scores.map(({ open }) => open.byGroup[dimension]))])),
    },
    entered: mean(scores.map(({ entered }) => entered)),
    yearly: scores.flatMap(({ yearly }) => yearly),
    ...(logScores.length === 0 ? {} : { logScore: mean(logScores) }),
  };
}
