import { rebuildExperiment, start, type ExperimentSource } from '../node/run-worker.js';
import { catalogueWith } from '../node/plugins.js';
import { belongsTo, shardInWords, type Shard } from '../experiment/shard.js';
import { availableParallelism } from 'node:os';
import { counted, times } from './prose.js';

/** Runs that are tried for an estimate of time and size. */
const TRIED = 3;

/** Size of a table as a Parquet file, as a share of its CSV file: 22 % in results of 8 and of 25 MB. */
const PARQUET_SHARE = 0.22;

/**
 * What an experiment would take: points, runs, and time and disk by a few of its runs, which leave nothing behind.
 * @throws ScenarioError, DesignError
 */
export async function trialRun(source: ExperimentSource, shard: Shard | undefined, parquet: boolean): Promise<string> {
  const experiment = rebuildExperiment(source, await catalogueWith(source.plugins));
  const { points, replications } = experiment;
  const here = points.filter(({ index }) => shard === undefined || belongsTo(shard, index));
  if (shard !== undefined && here.length === 0) return `design points: none of ${points.length} in shard ${shardInWords(shard)}\n`;
  const execute = await start(source);
  // Runs of points far from each other, the first of them twice: what it cost to begin is not what a run costs.
  const tried = Array.from({ length: Math.min(TRIED, here.length) }, (_, index) => here[Math.floor((index * here.length) / TRIED)].index);
  execute(tried[0]);
  let seconds = 0;
  let bytes = 0;
  for (const run of tried) {
    const begun = performance.now();
    const { rows, failure } = execute(run);
    seconds += (performance.now() - begun) / 1000;
    bytes += rows.reduce((sum, [, text]) => sum + Buffer.byteLength(text), 0);
    if (failure !== undefined) return `run ${run} (${points[run].name}) would fail (${failure.stage}): ${failure.message}\n`;
  }
  const runs = here.length * replications;
  const csv = (runs * bytes) / tried.length;
  const workers = availableParallelism();
  const all = (runs * seconds) / tried.length;
  return [
    `design points: ${here.length}${shard === undefined ? '' : ` of ${points.length}, shard ${shardInWords(shard)}`}`,
    `runs: ${counted(runs, 'run')}, each point ${times(replications)}${source.stopping === undefined ? '' : ' at most'}`,
    `time: about ${spanOf(all / workers)} on ${counted(workers, 'core')} (${Number((seconds / tried.length).toPrecision(2))} s a run)`,
    `disk: about ${sizeOf(2 * csv)} while it runs, half of it afterwards${parquet ? `, and ${sizeOf(PARQUET_SHARE * csv)} as Parquet files` : ''}`,
    '',
  ].join('\n');
}

function spanOf(seconds: number): string {
  if (seconds < 120) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${(seconds / 3600).toFixed(1)} h` : `${(seconds / 86_400).toFixed(1)} days`;
}

function sizeOf(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${Number((bytes / 1000 ** step).toPrecision(2))} ${units[step]}`;
}
