import { join } from 'node:path';
import { parse } from 'yaml';
import { catalogue } from '../model/catalogue.js';
import { readText } from '../node/text-files.js';
import { terminalTable } from '../report/terminal-table.js';
import { ExitCode, UsageError, type Io } from './io.js';
import { builtInFolder, builtInScenarios } from './scenario-files.js';

const entries = {
  forms: catalogue.forms,
  'decision-rules': catalogue.decisionRules,
  'convening-rules': catalogue.conveningRules,
  'cost-functions': catalogue.costFunctions,
  'attention-rules': catalogue.attentionRules,
} as const;

/** `list`: what comes with the program, a line each. @throws UsageError for an unknown topic. */
export function listCommand(what: string, io: Io): number {
  if (what === 'scenarios') io.out(terminalTable(['scenario', 'title'], builtInScenarios().map((name) => [name, titleOf(name)])));
  else if (what === 'measures') {
    io.out(terminalTable(['measure', 'unit', 'meaning'], catalogue.measures.map(({ name, unit, description }) => [name, unit, description])));
  } else if (Object.hasOwn(entries, what)) {
    io.out(terminalTable(['name', 'meaning'], entries[what as keyof typeof entries].map(({ name, summary }) => [name, summary])));
  } else throw new UsageError(`list ${what}: expected scenarios, measures, ${Object.keys(entries).join(', ')}`);
  return ExitCode.ok;
}

function titleOf(name: string): string {
  const content = parse(readText(join(builtInFolder, name, 'scenario.yaml'))) as { title?: string } | null;
  return content?.title ?? '';
}
