import { runAt } from '../experiment/experiment.js';
import { shardInWords } from '../experiment/shard.js';
import { readSource, requireSame, runsIn, type FinishedResult } from './finished-result.js';
import { pluginsAgain, type PluginSource } from './plugins.js';
import { ResultDirectoryError } from './result-directory.js';
import type { Identity } from './run-journal.js';
import { finishStudy, openStudy, studyOf, type Destination, type Ending, type ExperimentSummary } from './study.js';

/** Where the shards of an experiment are put together. */
export interface MergeOptions extends Destination, Pick<Ending, 'provenance' | 'parquet'> {
  /** Told after every run: runs put together, of how many. */
  readonly onProgress?: (finished: number, runs: number) => void;
  /** Those that the shards were made with. */
  readonly plugins?: readonly PluginSource[];
}

/**
 * Puts the shards of an experiment together: the files that one machine would have written.
 * @throws ResultDirectoryError unless the folders hold all shards of one experiment, each once, complete and as it was written; PluginError for other plugins
 */
export async function mergeShards(directories: readonly string[], options: MergeOptions): Promise<ExperimentSummary> {
  const shards = await readShards(directories);
  const { directory, source } = shards[0];
  const plugins = pluginsAgain(directory, source.plugins, options.plugins);
  const study = await studyOf(plugins.length === 0 ? source : { ...source, plugins });
  const { experiment } = study;
  const writer = await openStudy(study, options);
  try {
    const streams = shards.map(({ directory }) => runsIn(directory, study.tables.tables));
    for (const run of study.runs) {
      const { index } = runAt(experiment, run).point;
      const next = await streams[index % shards.length].next();
      if (next.done === true || next.value.run !== run) throw new ResultDirectoryError('source', `${shards[index % shards.length].directory}: run ${run} is missing`);
      if (!writer.finished.has(run)) await writer.append(run, next.value.rows, { failed: next.value.failed });
      options.onProgress?.(run + 1, study.runs.length);
    }
    return await finishStudy(study, writer, { provenance: options.provenance, parquet: options.parquet === true, events: 0, replications: experiment.replications });
  } finally {
    await writer.close();
  }
}

/** The shards of one experiment in their order. @throws ResultDirectoryError unless they are all there and belong together. */
async function readShards(directories: readonly string[]): Promise<FinishedResult[]> {
  const found: (FinishedResult | undefined)[] = [];
  let first: FinishedResult | undefined;
  for (const directory of directories) {
    const result = await readSource(directory);
    const { shard, complete, identity, replications } = result.manifest;
    if (shard === undefined) throw new ResultDirectoryError('source', `${directory} holds no shard but a whole result`);
    if (!complete) throw new ResultDirectoryError('source', `${directory}: shard ${shardInWords(shard)} is not complete; the command that made it goes on from there`);
    first ??= result;
    requireSame(directory, withoutPart(identity), withoutPart(first.manifest.identity), 'source');
    if (shard.count !== first.manifest.shard?.count) {
      throw new ResultDirectoryError('source', `${directory} is shard ${shardInWords(shard)}, ${first.directory} one of ${first.manifest.shard?.count ?? 0}`);
    }
    if (replications !== first.manifest.replications) {
      throw new ResultDirectoryError('source', `${directory} has ${replications} replications of every design point, ${first.directory} ${first.manifest.replications}`);
    }
    const twin = found.at(shard.index - 1);
    if (twin !== undefined) throw new ResultDirectoryError('source', `${directory} and ${twin.directory} are both shard ${shardInWords(shard)}`);
    found[shard.index - 1] = result;
  }
  const count = first?.manifest.shard?.count ?? 0;
  const missing = Array.from({ length: count }, (_, index) => index + 1).filter((index) => found.at(index - 1) === undefined);
  if (missing.length > 0 || count === 0) throw new ResultDirectoryError('source', `shards are missing: ${missing.map((index) => shardInWords({ index, count })).join(', ')}`);
  return found.filter((result) => result !== undefined);
}

function withoutPart({ shard, run, ...identity }: Identity): Identity {
  return identity;
}
