import { kaplanMeier } from '../statistics/kaplan-meier.js';
import type { ActivityLog } from './activity-log.js';
import { countArrivals, fitArrivalRates, type ArrivalRates } from './arrival-rates.js';
import { groupCases, type CaseGroups, type GroupingColumns } from './case-groups.js';
import { followStays, openingName, type CaseStays, type Opening, type Stay, type StayRules } from './case-stays.js';
import { goodnessOfFit, type Bootstrap, type GoodnessOfFit } from './goodness-of-fit.js';
import { handoverNetwork, type HandoverNetwork } from './handovers.js';
import { FEWEST_OF_GROUP, fitLevel, fitTimes, proportion, type LevelLaws } from './level-laws.js';
import type { LevelPlan } from './level-plan.js';
import { durationsOf, type ObservedDuration, type Window } from './observed-duration.js';
import type { Estimate, FittedLaw } from './stage-fit.js';
import { estimateStaff, estimateWait, type StaffEstimate, type WaitEstimate } from './staff-estimate.js';
import { survivalQuantile, type SurvivalQuantile } from './survival-quantile.js';
import { grainOf } from './time-reader.js';
import { identificationOf, workSpans, type Identification, type WorkSpan, type WorkSpans } from './work-span.js';

/** How a log becomes a scenario. Times are those of the log [days]. */
export interface FitSettings {
  readonly plan: LevelPlan;
  readonly marks: StayRules['marks'];
  readonly grouping: GroupingColumns;
  /** Whether times are dates. */
  readonly dated: boolean;
  /** Window of the estimates; from the log's first event to its last when left out. */
  readonly from?: number;
  readonly to?: number;
  /** End of the simulated time; that of the log, or of the window where that is later, when left out. */
  readonly until?: number;
  /** Exits from a level that a group of cases needs for laws of its own; with fewer those of all groups stand for it. 5 when left out. */
  readonly fewest?: number;
  /** Rates where there are few origins, a trace otherwise, when left out. */
  readonly arrivals?: 'rates' | 'trace';
  readonly bootstrap: Bootstrap;
}

/** How cases go through a level. */
export interface LevelTimes {
  readonly level: number;
  /** A time that was always the same takes the place of the laws. */
  readonly constant?: number;
  readonly laws: LevelLaws;
}

/** What was estimated of a level for a group of cases. */
export interface LevelEstimate extends LevelTimes {
  readonly group: number;
  /** Whether the group has too few exits here, so that those of all groups stand for it. */
  readonly pooled: boolean;
  readonly durations: readonly ObservedDuration[];
  readonly goodness?: GoodnessOfFit;
  /** Of the time of work (or stay) whatever comes of it, at `QUANTILES`. */
  readonly quantiles: readonly SurvivalQuantile[];
  /** Durations of nothing within the grain of the log's times. */
  readonly zeros: number;
  readonly wait?: WaitEstimate;
}

/** Shares whose quantiles are reported. */
export const QUANTILES = [0.25, 0.5, 0.75, 0.9] as const;

/** One organisation of the scenario. */
export interface OrganisationEstimate {
  readonly level: number;
  /** Index of the jurisdiction at the bottom level, -1 above. */
  readonly jurisdiction: number;
  readonly portfolio: number;
  /** Stays in the log until the end of the window. */
  readonly stays: number;
  readonly staff?: StaffEstimate;
}

/** Cases that come in at one organisation. */
export interface Origin {
  readonly level: number;
  readonly jurisdiction: number;
  readonly portfolio: number;
  /** Cases in the window, and their mean rate [cases a day]. */
  readonly number: number;
  readonly rate: Estimate;
}

/** One case as it enters the scenario. */
export interface TraceArrival {
  readonly id: string;
  /** [days] as in the log */
  readonly time: number;
  readonly level: number;
  readonly jurisdiction: number;
  readonly portfolio: number;
}

/** Everything that was learnt from a log. */
export interface LogFit {
  readonly log: ActivityLog;
  readonly settings: FitSettings;
  readonly identification: Identification;
  /** Where the regime changes nothing: whole stays whose begin or entry is unknown. */
  readonly unknown: WorkSpans['unknown'];
  readonly grain: number;
  readonly window: Window;
  /** Simulated time, from the first event on. */
  readonly simulated: Window;
  readonly groups: CaseGroups;
  readonly levels: readonly LevelEstimate[];
  /** The same for the cases of all groups together, one for each level. */
  readonly together: readonly LevelTimes[];
  readonly organisations: readonly OrganisationEstimate[];
  readonly rates: ArrivalRates;
  readonly origins: readonly Origin[];
  readonly arrivals: 'rates' | 'trace';
  readonly trace: readonly TraceArrival[];
  /** From the completion at a level to the entry at the next; absent where cases go up at once. */
  readonly transfer?: { readonly law: FittedLaw; readonly number: number };
  readonly handovers: HandoverNetwork;
  /** Until the end of the simulated time. */
  readonly openings: readonly Opening[];
  /** Until the end of the window. */
  readonly seen: CaseStays;
  /** Time from arrival to end, observed in the window. */
  readonly wholeTimes: readonly SurvivalQuantile[];
}

/** More origins than this, or more pieces of rates, fill a scenario file without telling the reader anything. */
const MOST_ORIGINS = 60;
const MOST_PIECES = 600;

/**
 * Estimates a scenario from an event log. Nothing after the window touches an estimate; the trace and the open cases reach to the end of the simulated time.
 *
 * @throws EventLogError for activities that the plan does not know; RangeError when the window is empty, or a level has no exit in it
 * @example fitLog(log, settings).levels[0].laws.climbing // { value: 0.38, standardError: 0.005 }
 */
export function fitLog(log: ActivityLog, settings: FitSettings): LogFit {
  const { plan, marks } = settings;
  const grain = grainOf(log.times);
  const { window, simulated } = timesOf(log, settings, grain);
  const groups = groupCases(log, settings.grouping);
  const seen = followStays(log, { plan, marks, until: window.to });
  const whole = simulated.to === window.to ? seen : followStays(log, { plan, marks, until: simulated.to });
  const identification = identificationOf(seen.stays);
  const { spans, unknown } = workSpans(seen.stays, identification);
  const levels = estimateLevels(seen.stays, spans, groups, settings, { window, grain, identification });
  const own = seen.openings.filter(({ entry }) => entry >= window.from && entry < window.to);
  const rates = fitArrivalRates(countArrivals(own.map(({ entry }) => entry), window, settings.dated), settings.dated, simulated);
  const origins = originsOf(own, groups, window);
  const transfer = estimateTransfer(seen.transfers);
  const arrivals = settings.arrivals ?? (origins.length > MOST_ORIGINS || origins.length * rates.pieces.length > MOST_PIECES ? 'trace' : 'rates');
  return {
    log, settings, identification, unknown, grain, window, simulated, groups, levels, rates, origins, arrivals,
    together: togetherOf(levels, groups.groups.length),
    organisations: estimateOrganisations(seen.stays, spans, groups, identification, plan.levels.length),
    trace: whole.openings.map((opening) => traceArrival(opening, log, groups)).sort((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1)),
    ...(transfer === undefined ? {} : { transfer }),
    handovers: handoverNetwork(log, seen.stays),
    openings: whole.openings,
    seen,
    wholeTimes: wholeTimes(own, window, grain),
  };
}

function timesOf(log: ActivityLog, { from, to, until, dated }: FitSettings, grain: number): { window: Window; simulated: Window } {
  if (log.size === 0) throw new RangeError('expected at least one event, found none');
  let first = Infinity;
  let last = -Infinity;
  for (const time of log.times) {
    first = Math.min(first, time);
    last = Math.max(last, time);
  }
  // The last event itself is seen; with times in whole days it was somewhere in that day.
  const end = last + Math.max(grain, AFTER_LAST);
  const start = dated ? Math.floor(first) : first;
  const window = { from: from ?? start, to: to ?? end };
  if (!(window.from < window.to)) throw new RangeError('expected a window that begins before it ends');
  if (window.from > last || window.to <= first) throw new RangeError('expected a window with events in it, found none');
  const stop = until ?? Math.max(end, to ?? end);
  if (stop < window.to) throw new RangeError('expected a simulated time that reaches to the end of the window at least');
  return { window, simulated: { from: start, to: stop } };
}

/** A microsecond or so, beyond the rounding of days since 1970 [days]. */
const AFTER_LAST = 1e-9;

function estimateLevels(
  stays: readonly Stay[], spans: readonly WorkSpan[], groups: CaseGroups, { plan, bootstrap, fewest = FEWEST_OF_GROUP }: FitSettings, { window, grain, identification }: Observation,
): LevelEstimate[] {
  const number = groups.groups.length;
  const byPlace = Array.from({ length: plan.levels.length * number }, (): LevelWork => ({ stays: [], spans: [] }));
  const spanOf = new Map(spans.map((span) => [span.stay, span]));
  stays.forEach((stay, index) => {
    const place = byPlace[stay.level * number + groups.portfolios[groups.portfolioOf[stay.caseIndex]].group];
    place.stays.push(stay);
    place.spans.push(spanOf.get(index));
  });
  const observed = byPlace.map((work) => durationsOf(work.spans.filter((span) => span !== undefined), window, grain));
  return byPlace.map((work, place): LevelEstimate => {
    const level = Math.floor(place / number);
    const pooled = number > 1 && exitsOf(observed[place]).length < fewest;
    const durations = pooled ? observed.slice(level * number, (level + 1) * number).flat() : observed[place];
    const exits = exitsOf(durations);
    if (exits.length === 0) {
      throw new RangeError(`level "${plan.levels[level].name}": expected at least one case that leaves it between the beginning and the end of the window, found ${durations.length} that stay`);
    }
    const { constant, laws } = timesAt(level, durations, exits);
    const wait = identification === 'stays' ? undefined : estimateWait(work, window.from, window.to);
    return {
      level, group: place % number, pooled, laws, durations,
      ...(constant === undefined ? { goodness: goodnessOfFit(durations, laws, grain, bootstrap) } : { constant }),
      quantiles: quantilesOf(durations),
      zeros: work.spans.filter((span) => span !== undefined && span.kind !== 'censored' && span.begin === span.end).length,
      ...(wait === undefined ? {} : { wait }),
    };
  });
}

function timesAt(level: number, durations: readonly ObservedDuration[], exits: readonly ObservedDuration[]): LevelTimes {
  const constant = constantOf(exits);
  return constant === undefined ? { level, laws: fitLevel(durations) } : { level, constant, laws: constantLaws(exits, durations) };
}

/** The laws of all groups as one; those of a single group are known already. */
function togetherOf(levels: readonly LevelEstimate[], groups: number): LevelTimes[] {
  if (groups === 1) return [...levels];
  return Array.from({ length: levels.length / groups }, (_, level) => {
    const own = levels.slice(level * groups, (level + 1) * groups);
    const durations = own.find(({ pooled }) => pooled)?.durations ?? own.flatMap((estimate) => estimate.durations);
    return timesAt(level, durations, exitsOf(durations));
  });
}

/** How stays were observed. */
interface Observation {
  readonly window: Window;
  readonly grain: number;
  readonly identification: Identification;
}

interface LevelWork {
  readonly stays: Stay[];
  readonly spans: (WorkSpan | undefined)[];
}

function exitsOf(durations: readonly ObservedDuration[]): ObservedDuration[] {
  return durations.filter(({ kind }) => kind !== 'censored');
}

/** Times that differ by less than this share are one. */
const SAME = 1e-9;

function constantOf(exits: readonly ObservedDuration[]): number | undefined {
  const [{ exit: first }] = exits;
  return exits.length > 1 && exits.every(({ exit }) => Math.abs(exit - first) <= SAME * first) ? first : undefined;
}

/** Where no law has a maximum, since the time never varies, only the outcomes are estimated. */
function constantLaws(exits: readonly ObservedDuration[], durations: readonly ObservedDuration[]): LevelLaws {
  const climbs = exits.filter(({ kind }) => kind === 'climbs').length;
  return {
    climbing: proportion(climbs, exits.length), common: true, candidates: [], logLikelihood: 0, parameters: 1, aic: 0,
    observed: {
      climbs, closes: exits.length - climbs, censored: durations.length - exits.length, delayed: durations.filter(({ entry }) => entry > 0).length,
    },
  };
}

function quantilesOf(durations: readonly ObservedDuration[]): SurvivalQuantile[] {
  const curve = kaplanMeier(durations.map(({ entry, exit, kind }) => ({ time: exit, observed: kind !== 'censored', ...(entry > 0 ? { entry } : {}) })));
  return QUANTILES.map((p) => survivalQuantile(curve, p));
}

function wholeTimes(openings: readonly Opening[], { to }: Window, grain: number): SurvivalQuantile[] {
  const curve = kaplanMeier(openings.map(({ entry, exit }) => (exit === undefined || exit >= to
    ? { time: to - entry, observed: false }
    : { time: Math.max(exit - entry, grain / 2), observed: true })));
  return QUANTILES.map((p) => survivalQuantile(curve, p));
}

function estimateOrganisations(
  stays: readonly Stay[], spans: readonly WorkSpan[], groups: CaseGroups, identification: Identification, levels: number,
): OrganisationEstimate[] {
  const places = new Map<string, { readonly level: number; readonly jurisdiction: number; readonly portfolio: number; readonly stays: Stay[]; readonly spans: (WorkSpan | undefined)[] }>();
  const spanOf = new Map(spans.map((span) => [span.stay, span]));
  stays.forEach((stay, index) => {
    const portfolio = groups.portfolioOf[stay.caseIndex];
    const jurisdiction = stay.level === 0 ? groups.jurisdictionOf[stay.caseIndex] : -1;
    const key = `${stay.level} ${jurisdiction} ${portfolio}`;
    const place = places.get(key) ?? { level: stay.level, jurisdiction, portfolio, stays: [], spans: [] };
    places.set(key, place);
    place.stays.push(stay);
    place.spans.push(spanOf.get(index));
  });
  // Where a case can come, somebody must be there, even if nobody came in the log.
  for (let level = 0; level < levels; level++) {
    groups.portfolios.forEach((_, portfolio) => {
      const jurisdictions = level === 0 ? [...groups.jurisdictions.keys()] : [-1];
      for (const jurisdiction of jurisdictions) {
        const key = `${level} ${jurisdiction} ${portfolio}`;
        if (!places.has(key)) places.set(key, { level, jurisdiction, portfolio, stays: [], spans: [] });
      }
    });
  }
  return [...places.values()].map(({ level, jurisdiction, portfolio, ...work }) => {
    const staff = estimateStaff(work, identification);
    return { level, jurisdiction, portfolio, stays: work.stays.length, ...(staff === undefined ? {} : { staff }) };
  }).sort((a, b) => a.level - b.level || a.jurisdiction - b.jurisdiction || a.portfolio - b.portfolio);
}

function originsOf(openings: readonly Opening[], groups: CaseGroups, { from, to }: Window): Origin[] {
  const counts = new Map<string, { level: number; jurisdiction: number; portfolio: number; number: number }>();
  for (const { caseIndex, level } of openings) {
    const jurisdiction = level === 0 ? groups.jurisdictionOf[caseIndex] : -1;
    const portfolio = groups.portfolioOf[caseIndex];
    const key = `${level} ${jurisdiction} ${portfolio}`;
    const count = counts.get(key) ?? { level, jurisdiction, portfolio, number: 0 };
    counts.set(key, count);
    count.number++;
  }
  return [...counts.values()]
    .map((origin) => ({ ...origin, rate: { value: origin.number / (to - from), standardError: Math.sqrt(origin.number) / (to - from) } }))
    .sort((a, b) => a.level - b.level || a.jurisdiction - b.jurisdiction || a.portfolio - b.portfolio);
}

function traceArrival({ caseIndex, ordinal, level, entry }: Opening, log: ActivityLog, groups: CaseGroups): TraceArrival {
  return { id: openingName(log.cases.names[caseIndex], ordinal), time: entry, level, jurisdiction: groups.jurisdictionOf[caseIndex], portfolio: groups.portfolioOf[caseIndex] };
}

/** The delay between levels, where there is one: times of nothing are left as they are by an exponential law of the same mean. */
function estimateTransfer(transfers: readonly number[]): { law: FittedLaw; number: number } | undefined {
  const mean = transfers.reduce((sum, time) => sum + time, 0) / transfers.length;
  if (transfers.length === 0 || mean === 0) return undefined;
  if (transfers.some((time) => time === 0)) return { law: { family: 'exponential', mean: { value: mean, standardError: mean / Math.sqrt(transfers.length) } }, number: transfers.length };
  return { law: fitTimes(transfers.map((exit) => ({ entry: 0, exit, kind: 'closes', count: 1 }))), number: transfers.length };
}
