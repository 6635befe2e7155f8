import { availableParallelism } from 'node:os';
import { join, relative, resolve } from 'node:path';
import type { ExperimentOptions } from '../experiment/experiment.js';
import { writeExperiment } from '../node/experiment-files.js';
import { details, type Detail } from '../node/experiment-tables.js';
import { readProvenance } from '../node/provenance.js';
import type { ExperimentSummary } from '../node/study.js';
import { assumptionNotices } from './assumption-notices.js';
import { ExitCode, UsageError, type Io } from './io.js';
import { factorsOf, loadChanged, wholeNumber } from './option-values.js';
import { Progress } from './progress.js';
import { comparisonText, estimatesText } from './result-text.js';
import { planLoaded, type LoadedScenario } from './scenario-files.js';
import { failuresText, sentence, type ExperimentCommand } from './summary-text.js';

/** Options that `run` and `compare` share, as commander parses them. */
export interface ExperimentFlags {
  readonly seed?: string;
  readonly replications?: string;
  readonly until?: string;
  readonly set?: readonly string[];
  readonly vary?: readonly string[];
  readonly workers?: string;
  readonly out?: string;
  readonly overwrite?: boolean;
  readonly parquet?: boolean;
  readonly detail?: readonly string[];
  readonly quiet?: boolean;
}

/**
 * `run`, which simulates a scenario as it stands, and `compare`, which does so for every variant of the file; both for every combination of
 * `--vary`. Resolves to an exit code.
 * @throws UsageError, ScenarioError, ResultDirectoryError for what the user can mend.
 */
export async function experimentCommand(command: ExperimentCommand, name: string, flags: ExperimentFlags, argv: readonly string[], io: Io): Promise<number> {
  const started = Date.now();
  if (flags.out?.trim() === '') throw new UsageError('--out: expected the name of a folder, found nothing');
  const workers = flags.workers === undefined ? availableParallelism() : wholeNumber('--workers', flags.workers);
  const options = experimentOptions(command, flags);
  const { set, loaded } = loadChanged(name, flags, io);
  const detail = detailOf(flags, loaded);
  const { points } = planLoaded(loaded, options);
  if (command === 'compare' && points.length < 2) throw nothingToCompare(loaded);

  const directory = resolve(io.cwd, flags.out ?? join('results', loaded.scenario.name, command));
  const progress = new Progress(io, flags.quiet === true);
  const say = (text: string): void => {
    if (flags.quiet !== true) io.err(text);
  };
  say(assumptionNotices(points));
  const source = { text: loaded.text, file: loaded.file, files: loaded.files, set, options, detail };
  const summary = await writeExperiment(source, {
    directory,
    workers,
    // The default folder belongs to this command; a folder that the user names may hold something dear.
    replace: flags.overwrite === true ? 'anything' : flags.out === undefined ? 'finished' : 'nothing',
    signal: io.signal,
    onProgress: (finished, runs, events, failed) => progress.show(finished, runs, events, failed),
    onResume: (finished, runs) => say(`resuming: ${finished} of ${runs} runs are there already\n`),
    parquet: flags.parquet === true,
    provenance: () => readProvenance(io.cwd, ['subsidia', ...argv], started),
  }).finally(() => progress.clear());

  io.err(failuresText(summary.failures));
  if (flags.quiet !== true) report(command, summary, relative(io.cwd, directory) || '.', io);
  if (!summary.complete) return ExitCode.interrupted;
  return summary.failures.length > 0 ? ExitCode.failedRuns : ExitCode.ok;
}

function experimentOptions(command: ExperimentCommand, { seed, replications, vary = [] }: ExperimentFlags): ExperimentOptions {
  return {
    variants: command === 'compare',
    vary: factorsOf(vary),
    ...(seed === undefined ? {} : { seed }),
    ...(replications === undefined ? {} : { replications: wholeNumber('--replications', replications) }),
  };
}

function nothingToCompare({ scenario, file }: LoadedScenario): UsageError {
  const found = scenario.variants.length === 0 ? 'no variants' : 'only one variant';
  return new UsageError(`${file}: nothing to compare: the file has ${found}; add some, or use --vary PATH=A,B`);
}

function detailOf({ detail: asked = [] }: ExperimentFlags, { scenario }: LoadedScenario): Detail[] {
  const unknown = asked.find((detail) => !(details as readonly string[]).includes(detail));
  if (unknown !== undefined) throw new UsageError(`--detail ${unknown}: expected ${details.join(', ')}`);
  return details.filter((detail) => asked.includes(detail) || (detail === 'organisations' && scenario.organisations.length <= 1000));
}

function report(command: ExperimentCommand, summary: ExperimentSummary, directory: string, io: Io): void {
  const { experiment, finished, complete } = summary;
  const table = command === 'compare' ? comparisonText(summary) : estimatesText(summary);
  io.out(`${experiment.scenario.title}\n\n${table}\n${sentence(command, summary, directory)}`);
  if (!complete) io.err(`interrupted after ${finished} of ${experiment.runs} runs; the same command goes on from there\n`);
}
