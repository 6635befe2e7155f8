import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml, stringify } from 'yaml';
import { scenarioJsonSchema } from '../../src/scenario/json-schema.js';
import { parseScenario } from '../../src/scenario/parse-scenario.js';
import { ScenarioError } from '../../src/scenario/scenario-error.js';
import { varyScenario } from '../../src/scenario/vary.js';
import { violations } from './json-schema-conformity.js';
import { dataFiles, parse, text } from './scenario-text.js';
import { catalogue } from './small-catalogue.js';

/** Words of schema libraries and of the language that nobody who writes scenarios should see. */
const JARGON = /invalid input|discriminat|\bzod|undefined|(?<!found \.?)\bnan\b|\[object|not a function|cannot read prop|\bobject\b|\bstring\b|\barray\b|\bboolean\b/i;

/** Anything but a ScenarioError in plain words with a place is a defect. */
function expectScenarioOrWords(action: () => unknown): 'valid' | 'refused' {
  try {
    action();
    return 'valid';
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    expect(error.problems.length).toBeGreaterThan(0);
    for (const problem of error.problems) {
      expect(problem.message.replace(/".*"/s, '')).not.toMatch(JARGON);
      expect(problem.change !== undefined || (problem.line ?? 0) >= 1).toBe(true);
    }
    return 'refused';
  }
}

type Tree = Record<string, unknown> | unknown[];

/** All places inside a tree, as paths. */
function placesIn(tree: unknown, path: readonly string[] = []): string[][] {
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.entries(tree).flatMap(([key, value]) => [[...path, key], ...placesIn(value, [...path, key])]);
}

const garbage = fc.oneof(
  fc.constantFrom(null, '', 0, -1, 1.5, 1e308, true, [], {}, '3', '3 days', '5% per year', 'none', 'all', 'unlimited', 'ministry', 'union/state-1', 'ministry.health', '__proto__', 'constructor', '*', '.inf'),
  fc.constantFrom([[]], [{}], { law: 'exponential' }, { law: 'trace', file: 'x.csv', columns: { time: 'a' } }, { share: {} }, { rule: 'random' }, { 1: 1 }, { '-1': 2 }, { toString: 1 }),
  fc.string(), fc.integer(), fc.double(), fc.jsonValue(),
);

const mutation = fc.record({
  place: fc.nat(),
  kind: fc.constantFrom('delete', 'rename', 'replace', 'insert', 'swap'),
  value: garbage,
  name: fc.oneof(fc.string(), fc.constantFrom('law', 'in', 'count', 'names', 'from', 'list', 'per', 'at', 'knows', 'lead', 'levy', '__proto__', 'toString')),
  other: fc.nat(),
});

function mutate(tree: Tree, { place, kind, value, name, other }: { place: number; kind: string; value: unknown; name: string; other: number }): void {
  const places = placesIn(tree);
  const path = places[place % places.length];
  const holder = path.slice(0, -1).reduce<Tree>((part, key) => (part as Record<string, Tree>)[key], tree) as Record<string, unknown>;
  const key = path[path.length - 1];
  if (kind === 'insert') Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });
  if (kind === 'replace') holder[key] = value;
  if (kind === 'swap') {
    const source = places[other % places.length];
    holder[key] = structuredClone(source.reduce<unknown>((part, step) => (part as Record<string, unknown>)[step], tree));
  }
  if (kind === 'rename' && !Array.isArray(holder)) Object.defineProperty(holder, name, { value: holder[key], enumerable: true, configurable: true, writable: true });
  if (kind === 'rename' || kind === 'delete') Reflect.deleteProperty(holder, key);
}

describe('whatever stands in a file', () => {
  const schema = scenarioJsonSchema(catalogue) as Readonly<Record<string, unknown>>;
  const readText = dataFiles({ 'x.csv': 'a,b\n1,2\n2024-01-01,3\n' });

  test('keys deleted, renamed, replaced and inserted end in a scenario or in plain words', () => {
    let refused = 0;
    fc.assert(fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), (mutations) => {
      const tree = parseYaml(text) as Tree;
      for (const each of mutations) mutate(tree, each);
      const outcome = expectScenarioOrWords(() => parseScenario(stringify(tree), { catalogue, readText }));
      if (outcome === 'refused') refused += 1;
    }), { numRuns: 50, seed: 1 });
    expect(refused).toBeGreaterThan(25);
  });

  test('what the parser accepts, the JSON schema accepts', () => {
    let accepted = 0;
    fc.assert(fc.property(mutation, (one) => {
      const tree = parseYaml(text) as Tree;
      mutate(tree, one);
      const written = stringify(tree);
      if (expectScenarioOrWords(() => parseScenario(written, { catalogue, readText })) === 'refused') return;
      accepted += 1;
      expect(violations(schema, parseYaml(written))).toEqual([]);
    }), { numRuns: 50, seed: 2 });
    expect(accepted).toBeGreaterThan(5);
  });

  test('characters deleted, replaced and inserted end in a scenario or in plain words', () => {
    fc.assert(fc.property(fc.nat(text.length), fc.nat(8), fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\t', ':', '- ', '{', ']', '&a ', '*a', '!', '"', '\n\n', '---', '<<: ', '? ')), (at, length, inserted) => {
      expectScenarioOrWords(() => parse(text.slice(0, at) + inserted + text.slice(at + length)));
    }), { numRuns: 50, seed: 3 });
  });

  test('changes of any path to any value end in a scenario or in plain words', () => {
    const base = parse(text);
    const path = fc.oneof(fc.string(), fc.constantFrom('networks.cabinet.form', 'domains', 'levels[0]', 'organisations.ministry', 'time.horizon', '__proto__.x', 'networks.toString', 'seed.a', 'constructor', 'problems.case.involves.domains.2'));
    fc.assert(fc.property(path, fc.oneof(garbage, fc.constantFrom<unknown>(undefined, NaN, Infinity, Symbol('x'), () => 1, 10n, new Date(0), new Map())), (where, value) => {
      expectScenarioOrWords(() => varyScenario(base, { [where]: value }));
    }), { numRuns: 50, seed: 4 });
  });

  test('data files of any text end in a scenario or in plain words', () => {
    const scenario = text.replace('time: {', 'time: { start: 2024-01-01,').replace('{ law: poisson, rate: 0.5 per day }', '{ law: trace, file: x.csv, columns: { time: a, domain: b } }');
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.array(fc.constantFrom('a', 'b', '2024-01-01', 'health', '"', ',', '\n', '\r\n', ';', '\uFEFF'), { maxLength: 8 })).map((rows) => `a,b\n${rows.flat().join('')}`)), (data) => {
      expectScenarioOrWords(() => parse(scenario, { readText: () => data }));
    }), { numRuns: 50, seed: 5 });
  });
});
