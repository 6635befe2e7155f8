import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/model/catalogue.js';
import { categories } from '../../src/model/categories.js';
import { traceKinds } from '../../src/model/observer.js';
import { outcomes, problemStates } from '../../src/model/problem-table.js';
import { scenarioJsonSchema } from '../../src/scenario/json-schema.js';

const page = (name: string): string => readFileSync(join(import.meta.dirname, '../../docs', name), 'utf8');

interface Key {
  readonly name: string;
  readonly description: string | undefined;
}

/** Every key of every map of a JSON schema, wherever it stands. */
function keysOf(node: unknown): Key[] {
  if (typeof node !== 'object' || node === null) return [];
  if (Array.isArray(node)) return node.flatMap(keysOf);
  const { properties, ...rest } = node as { readonly properties?: Readonly<Record<string, { readonly description?: string }>> };
  const own = Object.entries(properties ?? {});
  return [...own.map(([name, { description }]) => ({ name, description })), ...own.flatMap(([, value]) => keysOf(value)), ...Object.values(rest).flatMap(keysOf)];
}

describe('docs/scenario-files.md', () => {
  const text = page('scenario-files.md');
  const keys = keysOf(JSON.parse(JSON.stringify(scenarioJsonSchema(catalogue))));

  it('names every key of the schema', () => {
    expect(keys.length).toBeGreaterThan(300);
    expect(keys.map(({ name }) => name).filter((name) => !text.includes(`\`${name}\``) && !text.includes(`\`${name}: `))).toEqual([]);
  });

  it('says of every key what the schema says of it', () => {
    const described = keys.flatMap(({ description = '' }) => (description.startsWith('Name of') ? [] : [description.replaceAll('|', '\\|')]));
    expect(described.filter((description) => !text.includes(description))).toEqual([]);
  });
});

describe('the glossary and the model description', () => {
  const text = `${page('glossary.md')}\n${page('model-description.md')}`;
  /** What is in bold or in backticks, in lower case, `key: name` as well as `name`. */
  const terms = [...text.matchAll(/\*\*([^*]+)\*\*|`([^`\n]+)`/g)].map(([, bold, code]: (string | undefined)[]) => (bold ?? code ?? '').toLowerCase());
  const words = new Set(terms.flatMap((term) => [term, ...term.split(/[.,:()]\s*/)]));

  const names = (entries: readonly { readonly name: string }[]): readonly string[] => entries.map(({ name }) => name);
  const vocabulary: readonly (readonly [string, readonly string[]])[] = [
    ['outcome', outcomes],
    ['state of a problem', problemStates],
    ['event of a trace', Object.keys(traceKinds)],
    ['category of work', categories],
    ['governance form', names(catalogue.forms)],
    ['decision rule', names(catalogue.decisionRules)],
    ['convening rule', names(catalogue.conveningRules)],
    ['attention rule', names(catalogue.attentionRules)],
    ['agreement rule', names(catalogue.agreementRules)],
    ['bargaining protocol', names(catalogue.bargainingProtocols)],
    ['cost function', names(catalogue.costFunctions)],
  ];

  it.each(vocabulary)('explain every %s', (_, entries) => {
    expect(entries.filter((name) => !words.has(name))).toEqual([]);
  });

  it('keep the entries of the glossary in the order of the alphabet, each once', () => {
    const entries = [...page('glossary.md').matchAll(/^\*\*([^*]+?)\.\*\*/gm)].map(([, entry]) => entry.toLowerCase());
    expect(entries.length).toBeGreaterThan(100);
    expect(entries).toEqual([...new Set(entries)].sort());
  });
});
