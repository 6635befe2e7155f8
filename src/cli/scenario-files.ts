import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { catalogue } from '../model/catalogue.js';
import { readText } from '../node/text-files.js';
import { parseScenario } from '../scenario/parse-scenario.js';
import type { Scenario } from '../scenario/scenario.js';
import { UsageError, type Io } from './io.js';

/** A scenario file with everything it reads. */
export interface LoadedScenario {
  readonly scenario: Scenario;
  readonly text: string;
  /** Name of the file as the user would write it. */
  readonly file: string;
  /** Data files that were read, by the path the scenario uses. */
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

/**
 * Finds what a user means by a scenario: a YAML file, a folder with a `scenario.yaml`, or the name of a built-in scenario.
 * @throws UsageError when there is nothing of the kind.
 */
export function findScenario(name: string, io: Io): string {
  const path = resolve(io.cwd, name);
  if (existsSync(path)) {
    if (!statSync(path).isDirectory()) return path;
    const inside = join(path, 'scenario.yaml');
    if (existsSync(inside)) return inside;
    throw new UsageError(`${name}: the folder has no scenario.yaml`);
  }
  const builtIn = join(builtInFolder, name, 'scenario.yaml');
  if (existsSync(builtIn)) return builtIn;
  throw new UsageError(`${name}: no such file, folder or built-in scenario (built in: ${builtInScenarios().join(', ')})`);
}

/** @throws UsageError, ScenarioError, Error when a file cannot be read. */
export function loadScenario(name: string, set: readonly string[], io: Io): LoadedScenario {
  const path = findScenario(name, io);
  const file = relative(io.cwd, path) || basename(path);
  const text = readText(path);
  const files: Record<string, string> = {};
  const scenario = parseScenario(text, {
    catalogue,
    file,
    set,
    readText: (data) => (files[data] ??= readText(join(dirname(path), data))),
  });
  return { scenario, text, file, files };
}
