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

/** Converts a schema; parts with a name under `definition` are collected and referred to. */
function convert(schema: z.ZodType, definitions: Record<string, Json>): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io: 'input', target: 'draft-07', unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const branches = branchesOf(zodSchema);
      if (branches === undefined) return;
      const json = jsonSchema as Json;
      const name = json.definition as string | undefined;
      if (name === undefined) {
        json.anyOf = branches.map((branch) => convert(branch, definitions));
        return;
      }
      delete json.definition;
      json.allOf = [{ $ref: `#/definitions/${name}` }];
      if (Object.hasOwn(definitions, name)) return;
      definitions[name] = {};
      definitions[name].anyOf = branches.map((branch) => convert(branch, definitions));
    },
  }) as Json;
  return json;
}

/** Adds to each description how a value is written, and says plainly that other keys are refused. */
function completed(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(completed);
  if (typeof json !== 'object' || json === null) return json;
  const { writtenAs, ...rest } = json as Json;
  const parts = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, completed(value)]));
  if (isEmptyRefusal(rest.additionalProperties)) parts.additionalProperties = false;
  if (typeof writtenAs !== 'string') return parts;
  return { ...parts, description: [rest.description, `Written as ${writtenAs}.`].filter((text) => typeof text === 'string').join(' ') };
}

/** `{ not: {} }`, which nothing satisfies. */
function isEmptyRefusal(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'not' in json && Object.keys(json).length === 1;
}
