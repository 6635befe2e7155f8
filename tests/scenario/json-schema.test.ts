import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { catalogue as modelCatalogue } from '../../src/model/catalogue.js';
import { scenarioJsonSchema } from '../../src/scenario/json-schema.js';
import { parseScenario } from '../../src/scenario/parse-scenario.js';
import { violations } from './json-schema-conformity.js';
import { edited, text } from './scenario-text.js';
import { catalogue } from './small-catalogue.js';

type Json = Readonly<Record<string, unknown>>;

const schema = scenarioJsonSchema(catalogue) as Json;
const conforms = (scenario: string): boolean => violations(schema, parseYaml(scenario)).length === 0;

describe('the JSON schema for editors', () => {
  test('accepts the test scenario', () => {
    expect(violations(schema, parseYaml(text))).toEqual([]);
  });

  test.each([
    ['an unknown key at the top', 'seed: 2026', 'seeds: 2026'],
    ['an unknown key below', 'cv: 0.8', 'cvv: 0.8'],
    ['an unknown key of a network', 'convening: affected', 'convning: affected'],
    ['a parameter of another form', 'form: shared', 'form: shared\n    levy: 2%'],
    ['an unknown form', 'form: shared', 'form: share'],
    ['a time without its unit', 'mean: 2 days', 'mean: 2'],
    ['a rate without its unit', 'rate: 0.5 per day', 'rate: 0.5'],
    ['a share above 1', 'knows: 0.91', 'knows: 91'],
    ['an unknown law', 'law: lognormal', 'law: lognorm'],
    ['an unknown choice', 'convening: affected', 'convening: afected'],
    ['a choice without its parameter', 'convening: affected', 'convening: { rule: random }'],
    ['an unknown measure', 'open_problems]', 'open_problem]'],
    ['no horizon', 'horizon: 3 years, ', ''],
    ['a name with a dot', '  cabinet:', '  cab.inet:'],
    ['half a server', 'staff: 1', 'staff: 0.5'],
  ])('refuses %s', (_, passage, replacement) => {
    expect(conforms(edited(passage, replacement))).toBe(false);
  });

  test.each([
    ['a duration in hours', 'mean: 2 days', 'mean: 16 h'],
    ['a percentage', 'knows: 0.91', 'knows: 91%'],
    ['a law as a plain value', 'delay: { law: exponential, mean: 2 days }', 'delay: 2 days'],
    ['service by result', 'service: { law: lognormal, mean: 1 day, cv: 0.8 }', 'service: { solved: 1 day, passed: { law: exponential, mean: 1 h } }'],
    ['knowledge by domain', 'knows: 0.91', 'knows: { share: { health: 0.9, housing: 0.5, work: 1, schools: 1, transport: 1 } }'],
    ['a list of selectors', 'members: ministry', 'members: [ministry.health, { level: national }]'],
    ['a choice with its parameter', 'convening: affected', 'convening: { rule: random, k: 3 }'],
  ])('accepts %s', (_, passage, replacement) => {
    const scenario = edited(passage, replacement);
    expect(violations(schema, parseYaml(scenario))).toEqual([]);
    expect(() => parseScenario(scenario, { catalogue })).not.toThrow();
  });

  test('describes every key, and refuses unknown ones in every map with known keys', () => {
    const silent: string[] = [];
    const open: string[] = [];
    const visit = (part: unknown, path: string): void => {
      if (typeof part !== 'object' || part === null) return;
      const { properties, additionalProperties } = part as Json;
      if (typeof properties === 'object' && properties !== null && !path.endsWith('.properties')) {
        if (additionalProperties !== false) open.push(path);
        for (const [key, value] of Object.entries(properties as Json)) {
          if (typeof (value as Json).description !== 'string') silent.push(`${path}.${key}`);
        }
      }
      for (const [key, value] of Object.entries(part)) visit(value, `${path}.${key}`);
    };
    visit(schema, '');
    expect(silent).toEqual([]);
    expect(open).toEqual([]);
  });

  test('says how times are written', () => {
    const { horizon } = (((schema.properties as Json).time as { anyOf: Json[] }).anyOf[0].properties) as Record<string, Json>;
    expect(horizon.description).toBe('Run length. Written as a length of time with its unit, such as 0.5 days, 3 h, 2 weeks, 6 months or 3 years.');
  });

  test('is plain JSON and says which draft it is', () => {
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
    expect(schema.$schema).toBe('http://json-schema.org/draft-07/schema#');
  });
});

describe('the scenarios that come with the package', () => {
  const folder = new URL('../../scenarios/', import.meta.url);
  const names = readdirSync(folder).filter((name) => existsSync(new URL(`${name}/scenario.yaml`, folder)));
  const shipped = scenarioJsonSchema(modelCatalogue) as Json;

  test.each(names)('%s is valid and conforms with the JSON schema', (name) => {
    const scenario = readFileSync(new URL(`${name}/scenario.yaml`, folder), 'utf8');
    expect(violations(shipped, parseYaml(scenario))).toEqual([]);
    const readText = (path: string): string => readFileSync(new URL(`${name}/${path}`, folder), 'utf8');
    expect(parseScenario(scenario, { catalogue: modelCatalogue, readText }).name).toBe(name);
  });

  test('exist', () => {
    expect(names.length).toBeGreaterThan(0);
  });
});
