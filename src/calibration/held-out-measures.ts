import { kaplanMeier } from '../statistics/kaplan-meier.js';
import type { CaseHistories, Episode, Spell } from './case-history.js';
import { dayNumber } from './civil-date.js';

/** What is measured of real and of simulated cases alike. */
export const HELD_OUT_MEASURES = ['open', 'entered', 'closed', 'quartile', 'highest'] as const;

/**
 * One number about cases:
 *
 * - `open`: cases open at the end of the year `period`;
 * - `entered`: cases that entered the stage `detail` in the year `period`;
 * - `closed`: cases that ended in the year `period`;
 * - `quartile`: time [days] within which the share `detail` of the cases opened in the years `period` has ended (Kaplan-Meier: cases
 *   still open count as such);
 * - `highest`: share of the cases ended in the years `period` whose highest stage was `detail`.
 */
export interface Measurement {
  readonly measure: (typeof HELD_OUT_MEASURES)[number];
  /** `all`, or the dimension and value of a group such as `department: ENV`. */
  readonly group: string;
  /** `2009`, or `2009-2013`. */
  readonly period: string;
  /** Name of a stage, or a share; empty where the measure has none. */
  readonly detail: string;
  /** Absent where the cases do not tell: no case, or too few ended. */
  readonly value?: number;
}

/** Calendar years from the first to the last, both included. */
export interface Years {
  readonly first: number;
  readonly last: number;
}

/** By which attributes cases are told apart: a function for each dimension. */
export type CaseGroups = Readonly<Record<string, (attributes: Readonly<Record<string, string>>) => string>>;

export interface MeasurementPlan {
  /** Names of the stages, from the bottom. */
  readonly stages: readonly string[];
  readonly groups: CaseGroups;
  /** Years of `open`, `entered` and `closed`; the histories must reach to the end of the last one. */
  readonly years: Years;
  /** Periods of `quartile` and `highest`. */
  readonly periods: readonly Years[];
}

const QUARTILES = [0.25, 0.5, 0.75];

/**
 * Measures the histories of cases, all together and group by group.
 *
 * @example measureCases(followCases(log, ladder, dayNumber('2014-01-01')), plan).find(({ measure }) => measure === 'open')?.value
 */
export function measureCases({ spells, episodes }: Pick<CaseHistories, 'spells' | 'episodes'>, plan: MeasurementPlan): Measurement[] {
  const members = new Map([['all', { spells: [...spells], episodes: [...episodes] }]]);
  for (const [dimension, groupOf] of Object.entries(plan.groups)) {
    const cases = (value: string): { spells: Spell[]; episodes: Episode[] } => {
      const name = `${dimension}: ${value}`;
      let found = members.get(name);
      if (found === undefined) members.set(name, (found = { spells: [], episodes: [] }));
      return found;
    };
    for (const spell of spells) cases(groupOf(spell.attributes)).spells.push(spell);
    for (const episode of episodes) cases(groupOf(episode.attributes)).episodes.push(episode);
  }
  return [...members].sort(([a], [b]) => (a === 'all' ? -1 : b === 'all' ? 1 : a < b ? -1 : 1)).flatMap(([group, cases]) => [
    ...yearly(group, cases.spells, cases.episodes, plan),
    ...plan.periods.flatMap((period) => [...quartiles(group, cases.episodes, period, plan.years), ...highestStages(group, cases.spells, period, plan)]),
  ]);
}

function yearly(group: string, spells: readonly Spell[], episodes: readonly Episode[], { stages, years }: MeasurementPlan): Measurement[] {
  const turns = Array.from({ length: years.last - years.first + 2 }, (_, index) => dayNumber(`${years.first + index}-01-01`));
  const entered = stages.map((_, stage) => spells.filter((spell) => spell.stage === stage).map(({ entry }) => entry));
  const ended = episodes.flatMap(({ exit }) => (exit === undefined ? [] : [exit]));
  const within = (days: readonly number[], year: number): number => days.filter((day) => day >= turns[year] && day < turns[year + 1]).length;
  return turns.slice(0, -1).flatMap((_, index): Measurement[] => {
    const period = String(years.first + index);
    const day = turns[index + 1];
    return [
      { measure: 'open', group, period, detail: '', value: episodes.filter(({ entry, exit }) => entry < day && (exit === undefined || exit >= day)).length },
      ...stages.map((detail, stage): Measurement => ({ measure: 'entered', group, period, detail, value: within(entered[stage], index) })),
      { measure: 'closed', group, period, detail: '', value: within(ended, index) },
    ];
  });
}

function nameOf({ first, last }: Years): string {
  return `${first}-${last}`;
}

function quartiles(group: string, episodes: readonly Episode[], period: Years, years: Years): Measurement[] {
  const from = dayNumber(`${period.first}-01-01`);
  const to = dayNumber(`${period.last + 1}-01-01`);
  // Later years are not looked at, so that periods of equal length have equal follow-up.
  const until = Math.min(to, dayNumber(`${years.last + 1}-01-01`));
  const times = episodes.filter(({ entry }) => entry >= from && entry < to)
    .map(({ entry, exit }) => (exit !== undefined && exit < until ? { time: exit - entry, observed: true } : { time: until - entry, observed: false }));
  const steps = times.length === 0 ? [] : kaplanMeier(times).steps;
  return QUARTILES.map((share) => {
    const time = steps.find(({ survival }) => survival <= 1 - share + ROUNDING)?.time;
    return { measure: 'quartile', group, period: nameOf(period), detail: String(share), ...(time === undefined ? {} : { value: time }) };
  });
}

/** Survival is a product of rounded fractions. */
const ROUNDING = 1e-9;

function highestStages(group: string, spells: readonly Spell[], period: Years, { stages }: MeasurementPlan): Measurement[] {
  const from = dayNumber(`${period.first}-01-01`);
  const to = dayNumber(`${period.last + 1}-01-01`);
  // The stage in which a case closes is the highest it has reached.
  const closed = spells.filter(({ kind, exit }) => kind === 'closes' && exit >= from && exit < to);
  return stages.map((detail, stage) => ({
    measure: 'highest', group, period: nameOf(period), detail,
    ...(closed.length === 0 ? {} : { value: closed.filter((spell) => spell.stage === stage).length / closed.length }),
  }));
}
