import { describe, expect, it } from 'vitest';
import { isExperimentText, parseExperimentFile } from '../../../src/experiment/sweep/experiment-file.js';
import { ScenarioError } from '../../../src/scenario/scenario-error.js';

const minimal = 'name: rounds\nscenario: small.yaml\ndesign: factorial\nfactors:\n  networks.council.rounds: [2, 4]\n';

function problemsOf(text: string): readonly { line: number | undefined; path: string; message: string }[] {
  try {
    parseExperimentFile(text, 'e.yaml');
  } catch (error) {
    if (error instanceof ScenarioError) return error.problems.map(({ line, path, message }) => ({ line, path, message }));
    throw error;
  }
  return [];
}

describe('an experiment file', () => {
  it('has a name, a scenario and a design, and sensible defaults for everything else', () => {
    const { place, ...file } = parseExperimentFile(minimal, 'e.yaml');
    expect(place(['factors', 'networks.council.rounds', 1])).toEqual({ file: 'e.yaml', line: 5, column: 32 });
    expect(file).toEqual({
      name: 'rounds', title: undefined, scenario: 'small.yaml', set: {}, seed: undefined, randomNumbers: 'common', replications: undefined, stopping: undefined, detail: [],
      plugins: [], subexperiments: [{ name: '', design: { design: 'factorial', factors: { 'networks.council.rounds': { kind: 'levels', values: [2, 4] } } } }],
    });
  });

  it('is told from a scenario by the scenario that it names', () => {
    expect(isExperimentText('e.yaml', minimal)).toBe(true);
    expect(isExperimentText('s.yaml', 'name: x\ntime: { horizon: 1 year }\n')).toBe(false);
    expect(isExperimentText('s.yaml', 'not: [yaml')).toBe(false);
  });

  it('is still recognised, and its keys set right, where they are misspelt', () => {
    const problems = (text: string): string[] => {
      expect(isExperimentText('e.yaml', text)).toBe(true);
      try {
        parseExperimentFile(text, 'e.yaml');
        return [];
      } catch (error) {
        return (error as ScenarioError).message.split('\n').slice(1).map((line) => line.trim().replace(/ +/g, ' '));
      }
    };
    expect(problems(minimal.replace('scenario:', 'scenari:'))).toEqual(['1:1 scenario: missing, expected a text', '2:1 scenari: unknown key (did you mean "scenario"?)']);
    expect(problems(`${minimal}replicatons: 3\n`)).toEqual(['6:1 replicatons: unknown key (did you mean "replications"?)']);
    expect(problems(minimal.replace('factors:', 'factor:'))).toEqual(expect.arrayContaining(['4:1 factor: unknown key (did you mean "factors"?)']));
  });

  it('may have several designs, ranges, laws and units', () => {
    const { subexperiments } = parseExperimentFile(
      'name: x\nscenario: y\nsubexperiments:\n  a:\n    design: latin-hypercube\n    points: 5\n    factors:\n      p: { from: 1, to: 10, scale: log, unit: days }\n      q: { law: uniform, min: 0, max: 1 }\n  b: { design: list, points: [{ p: 3 days }] }\n',
      'e.yaml',
    );
    expect(subexperiments).toEqual([
      { name: 'a', design: { design: 'latin-hypercube', points: 5, candidates: 1, factors: {
        p: { kind: 'range', from: 1, to: 10, integer: false, scale: 'log', unit: 'days' },
        q: { kind: 'law', law: { law: 'uniform', min: 0, max: 1 } },
      } } },
      { name: 'b', design: { design: 'list', points: [{ p: '3 days' }] } },
    ]);
  });

  it('may say when replications suffice', () => {
    const { replications, stopping } = parseExperimentFile(`${minimal}replications: { measure: solved, precision: 10%, at_least: 5, at_most: 100 }\n`, 'e.yaml');
    expect([replications, stopping]).toEqual([100, { measure: 'solved', precision: 0.1, confidence: 0.95, atLeast: 5 }]);
  });

  it('reports all its problems at once, each at its line', () => {
    const text = 'name: a b\nscenari: y\nseed: 1.5\nreplications: { measure: solvd, at_most: 3 }\nrandom_numbers: shared\ndesign: sobol\npoints: none\nfactors:\n  p: { from: 2, to: 1 }\n  q: []\n  r: 3\n';
    expect(problemsOf(text).map(({ line, path }) => [line, path])).toEqual([
      [1, 'name'], [1, 'scenario'], [2, 'scenari'], [3, 'seed'], [4, 'replications.measure'], [5, 'random_numbers'], [7, 'points'], [9, 'factors.p'], [10, 'factors.q'],
      [11, 'factors.r'],
    ]);
  });

  it('names the nearest measure and design', () => {
    expect(problemsOf(`${minimal}replications: { measure: solvd, at_most: 30 }\n`)[0].message).toContain('solved');
    expect(problemsOf(minimal.replace('factorial', 'factorical'))[0].message).toContain('did you mean "factorial"');
  });

  it('without a design, or with an empty one, is refused', () => {
    expect(problemsOf('name: x\nscenario: y\n')[0].message).toContain('expected "design"');
    expect(problemsOf('name: x\nscenario: y\ndesign: factorial\nfactors: {}\n')[0].message).toContain('at least one factor');
    expect(problemsOf('name: x\nscenario: y\nsubexperiments: {}\n')).toHaveLength(1);
  });
});
