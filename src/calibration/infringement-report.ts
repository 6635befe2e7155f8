import type { HeldOutRow } from './held-out-comparison.js';
import { summariseHeldOut } from './held-out-comparison.js';
import type { Measurement, Years } from './held-out-measures.js';
import type { HeldOutScore } from './held-out-validation.js';
import type { Pace } from './infringement-pace.js';
import { infringementStudy } from './infringement-study.js';
import { markdownTable } from './markdown-table.js';
import { linesByOddity, ODDITY_KINDS, type Oddity } from './oddity.js';

/** Where the log does not follow the ladder, counted by kind: until the end of the simulated time, and until that of the window. */
export function odditiesTable(oddities: readonly Oddity[], inWindow: readonly Oddity[]): string {
  const lines = linesByOddity(oddities);
  const early = linesByOddity(inWindow);
  return markdownTable(['Oddity', 'Events', 'In the window', 'First lines'], ODDITY_KINDS.filter((kind) => lines[kind].length > 0).map((kind) => [
    kind, String(lines[kind].length), String(early[kind].length), lines[kind].slice(0, 3).join(', '),
  ]));
}

/** A row of the table of mechanisms. */
export interface MechanismResult {
  readonly meaning: string;
  /** Means over the origins of the cross-validation. */
  readonly validation: Omit<HeldOutScore, 'origin' | 'last'>;
  /** In the years after the window. */
  readonly test: Omit<HeldOutScore, 'origin' | 'last'>;
}

/** Mechanisms with their scores, in cross-validation and after the window: weighted errors of open cases and of stages entered, logarithmic score. */
export function mechanismsTable(results: readonly MechanismResult[]): string {
  const dimensions = Object.keys(results[0].validation.open.byGroup);
  const cells = ({ open, entered, logScore }: MechanismResult['validation']): string[] =>
    [percent(open.all), ...dimensions.map((dimension) => percent(open.byGroup[dimension])), percent(entered), logScore?.toFixed(3) ?? '-'];
  const table = (scores: 'validation' | 'test', title: string): string => markdownTable(
    [title, 'Open', ...dimensions.map((name) => `by ${name}`), 'Entered', 'Score'], results.map((result) => [result.meaning, ...cells(result[scores])]));
  return `${table('validation', 'Cross-validation within 2002-2008')}\n\n${table('test', 'Held out, 2009-2013')}`;
}

/** A source of numbers that is put beside the real ones. */
export interface NamedRows {
  readonly name: string;
  readonly rows: readonly HeldOutRow[];
}

/** Real open cases at the ends of years beside those of several sources, with interval and error. */
export function openByYearTable(sources: readonly NamedRows[], years: Years): string {
  const periods = Array.from({ length: years.last - years.first + 1 }, (_, index) => String(years.first + index));
  const rowOf = ({ rows }: NamedRows, period: string): HeldOutRow | undefined => rows.find((row) => row.measure === 'open' && row.group === 'all' && row.period === period);
  return markdownTable(['End of', 'Real', ...sources.map(({ name }) => name)], periods.map((period) => [
    period, numberText(sources.map((source) => rowOf(source, period)?.real).find((value) => value !== undefined), 0),
    ...sources.map((source) => {
      const row = rowOf(source, period);
      return row?.simulated === undefined ? '-' : `${row.simulated.toFixed(0)}${intervalText(row, 0)} ${signedPercent(row.relativeError)}`;
    }),
  ]));
}

/** Mean absolute errors of all open cases at the ends of years: what the table by year comes to. */
export function openErrorsTable(sources: readonly NamedRows[], periods: readonly Years[]): string {
  return markdownTable(['Open cases, mean absolute error', ...periods.map(nameOf)], sources.map(({ name, rows }) => [
    name, ...periods.map(({ first, last }) => {
      const own = rows.filter((row) => row.measure === 'open' && row.group === 'all' && Number(row.period) >= first && Number(row.period) <= last);
      return own.length === 0 ? '-' : percent(summariseHeldOut(own).meanAbsoluteError);
    }),
  ]));
}

/** Weighted error and coverage of every measure, all cases together and by dimension, in the years of a period. */
export function measuresTable(sources: readonly NamedRows[], { first, last }: Years, dimensions: readonly string[]): string {
  const within = ({ measure, period }: HeldOutRow): boolean => (measure === 'quartile' || measure === 'highest'
    ? period === nameOf({ first, last })
    : Number(period) >= first && Number(period) <= last);
  const inGroup = (row: HeldOutRow, dimension: string): boolean => (dimension === 'all' ? row.group === 'all' : row.group.startsWith(`${dimension}: `));
  const rows = MEASURES.flatMap(({ measure, title }) => ['all', ...dimensions].map((dimension) => [
    dimension === 'all' ? title : `${title}, by ${dimension}`,
    ...sources.flatMap((source) => {
      const own = source.rows.filter((row) => row.measure === measure && within(row) && inGroup(row, dimension));
      if (!own.some(({ real }) => real !== undefined && real > 0)) return ['-', '-'];
      const { weightedError, coverage } = summariseHeldOut(own);
      return [percent(weightedError), coverage === undefined ? '-' : percent(coverage, 0)];
    }),
  ]));
  return markdownTable(['Measure', ...sources.flatMap(({ name }) => [`${name}: error`, 'inside'])], rows);
}

const MEASURES: readonly { measure: Measurement['measure']; title: string }[] = [
  { measure: 'open', title: 'Open cases at the end of a year' },
  { measure: 'entered', title: 'Stages entered in a year' },
  { measure: 'closed', title: 'Cases closed in a year' },
  { measure: 'quartile', title: 'Quartiles of duration' },
  { measure: 'highest', title: 'Shares by highest stage' },
];

/** Decisions of each stage and closings: totals of a period, real beside simulated. */
export function decisionsTable(rows: readonly HeldOutRow[], years: Years): string {
  const periods = Array.from({ length: years.last - years.first + 1 }, (_, index) => String(years.first + index));
  const lines = [...infringementStudy.ladder.stages.map((stage) => ({ title: stage, measure: 'entered', detail: stage })), { title: 'C or W', measure: 'closed', detail: '' }];
  return markdownTable(['Decision', ...periods], lines.map(({ title, measure, detail }) => [
    title, ...periods.map((period) => {
      const row = rows.find((one) => one.group === 'all' && one.measure === measure && one.detail === detail && one.period === period);
      return `${numberText(row?.real, 0)} / ${numberText(row?.simulated, 0)}${row?.inside === true ? '' : ' *'}`;
    }),
  ]));
}

/** Quartiles of duration by case type and accession, or shares by highest stage: real / simulated, with a star outside the interval. */
export function detailsTable(rows: readonly HeldOutRow[], measure: 'quartile' | 'highest', period: Years, groups: readonly string[]): string {
  const own = rows.filter((row) => row.measure === measure && row.period === nameOf(period));
  const details = [...new Set(own.map(({ detail }) => detail))];
  const decimals = measure === 'quartile' ? 0 : 3;
  return markdownTable([`${measure === 'quartile' ? 'Days to close' : 'Closed with highest stage'}, ${nameOf(period)}`, ...details], groups.map((group) => [
    group, ...details.map((detail) => {
      const row = own.find((one) => one.group === group && one.detail === detail);
      return `${numberText(row?.real, decimals)} / ${numberText(row?.simulated, decimals)}${row?.inside === true ? '' : ' *'}`;
    }),
  ]));
}

/** Open cases of each group, mean over the ends of the years of a period. */
export function groupsTable(sources: readonly NamedRows[], { first, last }: Years): string {
  const ofPeriod = (rows: readonly HeldOutRow[], group: string): HeldOutRow[] =>
    rows.filter((row) => row.measure === 'open' && row.group === group && Number(row.period) >= first && Number(row.period) <= last);
  const groups = [...new Set(sources[0].rows.map(({ group }) => group))].filter((group) => group !== 'all');
  const mean = (values: readonly (number | undefined)[]): number => values.reduce<number>((sum, value) => sum + (value ?? 0), 0) / values.length;
  return markdownTable(['Mean open cases', 'Real', ...sources.map(({ name }) => name)], groups.map((group) => {
    const real = mean(ofPeriod(sources[0].rows, group).map((row) => row.real));
    return [group, real.toFixed(0), ...sources.map(({ rows }) => {
      const own = ofPeriod(rows, group);
      const simulated = mean(own.map((row) => row.simulated));
      return `${simulated.toFixed(0)} ${signedPercent(simulated / real - 1)}`;
    })];
  }));
}

/** Observed over expected exits by year. */
export function paceTable(lines: readonly { readonly name: string; readonly paces: readonly Pace[] }[], years: Years): string {
  const periods = Array.from({ length: years.last - years.first + 1 }, (_, index) => String(years.first + index));
  return markdownTable(['Exits, observed / expected', ...periods], lines.map(({ name, paces }) => [
    name, ...paces.map(({ observed, expected }) => (expected < FEWEST_EXPECTED ? '-' : (observed / expected).toFixed(2))),
  ]));
}

/** Expected exits below which a ratio says nothing. */
const FEWEST_EXPECTED = 10;

function nameOf({ first, last }: Years): string {
  return `${first}-${last}`;
}

function numberText(value: number | undefined, decimals: number): string {
  return value === undefined ? '-' : value.toFixed(decimals);
}

function intervalText({ low, high }: HeldOutRow, decimals: number): string {
  return low === undefined || high === undefined ? '' : ` (${low.toFixed(decimals)}-${high.toFixed(decimals)})`;
}

function percent(share: number, decimals = 1): string {
  return `${(100 * share).toFixed(decimals)} %`;
}

function signedPercent(share: number | undefined): string {
  return share === undefined ? '-' : `${share > 0 ? '+' : ''}${percent(share)}`;
}
