import { join } from 'node:path';
import { parse } from 'yaml';
import { readText } from '../node/text-files.js';
import { terminalTable } from '../report/terminal-table.js';
import { ExitCode, UsageError, type Io } from './io.js';
import { loadPlugins, type PluginFlags } from './plugins.js';
import { TABLE_WIDTH, wrap } from './prose.js';
import { builtInFolder, builtInScenarios } from './scenario-files.js';

/** Where the entries of a topic stand in a catalogue. */
const entries = {
  forms: 'forms',
  'decision-rules': 'decisionRules',
  'convening-rules': 'conveningRules',
  'cost-functions': 'costFunctions',
  'attention-rules': 'attentionRules',
  'agreement-rules': 'agreementRules',
  'bargaining-protocols': 'bargainingProtocols',
} as const;

/** All that can be listed. */
export const listTopics: readonly string[] = ['scenarios', 'measures', ...Object.keys(entries)];

/** `list`: what comes with the program and its plugins. @throws UsageError for an unknown topic, PluginError. */
export async function listCommand(what: string, { plugin = [] }: PluginFlags, io: Io): Promise<number> {
  const { catalogue } = await loadPlugins(plugin, io);
  if (what === 'scenarios') io.out(explainedTable(['scenario', 'title'], builtInScenarios().map((name) => [name, titleOf(name)])));
  else if (what === 'measures') {
    io.out(explainedTable(['measure', 'unit', 'meaning'], catalogue.measures.map(({ name, unit, description }) => [name, unit, description])));
  } else if (Object.hasOwn(entries, what)) {
    io.out(explainedTable(['name', 'meaning'], catalogue[entries[what as keyof typeof entries]].map(({ name, summary }) => [name, summary])));
  } else throw new UsageError(`list ${what}: expected ${listTopics.join(', ')}`);
  return ExitCode.ok;
}

/** A table whose last column is wrapped to the width of tables. */
function explainedTable(headers: readonly string[], rows: readonly (readonly string[])[]): string {
  const last = headers.length - 1;
  const widths = headers.slice(0, last).map((header, column) => rows.reduce((width, row) => Math.max(width, row[column].length), header.length));
  const room = widths.reduce((rest, width) => rest - width - 2, TABLE_WIDTH);
  const lines = rows.flatMap((row) => wrap(row[last], room).map((text, index) => [...row.slice(0, last).map((cell) => (index === 0 ? cell : '')), text]));
  return terminalTable(headers, lines);
}

function titleOf(name: string): string {
  const content = parse(readText(join(builtInFolder, name, 'scenario.yaml'))) as { title?: string } | null;
  return content?.title ?? '';
}
