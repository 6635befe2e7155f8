import { experimentRunner, planExperiment, type Experiment, type ExperimentOptions, type RunOutcome } from '../experiment/experiment.js';
import type { DesignRecord } from '../experiment/sweep/sweep-plan.js';
import type { StoppingRule } from '../experiment/stopping.js';
import type { ModelCatalogue } from '../model/catalogue.js';
import { parseScenario } from '../scenario/parse-scenario.js';
import { ExperimentTables, type Detail } from './experiment-tables.js';
import { normalisedMessage } from './job-failure.js';
import { catalogueWith, type PluginSource } from './plugins.js';

/** Everything a worker needs to rebuild an experiment: texts, no paths of this machine. */
export interface ExperimentSource {
  readonly text: string;
  /** Name of the file in messages. */
  readonly file: string;
  /** Data files that the scenario reads, by the path it uses. */
  readonly files: Readonly<Record<string, string>>;
  readonly set: readonly string[];
  readonly options: ExperimentOptions;
  readonly detail: readonly Detail[];
  /** Name of the experiment where it is one of several on the scenario. */
  readonly experiment?: string;
  /** The designs that its points come from, for their analysis. */
  readonly designs?: readonly DesignRecord[];
  /** When to stop before the last replication. */
  readonly stopping?: StoppingRule;
  /** What was added to the catalogue, in the order in which it was named. */
  readonly plugins?: readonly PluginSource[];
}

/** What a worker gives back for a run: rows by table, or why there are none but its own in `runs`. */
export interface RunRows {
  readonly rows: readonly (readonly [table: string, text: string])[];
  readonly failure: { readonly stage: string; readonly message: string } | undefined;
  readonly measures: Readonly<Record<string, number | undefined>>;
  readonly events: number;
}

/**
 * @param catalogue with what the source's plugins add to it
 * @throws ScenarioError
 */
export function rebuildExperiment(source: ExperimentSource, catalogue: ModelCatalogue): Experiment {
  const readText = (path: string): string => {
    if (!Object.hasOwn(source.files, path)) throw new Error(`${path}: no such file`);
    return source.files[path];
  };
  return planExperiment(parseScenario(source.text, { catalogue, file: source.file, set: source.set, readText }), source.options);
}

/** Entry of a worker thread: from a run number to its rows. */
export async function start(source: ExperimentSource): Promise<(run: number) => RunRows> {
  const catalogue = await catalogueWith(source.plugins);
  const experiment = rebuildExperiment(source, catalogue);
  const tables = new ExperimentTables(experiment, source);
  const execute = experimentRunner(experiment, catalogue);

  return (run) => {
    const listener = tables.listener(run);
    const outcome = normalised(execute(run, listener?.observer));
    const rows = [...tables.rowsOf(run, outcome)];
    if (!outcome.ok) return { rows, failure: { stage: outcome.stage, message: outcome.message }, measures: {}, events: 0 };
    return { rows: [...rows, ...(listener?.rows() ?? [])], failure: undefined, measures: outcome.result.measures, events: outcome.result.events };
  };
}

/** A failure in words that are the same on every machine. */
function normalised(outcome: RunOutcome): RunOutcome {
  return outcome.ok ? outcome : { ...outcome, message: normalisedMessage(outcome.message) };
}
