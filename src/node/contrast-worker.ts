import { planContrast, type Contrast, type ContrastOptions } from '../experiment/contrast.js';
import { experimentRunner } from '../experiment/experiment.js';
import type { ModelCatalogue } from '../model/catalogue.js';
import { parseScenario } from '../scenario/parse-scenario.js';
import { normalisedMessage } from './job-failure.js';
import { catalogueWith, type PluginSource } from './plugins.js';

/** Everything a worker needs to rebuild a contrast: texts, no paths of this machine. */
export interface ContrastSource {
  readonly text: string;
  /** Name of the file in messages. */
  readonly file: string;
  /** Data files that the scenario reads, by the path it uses. */
  readonly files: Readonly<Record<string, string>>;
  readonly set: readonly string[];
  readonly options: ContrastOptions;
  /** What was added to the catalogue. */
  readonly plugins?: readonly PluginSource[];
}

/** What became of a run: its measures, or why there are none. */
export type ContrastRun =
  | { readonly ok: true; readonly measures: Readonly<Record<string, number | undefined>>; readonly events: number }
  | { readonly ok: false; readonly stage: string; readonly message: string };

/**
 * @param catalogue with what the source's plugins add to it
 * @throws ScenarioError, DesignError
 */
export function rebuildContrast({ text, file, files, set, options }: ContrastSource, catalogue: ModelCatalogue): Contrast {
  const readText = (path: string): string => {
    if (!Object.hasOwn(files, path)) throw new Error(`${path}: no such file`);
    return files[path];
  };
  return planContrast(parseScenario(text, { catalogue, file, set, readText }), catalogue, options);
}

/** Entry of a worker thread: from a run number to its measures. */
export async function start(source: ContrastSource): Promise<(run: number) => ContrastRun> {
  const catalogue = await catalogueWith(source.plugins);
  const execute = experimentRunner(rebuildContrast(source, catalogue).experiment, catalogue);
  return (run) => {
    const outcome = execute(run);
    if (!outcome.ok) return { ok: false, stage: outcome.stage, message: normalisedMessage(outcome.message) };
    return { ok: true, measures: outcome.result.measures, events: outcome.result.events };
  };
}
