import { z } from 'zod';
import type { Catalogue } from './catalogue.js';
import { createDataFiles } from './data-files.js';
import { fileSchema, wholeFileSchema } from './file-schema.js';
import { branchesOf } from './piece.js';
import { createVocabulary } from './vocabulary.js';

type Json = Record<string, unknown>;

/**
 * The JSON schema (draft 7) of scenario files for editors, made from the schema that reads them: every key with its meaning and unit, and no
 * others. What only the whole file tells, such as names that must exist, is for `parseScenario`.
 */
export function scenarioJsonSchema(catalogue: Catalogue): object {
  const vocabulary = createVocabulary('working', createDataFiles(undefined));
  const whole = wholeFileSchema(fileSchema(vocabulary, catalogue));
  const definitions: Record<string, Json> = {};
  const schema = convert(whole, definitions);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Subsidia scenario',
    ...completed(schema) as Json,
    definitions: Object.fromEntries(Object.entries(definitions).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, definition]) => [name, completed(definition)])),
  };
}

/** Converts a schema; those with a `definition` name are collected under it and referred to. */
function convert(schema: z.ZodType, definitions: Record<string, Json>): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io: 'input', target: 'draft-07', unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const branches = branchesOf(zodSchema);
      if (branches === undefined) return;
      jsonSchema.anyOf = branches.map((branch) => convert(branch, definitions)) as typeof jsonSchema.anyOf & object;
    },
  }) as Json;
  return json;
}
