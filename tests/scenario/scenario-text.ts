import { readFileSync } from 'node:fs';
import { parseScenario, type ParseOptions } from '../../src/scenario/parse-scenario.js';
import { ScenarioError } from '../../src/scenario/scenario-error.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import { catalogue } from './small-catalogue.js';

/** A valid scenario that uses most of the format. */
export const text = readFileSync(new URL('shared-or-lead.yaml', import.meta.url), 'utf8');

/** The text with one passage replaced, which must occur. */
export function edited(passage: string, replacement: string, original = text): string {
  if (!original.includes(passage)) throw new Error(`the test file has no passage ${JSON.stringify(passage)}`);
  return original.replace(passage, replacement);
}

/** Data files by their path; any other path is reported as missing, as a file system does. */
export function dataFiles(files: Readonly<Record<string, string>>): (path: string) => string {
  return (path) => {
    const content = files[path] as string | undefined;
    if (content === undefined) throw Object.assign(new Error(`ENOENT: no such file or directory, open '/home/somebody/${path}'`), { code: 'ENOENT' });
    return content;
  };
}

export function parse(scenario: string, options: Partial<ParseOptions> = {}): Scenario {
  return parseScenario(scenario, { catalogue, ...options });
}

/** What is wrong with a scenario, line by line as a user sees it; empty when nothing is. */
export function complaints(scenario: string, options: Partial<ParseOptions> = {}): readonly string[] {
  return complaintsOf(() => parse(scenario, options));
}

export function complaintsOf(action: () => unknown): readonly string[] {
  try {
    action();
    return [];
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    return error.message.split('\n').slice(1).map((line) => line.trim());
  }
}

/** The complaints without lines and columns, for tests of their words. */
export function statements(scenario: string, options: Partial<ParseOptions> = {}): readonly string[] {
  return complaints(scenario, options).map((line) => line.replace(/^\d+:\d+ {2}/, ''));
}

/** A scenario with one jurisdiction and one organisation, to which tests add what they are about. */
export const smallest = `name: smallest
time: { horizon: 10 days }
jurisdictions:
  union: { level: supranational }
organisations:
  office: { in: union, service: 1 day }
`;
