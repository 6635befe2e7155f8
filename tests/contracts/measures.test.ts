import { describe, expect, it } from 'vitest';
import { planExperiment } from '../../src/experiment/experiment.js';
import { catalogue } from '../../src/model/catalogue.js';
import { runMeasures } from '../../src/model/measures.js';
import { ExperimentTables } from '../../src/node/experiment-tables.js';
import { command, workplace } from '../cli/command.js';
import { parsed } from '../experiment/small-study.js';

const units = ['', 'days', 'person days', 'per person day', 'value', 'money'];

describe('the measures of runs.csv', () => {
  const [runs] = new ExperimentTables(planExperiment(parsed()), { detail: [], file: 'small.yaml', set: [] }).tables;

  it('are those of the catalogue, each with its type, unit and description', () => {
    expect(catalogue.measures).toEqual(runMeasures);
    const columns = new Map(runs.columns.map((column) => [column.name, column]));
    for (const { name, type, unit, description } of runMeasures) expect(columns.get(name)).toEqual({ name, type, unit, description });
  });

  it('have names of their own in snake_case, a known unit and a sentence that says what they mean', () => {
    expect(new Set(runMeasures.map(({ name }) => name)).size).toBe(runMeasures.length);
    for (const { name, unit, description } of runMeasures) {
      expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
      expect(units, name).toContain(unit);
      expect(description, name).toMatch(/^[A-Z].{10,}\.$/);
    }
  });

  it('are what `subsidia list measures` lists, in the same order', async () => {
    const { out } = await command(workplace(), 'list', 'measures');
    const listed = out.split('\n').slice(2).flatMap((line) => /^[a-z]\S*/.exec(line)?.[0] ?? []);
    expect(listed).toEqual(runMeasures.map(({ name }) => name));
  });

  it('may all be named in a headline', () => {
    const names = runMeasures.map(({ name }) => name);
    expect(parsed(undefined, [`headline=[${names.join(', ')}]`]).headline).toEqual(names);
  });
});
