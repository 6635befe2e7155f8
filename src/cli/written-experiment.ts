import { availableParallelism } from 'node:os';
import { writeExperiment, type ExperimentFilesOptions } from '../node/experiment-files.js';
import { details, type Detail } from '../node/experiment-tables.js';
import { readProvenance } from '../node/provenance.js';
import type { ExperimentSource } from '../node/run-worker.js';
import type { ExperimentSummary } from '../node/study.js';
import { ExitCode, UsageError, type Io } from './io.js';
import { wholeNumber } from './option-values.js';
import type { PluginFlags } from './plugins.js';
import { Progress } from './progress.js';
import type { LoadedScenario } from './scenario-files.js';
import { failuresText } from './summary-text.js';

/** Options of every command that writes an experiment, as commander parses them. */
export interface WritingFlags extends PluginFlags {
  readonly workers?: string;
  readonly out?: string;
  readonly overwrite?: boolean;
  readonly parquet?: boolean;
  readonly detail?: readonly string[];
  readonly quiet?: boolean;
}

/** How the writing begins, by the options alone. */
export interface Beginning {
  readonly workers: number;
  /** Milliseconds since 1970. */
  readonly started: number;
}

/** @throws UsageError for options that cannot be meant, before anything is read. */
export function beginWriting({ workers, out, detail = [] }: WritingFlags): Beginning {
  if (out?.trim() === '') throw new UsageError('--out: expected the name of a folder, found nothing');
  requireDetails(detail);
  return { workers: workers === undefined ? availableParallelism() : wholeNumber('--workers', workers), started: Date.now() };
}

/** @throws UsageError unless these are names of detailed tables. */
export function requireDetails(asked: readonly string[]): asserts asked is readonly Detail[] {
  const unknown = asked.find((detail) => !(details as readonly string[]).includes(detail));
  if (unknown !== undefined) throw new UsageError(`--detail ${unknown}: expected ${details.join(', ')}`);
}

/** Most organisations whose table is written unasked. */
const MOST_ORGANISATIONS = 1000;

/** The detailed tables that are asked for, and that of the organisations where there are few of them. */
export function detailsFor(asked: readonly string[], { scenario }: LoadedScenario): Detail[] {
  return details.filter((detail) => asked.includes(detail) || (detail === 'organisations' && scenario.organisations.length <= MOST_ORGANISATIONS));
}

/** Where an experiment goes, and what is peculiar to a command that writes one. */
export type Placing = Pick<ExperimentFilesOptions, 'directory' | 'replace' | 'shard' | 'retryFailed'>;

/**
 * Writes an experiment and shows how far it is; failed runs are told on stderr.
 * @throws ResultDirectoryError
 */
export async function writeShowingProgress(source: ExperimentSource, placing: Placing, flags: WritingFlags, { workers, started }: Beginning, argv: readonly string[], io: Io): Promise<ExperimentSummary> {
  const progress = new Progress(io, flags.quiet === true);
  const summary = await writeExperiment(source, {
    ...placing,
    workers,
    signal: io.signal,
    onProgress: (finished, runs, events, failed) => progress.show(finished, runs, events, failed),
    onResume: (finished, runs) => {
      if (flags.quiet === true) return;
      io.err(`${finished === runs ? 'nothing to run' : 'resuming'}: ${finished} of ${runs} runs are there already\n`);
    },
    parquet: flags.parquet === true,
    provenance: () => readProvenance(io.cwd, ['subsidia', ...argv], started),
  }).finally(() => progress.clear());
  io.err(failuresText(summary.failures));
  return summary;
}

/** The exit code for what became of an experiment; one that was interrupted says how to go on. */
export function exitCodeOf({ complete, finished, planned, failures }: ExperimentSummary, { quiet }: WritingFlags, io: Io): number {
  if (complete) return failures.length > 0 ? ExitCode.failedRuns : ExitCode.ok;
  if (quiet !== true) io.err(`interrupted after ${finished} of ${planned} runs; the same command goes on from there\n`);
  return ExitCode.interrupted;
}
