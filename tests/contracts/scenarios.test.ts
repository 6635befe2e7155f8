import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planExperiment } from '../../src/experiment/experiment.js';
import { catalogue } from '../../src/model/catalogue.js';
import { parseScenario } from '../../src/scenario/parse-scenario.js';
import { readText } from '../../src/node/text-files.js';
import { scenarioJsonSchema } from '../../src/scenario/json-schema.js';

const root = join(import.meta.dirname, '../../scenarios');
const names = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
const headings = ['What it is', 'How it works', 'How to use it', 'Things to notice', 'Things to try', 'Sources', 'How to cite'];

describe('the scenarios that are shipped', () => {
  it('are there', () => {
    expect(names).toContain('shared-or-lead');
  });

  it.each(names)('%s has a scenario, named as its folder, that parses with all its variants', (name) => {
    const folder = join(root, name);
    const text = readText(join(folder, 'scenario.yaml'));
    const scenario = parseScenario(text, { catalogue, file: name, readText: (path) => readText(join(folder, path)) });
    expect(scenario.name).toBe(name);
    expect(scenario.title).not.toBe(name);
    expect(scenario.headline.length).toBeGreaterThan(0);
    expect(planExperiment(scenario).points.length).toBeGreaterThan(0);
  });

  it.each(names)('%s tells editors where its schema is', (name) => {
    const [, path = ''] = /^# yaml-language-server: \$schema=(.*)$/m.exec(readText(join(root, name, 'scenario.yaml'))) ?? [];
    expect(path).not.toBe('');
    expect(existsSync(join(root, name, path)), 'build first: npm run build').toBe(true);
  });

  it.each(names)('%s has a README with a title and the headings of all of them, in order', (name) => {
    const lines = readText(join(root, name, 'README.md')).split('\n').filter((line) => /^##? /.test(line));
    expect(lines[0]).toMatch(/^# \S/);
    expect(lines.slice(1)).toEqual(headings.map((heading) => `## ${heading}`));
  });
});

it('the schema that is shipped is the one of this program', () => {
  const shipped: unknown = JSON.parse(readFileSync(join(root, '../schema/scenario.schema.json'), 'utf8'));
  const current: unknown = JSON.parse(JSON.stringify(scenarioJsonSchema(catalogue)));
  expect(JSON.stringify(shipped) === JSON.stringify(current), 'schema/ is out of date: npm run build').toBe(true);
});
