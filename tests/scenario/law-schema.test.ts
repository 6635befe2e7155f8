import { describe, expect, test } from 'vitest';
import type { LawSpec } from '../../src/random/law-spec.js';
import { dataFiles, parse, smallest, statements } from './scenario-text.js';

type Options = Parameters<typeof parse>[1];

/** A law of times, as `hierarchy.delay` reads it. */
function duration(written: string, options: Options = {}): LawSpec {
  return parse(`${smallest}hierarchy: { delay: ${written} }\n`, options).hierarchy.delay;
}

/** A law of numbers, as the difficulty of a problem class reads it. */
function number(written: string, options: Options = {}): LawSpec {
  return parse(`${smallest}problems: { case: { at: office, arrivals: { law: poisson, rate: 1 per day }, difficulty: ${written} } }\n`, options).problems[0].difficulty;
}

function refusals(written: string, options: Options = {}): readonly string[] {
  return statements(`${smallest}hierarchy:\n  delay: ${written}\n`, options);
}

function parameter(law: LawSpec, name: string): number {
  return (law as unknown as Record<string, number>)[name];
}

describe('laws in their canonical form', () => {
  test.each<[string, LawSpec]>([
    ['3 h', { law: 'constant', value: 0.375 }],
    ['{ law: constant, value: 2 weeks }', { law: 'constant', value: 10 }],
    ['{ law: uniform, min: 1 day, max: 1 week }', { law: 'uniform', min: 1, max: 5 }],
    ['{ law: exponential, mean: 4 h }', { law: 'exponential', mean: 0.5 }],
    ['{ law: exponential, rate: 2 per day }', { law: 'exponential', mean: 0.5 }],
    ['{ law: erlang, stages: 3, mean: 6 days }', { law: 'erlang', stages: 3, mean: 6 }],
    ['{ law: gamma, mean: 2 days, cv: 0.5 }', { law: 'gamma', mean: 2, cv: 0.5 }],
    ['{ law: lognormal, mean: 1 day, cv: 0.8 }', { law: 'lognormal', mean: 1, cv: 0.8 }],
    ['{ law: normal, mean: 3 days, sd: 1 day }', { law: 'normal', mean: 3, sd: 1, min: 0, max: Infinity }],
    ['{ law: normal, mean: 3 days, sd: 1 day, min: 1 day, max: 1 week }', { law: 'normal', mean: 3, sd: 1, min: 1, max: 5 }],
    ['{ law: beta, mean: 2 days, sd: 1 day, max: 5 days }', { law: 'beta', mean: 2, sd: 1, min: 0, max: 5 }],
    ['{ law: triangular, min: 1 day, mode: 2 days, max: 5 days }', { law: 'triangular', min: 1, mode: 2, max: 5 }],
    ['{ law: discrete, values: [1 day, 1 week], weights: [3, 1] }', { law: 'discrete', values: [1, 5], weights: [3, 1] }],
    ['{ law: discrete, values: { 1 day: 3, 1 week: 1 } }', { law: 'discrete', values: [1, 5], weights: [3, 1] }],
    ['{ law: empirical, values: [1 day, 8 h, 2 days] }', { law: 'empirical', values: [1, 1, 2] }],
    ['{ law: hyperexponential, probabilities: [0.4, 0.6], means: [1 day, 1 week] }', { law: 'hyperexponential', probabilities: [0.4, 0.6], means: [1, 5] }],
    ['{ law: pareto, minimum: 1 day, shape: 2.5 }', { law: 'pareto', minimum: 1, shape: 2.5 }],
  ])('%s', (written, law) => {
    expect(duration(written)).toEqual(law);
  });

  test('laws of numbers take plain numbers and may be negative', () => {
    expect(number('-1.5')).toEqual({ law: 'constant', value: -1.5 });
    expect(number('{ law: normal, mean: 0, sd: 2 }')).toEqual({ law: 'normal', mean: 0, sd: 2, min: -Infinity, max: Infinity });
    expect(number('{ law: beta, mean: 0.25, sd: 0.1 }')).toEqual({ law: 'beta', mean: 0.25, sd: 0.1, min: 0, max: 1 });
    expect(number('{ law: discrete, values: { 0.5: 1, -2: 3 } }')).toEqual({ law: 'discrete', values: [0.5, -2], weights: [1, 3] });
  });

  test('a law without spread is the constant law, so that a sweep may begin at 0', () => {
    expect(number('{ law: normal, mean: 3, sd: 0 }')).toEqual({ law: 'constant', value: 3 });
    expect(number('{ law: lognormal, mean: 3, cv: 0 }')).toEqual({ law: 'constant', value: 3 });
    expect(duration('{ law: exponential, mean: 0 days }')).toEqual({ law: 'constant', value: 0 });
  });
});

describe('other parameters of the literature', () => {
  test('gamma by shape and scale', () => {
    // scipy.stats.gamma(4, scale=.5): mean 2.0, std 1.0
    expect(number('{ law: gamma, shape: 4, scale: 0.5 }')).toEqual({ law: 'gamma', mean: 2, cv: 0.5 });
  });

  test('lognormal by median and sigma', () => {
    // m, v = scipy.stats.lognorm.stats(.5, scale=2); m, sqrt(v) / m
    const law = number('{ law: lognormal, median: 2, sigma: 0.5 }');
    expect(parameter(law, 'mean')).toBeCloseTo(2.2662969061336526, 14);
    expect(parameter(law, 'cv')).toBeCloseTo(0.5329403500277882, 14);
  });

  test('beta by alpha and beta, on its interval', () => {
    // scipy.stats.beta(2, 3, loc=1, scale=5): mean 3.0, std 1.0
    const law = number('{ law: beta, alpha: 2, beta: 3, min: 1, max: 6 }');
    expect(parameter(law, 'mean')).toBeCloseTo(3, 14);
    expect(parameter(law, 'sd')).toBeCloseTo(1, 14);
  });

  test('pareto by mean and shape', () => {
    // scipy.stats.pareto.mean(1.5, scale=1) is 3.0
    expect(number('{ law: pareto, mean: 3, shape: 1.5 }')).toEqual({ law: 'pareto', minimum: 1, shape: 1.5 });
  });

  test('hyperexponential by mean and cv has that mean and cv, and two branches that share the mean', () => {
    const law = number('{ law: hyperexponential, mean: 3, cv: 2 }');
    if (law.law !== 'hyperexponential') throw new Error('another law');
    const { probabilities: [p, q], means: [a, b] } = law;
    // Moments of a mixture of exponentials: mean sum p m, second moment 2 sum p m^2.
    expect(p + q).toBeCloseTo(1, 14);
    expect(p * a + q * b).toBeCloseTo(3, 13);
    expect(2 * (p * a * a + q * b * b) - 9).toBeCloseTo(36, 11);
    expect(p * a).toBeCloseTo(q * b, 13);
  });
});

describe('observations from a file', () => {
  const readText = dataFiles({ 'data/times.csv': 'id,hours,note\n1,8,a\n2,12,b\n3,4,c\n', 'data/bad.csv': 'hours\n8\nmany\n\n-1\n', 'data/own.csv': 'took\n1 day\n2 weeks\n' });

  test('numbers take the unit that the scenario gives', () => {
    expect(duration('{ law: empirical, file: data/times.csv, column: hours, unit: hours }', { readText })).toEqual({ law: 'empirical', values: [1, 1.5, 0.5] });
  });

  test('cells may carry their own units', () => {
    expect(duration('{ law: empirical, file: data/own.csv, column: took }', { readText })).toEqual({ law: 'empirical', values: [1, 10] });
  });

  test('laws of numbers read plain numbers', () => {
    expect(number('{ law: empirical, file: data/times.csv, column: hours }', { readText })).toEqual({ law: 'empirical', values: [8, 12, 4] });
  });

  test('every cell that is no observation is reported at its line', () => {
    expect(refusals('{ law: empirical, file: data/bad.csv, column: hours, unit: hours }', { readText, file: 'a/scenario.yaml' })).toEqual([
      'a/data/bad.csv:3  hierarchy.delay.file: expected a number of at least 0, found "many"',
      'a/data/bad.csv:5  hierarchy.delay.file: expected a number of at least 0, found "-1"',
    ]);
  });

  test('a column that does not exist is reported with the nearest', () => {
    expect(refusals('{ law: empirical, file: data/times.csv, column: hour }', { readText }))
      .toEqual(['hierarchy.delay.column: expected a column of data/times.csv: "id", "hours", "note", found "hour" (did you mean "hours"?)']);
  });

  test('plain numbers are no times without their unit', () => {
    expect(refusals('{ law: empirical, file: data/times.csv, column: hours }', { readText })[0])
      .toBe('data/times.csv:2  hierarchy.delay.file: expected a length of time with its unit, found "8" (give the unit of the column: unit: days)');
  });

  test('a file that does not exist is reported at its key, without paths of the machine', () => {
    expect(refusals('{ law: empirical, file: data/tims.csv, column: hours }', { readText }))
      .toEqual(['hierarchy.delay.file: expected the path of a CSV file, relative to the scenario file, found "data/tims.csv" (there is no such file)']);
    expect(refusals('{ law: empirical, file: data/times.csv, column: hours }'))
      .toEqual(['hierarchy.delay.file: expected a scenario without data files (none can be read here), found "data/times.csv"']);
  });
});

describe('laws that cannot be', () => {
  test.each([
    ['{ law: lognormall, mean: 1 day }', 'hierarchy.delay.law: expected the name of a law, found "lognormall" (did you mean "lognormal"?)'],
    ['{ mean: 1 day }', 'hierarchy.delay.law: missing, expected the name of a law'],
    ['[1 day]', 'hierarchy.delay: expected a length of time such as "1 day", or a law such as { law: exponential, mean: 1 day }, found a list'],
    ['{ law: exponential, mean: 2 }', 'hierarchy.delay.mean: expected a length of time with its unit, found 2 (write "2 days")'],
    ['{ law: exponential }', 'hierarchy.delay: expected either "mean", or "rate", found neither'],
    ['{ law: exponential, mean: 1 day, rate: 1 per day }', 'hierarchy.delay: expected either "mean", or "rate", found "mean" and "rate"'],
    ['{ law: gamma, mean: 1 day, shape: 2 }', 'hierarchy.delay: expected either "mean" and "cv", or "shape" and "scale", found "mean" and "shape"'],
    ['{ law: gamma, mean: 1 day, cvv: 2 }', 'hierarchy.delay.cvv: unknown key (did you mean "cv"?)'],
    ['{ law: gamma, mean: 1 day, sd: 2 days }', 'hierarchy.delay.sd: the gamma law has no "sd"; it takes "mean", "cv", "shape" and "scale"'],
    ['{ law: beta, mean: 1 day, sd: 2 h }', 'hierarchy.delay.max: missing, expected the largest time, which a beta law of times needs'],
    ['{ law: uniform, min: 2 days, max: 1 day }', 'hierarchy.delay: uniform: max must be greater than min (2), found 1'],
    ['{ law: discrete, values: [1 day, 2 days], weights: [1] }', 'hierarchy.delay.weights: expected 2 weights, one for each value, found 1'],
    ['{ law: discrete, values: [1 day] }', 'hierarchy.delay.weights: missing, expected one weight for each value'],
    ['{ law: discrete, values: { 1 day: 1 }, weights: [1] }', 'hierarchy.delay.weights: the weights stand with the values already'],
    ['{ law: discrete, values: { 1 day: -1 } }', 'hierarchy.delay.values.1 day: expected a weight of at least 0, found -1'],
    ['{ law: discrete, values: { 1: 1 } }', 'hierarchy.delay.values.1: expected a value such as 1 day before the colon, found "1"'],
    ['{ law: discrete, values: {} }', 'hierarchy.delay.values: expected at least one value with its weight, found an empty map'],
    ['{ law: discrete, values: [] }', 'hierarchy.delay.values: expected a list with at least 1 entry, found an empty list'],
    ['{ law: hyperexponential, mean: 1 day, cv: 0.5 }', 'hierarchy.delay: expected a cv of at least 1, as every hyperexponential law has, found 0.5'],
    ['{ law: pareto, mean: 1 day, shape: 1 }', 'hierarchy.delay: a pareto law has a mean only if its shape is above 1'],
    ['{ law: erlang, stages: 1.5, mean: 1 day }', 'hierarchy.delay.stages: expected a whole number of at least 1, found 1.5'],
    ['{ law: empirical, values: [1 day] }', 'hierarchy.delay: empirical: values must be a list of at least 2 numbers, found 1 values'],
  ])('%s', (written, message) => {
    const found = refusals(written);
    if (message.includes('empirical: values')) expect(found[0]).toMatch(/^hierarchy\.delay: empirical: values must be /);
    else expect(found).toEqual([message]);
  });

  test('times cannot be negative even where the law can', () => {
    expect(refusals('{ law: uniform, min: -2 days, max: 2 days }')).toEqual(['hierarchy.delay.min: expected a length of time of at least 0, found "-2 days"']);
  });

  test('values cannot be negative, and trust stays between 0 and 1', () => {
    const withValue = (law: string): readonly string[] => statements(`${smallest}problems:\n  case: { at: office, arrivals: { law: poisson, rate: 1 per day }, value: ${law} }\n`);
    expect(withValue('{ law: normal, mean: 1, sd: 1, min: -3 }')).toEqual(['problems.case.value.min: expected a number of at least 0, found -3']);
    const trust = (law: string): readonly string[] => statements(`${smallest}  agency: { in: union }\nnetworks:\n  cabinet: { members: [office, agency], form: shared, trust: ${law} }\n`);
    expect(trust('{ law: exponential, mean: 0.5 }')).toEqual(['networks.cabinet.trust: expected a law on [0, 1], found one on [0, Infinity]']);
    expect(trust('{ law: beta, mean: 0.5, sd: 0.1, max: 3 }')).toEqual(['networks.cabinet.trust.max: expected a share between 0 and 1 such as 0.7 or 70%, found 3 (write "3%")']);
    expect(trust('2')).toEqual(['networks.cabinet.trust: expected a share between 0 and 1 such as 0.7 or 70%, found 2 (write "2%")']);
  });
});
