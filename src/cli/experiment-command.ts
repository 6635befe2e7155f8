import { join, relative, resolve } from 'node:path';
import type { ExperimentOptions } from '../experiment/experiment.js';
import type { ExperimentSummary } from '../node/study.js';
import { assumptionNotices } from './assumption-notices.js';
import { UsageError, type Io } from './io.js';
import { factorsOf, loadChanged, wholeNumber } from './option-values.js';
import { loadPlugins, sourcePlugins } from './plugins.js';
import { comparisonText, estimatesText } from './result-text.js';
import { planLoaded, type LoadedScenario } from './scenario-files.js';
import { sentence, type ExperimentCommand } from './summary-text.js';
import { beginWriting, detailsFor, exitCodeOf, writeShowingProgress, type WritingFlags } from './written-experiment.js';

/** Options that `run` and `compare` share, as commander parses them. */
export interface ExperimentFlags extends WritingFlags {
  readonly seed?: string;
  readonly replications?: string;
  readonly until?: string;
  readonly set?: readonly string[];
  readonly vary?: readonly string[];
}

/**
 * `run`, which simulates a scenario as it stands, and `compare`, which does so for every variant of the file; both for every combination of
 * `--vary`. Resolves to an exit code.
 * @throws UsageError, ScenarioError, ResultDirectoryError for what the user can mend.
 */
export async function experimentCommand(command: ExperimentCommand, name: string, flags: ExperimentFlags, argv: readonly string[], io: Io): Promise<number> {
  const beginning = beginWriting(flags);
  const options = experimentOptions(command, flags);
  const { set, loaded } = loadChanged(name, flags, io, await loadPlugins(flags.plugin ?? [], io));
  const { points } = planLoaded(loaded, options);
  if (command === 'compare' && points.length < 2) throw nothingToCompare(loaded);

  if (flags.quiet !== true) io.err(assumptionNotices(points, loaded.extensions.catalogue));
  const directory = resolve(io.cwd, flags.out ?? join('results', loaded.scenario.name, command));
  // The default folder belongs to this command; a folder that the user names may hold something dear.
  const replace = flags.overwrite === true ? 'anything' : flags.out === undefined ? 'finished' : 'nothing';
  const source = { text: loaded.text, file: loaded.file, files: loaded.files, set, options, detail: detailsFor(flags.detail ?? [], loaded), ...sourcePlugins(loaded.extensions) };
  const summary = await writeShowingProgress(source, { directory, replace }, flags, beginning, argv, io);
  if (flags.quiet !== true) report(command, summary, relative(io.cwd, directory) || '.', io);
  return exitCodeOf(summary, flags, io);
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

function report(command: ExperimentCommand, summary: ExperimentSummary, directory: string, io: Io): void {
  const table = command === 'compare' ? comparisonText(summary) : estimatesText(summary);
  io.out(`${summary.experiment.scenario.title}\n\n${table}\n${sentence(command, summary, directory)}`);
}
