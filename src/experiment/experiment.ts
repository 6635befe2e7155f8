import type { ModelCatalogue } from '../model/catalogue.js';
import { compile } from '../model/compile.js';
import { runMeasures } from '../model/measures.js';
import type { Model } from '../model/model.js';
import type { Observer } from '../model/observer.js';
import { runReplication, type Replication } from '../model/replication.js';
import { normaliseSeed } from '../random/seed.js';
import type { Scenario } from '../scenario/scenario.js';
import { designPoints, type DesignPoint, type Factors } from './design.js';
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
}

/** What is to be run. Run order is round-robin over design points, so a stopped experiment has balanced data. */
export interface Experiment {
  readonly scenario: Scenario;
  readonly points: readonly DesignPoint[];
  readonly replications: number;
  readonly seed: string;
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
  return experimentOf(scenario, designPoints(scenario, options), options);
}

/** The experiment over given design points. @throws RangeError as `planExperiment`. */
export function experimentOf(scenario: Scenario, points: readonly DesignPoint[], options: Pick<ExperimentOptions, 'seed' | 'replications'>): Experiment {
  const replications = options.replications ?? scenario.replications;
  if (!Number.isSafeInteger(replications) || replications < 1) {
    throw new RangeError(`replications: expected a whole number of at least 1, found ${replications}`);
  }
  const seed = normaliseSeed(options.seed ?? scenario.seed);
  const runs = points.length * replications;
  if (runs > MOST_RUNS) throw new RangeError(`${replications} replications of ${points.length} design points: expected at most ${MOST_RUNS} runs`);
  return { scenario, points, replications, seed, runs };
}

/** The run with a number, counted from 0. */
export function runAt({ points }: Experiment, run: number): Run {
  return { run, point: points[run % points.length], replication: Math.floor(run / points.length) };
}

/** Runs single runs of an experiment, in any order; models are compiled once per design point. */
export function experimentRunner(experiment: Experiment, catalogue: ModelCatalogue): (run: number, observer?: Observer) => RunOutcome {
  const models = new Map<number, Model>();
  return (run, observer) => {
    const { point, replication } = runAt(experiment, run);
    let stage = 'compile';
    try {
      let model = models.get(point.index);
      if (model === undefined) models.set(point.index, (model = compile(point.scenario, catalogue)));
      stage = 'simulate';
      const options = { seed: experiment.seed, replication, ...(observer === undefined ? {} : { observer }) };
      return { ok: true, model, result: runReplication(model, options) };
    } catch (error) {
      return { ok: false, stage, message: error instanceof Error ? error.message : String(error) };
    }
  };
}

/** The values of every end-of-run measure, gathered from runs in any order. */
export class MeasureBook {
  readonly values: ReadonlyMap<string, (number | undefined)[][]>;

  constructor(experiment: Experiment) {
    const empty = (): (number | undefined)[][] => experiment.points.map(() => new Array<number | undefined>(experiment.replications).fill(undefined));
    this.values = new Map(runMeasures.map(({ name }) => [name, empty()]));
  }

  record(run: Run, measures: Readonly<Record<string, number | undefined>>): void {
    for (const [name, points] of this.values) points[run.point.index][run.replication] = measures[name];
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
    estimates: estimate(book.values),
    comparisons: compareWithFirst(book.values, scenario.headline),
  };
}
