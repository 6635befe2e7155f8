import { basename } from 'node:path';
import { parse } from 'csv-parse/sync';
import { compareFamily, compareMeasure, estimateMeasure, type Comparison, type Estimate, type MeasureColumns } from '../experiment/estimates.js';
import { MeasureBook, runAt, type Experiment } from '../experiment/experiment.js';
import { headlineOf } from '../experiment/headline.js';
import { belongsTo, shardInWords, type Shard } from '../experiment/shard.js';
import { PrecisionCheck, type UnmetRule } from '../experiment/stopping.js';
import { runMeasures } from '../model/measures.js';
import { comparisonsTable } from '../report/comparisons-table.js';
import { csvHeader, csvRows } from '../report/csv.js';
import { estimatesTable } from '../report/estimates-table.js';
import { failuresTable } from '../report/failures-table.js';
import type { Scenario } from '../scenario/scenario.js';
import { sourceOf } from '../scenario/source.js';
import { removeOutdatedAnalysis } from './analysis-files.js';
import type { WholeTables } from './result-assembly.js';
import { ExperimentTables } from './experiment-tables.js';
import { readResult, requireSame, runsIn, SOURCE_FILE, type Manifest } from './finished-result.js';
import { directoryContent, ResultDirectoryError, resultPaths } from './result-directory.js';
import { catalogueWith, pluginIdentity } from './plugins.js';
import type { Identity } from './run-journal.js';
import { openResultWriter, type ResultDefinition, type ResultWriter } from './result-writer.js';
import { rebuildExperiment, type ExperimentSource } from './run-worker.js';
import { sha256 } from './sha256.js';
import { version } from '../version.js';

/** What part of an experiment a result holds. */
export interface Part {
  /** The part of the experiment that is run here (default: all of it). */
  readonly shard?: Shard;
  /** A run that alone is run here. */
  readonly only?: number;
}

/** An experiment, what it is made of, and the numbers of its runs that belong here. */
export interface Study {
  readonly source: ExperimentSource;
  readonly experiment: Experiment;
  readonly part: Part;
  readonly tables: ExperimentTables;
  readonly runs: readonly number[];
}

/** @throws ScenarioError, DesignError, PluginError */
export async function studyOf(source: ExperimentSource, part: Part = {}): Promise<Study> {
  const experiment = rebuildExperiment(source, await catalogueWith(source.plugins));
  return { source, experiment, part, tables: new ExperimentTables(experiment, source), runs: runsOf(experiment, part) };
}

function runsOf(experiment: Experiment, { shard, only }: Part): number[] {
  if (only !== undefined) return [only];
  const all = Array.from({ length: experiment.runs }, (_, run) => run);
  return shard === undefined ? all : all.filter((run) => belongsTo(shard, runAt(experiment, run).point.index));
}

/** What an experiment found, as far as it came. */
export interface ExperimentSummary {
  /** With the replications that were needed, where a rule has stopped it early. */
  readonly experiment: Experiment;
  /** Runs that belong here: all of them, or those of a shard. */
  readonly planned: number;
  readonly complete: boolean;
  readonly finished: number;
  readonly failures: readonly Failure[];
  /** Of the headline measures; those of all measures are in the files. */
  readonly estimates: readonly Estimate[];
  readonly comparisons: readonly Comparison[];
  readonly files: readonly string[];
  readonly events: number;
  /** Where a complete experiment that was to stop when it is precise enough is not. */
  readonly unmet?: UnmetRule;
}

export interface Failure {
  readonly run: number;
  readonly stage: string;
  readonly message: string;
}

/**
 * Identity of an experiment: hashes of everything that the rows of its runs depend on, by what it is. How many replications there are does not belong to
 * it, nor do comments and prose of the scenario file, where a value was set, and what is written besides.
 *
 * @param files texts of the data files by the path that the scenario uses
 */
export function experimentIdentity({ scenario, points, seed, randomNumbers }: Experiment, files: Readonly<Record<string, string>>): Identity {
  const data = Object.entries(files).map(([path, text]) => [path, sha256(text)]).sort(([a], [b]) => (a < b ? -1 : 1));
  const of = (content: unknown): string => sha256(JSON.stringify(content));
  return {
    'version of the program': version,
    seed: of([seed, randomNumbers]),
    'settings of the scenario': of(settingsOf(scenario)),
    'data files': of(data),
    'design points': of(points.map(({ name, changes }) => [name, changes])),
  };
}

/** The file of a scenario after all changes, without what no run depends on. */
function settingsOf(scenario: Scenario): object {
  const { name, title, question, sources, seed, replications, variants, ...settings } = sourceOf(scenario).document.root;
  return settings;
}

/** What else than the experiment itself decides on the rows of a result. */
function identityOf({ source, experiment, part: { shard, only } }: Study): Identity {
  return {
    ...experimentIdentity(experiment, source.files),
    ...pluginIdentity(source.plugins),
    ...(source.stopping === undefined ? {} : { 'stopping rule': sha256(JSON.stringify(source.stopping)) }),
    ...(shard === undefined ? {} : { shard: shardInWords(shard) }),
    ...(only === undefined ? {} : { run: String(only) }),
  };
}

/** Where a result goes. */
export interface Destination {
  readonly directory: string;
  /**
   * What may become of a result that is in the directory: nothing; a finished one of the same experiment may get the runs that it lacks; a
   * finished one may be replaced; or also an unfinished one of another experiment.
   */
  readonly replace: 'nothing' | 'extend' | 'finished' | 'anything';
  /** Whether runs of a result that have failed are run again, also those of a finished one (default: no). */
  readonly retryFailed?: boolean;
}

/** @throws ResultDirectoryError */
export async function openStudy(study: Study, { directory, replace, retryFailed = false }: Destination): Promise<ResultWriter> {
  const { tables } = study.tables;
  const here = new Set(study.runs);
  const definition: ResultDefinition = { tables, identity: identityOf(study), runs: study.experiment.runs, includes: (run) => here.has(run) };
  try {
    return await openResultWriter(directory, { ...definition, overwrite: replace === 'anything' && !retryFailed });
  } catch (error) {
    if (!(error instanceof ResultDirectoryError) || error.problem !== 'finished') throw error;
    if (retryFailed || replace === 'extend') return takenUp(study, directory, definition, retryFailed);
    if (replace !== 'finished') throw error;
    return openResultWriter(directory, { ...definition, overwrite: true });
  }
}

/** A finished result as an unfinished one that lacks runs: those that were not asked for before and, if wanted, those that have failed. Its files stay until the new ones are complete. */
async function takenUp(study: Study, directory: string, definition: ResultDefinition, retryFailed: boolean): Promise<ResultWriter> {
  await readSame(study, directory);
  const writer = await openResultWriter(directory, { ...definition, overwrite: true });
  try {
    for await (const { run, rows, failed } of runsIn(directory, definition.tables)) if (!failed || !retryFailed) await writer.append(run, rows, { failed });
    return writer;
  } catch (error) {
    await writer.close();
    throw error;
  }
}

/**
 * What a finished result of a study says about itself, if it can be what was found earlier of that very study.
 * @throws ResultDirectoryError for one of another experiment, without tables that are wanted now, with more runs than are wanted now, and one
 * that is not as it was written
 */
async function readSame(study: Study, directory: string): Promise<Manifest> {
  const { manifest } = await readResult(directory);
  requireSame(directory, manifest.identity, identityOf(study));
  const missing = study.tables.tables.filter(({ name }) => !Object.hasOwn(manifest.files, `${name}.csv`));
  if (missing.length > 0) {
    throw new ResultDirectoryError('finished', `${directory} holds a finished result of this experiment, but without ${missing.map(({ name }) => `${name}.csv`).join(', ')}`);
  }
  const { replications } = study.experiment;
  if (manifest.replications > replications) {
    throw new ResultDirectoryError('finished', `${directory} holds a finished result of this experiment with ${manifest.replications} replications, which are more than ${replications}`);
  }
  return manifest;
}

/**
 * What a study found earlier, so that the same command given once more has nothing to do; undefined while something is missing.
 * @throws ResultDirectoryError as `readSame` does
 */
export async function finishedStudy(study: Study, directory: string, { parquet = false }: Pick<Ending, 'parquet'>): Promise<ExperimentSummary | undefined> {
  const { runs, tables, source } = study;
  if ((await directoryContent(resultPaths(directory))) !== 'finished') return undefined;
  const manifest = await readSame(study, directory);
  const replications = source.stopping === undefined ? study.experiment.replications : manifest.replications;
  const experiment = { ...study.experiment, replications, runs: study.experiment.points.length * replications };
  const planned = runs.filter((run) => run < experiment.runs).length;
  if (!manifest.complete || manifest.runs.planned !== planned || (parquet && !Object.hasOwn(manifest.files, 'runs.parquet'))) return undefined;
  const failures: Failure[] = [];
  const precision = new PrecisionCheck(source.stopping, experiment);
  const measuresOfRow = tables.measureReader(precision.measures);
  for await (const { run, rows } of runsIn(directory, tables.tables)) {
    failures.push(...failuresOf(run, rows.get(failuresTable.name) ?? ''));
    precision.record(run, measuresOfRow(rows.get('runs') ?? ''));
  }
  return { experiment, planned, complete: true, finished: planned, failures, estimates: [], comparisons: [], events: 0, files: Object.keys(manifest.files), ...unmetBy(precision) };
}

function unmetBy({ unmet }: PrecisionCheck): Pick<ExperimentSummary, 'unmet'> {
  return unmet === undefined ? {} : { unmet };
}

/** How an experiment has ended. */
export interface Ending {
  /** Content of `provenance.json`, asked for at the end. */
  readonly provenance: () => object;
  readonly events: number;
  /** Replications that count. */
  readonly replications: number;
  /** Whether every table is written as a Parquet file too (default: no). */
  readonly parquet?: boolean;
}

/** Writes the files of a result, as far as its runs are there. */
export async function finishStudy(study: Study, writer: ResultWriter, { events, replications, provenance, parquet = false }: Ending): Promise<ExperimentSummary> {
  const { source } = study;
  const experiment = { ...study.experiment, replications, runs: study.experiment.points.length * replications };
  const planned = study.runs.filter((run) => run < experiment.runs).length;
  const finished = [...writer.finished].filter((run) => run < experiment.runs).length;
  const complete = finished === planned;
  const failures = (await readFailures(writer)).filter(({ run }) => run < experiment.runs);
  // What compares design points waits until all shards are together.
  const { part } = study;
  const isWhole = part.shard === undefined && part.only === undefined;
  const headline = { estimates: [] as Estimate[], comparisons: [] as Comparison[] };
  const precision = new PrecisionCheck(complete ? source.stopping : undefined, experiment);
  if (precision.measures.length > 0) for await (const { run, measures } of measuresOf(study, writer, precision.measures)) precision.record(run, measures);
  const files = await writer.finish({
    // A data package's name has no capitals; its title is as the scenario's.
    name: experiment.scenario.name.toLowerCase(),
    title: experiment.scenario.title,
    manifest: manifestOf(study, experiment, { planned, finished, failed: failures.length }),
    documents: { [SOURCE_FILE]: documentOf(source) },
    provenance: provenance(),
    ...(isWhole ? { whole: wholeTables(experiment, conclusions(study, experiment, writer), headline) } : {}),
    runs: experiment.runs,
    partial: !complete,
    parquet,
  });
  const runs = files.find(({ table }) => table === 'runs');
  if (runs !== undefined) await removeOutdatedAnalysis(writer.directory, runs.hash);
  return { experiment, planned, complete, finished, failures, ...headline, events, files: files.map(({ path }) => path), ...unmetBy(precision) };
}

/** What a result keeps of its source: names of files without folders of this machine. */
function documentOf({ plugins, ...source }: ExperimentSource): object {
  const named = plugins?.map((plugin) => ({ ...plugin, file: basename(plugin.file) }));
  return { ...source, file: basename(source.file), ...(named === undefined ? {} : { plugins: named }) };
}

/** Measures (all, or those named) of every finished run that went well, those of an earlier interrupted process included: read back from what has been written. */
export async function* measuresOf(
  { tables }: Study,
  writer: ResultWriter,
  names?: readonly string[],
): AsyncGenerator<{ readonly run: number; readonly measures: Record<string, number | undefined> }> {
  const measuresOfRow = tables.measureReader(names);
  for await (const { run, rows } of writer.rows('runs')) yield { run, measures: measuresOfRow(rows) };
}

async function readFailures(writer: ResultWriter): Promise<Failure[]> {
  const failures: Failure[] = [];
  for await (const { run, rows } of writer.rows(failuresTable.name)) failures.push(...failuresOf(run, rows));
  return failures;
}

function failuresOf(run: number, rows: string): Failure[] {
  return rows === '' ? [] : records(csvHeader(failuresTable) + rows).map(({ stage, message }) => ({ run, stage, message }));
}

function records(csv: string): Record<string, string>[] {
  return parse(csv, { columns: true }) as unknown as Record<string, string>[];
}

/** Bytes of measures that are in memory at once while a result is concluded. */
const MEASURES_AT_ONCE = 16 << 20;

/**
 * The values of some measures, one after the other. The runs are read as often as it takes to hold no more of them at once than fits, so that
 * memory does not grow with the number of runs.
 */
async function* columnsOf(study: Study, experiment: Experiment, writer: ResultWriter, names: readonly string[]): AsyncGenerator<readonly [measure: string, values: MeasureColumns]> {
  const atOnce = Math.max(1, Math.floor(MEASURES_AT_ONCE / (Float64Array.BYTES_PER_ELEMENT * experiment.runs)));
  for (let first = 0; first < names.length; first += atOnce) {
    const wanted = names.slice(first, first + atOnce);
    const book = new MeasureBook(experiment, wanted);
    for await (const { run, measures } of measuresOf(study, writer, wanted)) if (run < experiment.runs) book.record(runAt(experiment, run), measures);
    yield* book;
  }
}

/** What all runs together say about one measure. */
interface Conclusion {
  readonly measure: string;
  readonly estimates: readonly Estimate[];
  readonly comparisons: readonly Comparison[];
}

async function* conclusions(study: Study, experiment: Experiment, writer: ResultWriter): AsyncGenerator<Conclusion> {
  const { points, scenario } = experiment;
  const names = runMeasures.map(({ name }) => name);
  const headline: (readonly [string, MeasureColumns])[] = [];
  // One family of comparisons: all of it must be known before any of it is adjusted.
  const shared = points.length > 1 ? names.filter((name) => scenario.headline.includes(name)) : [];
  for await (const column of columnsOf(study, experiment, writer, shared)) headline.push(column);
  const family = new Map(compareFamily(headline));
  for await (const [measure, values] of columnsOf(study, experiment, writer, names)) {
    yield { measure, estimates: estimateMeasure(measure, values), comparisons: family.get(measure) ?? compareMeasure(measure, values) };
  }
}

/** The tables of conclusions; those about the headline measures are also kept. */
function wholeTables({ points, scenario }: Experiment, found: AsyncIterable<Conclusion>, headline: { readonly estimates: Estimate[]; readonly comparisons: Comparison[] }): WholeTables {
  const nameOf = (point: number): string => points[point].name;
  const kept = headlineOf(scenario);
  const tables = points.length === 1 ? [estimatesTable] : [estimatesTable, comparisonsTable];
  async function* pieces(): AsyncGenerator<readonly string[]> {
    for await (const { measure, estimates, comparisons } of found) {
      if (kept.includes(measure)) {
        for (const each of estimates) headline.estimates.push(each);
        for (const each of comparisons) headline.comparisons.push(each);
      }
      yield [
        csvRows(estimatesTable, estimates.map((e) => [e.point, nameOf(e.point), e.measure, e.n, e.mean, e.sd, e.low, e.high, e.halfWidth, e.q05, e.q50, e.q95])),
        csvRows(comparisonsTable, comparisons.map((c) => [nameOf(c.baseline), nameOf(c.point), c.measure, c.n, c.difference, c.low, c.high, c.p, c.pHolm])),
      ];
    }
  }
  return { tables, pieces: pieces() };
}

/** The deterministic description of a result: what was asked, and hashes of everything that went in. */
function manifestOf(study: Study, experiment: Experiment, runs: { readonly planned: number; readonly finished: number; readonly failed: number }): object {
  const { source, part: { shard, only } } = study;
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
    ...(source.experiment === undefined ? {} : { experiment: source.experiment }),
    identity: identityOf(study),
    ...(shard === undefined ? {} : { shard }),
    ...(only === undefined ? {} : { run: only }),
    seed: experiment.seed,
    random_numbers: experiment.randomNumbers,
    replications: experiment.replications,
    ...(source.stopping === undefined ? {} : { stopping: source.stopping }),
    design: experiment.points.map(({ index, name, changes }) => ({ design_point: index, name, changes })),
    detail: source.detail,
    runs,
    plugins: (source.plugins ?? []).map(({ file, sha256: hash }) => ({ file: basename(file), sha256: hash })),
  };
}
