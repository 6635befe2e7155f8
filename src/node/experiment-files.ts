import { parse } from 'csv-parse/sync';
import { compareWithFirst, estimate, type Comparison, type Estimate } from '../experiment/estimates.js';
import { MeasureBook, runAt, type Experiment } from '../experiment/experiment.js';
import { comparisonsTable } from '../report/comparisons-table.js';
import { csvHeader, csvRows } from '../report/csv.js';
import { estimatesTable } from '../report/estimates-table.js';
import { failuresTable } from '../report/failures-table.js';
import type { Table } from '../report/table.js';
import type { Scenario } from '../scenario/scenario.js';
import { sourceOf } from '../scenario/source.js';
import type { WholeTable } from './result-assembly.js';
import { ExperimentTables } from './experiment-tables.js';
import { ResultDirectoryError } from './result-directory.js';
import { openResultWriter, type ResultDefinition, type ResultWriter } from './result-writer.js';
import { rebuildExperiment, type ExperimentSource, type RunRows } from './run-worker.js';
import { sha256 } from './sha256.js';
import { runPool } from './worker-pool.js';
import { version } from '../version.js';

export interface ExperimentFilesOptions {
  readonly directory: string;
  readonly workers: number;
  /** What may be replaced if it is in the directory: nothing, a finished result, or also an unfinished one of another experiment. */
  readonly replace: 'nothing' | 'finished' | 'anything';
  /** Ends the experiment after the runs in flight; what is finished is kept and can be resumed. */
  readonly signal?: AbortSignal;
  /** Told after every run: runs finished, of how many, and the events they took. */
  readonly onProgress?: (finished: number, runs: number, events: number) => void;
  /** Told once at the beginning when runs of an interrupted experiment are there already. */
  readonly onResume?: (finished: number, runs: number) => void;
  /** Content of `provenance.json`, asked for at the end. */
  readonly provenance: () => object;
}

/** What an experiment found, as far as it came. */
export interface ExperimentSummary {
  readonly experiment: Experiment;
  readonly complete: boolean;
  readonly finished: number;
  readonly failures: readonly Failure[];
  readonly estimates: readonly Estimate[];
  readonly comparisons: readonly Comparison[];
  readonly files: readonly string[];
  readonly events: number;
}

export interface Failure {
  readonly run: number;
  readonly stage: string;
  readonly message: string;
}

/**
 * Identity of an experiment: a hash of everything that the rows of its runs depend on. How many replications there are does not belong to
 * it, nor do comments and prose of the scenario file, where a value was set, and what is written besides.
 *
 * @param files texts of the data files by the path that the scenario uses
 */
export function experimentIdentity({ points, seed }: Experiment, files: Readonly<Record<string, string>>): string {
  const data = Object.entries(files).map(([path, text]) => [path, sha256(text)]).sort(([a], [b]) => (a < b ? -1 : 1));
  const design = points.map(({ name, changes, scenario }) => [name, changes, sha256(JSON.stringify(settingsOf(scenario)))]);
  return sha256(JSON.stringify([version, seed, data, design]));
}

/** The file of a scenario after all changes, without what no run depends on. */
function settingsOf(scenario: Scenario): object {
  const { name, title, question, sources, seed, replications, variants, ...settings } = sourceOf(scenario).document.root;
  return settings;
}

/**
 * Runs an experiment on worker threads and writes its result files; resumes what an interrupted process has left in the directory.
 * @throws ScenarioError, ResultDirectoryError, Error of the file system.
 */
export async function writeExperiment(source: ExperimentSource, options: ExperimentFilesOptions): Promise<ExperimentSummary> {
  const experiment = rebuildExperiment(source);
  const tables = new ExperimentTables(experiment, source);
  const identity = experimentIdentity(experiment, source.files);
  const writer = await openWriter(options.directory, { tables: tables.tables, identity, runs: experiment.runs }, options.replace);
  try {
    const before = writer.finished.size;
    if (before > 0) options.onResume?.(before, experiment.runs);
    let events = 0;
    const missing = range(experiment.runs).filter((run) => !writer.finished.has(run));
    await runPool<number, RunRows>({
      workers: Math.max(1, Math.min(options.workers, missing.length)),
      module: new URL('./run-worker.js', import.meta.url),
      setup: source,
      jobs: missing,
      ...(options.signal === undefined ? {} : { signal: options.signal }),
      onResult: async (run, outcome) => {
        const failure = outcome.ok ? outcome.value.failure : outcome.failure;
        const rows = outcome.ok ? new Map(outcome.value.rows) : tables.rowsOf(run, { ok: false, ...outcome.failure });
        if (outcome.ok) events += outcome.value.events;
        await writer.append(run, rows, { failed: failure !== undefined });
        options.onProgress?.(writer.finished.size, experiment.runs, events);
      },
    });
    return await finish(source, experiment, tables, writer, events, options);
  } finally {
    await writer.close();
  }
}

async function openWriter(directory: string, definition: ResultDefinition, replace: ExperimentFilesOptions['replace']): Promise<ResultWriter> {
  try {
    return await openResultWriter(directory, { ...definition, overwrite: replace === 'anything' });
  } catch (error) {
    if (replace !== 'finished' || !(error instanceof ResultDirectoryError) || error.problem !== 'finished') throw error;
    return openResultWriter(directory, { ...definition, overwrite: true });
  }
}

async function finish(
  source: ExperimentSource,
  experiment: Experiment,
  { tables }: ExperimentTables,
  writer: ResultWriter,
  events: number,
  options: ExperimentFilesOptions,
): Promise<ExperimentSummary> {
  const finished = writer.finished.size;
  const complete = finished === experiment.runs;
  const book = await readMeasures(experiment, writer, tables);
  const failures = await readFailures(writer);
  const estimates = estimate(book.values);
  const comparisons = compareWithFirst(book.values, experiment.scenario.headline);
  const files = await writer.finish({
    name: experiment.scenario.name,
    title: experiment.scenario.title,
    manifest: manifestOf(source, experiment, finished, failures.length),
    provenance: options.provenance(),
    whole: wholeTables(experiment, estimates, comparisons),
    partial: !complete,
  });
  return { experiment, complete, finished, failures, estimates, comparisons, events, files: files.map(({ path }) => path) };
}

/** Measures of every finished run, those of an earlier interrupted process included: read back from what has been written. */
async function readMeasures(experiment: Experiment, writer: ResultWriter, tables: readonly Table[]): Promise<MeasureBook> {
  const book = new MeasureBook(experiment);
  const header = csvHeader(tables[0]);
  for await (const { run, rows } of writer.rows('runs')) {
    const [row] = records(header + rows);
    if (row.status === 'ok') book.record(runAt(experiment, run), ExperimentTables.measuresOf(row));
  }
  return book;
}

async function readFailures(writer: ResultWriter): Promise<Failure[]> {
  const failures: Failure[] = [];
  const header = csvHeader(failuresTable);
  for await (const { run, rows } of writer.rows(failuresTable.name)) {
    for (const { stage, message } of records(header + rows)) failures.push({ run, stage, message });
  }
  return failures;
}

function records(csv: string): Record<string, string>[] {
  return parse(csv, { columns: true }) as unknown as Record<string, string>[];
}

function wholeTables({ points }: Experiment, estimates: readonly Estimate[], comparisons: readonly Comparison[]): WholeTable[] {
  const nameOf = (point: number): string => points[point].name;
  const rows = csvRows(
    estimatesTable,
    estimates.map((e) => [e.point, nameOf(e.point), e.measure, e.n, e.mean, e.sd, e.low, e.high, e.halfWidth, e.q05, e.q50, e.q95]),
  );
  const whole: WholeTable[] = [{ table: estimatesTable, rows }];
  if (points.length === 1) return whole;
  const differences = csvRows(
    comparisonsTable,
    comparisons.map((c) => [nameOf(c.baseline), nameOf(c.point), c.measure, c.n, c.difference, c.low, c.high, c.p, c.pHolm]),
  );
  return [...whole, { table: comparisonsTable, rows: differences }];
}

/** The deterministic description of a result: what was asked, and hashes of everything that went in. */
function manifestOf(source: ExperimentSource, experiment: Experiment, finished: number, failed: number): object {
  return {
    generator: 'subsidia',
    version,
    scenario: {
      name: experiment.scenario.name,
      file: source.text,
      sha256: sha256(source.text),
      set: source.set,
      data: Object.fromEntries(Object.entries(source.files).map(([path, text]) => [path, sha256(text)])),
    },
    seed: experiment.seed,
    replications: experiment.replications,
    design: experiment.points.map(({ index, name, changes }) => ({ design_point: index, name, changes })),
    detail: source.detail,
    runs: { planned: experiment.runs, finished, failed },
    plugins: [],
  };
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
