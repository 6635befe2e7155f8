import { catalogue } from '../model/catalogue.js';
import { scenarioJsonSchema } from '../scenario/json-schema.js';
import { ExitCode, type Io } from './io.js';

/** `schema`: the JSON schema of scenario files. */
export function schemaCommand(io: Io): number {
  io.out(schemaText());
  return ExitCode.ok;
}

/** The schema as it is printed and as `init` puts it next to a scenario. */
export function schemaText(): string {
  return `${JSON.stringify(scenarioJsonSchema(catalogue), undefined, 2)}\n`;
}
