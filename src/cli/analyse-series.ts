import { FEWEST_FOR_MSER, FEWEST_SAMPLES, warmUp, type WarmUp } from '../experiment/analysis/warm-up.js';
import { seriesKinds, type RunSeries } from '../experiment/analysis/system-series.js';
import type { DesignPoint } from '../experiment/design.js';
import { runAt, type Run } from '../experiment/experiment.js';
import { systemColumns } from '../model/series.js';
import { readSeries, type AnalysedResult } from '../node/analysed-result.js';
import { batchMeansTable, warmUpTable, welchCurveTable } from '../report/analysis-tables.js';
import { batchMeans, FEWEST_BATCHES, type BatchMeans } from '../statistics/batch-means.js';
import { failureGap, pointNames, unknown } from './analyse-question.js';
import type { Section } from './analyse-section.js';
import { alignDecimals, estimateTexts, shareText } from './estimate-format.js';
import { UsageError } from './io.js';
import { brieflyListed, counted, listed } from './prose.js';
import { probabilityText } from './result-text.js';

/** Series that is looked at unless another is named: the stock of the whole system. */
const STANDARD = 'open_problems';

/** @throws UsageError for columns of which a warm-up cannot be judged, with the nearest names */
export function seriesAsked(asked: readonly string[]): readonly string[] {
  const strange = asked.filter((name) => !seriesKinds.has(name)).map(strangeSeries);
  if (strange.length > 0) throw new UsageError(strange.join('\n'));
  return asked.length === 0 ? [STANDARD] : [...new Set(asked)];
}

function strangeSeries(name: string): string {
  if (systemColumns.some((column) => column.name === name)) {
    return `--series ${name}: it is an average since the warm-up, which settles by averaging alone; look at open_problems or at another count`;
  }
  return unknown('--series', name, 'a column of system.csv (its first line names them)', [...seriesKinds.keys()]).message;
}

/** The series of every run. @throws UsageError when runs have failed or a series has holes */
async function completeSeries(result: AnalysedResult, column: string, flag: string): Promise<RunSeries[]> {
  const failures = failureGap(result);
  if (failures.length > 0) throw new UsageError(`${flag} needs every run: ${failures.join('')}`);
  try {
    return await readSeries(result, column);
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(`${flag} --series ${error.message.replace('runSeries: ', '')}`) : error;
  }
}

/** Samples of a design point that there are to use. */
interface SampleCount {
  readonly point: string;
  readonly samples: number;
}

const MORE_SAMPLES = 'let the scenario take samples more often (time.sample) or run longer (--until)';

/** @throws UsageError naming all design points that have fewer samples than are needed, and how to come by more */
function requireSamples(needed: number, what: string, counts: readonly SampleCount[], wayOut = MORE_SAMPLES): void {
  const short = counts.filter(({ samples }) => samples < needed);
  if (short.length === 0) return;
  const found = [...new Set(short.map(({ samples }) => samples))].map((number) => {
    const points = short.filter(({ samples }) => samples === number);
    return `${number} ${points.length === counts.length ? '' : `of ${brieflyListed(points.map(({ point }) => point))}`}`.trim();
  });
  throw new UsageError(`${what}, found ${listed(found)}; ${wayOut}`);
}

/** A length of time for reading. */
function daysText(days: number): string {
  return counted(Number(days.toPrecision(4)), 'day');
}

interface Beginning extends WarmUp {
  readonly series: string;
  readonly point: DesignPoint;
  /** Warm-up that the scenario sets [days]. */
  readonly warmup: number;
}

async function beginnings(result: AnalysedResult, series: string, halfWindow: number | undefined): Promise<Beginning[]> {
  const { points, replications } = result.experiment;
  const names = pointNames(result);
  const runs = await completeSeries(result, series, '--warm-up');
  const counts = points.map(({ index }) => ({ point: names[index], samples: runs[index].values.length }));
  requireSamples(FEWEST_SAMPLES, `--warm-up: expected at least ${FEWEST_SAMPLES} samples`, counts);
  if (halfWindow !== undefined) requireSamples(4 * halfWindow, `--window ${halfWindow}: expected four times as many samples (${4 * halfWindow})`, counts, `${MORE_SAMPLES}, or ask for a smaller window`);
  return points.map((point) => {
    const ofPoint = Array.from({ length: replications }, (_, replication) => runs[replication * points.length + point.index]);
    return { series, point, warmup: point.scenario.time.warmup, ...warmUp(ofPoint, halfWindow) };
  });
}

/** What the warm-up that the scenario sets is in the table, and how totals are read. */
function warmUpNotes(columns: readonly string[], found: readonly Beginning[]): string[] {
  const totals = columns.filter((column) => seriesKinds.get(column) === 'growth');
  return [
    `Times are in days. ${found.every(({ warmup }) => warmup === 0) ? 'The scenario sets no warm-up (time.warmup).' : 'Warm-up set: what the scenario says in time.warmup.'}`,
    ...(totals.length === 0 ? [] : [`${listed(totals)} ${totals.length === 1 ? 'is a running total and is' : 'are running totals and are'} read as what is added from sample to sample.`]),
  ];
}

/** When the beginning is over, by MSER-5 and Welch. @throws UsageError */
export async function warmUpSection(result: AnalysedResult, columns: readonly string[], halfWindow: number | undefined): Promise<Section> {
  const { replications } = result.experiment;
  const names = pointNames(result);
  const found: Beginning[] = [];
  for (const series of columns) found.push(...(await beginnings(result, series, halfWindow)));
  const short = found.filter(({ mser }) => mser === undefined);
  const limited = found.filter(({ mser }) => mser?.atLimit === true);
  return {
    heading: 'Warm-up',
    notes: [
      `${replications === 1 ? 'Of one replication' : `Averaged over ${replications} replications`}. MSER-5 cuts off what makes the mean of the rest most precise. Welch: the time from which the smoothed mean stays within the range of its second half; a hint where to look in the picture of welch_curve.csv, no test.`,
      ...warmUpNotes(columns, found),
    ],
    headers: ['series, design point', 'samples', 'every', 'warm-up set', 'MSER-5', 'Welch', 'mean: begin', '1/4', '1/2', 'end'],
    groups: columns.map((series) => ({
      title: series,
      rows: found.filter((each) => each.series === series).map(({ point, samples, step, warmup, mserTime, welchTime, welch: { smoothed } }) => ({
        label: names[point.index],
        cells: [samples, daysText(step), warmup, mserTime, welchTime, ...[0, 0.25, 0.5, 1].map((share) => smoothed[Math.floor(share * (smoothed.length - 1))])],
      })),
    })),
    tables: [
      {
        table: warmUpTable,
        rows: found.map((w) => [w.series, w.point.index, w.point.name, w.replications, w.samples, w.step, w.warmup, w.mserTime, w.mser?.atLimit, w.halfWindow, w.welchTime]),
      },
      {
        table: welchCurveTable,
        rows: found.flatMap(({ series, point, step, welch: { means, smoothed } }) =>
          means.map((mean, index) => [series, point.index, point.name, step * (index + 1), mean, index < smoothed.length ? smoothed[index] : undefined])),
      },
    ],
    conclusions: [
      ...(short.length === 0 ? [] : [`MSER-5 needs ${FEWEST_FOR_MSER} samples and there are ${Math.min(...short.map(({ samples }) => samples))}: let the scenario take them more often (time.sample) or run longer.`]),
      ...(limited.length === 0 ? [] : [`MSER-5 would cut off half of the series at ${counted(limited.length, 'design point')}: the runs are too short to trust it, or there is a trend.`]),
      ...(replications < 5 ? ["Welch's picture wants five replications or more."] : []),
    ],
  };
}

interface LongRun extends BatchMeans, Run {
  readonly series: string;
  /** Time of the first sample that is used [days]. */
  readonly from: number;
}

async function longRuns(result: AnalysedResult, series: string, batches: number): Promise<LongRun[]> {
  const runs = await completeSeries(result, series, '--batch-means');
  const steady = runs.map(({ step, values }, index) => {
    const run = runAt(result.experiment, index);
    const first = firstAfter(run.point.scenario.time.warmup, step, seriesKinds.get(series) === 'growth');
    return { run, step, first, values: values.slice(first) };
  });
  const names = pointNames(result);
  requireSamples(
    batches, `--batch-means: expected at least ${batches} samples${afterWarmUp(result)}, one for each batch`,
    steady.slice(0, names.length).map(({ values }, index) => ({ point: names[index], samples: values.length })),
    batches > FEWEST_BATCHES ? `${MORE_SAMPLES}, or ask for fewer batches (--batches)` : MORE_SAMPLES,
  );
  return steady.map(({ run, step, first, values }) => {
    const means = batchMeans(values, batches);
    return { ...run, series, from: step * (first + means.unused + 1), ...means };
  });
}

/** ` after the warm-up of 126 days`; nothing where there is none. */
function afterWarmUp({ experiment: { points } }: AnalysedResult): string {
  const warmups = [...new Set(points.map(({ scenario }) => scenario.time.warmup))];
  if (warmups.every((warmup) => warmup === 0)) return '';
  return warmups.length === 1 ? ` after the warm-up of ${daysText(warmups[0])}` : ' after the warm-up';
}

/** Steady-state means of single runs by batch means. @throws UsageError */
export async function batchMeansSection(result: AnalysedResult, columns: readonly string[], batches: number): Promise<Section> {
  const names = pointNames(result);
  const found: LongRun[] = [];
  for (const series of columns) found.push(...(await longRuns(result, series, batches)));
  const texts = columns.flatMap((series) => estimateTexts(found.filter((each) => each.series === series).map(({ interval }) => interval)));
  const aligned = alignDecimals(texts.map(({ mean }) => mean));
  const correlated = found.filter((each) => each.correlated);
  return {
    heading: 'Batch means',
    notes: [
      `Each run by itself, as one long run in a steady state: ${batches} batches of its samples${afterWarmUp(result)}, with a 95 % interval as if batches were independent. Replications, where there are several, are the safer way.`,
      "lag-1: correlation of neighbouring batches. p: von Neumann's test that there is none.",
    ],
    headers: ['series, run', 'mean', '95 % interval', 'samples a batch', 'lag-1', 'p', 'warning'],
    groups: columns.map((series) => ({
      title: series,
      rows: found.flatMap((each, index) => (each.series !== series ? [] : [{
        label: `${each.run} (${names[each.point.index]})`,
        cells: [aligned[index], texts[index].interval, each.batchSize, each.lagOne === undefined ? undefined : shareText(each.lagOne), probabilityText(each.pValue), each.correlated ? 'correlated' : ''],
      }])),
    })),
    tables: [{
      table: batchMeansTable,
      rows: found.map((b) => [
        b.series, b.run, b.point.index, b.point.name, b.replication, batches, b.batchSize, b.from, b.interval.mean, b.interval.low, b.interval.high, b.lagOne, b.pValue, b.correlated,
      ]),
    }],
    conclusions: correlated.length === 0 ? [] : [
      `Warning: ${correlatedRows(correlated.length, found.length)}neighbouring batches are alike (p below .1), so that the interval is too narrow: use fewer batches or longer runs.`,
    ],
  };
}

function correlatedRows(correlated: number, rows: number): string {
  if (rows === 1) return '';
  return correlated === rows ? `in all ${rows} rows ` : `in ${correlated} of ${rows} rows `;
}

/** Steps that times may be off by rounding. */
const ROUNDING = 1e-9;

/** Number of the first sample that belongs to the time after the warm-up; of growth, the first that grew after it alone. */
function firstAfter(warmup: number, step: number, isGrowth: boolean): number {
  return isGrowth ? Math.ceil(warmup / step - ROUNDING) : Math.floor(warmup / step + ROUNDING);
}
