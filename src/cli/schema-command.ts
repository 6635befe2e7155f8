import { catalogue, type ModelCatalogue } from '../model/catalogue.js';
import { scenarioJsonSchema } from '../scenario/json-schema.js';
import { ExitCode, type Io } from './io.js';
import { loadPlugins, type PluginFlags } from './plugins.js';

/** `schema`: the JSON schema of scenario files. */
export async function schemaCommand({ plugin = [] }: PluginFlags, io: Io): Promise<number> {
  io.out(schemaText((await loadPlugins(plugin, io)).catalogue));
  return ExitCode.ok;
}

/** The schema as it is printed and as `init` puts it next to a scenario. */
export function schemaText(known: ModelCatalogue = catalogue): string {
  return `${JSON.stringify(scenarioJsonSchema(known), undefined, 2)}\n`;
}
