import { availableParallelism } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { parse } from 'yaml';
import type { ExperimentOptions } from '../experiment/experiment.js';
import type { Factors } from '../experiment/design.js';
import { writeExperiment, type ExperimentSummary } from '../node/experiment-files.js';
import { details, type Detail } from '../node/experiment-tables.js';
import { readProvenance } from '../node/provenance.js';
import { ExitCode, UsageError, type Io } from './io.js';
import { Progress } from './progress.js';
import { comparisonText, estimatesText } from './result-text.js';
import { loadScenario, type LoadedScenario } from './scenario-files.js';

/** Options that `run` and `compare` share, as commander parses them. */
export interface ExperimentFlags {
  readonly seed?: string;
  readonly replications?: string;
  readonly until?: string;
  readonly set: readonly string[];
  readonly vary: readonly string[];
  readonly workers?: string;
  readonly out?: string;
  readonly overwrite?: boolean;
  readonly detail: readonly string[];
  readonly quiet?: boolean;
}

/** `run`: the scenario as it stands. Resolves to an exit code. */
export async function runCommand(name: string, flags: ExperimentFlags, argv: readonly string[], io: Io): Promise<number> {
  return experiment('run', name, flags, argv, io);
}

/** `compare`: the variants of the file, or the combinations of `--vary`. Resolves to an exit code. */
export async function compareCommand(name: string, flags: ExperimentFlags, argv: readonly string[], io: Io): Promise<number> {
  return experiment('compare', name, flags, argv, io);
}

async function experiment(command: 'run' | 'compare', name: string, flags: ExperimentFlags, argv: readonly string[], io: Io): Promise<number> {
  const started = Date.now();
  const set = flags.until === undefined ? flags.set : [...flags.set, `time.horizon=${flags.until}`];
  const loaded = loadScenario(name, set, io);
  const options = experimentOptions(command, loaded, flags);
  const directory = resolve(io.cwd, flags.out ?? join('results', loaded.scenario.name, command));
  const shown = relative(io.cwd, directory) || '.';
  const progress = new Progress(io, flags.quiet === true);
  const say = (text: string): void => {
    if (flags.quiet !== true) io.err(text);
  };
  const summary = await writeExperiment(
    { text: loaded.text, file: loaded.file, files: loaded.files, set, options, detail: detailOf(flags, loaded) },
    {
      directory,
      workers: flags.workers === undefined ? availableParallelism() : wholeNumber('--workers', flags.workers),
      // The default folder belongs to this command; a folder that the user names may hold something dear.
      overwrite: flags.overwrite === true || flags.out === undefined,
      signal: io.signal,
      onProgress: (finished, runs, events) => progress.show(finished, runs, events),
      onResume: (finished, runs) => say(`resuming: ${finished} of ${runs} runs are there already\n`),
      provenance: () => readProvenance(io.cwd, ['subsidia', ...argv], started),
    },
  );
  progress.clear();
  report(command, summary, shown, flags, io);
  if (!summary.complete) return ExitCode.interrupted;
  return summary.failures.length > 0 ? ExitCode.failedRuns : ExitCode.ok;
}

function experimentOptions(command: 'run' | 'compare', { scenario, file }: LoadedScenario, flags: ExperimentFlags): ExperimentOptions {
  const vary = factorsOf(flags.vary);
  if (command === 'compare' && scenario.variants.length === 0 && flags.vary.length === 0) {
    throw new UsageError(`${file}: nothing to compare: the file has no variants; add some, or use --vary PATH=A,B`);
  }
  return {
    variants: command === 'compare',
    vary,
    ...(flags.seed === undefined ? {} : { seed: flags.seed }),
    ...(flags.replications === undefined ? {} : { replications: wholeNumber('--replications', flags.replications) }),
  };
}

/** `PATH=A,B,C` as YAML values; a value with a comma stands in quotes or brackets. */
function factorsOf(texts: readonly string[]): Factors {
  const factors: Record<string, readonly unknown[]> = {};
  for (const text of texts) {
    const split = text.indexOf('=');
    if (split < 1) throw new UsageError(`--vary ${text}: expected PATH=VALUE,VALUE such as networks.cabinet.rounds=2,4,6`);
    const path = text.slice(0, split);
    if (path in factors) throw new UsageError(`--vary ${path}: varied twice`);
    factors[path] = valuesOf(text, text.slice(split + 1));
  }
  return factors;
}

function valuesOf(text: string, list: string): readonly unknown[] {
  let values: unknown;
  try {
    values = parse(`[${list}]`);
  } catch {
    values = undefined;
  }
  if (!Array.isArray(values) || values.length === 0) throw new UsageError(`--vary ${text}: expected values separated by commas`);
  return values;
}

function detailOf(flags: ExperimentFlags, { scenario }: LoadedScenario): Detail[] {
  for (const detail of flags.detail) {
    if (!(details as readonly string[]).includes(detail)) {
      throw new UsageError(`--detail ${detail}: expected ${details.join(', ')}`);
    }
  }
  return details.filter((detail) => flags.detail.includes(detail) || (detail === 'organisations' && scenario.organisations.length <= 1000));
}

function wholeNumber(flag: string, text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < 1) throw new UsageError(`${flag} ${text}: expected a whole number of at least 1`);
  return value;
}

function report(command: 'run' | 'compare', summary: ExperimentSummary, directory: string, flags: ExperimentFlags, io: Io): void {
  for (const { run, stage, message } of summary.failures) io.err(`run ${run} failed (${stage}): ${message}\n`);
  if (flags.quiet === true) return;
  const { experiment, finished } = summary;
  const table = command === 'compare' ? comparisonText(summary) : estimatesText(summary);
  io.out(`${experiment.scenario.title}\n\n${table}\n${sentence(command, summary)} CSV files: ${directory}/\n`);
  if (!summary.complete) {
    io.err(`interrupted after ${finished} of ${experiment.runs} runs; the same command goes on from there\n`);
  }
}

/** What was done, in one sentence. */
function sentence(command: 'run' | 'compare', { experiment, finished }: ExperimentSummary): string {
  const { points, replications, scenario, seed } = experiment;
  const { horizon, warmup } = scenario.time;
  const looked = `${horizon - warmup} days of ${horizon}`;
  const runs = finished === experiment.runs ? '' : ` (${finished} of ${experiment.runs} runs finished)`;
  if (command === 'run') return `Simulated ${scenario.name} ${replications} times over ${looked} (seed ${seed})${runs}.`;
  const names = points.map(({ name }) => name);
  return `Compared ${names.join(', ')} over the same problems in ${replications} replications with common random numbers, ${looked} (seed ${seed})${runs}; differences are paired by replication.`;
}
