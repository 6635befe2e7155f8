import { catalogue } from '../model/catalogue.js';
import { scenarioJsonSchema } from '../scenario/json-schema.js';
import { ExitCode, type Io } from './io.js';

/** `schema`: the JSON schema of scenario files. */
export function schemaCommand(io: Io): number {
  io.out(`${JSON.stringify(scenarioJsonSchema(catalogue), undefined, 2)}\n`);
  return ExitCode.ok;
}
