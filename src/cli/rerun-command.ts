import { join, relative, resolve } from 'node:path';
import { writeExperiment } from '../node/experiment-files.js';
import { details } from '../node/experiment-tables.js';
import { readSource, rowsOfRun } from '../node/finished-result.js';
import { pluginsAgain } from '../node/plugins.js';
import { readProvenance } from '../node/provenance.js';
import { cellsOf } from '../node/result-reader.js';
import { failuresTable } from '../report/failures-table.js';
import { ExitCode, UsageError, type Io } from './io.js';
import { wholeNumber } from './option-values.js';
import { readPlugins, type PluginFlags } from './plugins.js';
import { failuresText } from './summary-text.js';
import { requireDetails } from './written-experiment.js';

/** Options of `rerun`, as commander parses them. */
export interface RerunFlags extends PluginFlags {
  readonly run?: string;
  readonly out?: string;
  readonly overwrite?: boolean;
  readonly detail?: readonly string[];
  readonly quiet?: boolean;
}

/**
 * `rerun`: one run of a result again, alone, and whether it gives the same rows. Resolves to an exit code.
 * @throws UsageError, ResultDirectoryError
 */
export async function rerunCommand(name: string, flags: RerunFlags, argv: readonly string[], io: Io): Promise<number> {
  const started = Date.now();
  requireDetails(flags.detail ?? []);
  if (flags.run === undefined) throw new UsageError('rerun: expected --run ID, a run_id of runs.csv');
  const folder = resolve(io.cwd, name);
  const { source } = await readSource(folder, { verify: false });
  const plugins = pluginsAgain(name, source.plugins, readPlugins(flags.plugin ?? [], io));
  const run = wholeNumber('--run', flags.run, 0);
  const original = await rowsOfRun(folder, run);
  if (original.get('runs.csv') === '') throw new UsageError(`--run ${run}: there is no such run in ${join(name, 'runs.csv')}`);
  const directory = resolve(io.cwd, flags.out ?? join(name, `rerun-${run}`));
  const detail = details.filter((each) => source.detail.includes(each) || flags.detail?.includes(each));
  const summary = await writeExperiment({ ...source, detail, ...(plugins.length === 0 ? {} : { plugins }) }, {
    directory,
    workers: 1,
    only: run,
    replace: flags.overwrite === true ? 'anything' : 'finished',
    signal: io.signal,
    provenance: () => readProvenance(io.cwd, ['subsidia', ...argv], started),
  });
  io.err(failuresText(summary.failures));
  const differing = differingTables(original, await rowsOfRun(directory, run));
  const where = relative(io.cwd, directory) || '.';
  if (flags.quiet !== true) {
    io.out(differing.length === 0 ? `run ${run} gives the same rows as in ${name}; they are in ${where}/\n` : `run ${run} gives other rows than in ${name}, in ${differing.join(', ')}; they are in ${where}/\n`);
  }
  return differing.length > 0 || summary.failures.length > 0 ? ExitCode.failedRuns : ExitCode.ok;
}

/** CSV files that two results have in common and in which a run has other rows. */
function differingTables(first: ReadonlyMap<string, string>, second: ReadonlyMap<string, string>): string[] {
  const differ = (table: string, rows: string, other: string | undefined): boolean =>
    other !== undefined && (table === FAILURES ? withoutCommand(rows) !== withoutCommand(other) : rows !== other);
  return [...first].filter(([table, rows]) => differ(table, rows, second.get(table))).map(([table]) => table);
}

const FAILURES = `${failuresTable.name}.csv`;

/** A row of failures without its command, which names the scenario as it was named on the command line. */
function withoutCommand(row: string): string {
  const command = failuresTable.columns.findIndex(({ name }) => name === 'rerun');
  return row === '' ? '' : JSON.stringify(cellsOf(row).filter((_, index) => index !== command));
}
