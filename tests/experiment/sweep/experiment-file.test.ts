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

  it('looks at the precision from 10 replications on, or from as many as there may be', () => {
    const from = (rule: string): number | undefined => parseExperimentFile(`${minimal}replications: { measure: solved, ${rule} }\n`, 'e.yaml').stopping?.atLeast;
    expect([from('at_most: 200'), from('at_most: 5'), from('at_least: 20, at_most: 200')]).toEqual([10, 5, 20]);
  });

  it.each([
    ['at_least: 20, at_most: 10', 'replications.at_most: expected at least as many as "at_least" (20), found 10'],
    ['at_least: 1, at_most: 10', 'replications.at_least: expected at least 2, without which there is no interval, found 1'],
    ['at_most: 1', 'replications.at_most: expected at least 2, without which there is no interval, found 1'],
    ['at_most: 10, precision: 0', 'replications.precision: expected a share above 0 such as 5%, found 0'],
    ['at_most: 10, confidence: 100%', 'replications.confidence: expected a share above 0 and below 1 such as 95%, found "100%"'],
  ])('says what is wrong with such a rule, and what was found: %s', (rule, message) => {
    expect(problemsOf(`${minimal}replications: { measure: solved, ${rule} }\n`).map(({ path, message: text }) => `${path}: ${text}`)).toEqual([message]);
  });

  it('says that it is empty, and what belongs into it', () => {
    for (const text of ['', '# nothing yet\n']) {
      expect(isExperimentText('e.yaml', text)).toBe(true);
      expect(problemsOf(text)).toEqual([{ line: 1, path: '', message: 'expected an experiment: a map with "name", "scenario" and "design", found an empty file' }]);
    }
    expect(problemsOf('- 1\n')[0].message).toBe('expected an experiment: a map with "name", "scenario" and "design", found a list');
  });

  it('says where the keys of a design belong that stand beside subexperiments', () => {
    const several = 'name: x\nscenario: y\ndesign: factorial\nfactors: { p: [1] }\ndesing: sobol\nsubexperiments:\n  a: { design: list, points: [{ p: 1 }] }\n';
    expect(problemsOf(several)).toEqual([
      { line: 3, path: 'design', message: 'stands beside "subexperiments": put the design with all its keys there, under a name of its own' },
      { line: 4, path: 'factors', message: 'stands beside "subexperiments": put the design with all its keys there, under a name of its own' },
      { line: 5, path: 'desing', message: 'unknown key' },
    ]);
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

/** The factors of an experiment with one design, as they were read. */
function factorsOf(factors: string, design = 'latin-hypercube\npoints: 5'): unknown {
  const [{ design: read }] = parseExperimentFile(`name: x\nscenario: y\ndesign: ${design}\nfactors:\n${factors}`, 'e.yaml').subexperiments;
  return 'factors' in read ? read.factors : undefined;
}

/** Its problems, on lines from 1 for the first factor. */
function problemsOfFactors(factors: string, design = 'latin-hypercube\npoints: 5'): string[] {
  const before = design.split('\n').length + 3;
  return problemsOf(`name: x\nscenario: y\ndesign: ${design}\nfactors:\n${factors}`).map(({ line, path, message }) => `${(line ?? 0) - before} ${path.replace('factors.', '')}: ${message}`);
}

describe('a range', () => {
  const range = { kind: 'range', integer: false, scale: 'linear' };

  it.each<[string, object]>([
    ['{ from: 2 days, to: 8 days }', { ...range, from: 2, to: 8, unit: 'days' }],
    ['{ from: 1 day, to: 8 d, step: 3.5 days }', { ...range, from: 1, to: 8, step: 3.5, unit: 'days' }],
    ['{ from: 0, to: 8 days }', { ...range, from: 0, to: 8, unit: 'days' }],
    ['{ from: 2 per week, to: 5/week }', { ...range, from: 2, to: 5, unit: 'per week' }],
    ['{ from: 60%, to: 80% }', { ...range, from: 0.6, to: 0.8 }],
    ['{ from: 5% per year, to: 10% per year }', { ...range, from: 0.05, to: 0.1, unit: 'per year' }],
    ['{ from: 60, to: 80, unit: "%" }', { ...range, from: 60, to: 80, unit: '%' }],
    ['{ from: 1 day, to: 100 days, step: 10, scale: log }', { ...range, from: 1, to: 100, step: 10, scale: 'log', unit: 'days' }],
  ])('may have its unit behind its numbers: %s', (text, read) => expect(factorsOf(`  p: ${text}\n`)).toEqual({ p: read }));

  it.each([
    ['{ from: 2, to: 8 days }', '1 p.from: expected the unit that "to" has (days), found 2 (write "2 days")'],
    ['{ from: 2 days, to: 3 weeks }', '1 p.to: expected the unit that "from" has (days), found "3 weeks"'],
    ['{ from: 2 days, to: 8 days, unit: days }', '1 p.unit: expected the unit once, found it beside "from" already'],
    ['{ from: 2 dais, to: 8 dais }', '1 p.from: expected a unit of time such as days or per week, or %, found "dais" (did you mean "days"?)'],
    ['{ from: 2, to: 8, unit: dais }', '1 p.unit: expected a unit of time such as days or per week, or %, found "dais" (did you mean "days"?)'],
    ['{ from: two, to: 8 }', '1 p.from: expected a number, with its unit where it has one, such as 3, "2 days" or 60%, found "two"'],
    ['{ from: 0.5, to: 2, integer: true }', '1 p: expected a range of whole numbers, found from 0.5 to 2'],
    ['{ from: 1, to: 4, step: 2 }', '1 p: expected a step that leads from 1 to 4 exactly, found 2, which would take 1.5 steps'],
    ['{ from: 1, to: 4, step: 1, steps: 4 }', '1 p: expected either steps (how many levels) or step (how far apart), found both'],
  ])('that cannot be meant is refused: %s', (text, problem) => expect(problemsOfFactors(`  p: ${text}\n`)).toContain(problem));

  it('has values in designs that try them all', () => {
    expect(factorsOf('  p: { from: 1, to: 4, step: 1 }\n  q: { from: 1, to: 4, steps: 2 }\n', 'factorial')).toMatchObject({ p: { step: 1 }, q: { steps: 2 } });
    expect(problemsOfFactors('  p: { from: 1, to: 4 }\n  q: [1, 2]\n  r: { law: uniform, min: 1, max: 2 }\n', 'one-at-a-time')).toEqual([
      '1 p: a design that tries all values has to know which of a range: say "steps: 5" or "step" in a file, /5 behind the range on the command line',
      '3 r: expected values such as [1, 2, 3], or a range with "steps", for a design that tries all values, found a law (uniform)',
    ]);
  });
});

describe('values', () => {
  it('stand there once', () => {
    expect(problemsOfFactors('  p: [1, a,\n    1, a]\n')).toEqual(['2 p[2]: expected different values, found 1 twice', '2 p[3]: expected different values, found "a" twice']);
  });
});

describe('a law as a factor', () => {
  it.each<[string, object]>([
    ['{ law: uniform, min: 2 days, max: 8 days }', { kind: 'law', law: { law: 'uniform', min: 2, max: 8 }, unit: 'days' }],
    ['{ law: uniform, min: 2, max: 8, unit: days }', { kind: 'law', law: { law: 'uniform', min: 2, max: 8 }, unit: 'days' }],
    ['{ law: gamma, mean: 2 days, cv: 0.5 }', { kind: 'law', law: { law: 'gamma', mean: 2, cv: 0.5 }, unit: 'days' }],
    ['{ law: beta, mean: 70%, sd: 5% }', { kind: 'law', law: { law: 'beta', mean: 0.7, sd: 0.05, min: 0, max: 1 } }],
  ])('may have its unit behind its numbers: %s', (text, read) => expect(factorsOf(`  p: ${text}\n`)).toEqual({ p: read }));

  it.each([
    ['{ law: gama, mean: 1 }', '1 p.law: expected the name of a law, found "gama" (did you mean "gamma"?)'],
    ['{ law: normal, mean: 1, cv: 1 }', '1 p.cv: the normal law has no "cv"; it takes "mean", "sd", "min" and "max"'],
    ['{ law: uniform, min: 1 day, max: 2 weeks }', '1 p.max: expected the unit that "min" has (days), found "2 weeks"'],
    ['{ law: uniform, min: 1 day, max: 2 days, unit: days }', '1 p.unit: expected the unit once, found it beside "min" already'],
  ])('is refused in the words of a scenario: %s', (text, problem) => expect(problemsOfFactors(`  p: ${text}\n`)).toContain(problem));

  it('says what is wrong with its parameters', () => {
    const [problem] = problemsOfFactors('  p: { law: beta, mean: 1.5, sd: 0.1 }\n');
    expect(problem).toMatch(/^1 p: .*mean.*1\.5/);
    expect(problem).not.toContain('not a law');
  });
});

describe('levels of elementary effects', () => {
  it('are even', () => {
    expect(problemsOf('name: x\nscenario: y\ndesign: morris\ntrajectories: 3\nlevels: 5\nfactors: { p: { from: 0, to: 1 } }\n')).toEqual([
      { line: 5, path: 'levels', message: 'expected an even number of levels, found 5' },
    ]);
  });
});
