import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { planExperiment, type Experiment, type ExperimentOptions } from '../experiment/experiment.js';
import { readText } from '../node/text-files.js';
import type { Setting } from '../scenario/command-line-changes.js';
import { parseScenario } from '../scenario/parse-scenario.js';
import type { Scenario } from '../scenario/scenario.js';
import { asUsage, UsageError, type Io } from './io.js';
import { noPlugins, type LoadedPlugins } from './plugins.js';

/** A scenario file with everything it reads. */
export interface LoadedScenario {
  /** What the scenario may name beside what is built in. */
  readonly extensions: LoadedPlugins;
  readonly scenario: Scenario;
  readonly text: string;
  /** Name of the file as the user would write it. */
  readonly file: string;
  /** Data files that were read so far, by the path the scenario uses; `planLoaded` adds those of the design points. */
  readonly files: Readonly<Record<string, string>>;
}

/** Folder of the scenarios that come with the program. */
export const builtInFolder = fileURLToPath(new URL('../../scenarios', import.meta.url));

/** Names of the scenarios that come with the program. */
export function builtInScenarios(): string[] {
  return readdirSync(builtInFolder)
    .filter((name) => existsSync(join(builtInFolder, name, 'scenario.yaml')))
    .sort();
}

/** Where a scenario is, and its name as the user would write it. */
interface FoundScenario {
  readonly path: string;
  readonly file: string;
}

/**
 * Finds what a user means by a scenario: a YAML file, a folder with a `scenario.yaml`, or the name of a built-in scenario.
 * @throws UsageError when there is nothing of the kind.
 */
export function findScenario(name: string, io: Io): FoundScenario {
  const path = resolve(io.cwd, name);
  const shown = (found: string): FoundScenario => ({ path: found, file: relative(io.cwd, found) || basename(found) });
  if (existsSync(path)) {
    if (!statSync(path).isDirectory()) return shown(path);
    const inside = join(path, 'scenario.yaml');
    if (existsSync(inside)) return shown(inside);
    throw new UsageError(`${name}: the folder has no scenario.yaml (subsidia init makes a folder that has one)`);
  }
  if (builtInScenarios().includes(name)) return { path: join(builtInFolder, name, 'scenario.yaml'), file: name };
  throw new UsageError(`${name}: no such file, folder or built-in scenario (built in: ${builtInScenarios().join(', ')})`);
}

/** @throws UsageError when the file cannot be read, ScenarioError with everything that is wrong with it. */
export function loadScenario(name: string, set: readonly Setting[], io: Io, extensions: LoadedPlugins = noPlugins): LoadedScenario {
  const { path, file } = findScenario(name, io);
  const text = readScenarioText(path, file);
  const files: Record<string, string> = {};
  const { catalogue } = extensions;
  const scenario = parseScenario(text, { catalogue, file, set, readText: (data) => (files[data] ??= readDataFile(join(dirname(path), data))) });
  return { extensions, scenario, text, file, files };
}

/** @throws UsageError for an impossible seed, number of replications or design, ScenarioError for changes that do not fit. */
export function planLoaded({ scenario }: LoadedScenario, options: ExperimentOptions): Experiment {
  return asUsage(() => planExperiment(scenario, options));
}

function readScenarioText(path: string, file: string): string {
  try {
    return readText(path);
  } catch (error) {
    const reason = (error as Error).message.replace(`${path}: `, '');
    const advice = reason.includes('UTF-8') ? ' (a scenario is a text in YAML; save it as UTF-8)' : '';
    throw new UsageError(`${file}: ${reason}${advice}`, { cause: error });
  }
}

/** The scenario layer words the reason itself and asks the system's error for its code. */
function readDataFile(path: string): string {
  try {
    return readText(path);
  } catch (error) {
    throw error instanceof Error && error.cause instanceof Error ? error.cause : error;
  }
}
