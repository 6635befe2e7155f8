import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import type { ExperimentOptions } from '../experiment/experiment.js';
import type { Shard } from '../experiment/shard.js';
import { isExperimentText, parseExperimentFile, type ExperimentFile } from '../experiment/sweep/experiment-file.js';
import { planSweep, type SweepPlan } from '../experiment/sweep/sweep-plan.js';
import type { ExperimentSource } from '../node/run-worker.js';
import type { ExperimentSummary } from '../node/study.js';
import { readText } from '../node/text-files.js';
import type { PlacedSetting, Setting } from '../scenario/command-line-changes.js';
import { ScenarioError } from '../scenario/scenario-error.js';
import { trialRun } from './dry-run.js';
import { ExitCode, UsageError, type Io } from './io.js';
import { horizonOf, wholeNumber } from './option-values.js';
import { loadPlugins, sourcePlugins } from './plugins.js';
import { counted, times } from './prose.js';
import { loadScenario, planLoaded, type LoadedScenario } from './scenario-files.js';
import { shardOf, type ShardFlags } from './shard-flags.js';
import { sweepFileOf, type SweepDesignFlags } from './sweep-flags.js';
import { unmetPrecisionText } from './unmet-precision.js';
import { beginWriting, detailsFor, exitCodeOf, writeShowingProgress, type WritingFlags } from './written-experiment.js';

/** Options of `sweep`, as commander parses them. */
export interface SweepFlags extends SweepDesignFlags, ShardFlags, WritingFlags {
  readonly seed?: string;
  readonly replications?: string;
  readonly until?: string;
  readonly set?: readonly string[];
  readonly dryRun?: boolean;
  readonly retryFailed?: boolean;
}

/**
 * `sweep`: the runs of an experiment file, or of a design given on the command line. Resolves to an exit code.
 * @throws UsageError, ScenarioError, DesignError, ResultDirectoryError for what the user can mend.
 */
export async function sweepCommand(name: string, flags: SweepFlags, argv: readonly string[], io: Io): Promise<number> {
  if (flags.retryFailed === true && flags.overwrite === true) throw new UsageError('--retry-failed keeps what is there and --overwrite does not: give one of them');
  const beginning = beginWriting(flags);
  const sweep = await loadSweep(name, flags, io);
  const plan = checkedPlan(sweep, flags, io);
  if (flags.quiet !== true) for (const notice of plan.notices) io.err(`notice: ${notice}\n`);
  const source = sourceOf(sweep, plan, flags);
  const shard = shardOf(flags, process.env);
  if (flags.dryRun === true) {
    io.out(await trialRun(source, shard, flags.parquet === true));
    return ExitCode.ok;
  }
  const base = flags.out ?? join('results', sweep.loaded.scenario.name, sweep.file.name);
  const directory = resolve(io.cwd, shard === undefined ? base : join(base, `shard-${shard.index}-of-${shard.count}`));
  const replace = flags.overwrite === true ? 'anything' : 'extend';
  if (flags.retryFailed === true && flags.quiet !== true && !existsSync(directory)) {
    io.err(`notice: nothing is in ${relative(io.cwd, directory)} yet, so that no run can have failed: all are run\n`);
  }
  const placing = { directory, replace, retryFailed: flags.retryFailed === true, ...(shard === undefined ? {} : { shard }) } as const;
  const summary = await writeShowingProgress(source, placing, flags, beginning, argv, io);
  if (flags.quiet !== true) {
    io.out(sentence(sweep, summary, shard, relative(io.cwd, directory) || '.'));
    if (summary.unmet !== undefined) io.err(`notice: ${unmetPrecisionText(summary.unmet, summary.experiment.replications, summary.experiment.points.map(({ name }) => name))}\n`);
  }
  return exitCodeOf(summary, flags, io);
}

/** An experiment and the scenario it is about, with the experiment's own changes made. */
interface LoadedSweep {
  readonly file: ExperimentFile;
  /** Folder against which the files that a design names are looked up. */
  readonly folder: string;
  readonly loaded: LoadedScenario;
  /** Changes to the scenario, as on the command line. */
  readonly set: readonly string[];
}

async function loadSweep(name: string, flags: SweepFlags, io: Io): Promise<LoadedSweep> {
  const path = resolve(io.cwd, name);
  const isFile = existsSync(path) && statSync(path).isFile();
  const text = isFile ? readText(path) : '';
  const given = [...(flags.set ?? []), ...horizonOf(flags.until)];
  if (isFile && isExperimentText(basename(path), text)) {
    const file = parseExperimentFile(text, relative(io.cwd, path) || basename(path));
    const own = Object.entries(file.set).map(([at, value]): PlacedSetting => ({ setting: `${at}=${JSON.stringify(value)}`, place: (inside) => file.place(['set', at, ...inside]) }));
    const beside = join(dirname(path), file.scenario);
    const plugins = [...file.plugins.map((plugin) => relative(io.cwd, resolve(dirname(path), plugin))), ...(flags.plugin ?? [])];
    const extensions = await loadPlugins(plugins, io);
    const loaded = toldOfExperiment(file, () => loadScenario(existsSync(beside) ? relative(io.cwd, beside) : file.scenario, [...own, ...given], io, extensions));
    return { file: sweepFileOf(flags, file), folder: dirname(path), loaded, set: textsOf([...own, ...given]) };
  }
  const loaded = loadScenario(name, given, io, await loadPlugins(flags.plugin ?? [], io));
  return { file: sweepFileOf(flags, undefined, loaded.scenario.name), folder: io.cwd, loaded, set: textsOf(given) };
}

function textsOf(settings: readonly Setting[]): string[] {
  return settings.map((setting) => (typeof setting === 'string' ? setting : setting.setting));
}

/** Problems that are all in the experiment file are told as problems of that file, not of the scenario that it changes. */
function toldOfExperiment<Loaded>({ place }: ExperimentFile, load: () => Loaded): Loaded {
  try {
    return load();
  } catch (error) {
    const { file } = place([]);
    if (error instanceof ScenarioError && error.problems.every((problem) => problem.file === file)) throw new ScenarioError(file, error.problems);
    throw error;
  }
}

function checkedPlan({ file, folder, loaded }: LoadedSweep, { quiet }: SweepFlags, io: Io): SweepPlan {
  const started = Date.now();
  const plan = planSweep(loaded.scenario, file, {
    readText: (path) => readText(resolve(folder, path)),
    onChecked: (checked, points) => {
      if (quiet === true || !io.terminal || Date.now() - started < 1000 || (checked % 50 !== 0 && checked < points)) return;
      io.err(`\r\u001b[Kchecking design points: ${checked} of ${points}${checked === points ? '\r\u001b[K' : ''}`);
    },
  });
  return plan;
}

function sourceOf({ file, loaded, set }: LoadedSweep, { points, designs }: SweepPlan, flags: SweepFlags): ExperimentSource {
  const replications = flags.replications === undefined ? file.replications : wholeNumber('--replications', flags.replications);
  const seed = flags.seed ?? file.seed;
  const options: ExperimentOptions = {
    points,
    randomNumbers: file.randomNumbers,
    ...(seed === undefined ? {} : { seed }),
    ...(replications === undefined ? {} : { replications }),
  };
  // Whatever is impossible is said before anything runs.
  planLoaded(loaded, options);
  const detail = detailsFor([...file.detail, ...(flags.detail ?? [])], loaded);
  return {
    text: loaded.text, file: loaded.file, files: loaded.files, set, options, detail, experiment: file.name, designs,
    ...(file.stopping === undefined ? {} : { stopping: file.stopping }),
    ...sourcePlugins(loaded.extensions),
  };
}

function sentence({ file }: LoadedSweep, { experiment, finished, planned, failures }: ExperimentSummary, shard: Shard | undefined, directory: string): string {
  const part = shard === undefined ? '' : `, shard ${shard.index} of ${shard.count}`;
  const points = counted(experiment.points.length, 'design point');
  const runs = finished === planned ? counted(planned, 'run') : `${finished} of ${counted(planned, 'run')}`;
  const failed = failures.length === 0 ? '' : `, ${failures.length} failed (failures.csv)`;
  return `${file.name}: ${points}, ${times(experiment.replications)} each${part}; ${runs}${failed}; the CSV files are in ${directory}/\n`;
}
