import { build, finish } from './build.js';
import type { Catalogue } from './catalogue.js';
import { applySettings, type Setting } from './command-line-changes.js';
import { createDataFiles } from './data-files.js';
import { readDocument } from './document.js';
import { isMap } from './piece.js';
import type { Scenario } from './scenario.js';
import { ScenarioError, type Problem } from './scenario-error.js';
import { createSource, type Source } from './source.js';
import { variantSource } from './vary.js';

/** What `parseScenario` needs beside the text. */
export interface ParseOptions {
  /** What the file may choose from: forms, rules, cost functions, measures. */
  readonly catalogue: Catalogue;
  /** Text of a data file by its path relative to the scenario file; throws when there is none. Without it, a scenario cannot use data files. */
  readonly readText?: (path: string) => string;
  /** Name of the file in messages. */
  readonly file?: string;
  /** Changes as on a command line, `networks.cabinet.rounds=3`; their values are YAML. */
  readonly set?: readonly Setting[];
}

/**
 * Turns the text of a scenario file into a complete, checked, frozen scenario. Each variant of the file is checked as well, unless `set`
 * changes the file: then a variant is checked when it is taken (`variantScenario`), as a change may exclude variants that are not run.
 *
 * @throws ScenarioError with everything that is wrong, each with its file, line, column and path
 * @example
 * const scenario = parseScenario(text, { catalogue, file: 'scenario.yaml' });
 * scenario.organisations.length; // after expansion of all rules
 */
export function parseScenario(text: string, options: ParseOptions): Scenario {
  const { catalogue, readText, file = 'scenario.yaml', set = [] } = options;
  const written = readDocument(text, file);
  if (!('root' in written)) throw new ScenarioError(file, written);
  const { document, problems } = applySettings(written, set);
  const source = createSource(document, catalogue, createDataFiles(readText));
  const { scenario, problems: found } = build(source);
  const ofVariants = set.length > 0 ? [] : problemsOfVariants(source, found);
  const all = [...problems, ...found, ...ofVariants];
  if (scenario === undefined || all.length > 0) throw new ScenarioError(file, all);
  return finish(scenario, source);
}

/** Problems of the variants that the file itself has not. */
function problemsOfVariants(source: Source, known: readonly Problem[]): readonly Problem[] {
  const { variants } = source.document.root;
  if (!isMap(variants)) return [];
  const faultyPaths = new Set(known.map((problem) => problem.path));
  return Object.entries(variants).flatMap(([name, changes]) => {
    // What changes nothing cannot have problems of its own.
    if (!isMap(changes) || Object.keys(changes).length === 0) return [];
    const variant = variantSource(source, name, changes);
    const isNew = ({ path }: Problem): boolean => !faultyPaths.has(path) || Object.keys(changes).some((changed) => lies(path, changed));
    return [...variant.problems, ...build(variant.source).problems.filter(isNew)];
  });
}

/** Whether a path is that of a change or lies below it. */
function lies(path: string, changed: string): boolean {
  return path === changed || path.startsWith(`${changed}.`) || path.startsWith(`${changed}[`);
}
