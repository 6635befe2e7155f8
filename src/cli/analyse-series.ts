import { FEWEST_FOR_MSER, warmUp, type WarmUp } from '../experiment/analysis/warm-up.js';
import { seriesKinds, type RunSeries } from '../experiment/analysis/system-series.js';
import type { DesignPoint } from '../experiment/design.js';
import { runAt, type Run } from '../experiment/experiment.js';
import { systemColumns } from '../model/series.js';
import { readSeries, type AnalysedResult } from '../node/analysed-result.js';
import { batchMeansTable, warmUpTable, welchCurveTable } from '../report/analysis-tables.js';
import { batchMeans, type BatchMeans } from '../statistics/batch-means.js';
import { failureGap, pointNames, unknown } from './analyse-question.js';
import type { Section } from './analyse-section.js';
import { alignDecimals, estimateText } from './estimate-format.js';
import { UsageError } from './io.js';
import { counted } from './prose.js';

/** Series that is looked at unless another is named: the stock of the whole system. */
const STANDARD = 'open_problems';

/** @throws UsageError for a column of which a warm-up cannot be judged, with the nearest name */
export function seriesAsked(asked: readonly string[]): readonly string[] {
  for (const name of asked) {
    if (seriesKinds.has(name)) continue;
    if (systemColumns.some((column) => column.name === name)) {
      throw new UsageError(`--series ${name}: it is an average since the warm-up, which settles by averaging alone; look at open_problems or at another count`);
    }
    throw unknown('--series', name, 'a column of system.csv', [...seriesKinds.keys()]);
  }
  return asked.length === 0 ? [STANDARD] : [...new Set(asked)];
}

/** The series of every run. @throws UsageError when runs have failed or a series has holes */
async function completeSeries(result: AnalysedResult, column: string, flag: string): Promise<RunSeries[]> {
  const failures = failureGap(result);
  if (failures.length > 0) throw new UsageError(`${flag} needs every run: ${failures.join('')}`);
  try {
    return await readSeries(result, column);
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(`${flag} --series ${error.message}`) : error;
  }
}

/** What statistics cannot be computed from is said with what was asked for. */
function refusing<Value>(what: string, action: () => Value): Value {
  try {
    return action();
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(`${what}: ${error.message}`) : error;
  }
}

interface Beginning extends WarmUp {
  readonly series: string;
  readonly point: DesignPoint;
  /** Warm-up that the scenario sets [days]. */
  readonly warmup: number;
}

async function beginnings(result: AnalysedResult, series: string, halfWindow: number | undefined): Promise<Beginning[]> {
  const { points, replications } = result.experiment;
  const runs = await completeSeries(result, series, '--warm-up');
  return points.map((point) => {
    const ofPoint = Array.from({ length: replications }, (_, replication) => runs[replication * points.length + point.index]);
    const beginning = refusing(`--warm-up --series ${series}, ${point.name}`, () => warmUp(ofPoint, halfWindow));
    return { series, point, warmup: point.scenario.time.warmup, ...beginning };
  });
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
      `Averaged over ${counted(replications, 'replication')}. MSER-5 cuts off what makes the mean of the rest most precise. Welch: the time from which the smoothed mean stays within the range of its second half; a hint where to look in the picture of welch_curve.csv, no test.`,
      'The scenario sets time.warmup; totals are read as what is added from sample to sample.',
    ],
    headers: ['series, design point', 'samples', 'every', 'warm-up set', 'MSER-5', 'Welch', 'mean: begin', '1/4', '1/2', 'end'],
    groups: columns.map((series) => ({
      title: series,
      rows: found.filter((each) => each.series === series).map(({ point, samples, step, warmup, mserTime, welchTime, welch: { smoothed } }) => ({
        label: names[point.index],
        cells: [samples, `${step} days`, warmup, mserTime, welchTime, ...[0, 0.25, 0.5, 1].map((share) => smoothed[Math.floor(share * (smoothed.length - 1))])],
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
  return runs.map(({ step, values }, index) => {
    const run = runAt(result.experiment, index);
    const { warmup } = run.point.scenario.time;
    const first = firstAfter(warmup, step, seriesKinds.get(series) === 'growth');
    const rest = values.slice(first);
    const means = refusing(`--batch-means --series ${series}, run ${index}, ${counted(rest.length, 'sample')} after the warm-up of ${warmup} days`, () => batchMeans(rest, batches));
    return { ...run, series, from: step * (first + means.unused + 1), ...means };
  });
}

/** Steady-state means of single runs by batch means. @throws UsageError */
export async function batchMeansSection(result: AnalysedResult, columns: readonly string[], batches: number): Promise<Section> {
  const names = pointNames(result);
  const found: LongRun[] = [];
  for (const series of columns) found.push(...(await longRuns(result, series, batches)));
  const texts = found.map(({ interval: { mean, low, high } }) => estimateText({ mean, low, high }));
  const aligned = alignDecimals(texts.map(({ mean }) => mean));
  const correlated = found.filter((each) => each.correlated);
  return {
    heading: 'Batch means',
    notes: [
      `Each run by itself, as one long run in a steady state: ${batches} batches of its samples after the warm-up, with a 95 % interval as if batches were independent. Replications, where there are several, are the safer way.`,
    ],
    headers: ['series, run', 'mean', '95 % interval', 'samples a batch', 'lag-1', 'p', 'warning'],
    groups: columns.map((series) => ({
      title: series,
      rows: found.flatMap((each, index) => (each.series !== series ? [] : [{
        label: `${each.run} (${names[each.point.index]})`,
        cells: [aligned[index], texts[index].interval, each.batchSize, each.lagOne, each.pValue, each.correlated ? 'correlated' : ''],
      }])),
    })),
    tables: [{
      table: batchMeansTable,
      rows: found.map((b) => [
        b.series, b.run, b.point.index, b.point.name, b.replication, batches, b.batchSize, b.from, b.interval.mean, b.interval.low, b.interval.high, b.lagOne, b.pValue, b.correlated,
      ]),
    }],
    conclusions: correlated.length === 0 ? [] : [
      `Warning: ${correlated.length === found.length ? 'in' : `in ${correlated.length} of`} ${counted(found.length, 'run')} neighbouring batches are alike (von Neumann's test at 10 %), so these intervals are too narrow: use fewer batches or longer runs.`,
    ],
  };
}

/** Steps that times may be off by rounding. */
const ROUNDING = 1e-9;

/** Number of the first sample that belongs to the time after the warm-up; of growth, the first that grew after it alone. */
function firstAfter(warmup: number, step: number, isGrowth: boolean): number {
  return isGrowth ? Math.ceil(warmup / step - ROUNDING) : Math.floor(warmup / step + ROUNDING);
}
