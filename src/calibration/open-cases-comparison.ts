import type { Table } from '../scenario/table.js';
import { markdownTable } from './markdown-table.js';
import type { YearEnd } from './ladder-study.js';

/** Open cases of one simulated run at one time. */
export interface SimulatedSample {
  readonly runId: string;
  /** Days since the start of the simulation. */
  readonly time: number;
  readonly open: number;
}

/** Simulated against real open cases at the end of one year. */
export interface YearComparison {
  readonly year: number;
  readonly real: number;
  /** Over runs. */
  readonly mean: number;
  /** Standard deviation between runs; absent with one run. */
  readonly sd?: number;
  /** mean / real - 1 */
  readonly relativeError: number;
}

/** Columns of a table of time series, one row per run and sample. */
export interface SampleColumns {
  readonly run: string;
  readonly time: string;
  readonly open: string;
}

/**
 * Open cases from the time series of simulated runs (`system.csv`).
 *
 * @throws RangeError naming a column that is missing or a line with no number in it
 * @example readSamples(readTable('system.csv', text, ','), { run: 'run_id', time: 'time', open: 'problems_open' })
 */
export function readSamples(table: Table, columns: SampleColumns): SimulatedSample[] {
  const run = column(table, columns.run);
  const time = column(table, columns.time);
  const open = column(table, columns.open);
  return table.rows.map((row) => ({ runId: row.cells[run], time: numberIn(table, row, time), open: numberIn(table, row, open) }));
}

/**
 * Real open cases at the ends of years, from a table with the columns `year`, `time` [days] and `open`.
 *
 * @throws RangeError naming a column that is missing or a line with no number in it
 */
export function readYearEnds(table: Table): YearEnd[] {
  const [year, time, open] = ['year', 'time', 'open'].map((name) => column(table, name));
  return table.rows.map((row) => ({ year: numberIn(table, row, year), time: numberIn(table, row, time), open: numberIn(table, row, open) }));
}

function column(table: Table, name: string): number {
  const index = table.columns.indexOf(name);
  if (index < 0) throw new RangeError(`${table.file}: expected a column "${name}", found ${table.columns.join(', ')}`);
  return index;
}

function numberIn(table: Table, { line, cells }: Table['rows'][number], index: number): number {
  const text = cells[index].trim();
  const value = text === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) throw new RangeError(`${table.file}:${line}: expected a number in column "${table.columns[index]}", found "${text}"`);
  return value;
}

/** Samples up to this much apart from a year's end belong to it: civil years of 365.25 days drift by less than a day [days]. */
const NEAR = 1;

/**
 * Compares simulated with real open cases year by year.
 *
 * @param samples of all runs, at any times; those within a day of a year's end are used
 * @throws RangeError when a run has not exactly one sample at some year's end, naming run and year
 * @example compareOpenCases([{ runId: '1', time: 365.25, open: 105 }], [{ year: 2002, time: 365, open: 100 }])[0].relativeError // 0.05
 */
export function compareOpenCases(samples: readonly SimulatedSample[], yearEnds: readonly YearEnd[]): YearComparison[] {
  const runs = [...new Set(samples.map(({ runId }) => runId))];
  if (runs.length === 0) throw new RangeError('compareOpenCases: expected samples of at least one run, found none');
  return yearEnds.map(({ year, time, open: real }) => {
    const near = samples.filter((sample) => Math.abs(sample.time - time) < NEAR);
    const values = runs.map((run) => {
      const own = near.filter(({ runId }) => runId === run);
      if (own.length !== 1) throw new RangeError(`compareOpenCases: expected one sample of run ${run} at the end of ${year}, found ${own.length}`);
      return own[0].open;
    });
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
    return {
      year, real, mean, relativeError: mean / real - 1,
      ...(values.length > 1 ? { sd: Math.sqrt(squares / (values.length - 1)) } : {}),
    };
  });
}

/** Mean of the absolute relative errors of the years from `first` to `last`, both included. */
export function meanAbsoluteError(years: readonly YearComparison[], first: number, last: number): number {
  const errors = years.filter(({ year }) => year >= first && year <= last).map(({ relativeError }) => Math.abs(relativeError));
  if (errors.length === 0) throw new RangeError(`meanAbsoluteError: expected a year from ${first} to ${last}, found none`);
  return errors.reduce((sum, error) => sum + error, 0) / errors.length;
}

/** The comparison as a Markdown table, with the mean absolute error of the years the laws come from and of those they do not. */
export function openCasesTable(years: readonly YearComparison[], lastOfWindow: number): string {
  const table = markdownTable(['End of', 'Real', 'Simulated', 'Standard deviation between runs', 'Error'], years.map((year) => [
    String(year.year), String(year.real), year.mean.toFixed(0), year.sd?.toFixed(0) ?? '-', signedPercent(year.relativeError),
  ]));
  const first = years[0].year;
  const last = years[years.length - 1].year;
  const inside = `${first}-${lastOfWindow}: ${percent(meanAbsoluteError(years, first, lastOfWindow))}`;
  const after = `${lastOfWindow + 1}-${last}: ${percent(meanAbsoluteError(years, lastOfWindow + 1, last))}`;
  return `${table}\n\nMean absolute error: ${inside} in the years the laws are estimated from, ${after} in those they are not.`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function signedPercent(share: number): string {
  return `${share > 0 ? '+' : ''}${percent(share)}`;
}
