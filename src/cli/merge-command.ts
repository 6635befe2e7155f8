import { existsSync, readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { readProvenance } from '../node/provenance.js';
import { mergeShards } from '../node/shard-merge.js';
import { ExitCode, UsageError, type Io } from './io.js';
import { readPlugins, type PluginFlags } from './plugins.js';
import { Progress } from './progress.js';
import { counted } from './prose.js';
import { failuresText } from './summary-text.js';

/** Options of `merge`, as commander parses them. */
export interface MergeFlags extends PluginFlags {
  readonly out?: string;
  readonly overwrite?: boolean;
  readonly parquet?: boolean;
  readonly quiet?: boolean;
}

const SHARD_FOLDER = /^shard-\d+-of-\d+$/;

/**
 * `merge`: the shards of an experiment into one result. Resolves to an exit code.
 * @throws UsageError, ResultDirectoryError
 */
export async function mergeCommand(names: readonly string[], flags: MergeFlags, argv: readonly string[], io: Io): Promise<number> {
  const started = Date.now();
  const given = names.map((name) => resolve(io.cwd, name));
  const folders = given.flatMap((folder) => shardsIn(folder) ?? [folder]);
  const isParent = given.length === 1 && shardsIn(given[0]) !== undefined;
  if (flags.out === undefined && !isParent) throw new UsageError('merge: expected a folder with the shards, or several folders and --out FOLDER');
  const directory = flags.out === undefined ? join(given[0], 'merged') : resolve(io.cwd, flags.out);
  const progress = new Progress(io, flags.quiet === true);
  const summary = await mergeShards(folders, {
    directory,
    replace: flags.overwrite === true ? 'anything' : 'nothing',
    onProgress: (finished, runs) => progress.show(finished, runs, 0),
    plugins: readPlugins(flags.plugin ?? [], io),
    parquet: flags.parquet === true,
    provenance: () => readProvenance(io.cwd, ['subsidia', ...argv], started),
  }).finally(() => progress.clear());
  io.err(failuresText(summary.failures));
  if (flags.quiet !== true) io.out(`Merged ${counted(folders.length, 'shard')}: ${counted(summary.planned, 'run')}; the CSV files are in ${relative(io.cwd, directory) || '.'}/\n`);
  return summary.failures.length > 0 ? ExitCode.failedRuns : ExitCode.ok;
}

/** The shards in a folder in their order; undefined where it holds none. */
function shardsIn(folder: string): string[] | undefined {
  if (!existsSync(folder)) throw new UsageError(`${folder}: no such folder`);
  const found = readdirSync(folder).filter((name) => SHARD_FOLDER.test(name)).sort();
  return found.length === 0 ? undefined : found.map((name) => join(folder, name));
}
