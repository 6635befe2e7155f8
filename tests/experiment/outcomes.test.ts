import { describe, expect, it } from 'vitest';
import { runExperiment } from '../../src/experiment/experiment.js';
import { experimentOutcomes, type ExperimentOutcome } from '../../src/experiment/outcomes.js';
import { catalogue } from '../../src/model/catalogue.js';
import { failingStudy, parsed, wrongFormula } from './small-study.js';

async function all(outcomes: AsyncIterable<ExperimentOutcome>): Promise<ExperimentOutcome[]> {
  const found: ExperimentOutcome[] = [];
  for await (const outcome of outcomes) found.push(outcome);
  return found;
}

const numbers = ({ outcome }: ExperimentOutcome): unknown => (outcome.ok ? outcome.result.measures : outcome);

describe('the outcomes of an experiment', () => {
  it('come one by one, round the design points', async () => {
    const found = await all(experimentOutcomes(parsed(), { replications: 2 }, catalogue));
    expect(found.map(({ run }) => [run.run, run.point.name, run.replication])).toEqual([[0, 'shared', 0], [1, 'lead', 0], [2, 'shared', 1], [3, 'lead', 1]]);
  });

  it('have the numbers of runExperiment', async () => {
    const found = await all(experimentOutcomes(parsed(), { seed: 3, replications: 2 }, catalogue));
    const { outcomes } = runExperiment(parsed(), { seed: 3, replications: 2 }, catalogue);
    expect(found.map(numbers)).toEqual(outcomes.map((outcome) => (outcome.ok ? outcome.result.measures : outcome)));
    expect(new Set(found.map((each) => JSON.stringify(numbers(each)))).size).toBe(4);
  });

  it('include the runs that fail', async () => {
    const found = await all(experimentOutcomes(parsed(failingStudy, [wrongFormula]), { replications: 1 }, catalogue));
    expect(found.map(({ outcome }) => outcome.ok)).toEqual([false]);
  });

  it('end after the run in flight when the signal aborts', async () => {
    const stop = new AbortController();
    const found: number[] = [];
    for await (const { run } of experimentOutcomes(parsed(), { replications: 50 }, catalogue, { signal: stop.signal })) {
      found.push(run.run);
      if (run.run === 2) stop.abort();
    }
    expect(found).toEqual([0, 1, 2]);
    expect(await all(experimentOutcomes(parsed(), {}, catalogue, { signal: stop.signal }))).toEqual([]);
  });

  it('let a timer of the program abort them: other work has its turn between runs', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 0);
    const found = await all(experimentOutcomes(parsed(), { replications: 1000 }, catalogue, { signal: stop.signal }));
    expect(found.length).toBeLessThan(100);
  });

  it('cost no run that nobody asks for', async () => {
    let compiled = 0;
    const counting = { ...catalogue, forms: catalogue.forms.map((form) => ({ ...form, protocol: (...given: Parameters<typeof form.protocol>) => (compiled++, form.protocol(...given)) })) };
    const iterator = experimentOutcomes(parsed(), {}, counting);
    expect(compiled).toBe(0);
    await iterator.next();
    const after = compiled;
    expect(after).toBeGreaterThan(0);
    await iterator.return();
    expect([compiled, await iterator.next()]).toEqual([after, { done: true, value: undefined }]);
  });

  it('throw at once for an impossible experiment', () => {
    expect(() => experimentOutcomes(parsed(), { replications: 0 }, catalogue)).toThrow(/^replications: expected a whole number/);
  });
});
