import type { ModelCatalogue } from '../model/catalogue.js';
import { compile } from '../model/compile.js';
import { runMeasures } from '../model/measures.js';
import type { Model } from '../model/model.js';
import type { Observer } from '../model/observer.js';
import { runReplication, type Replication } from '../model/replication.js';
import { normaliseSeed } from '../random/seed.js';
import type { Scenario } from '../scenario/scenario.js';
import { designPoints, givenPoints, type DesignPoint, type Factors, type PointSpec } from './design.js';
import { ModelCache } from './model-cache.js';
import { compareWithFirst, estimate, type Comparison, type Estimate, type MeasureValues } from './estimates.js';

export interface ExperimentOptions {
  /** Default: that of the scenario. */
  readonly seed?: number | string;
  /** Default: that of the scenario. */
  readonly replications?: number;
  /** Values to try by path; every combination is a design point. */
  readonly vary?: Factors;
  /** Whether the file's variants are design points (default: yes). */
  readonly variants?: boolean;
  /** The design points themselves, in place of variants and varied values. */
  readonly points?: readonly PointSpec[];
  /** Whether all design points draw the same random numbers, so that their differences are not due to chance (default), or each its own. */
  readonly randomNumbers?: RandomNumbers;
}

export type RandomNumbers = 'common' | 'independent';

/** What is to be run. Run order is round-robin over design points, so a stopped experiment has balanced data. */
export interface Experiment {
  readonly scenario: Scenario;
  readonly points: readonly DesignPoint[];
  readonly replications: number;
  readonly seed: string;
  readonly randomNumbers: RandomNumbers;
  /** Number of runs: points times replications. */
  readonly runs: number;
}

export interface Run {
  readonly run: number;
  readonly point: DesignPoint;
  readonly replication: number;
}

export type RunOutcome =
  | { readonly ok: true; readonly model: Model; readonly result: Replication }
  | { readonly ok: false; readonly stage: string; readonly message: string };

/** Runs beyond which an experiment is refused: every measure of every run is kept until the end. */
const MOST_RUNS = 1_000_000;

/**
 * @throws ScenarioError for impossible changes, DesignError for an impossible design, RangeError for an impossible seed, number of
 * replications, or more than a million runs.
 */
export function planExperiment(scenario: Scenario, options: ExperimentOptions = {}): Experiment {
  const { points } = options;
  return experimentOf(scenario, points === undefined ? designPoints(scenario, options) : givenPoints(scenario, points), options);
}

/** The experiment over given design points. @throws RangeError as `planExperiment`. */
export function experimentOf(scenario: Scenario, points: readonly DesignPoint[], options: Pick<ExperimentOptions, 'seed' | 'replications' | 'randomNumbers'>): Experiment {
  const replications = options.replications ?? scenario.replications;
  if (!Number.isSafeInteger(replications) || replications < 1) {
    throw new RangeError(`replications: expected a whole number of at least 1, found ${replications}`);
  }
  const seed = normaliseSeed(options.seed ?? scenario.seed);
  const runs = points.length * replications;
  if (runs > MOST_RUNS) throw new RangeError(`${replications} replications of ${points.length} design points: expected at most ${MOST_RUNS} runs`);
  return { scenario, points, replications, seed, randomNumbers: options.randomNumbers ?? 'common', runs };
}

/** The run with a number, counted from 0. */
export function runAt({ points }: Experiment, run: number): Run {
  return { run, point: points[run % points.length], replication: Math.floor(run / points.length) };
}

/** Seed of the runs of a design point: the experiment's, or one of the point's own, which stays when other points come or go. */
export function seedOf({ seed, randomNumbers }: Experiment, { name }: DesignPoint): string {
  return randomNumbers === 'common' ? seed : `${seed}/${name}`;
}

/** Runs single runs of an experiment, in any order; models are kept as far as they fit. */
export function experimentRunner(experiment: Experiment, catalogue: ModelCatalogue): (run: number, observer?: Observer) => RunOutcome {
  const models = new ModelCache(experiment.points.length);
  return (run, observer) => {
    const { point, replication } = runAt(experiment, run);
    let stage = 'compile';
    try {
      const model = models.take(point.index, () => compile(point.scenario, catalogue));
      stage = 'simulate';
      const options = { seed: seedOf(experiment, point), replication, ...(observer === undefined ? {} : { observer }) };
      return { ok: true, model, result: runReplication(model, options) };
    } catch (error) {
      return { ok: false, stage, message: error instanceof Error ? error.message : String(error) };
    }
  };
}

/**
 * The values of end-of-run measures, gathered from runs in any order: eight bytes each, since there may be a hundred measures of a
 * million runs. Iterating hands out one measure after the other, as columns in which NaN is missing.
 */
export class MeasureBook implements Iterable<readonly [measure: string, values: Float64Array[]]> {
  /** By measure, point after point. */
  private readonly columns: ReadonlyMap<string, Float64Array>;
  private readonly points: number;
  private readonly replications: number;

  /** @param measures names of those that are kept (default: all) */
  constructor({ points, replications }: Pick<Experiment, 'points' | 'replications'>, measures: readonly string[] = runMeasures.map(({ name }) => name)) {
    this.points = points.length;
    this.replications = replications;
    this.columns = new Map(measures.map((name) => [name, new Float64Array(points.length * replications).fill(NaN)]));
  }

  record({ point, replication }: Pick<Run, 'point' | 'replication'>, measures: Readonly<Record<string, number | undefined>>): void {
    const at = point.index * this.replications + replication;
    for (const [name, column] of this.columns) column[at] = measures[name] ?? NaN;
  }

  /** The values of all measures at once. */
  get values(): ReadonlyMap<string, MeasureValues> {
    const listed = (column: Float64Array): (number | undefined)[] => Array.from(column, (value) => (Number.isNaN(value) ? undefined : value));
    return new Map(Array.from(this, ([name, columns]) => [name, columns.map(listed)]));
  }

  *[Symbol.iterator](): Generator<readonly [measure: string, values: Float64Array[]]> {
    for (const [name, column] of this.columns) {
      yield [name, Array.from({ length: this.points }, (_, point) => column.subarray(point * this.replications, (point + 1) * this.replications))];
    }
  }
}

/** What an experiment found. */
export interface ExperimentResult {
  readonly experiment: Experiment;
  readonly outcomes: readonly RunOutcome[];
  readonly values: ReadonlyMap<string, MeasureValues>;
  readonly estimates: readonly Estimate[];
  readonly comparisons: readonly Comparison[];
}

/**
 * Runs a whole experiment in this thread and keeps everything in memory: for programs, notebooks and the browser. The command line runs
 * the same experiments on all cores and writes files.
 *
 * @example
 * const result = runExperiment(scenario, { seed: 1, replications: 50, vary: { 'networks.cabinet.rounds': [2, 4, 6] } }, catalogue);
 */
export function runExperiment(scenario: Scenario, options: ExperimentOptions, catalogue: ModelCatalogue): ExperimentResult {
  const experiment = planExperiment(scenario, options);
  const execute = experimentRunner(experiment, catalogue);
  const book = new MeasureBook(experiment);
  const outcomes = Array.from({ length: experiment.runs }, (_, run) => {
    const outcome = execute(run);
    if (outcome.ok) book.record(runAt(experiment, run), outcome.result.measures);
    return outcome;
  });
  return {
    experiment,
    outcomes,
    values: book.values,
    estimates: estimate(book),
    comparisons: compareWithFirst(book, scenario.headline),
  };
}
