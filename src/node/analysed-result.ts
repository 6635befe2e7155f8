import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse';
import { runAt, type Experiment } from '../experiment/experiment.js';
import type { MeasureValues } from '../experiment/estimates.js';
import { shardInWords } from '../experiment/shard.js';
import { runSeries, seriesKinds, type RunSeries } from '../experiment/analysis/system-series.js';
import type { StoppingRule } from '../experiment/stopping.js';
import type { DesignRecord } from '../experiment/sweep/sweep-plan.js';
import { readResult, type FinishedResult } from './finished-result.js';
import { directoryContent, ResultDirectoryError, resultPaths } from './result-directory.js';
import { catalogueWith, pluginsAgain, type PluginSource } from './plugins.js';
import { rebuildExperiment } from './run-worker.js';

/** A whole result that can be analysed. */
export interface AnalysedResult {
  readonly directory: string;
  /** With the replications that were run. */
  readonly experiment: Experiment;
  /** Designs of the points; empty where they were listed or varied on the command line. */
  readonly designs: readonly DesignRecord[];
  /** SHA-256 of `runs.csv`, which says what was analysed. */
  readonly hash: string;
  /** Numbers of the runs that failed. */
  readonly failed: readonly number[];
  /** When it was to stop, if by its precision. */
  readonly stopping?: StoppingRule;
}

/**
 * Opens a result for analysis.
 * @param plugins those that it was made with
 * @throws ResultDirectoryError for a folder without a whole, finished result: nothing, an unfinished experiment, a shard, a single run, files that are
 * not as they were written; PluginError for other plugins
 */
export async function openResult(directory: string, plugins: readonly PluginSource[] = []): Promise<AnalysedResult> {
  if ((await directoryContent(resultPaths(directory))) === 'unfinished') throw unfinished(directory);
  const result = await readResult(directory);
  requireWhole(result);
  const { manifest: { replications, files }, source } = result;
  const planned = rebuildExperiment(source, await catalogueWith(pluginsAgain(directory, source.plugins, plugins)));
  const experiment = { ...planned, replications, runs: planned.points.length * replications };
  return {
    directory, experiment, designs: source.designs ?? [], hash: files['runs.csv'].sha256, failed: await failedRuns(directory),
    ...(source.stopping === undefined ? {} : { stopping: source.stopping }),
  };
}

function unfinished(directory: string): ResultDirectoryError {
  return new ResultDirectoryError('foreign', `${directory}: the experiment is not finished; the command that made it goes on from there`);
}

function requireWhole({ directory, manifest: { complete, shard, identity } }: FinishedResult): void {
  if (!complete) throw unfinished(directory);
  if (shard !== undefined) {
    throw new ResultDirectoryError('foreign', `${directory} holds shard ${shardInWords(shard)} of an experiment; put the shards together with "subsidia merge" and analyse the whole`);
  }
  if ('run' in identity) throw new ResultDirectoryError('foreign', `${directory} holds run ${identity['run']} alone; analyse the result that it is of`);
}

async function failedRuns(directory: string): Promise<number[]> {
  const failed: number[] = [];
  for await (const row of rowsOf(directory, 'failures')) failed.push(Number(row['run_id']));
  return failed;
}

/**
 * The values of measures by design point and replication; undefined where a run has none.
 * @param names columns of `runs.csv`
 */
export async function readMeasures({ directory, experiment }: AnalysedResult, names: readonly string[]): Promise<Map<string, MeasureValues>> {
  const empty = (): (number | undefined)[][] => experiment.points.map(() => new Array<number | undefined>(experiment.replications).fill(undefined));
  const values = new Map(names.map((name) => [name, empty()]));
  for await (const row of rowsOf(directory, 'runs')) {
    const { point, replication } = runAt(experiment, Number(row['run_id']));
    for (const [name, points] of values) points[point.index][replication] = numberIn(row[name]);
  }
  return values;
}

/**
 * A column of `system.csv` as a series of every run.
 * @throws RangeError naming the run whose series cannot be used
 */
export async function readSeries({ directory, experiment }: AnalysedResult, column: string): Promise<RunSeries[]> {
  const times: number[][] = Array.from({ length: experiment.runs }, () => []);
  const cells: (number | undefined)[][] = Array.from({ length: experiment.runs }, () => []);
  for await (const row of rowsOf(directory, 'system')) {
    const run = Number(row['run_id']);
    times[run].push(Number(row['time']));
    cells[run].push(numberIn(row[column]));
  }
  return times.map((ofRun, run) => {
    try {
      return runSeries(ofRun, cells[run], seriesKinds.get(column) ?? 'state');
    } catch (error) {
      throw error instanceof RangeError ? new RangeError(`${column} of run ${run}: ${error.message}`) : error;
    }
  });
}

function numberIn(cell: string | undefined): number | undefined {
  return cell === undefined || cell === '' ? undefined : Number(cell);
}

/** Rows of a table as cells by header, one after the other. */
function rowsOf(directory: string, table: string): AsyncIterable<Readonly<Record<string, string | undefined>>> {
  return createReadStream(join(directory, `${table}.csv`)).pipe(parse({ columns: true }));
}
