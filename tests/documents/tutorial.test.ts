import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stepsOf } from '../../scripts/console-blocks.mjs';
import { runExperiment } from '../../src/experiment/experiment.js';
import { catalogue } from '../../src/model/catalogue.js';
import { parseScenario } from '../../src/scenario/parse-scenario.js';

const text = readFileSync(join(import.meta.dirname, '../../docs/tutorial.md'), 'utf8');
const steps = stepsOf(text);

/** One replication of every variant, for two years. */
const shortRun = (yaml: string) =>
  runExperiment(parseScenario(yaml, { catalogue }), { replications: 1, vary: { 'time.horizon': ['2 years'] } }, catalogue);

describe('the steps of the tutorial', () => {
  it('are numbered from 1 on and belong to one file', () => {
    expect(steps.map(({ number }) => number)).toEqual(steps.map((_, index) => index + 1));
    expect(new Set(steps.map(({ file }) => file))).toEqual(new Set(['my-study/scenario.yaml']));
    expect(steps.length).toBe(8);
  });

  it('leave no block of YAML out', () => {
    expect(text.match(/^```yaml$/gm)?.length).toBe(steps.length);
  });

  it.each(steps)('run after step $number, with a number for every headline measure of every variant', ({ yaml }) => {
    const { experiment, estimates } = shortRun(yaml);
    expect(experiment.points.length).toBe(Math.max(1, experiment.scenario.variants.length));
    for (const { name, index } of experiment.points.map((point, position) => ({ name: point.name, index: position }))) {
      for (const headline of experiment.scenario.headline) {
        const found = estimates.find(({ point, measure }) => point === index && measure === headline);
        expect(found?.mean, `${headline} of ${name}`).toEqual(expect.any(Number));
      }
    }
  });

  it('end in a study of all four stages', () => {
    const { experiment, estimates } = shortRun(steps[steps.length - 1].yaml);
    const mean = (wanted: string): number => estimates.find(({ point, measure }) => point === 0 && measure === wanted)?.mean ?? 0;
    expect(experiment.points.map(({ name }) => name)).toEqual(['state-helps time.horizon=2 years', 'state-withdraws time.horizon=2 years']);
    for (const measure of ['person_days_helping', 'issues_decided', 'agreements', 'clearances_granted', 'local_programmes_completed']) {
      expect(mean(measure), measure).toBeGreaterThan(0);
    }
  });
});

describe('a step', () => {
  const page = (...blocks: readonly string[]): string => blocks.map((block) => `\`\`\`yaml\n${block}\`\`\`\n`).join('Text.\n');

  it('replaces the sections of the same name and adds the others at the end', () => {
    const last = stepsOf(page('# a/b.yaml, step 1 (all)\none: 1\ntwo:\n  x: 2\n', '# a/b.yaml, step 2\nthree: 3\none: 4\n')).at(-1);
    expect(last).toEqual({ file: 'a/b.yaml', number: 2, yaml: 'one: 4\ntwo:\n  x: 2\nthree: 3\n' });
  });

  it('is no other block of YAML', () => {
    expect(stepsOf(page('# a comment\none: 1\n'))).toEqual([]);
  });
});

describe('what the tutorial says of files', () => {
  it('names measures that exist', () => {
    const { estimates } = shortRun(steps[steps.length - 1].yaml);
    const measures = new Set(estimates.map(({ measure }) => measure));
    const read = [...text.matchAll(/^```(?:r|python)\n([\s\S]*?)^```$/gm)].flatMap(([, code]) => code.match(/\b[a-z]+(?:_[a-z]+)+\b/g) ?? []);
    expect(read.filter((name) => name !== 'read_csv' && !measures.has(name))).toEqual([]);
    expect(read.length).toBeGreaterThan(3);
  });
});
