import type { Table } from '../scenario/table.js';
import { followCases, type Episode } from './case-history.js';
import { dayNumber, isoDate } from './civil-date.js';
import { cumulativeIncidence, type CumulativeIncidence } from './cumulative-incidence.js';
import { readEventLog, type EventLogColumns } from './event-log.js';
import type { Oddity } from './oddity.js';
import { openCases } from './open-cases.js';
import { durationsInWindow } from './stage-duration.js';
import { fitStage, type StageFit } from './stage-fit.js';
import type { StageLadder } from './stage-ladder.js';

/** How an event log of cases that climb a ladder becomes a scenario. Dates are ISO dates; `to` and `end` are not included themselves. */
export interface LadderStudy {
  readonly columns: EventLogColumns;
  readonly ladder: StageLadder;
  /** Level of the knowledge hierarchy for each stage, from the bottom: slugs. */
  readonly levels: readonly string[];
  /** Attribute of a case that names the jurisdiction at which it arises, and the one that names its domain. */
  readonly jurisdiction: string;
  readonly domain: string;
  /** Laws are estimated from the events of this window alone. */
  readonly window: { readonly from: string; readonly to: string };
  /** Simulated time: cases that arrive from `start` on and before `end`. */
  readonly start: string;
  readonly end: string;
}

/** One case as it enters the scenario; references are slugs. */
export interface Arrival {
  readonly date: string;
  readonly id: string;
  readonly jurisdiction: string;
  readonly domain: string;
  readonly level: string;
}

/** A stage of the ladder with what was estimated from the window. */
export interface StageEstimate {
  readonly level: string;
  readonly fit: StageFit;
  /** Estimate without laws, to judge the fit by. */
  readonly incidence: CumulativeIncidence;
}

/** Open cases at the end of a year. */
export interface YearEnd {
  readonly year: number;
  /** Days since the start of the simulation. */
  readonly time: number;
  readonly open: number;
}

export interface LadderEstimates {
  /** From the bottom stage to the top stage. */
  readonly stages: readonly StageEstimate[];
  readonly arrivals: readonly Arrival[];
  readonly yearEnds: readonly YearEnd[];
  readonly jurisdictions: readonly string[];
  readonly domains: readonly string[];
  /** Where the log does not follow the ladder, in the order of its lines: until the end of the simulated time, and until that of the window. */
  readonly oddities: readonly Oddity[];
  readonly odditiesInWindow: readonly Oddity[];
}

/**
 * Estimates a scenario from an event log: laws of every stage from the window, arrivals and open cases from the whole of the
 * simulated time. Nothing after the window touches the laws.
 *
 * @throws EventLogError when the log cannot be read; RangeError when a stage has no exit in the window
 * @example estimateLadder(readTable('decisions.csv', text, ','), infringementStudy).stages[0].fit.climbing
 */
export function estimateLadder(table: Table, study: LadderStudy): LadderEstimates {
  const log = readEventLog(table, study.columns);
  const from = dayNumber(study.window.from);
  const to = dayNumber(study.window.to);
  const seen = followCases(log, study.ladder, to);
  const whole = followCases(log, study.ladder, dayNumber(study.end));
  const arrivals = arrivalsOf(whole.episodes, study);
  return {
    stages: study.levels.map((level, stage) => {
      const durations = durationsInWindow(seen.spells, stage, from, to);
      return { level, fit: fitStage(durations), incidence: cumulativeIncidence(durations) };
    }),
    arrivals,
    yearEnds: yearEndsOf(whole.episodes, study),
    jurisdictions: names(arrivals.map(({ jurisdiction }) => jurisdiction)),
    domains: names(arrivals.map(({ domain }) => domain)),
    oddities: inOrderOfLines(whole.oddities),
    odditiesInWindow: inOrderOfLines(seen.oddities),
  };
}

function inOrderOfLines(oddities: readonly Oddity[]): Oddity[] {
  return [...oddities].sort((a, b) => a.line - b.line);
}

/** Different names in alphabetical order. */
function names(all: readonly string[]): string[] {
  return [...new Set(all)].sort();
}

function arrivalsOf(episodes: readonly Episode[], study: LadderStudy): Arrival[] {
  const start = dayNumber(study.start);
  return episodes
    .filter(({ entry }) => entry >= start)
    .map(({ caseId, ordinal, stage, entry, attributes }) => ({
      date: isoDate(entry),
      // A reopened case arrives as a case of its own.
      id: ordinal === 1 ? caseId : `${caseId}#${ordinal}`,
      jurisdiction: attributes[study.jurisdiction].toLowerCase(),
      domain: attributes[study.domain].toLowerCase(),
      level: study.levels[stage],
    }))
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0) || (a.id < b.id ? -1 : 1));
}

function yearEndsOf(episodes: readonly Episode[], study: LadderStudy): YearEnd[] {
  const start = dayNumber(study.start);
  const ends: YearEnd[] = [];
  for (let year = Number(study.start.slice(0, 4)); dayNumber(`${year + 1}-01-01`) <= dayNumber(study.end); year++) {
    const day = dayNumber(`${year + 1}-01-01`);
    ends.push({ year, time: day - start, open: openCases(episodes, day) });
  }
  return ends;
}
