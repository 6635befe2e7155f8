import { availableParallelism } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { parse } from 'yaml';
import type { Factors } from '../experiment/design.js';
import type { ExperimentOptions } from '../experiment/experiment.js';
import { writeExperiment, type ExperimentSummary } from '../node/experiment-files.js';
import { details, type Detail } from '../node/experiment-tables.js';
import { readProvenance } from '../node/provenance.js';
import { ScenarioError } from '../scenario/scenario-error.js';
import { assumptionNotices } from './assumption-notices.js';
import { ExitCode, UsageError, type Io } from './io.js';
import { Progress } from './progress.js';
import { comparisonText, estimatesText } from './result-text.js';
import { loadScenario, planLoaded, type LoadedScenario } from './scenario-files.js';
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
  const { set, loaded } = load(name, flags, io);
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
    onProgress: (finished, runs, events) => progress.show(finished, runs, events),
    onResume: (finished, runs) => say(`resuming: ${finished} of ${runs} runs are there already\n`),
    provenance: () => readProvenance(io.cwd, ['subsidia', ...argv], started),
  }).finally(() => progress.clear());

  io.err(failuresText(summary.failures));
  if (flags.quiet !== true) report(command, summary, relative(io.cwd, directory) || '.', io);
  if (!summary.complete) return ExitCode.interrupted;
  return summary.failures.length > 0 ? ExitCode.failedRuns : ExitCode.ok;
}

/** The scenario with `--set` and `--until`, which is another word for a change of `time.horizon`. */
function load(name: string, { set = [], until }: ExperimentFlags, io: Io): { readonly set: readonly string[]; readonly loaded: LoadedScenario } {
  if (until === undefined) return { set, loaded: loadScenario(name, set, io) };
  const horizon = `time.horizon=${until}`;
  try {
    return { set: [...set, horizon], loaded: loadScenario(name, [...set, horizon], io) };
  } catch (error) {
    if (error instanceof ScenarioError) error.message = error.message.replaceAll(`--set ${horizon}`, `--until ${until}`);
    throw error;
  }
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

/** `PATH=A,B,C` as YAML values; a value with a comma stands in quotes or brackets. */
function factorsOf(texts: readonly string[]): Factors {
  const factors = new Map<string, readonly unknown[]>();
  for (const text of texts) {
    const split = text.indexOf('=');
    if (split < 1) throw new UsageError(`--vary ${text}: expected PATH=VALUE,VALUE such as networks.cabinet.rounds=2,4,6`);
    const path = text.slice(0, split).trim();
    if (factors.has(path)) throw new UsageError(`--vary ${path}: varied twice`);
    factors.set(path, valuesOf(text, text.slice(split + 1)));
  }
  return Object.fromEntries(factors);
}

function valuesOf(text: string, list: string): readonly unknown[] {
  let values: unknown;
  try {
    values = parse(`[${list}]`, { logLevel: 'error' });
  } catch {
    values = undefined;
  }
  if (!Array.isArray(values) || values.length === 0) {
    throw new UsageError(`--vary ${text}: expected values separated by commas, such as 2,4,6 (a value with a comma in quotes)`);
  }
  return values;
}

function detailOf({ detail: asked = [] }: ExperimentFlags, { scenario }: LoadedScenario): Detail[] {
  const unknown = asked.find((detail) => !(details as readonly string[]).includes(detail));
  if (unknown !== undefined) throw new UsageError(`--detail ${unknown}: expected ${details.join(', ')}`);
  return details.filter((detail) => asked.includes(detail) || (detail === 'organisations' && scenario.organisations.length <= 1000));
}

function wholeNumber(flag: string, text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < 1) throw new UsageError(`${flag} ${text}: expected a whole number of at least 1`);
  return value;
}

function report(command: ExperimentCommand, summary: ExperimentSummary, directory: string, io: Io): void {
  const { experiment, finished, complete } = summary;
  const table = command === 'compare' ? comparisonText(summary) : estimatesText(summary);
  io.out(`${experiment.scenario.title}\n\n${table}\n${sentence(command, summary, directory)}`);
  if (!complete) io.err(`interrupted after ${finished} of ${experiment.runs} runs; the same command goes on from there\n`);
}
