import { describe, expect, test } from 'vitest';
import type { ProblemClassSpec } from '../../src/scenario/scenario.js';
import { parse, smallest, statements } from './scenario-text.js';

const scenario = (settings: string): string => `${smallest}domains: [health, work, schools]\nproblems:\n  case: { at: office, ${settings} }\n`;
const poisson = 'arrivals: { law: poisson, rate: 1 per day }';

function classOf(settings: string): ProblemClassSpec {
  return parse(scenario(settings)).problems[0];
}

describe('problem classes', () => {
  test('everything but place and arrivals has a default', () => {
    expect(classOf(poisson)).toEqual({
      name: 'case', origins: [0], arrivals: { law: 'poisson', rate: 1 },
      difficulty: { law: 'exponential', mean: 1 }, coordinationDifficulty: { law: 'exponential', mean: 1 },
      domainCount: [1], value: { law: 'constant', value: 1 }, deadline: { law: 'constant', value: Infinity },
    });
  });

  test('a deadline is a time, a law of times or none', () => {
    expect(classOf(`${poisson}, deadline: 2 weeks`).deadline).toEqual({ law: 'constant', value: 10 });
    expect(classOf(`${poisson}, deadline: { law: exponential, mean: 2 weeks }`).deadline).toEqual({ law: 'exponential', mean: 10 });
    expect(classOf(`${poisson}, deadline: none`).deadline).toEqual({ law: 'constant', value: Infinity });
  });

  test('probabilities of numbers of domains fill the numbers left out with 0', () => {
    expect(classOf(`${poisson}, involves: { domains: { 1: 0.25, 3: 0.75 } }`).domainCount).toEqual([0.25, 0, 0.75]);
  });

  test('arrivals may be a renewal process', () => {
    expect(classOf('arrivals: { law: renewal, interval: { law: erlang, stages: 2, mean: 4 h } }').arrivals)
      .toEqual({ law: 'renewal', interval: { law: 'erlang', stages: 2, mean: 0.5 } });
  });

  test('arrivals may have rates that change and repeat', () => {
    const rates = 'rates: [{ from: 0 days, rate: 2 per day }, { from: 1 month, rate: 5 per week }]';
    expect(classOf(`arrivals: { law: nonhomogeneous-poisson, ${rates} }`).arrivals)
      .toEqual({ law: 'nonhomogeneous-poisson', from: [0, 21], rates: [2, 1], period: Infinity });
    expect(classOf(`arrivals: { law: nonhomogeneous-poisson, ${rates}, period: 1 year }`).arrivals)
      .toEqual({ law: 'nonhomogeneous-poisson', from: [0, 21], rates: [2, 1], period: 250 });
  });

  test.each([
    ['arrivals: { law: poison, rate: 1 per day }',
      'problems.case.arrivals.law: expected an arrival process: "poisson", "renewal", "nonhomogeneous-poisson" or "trace", found "poison" (did you mean "poisson"?)'],
    ['arrivals: 0.5 per day', 'problems.case.arrivals: expected arrivals such as { law: poisson, rate: 0.5 per day }, found "0.5 per day"'],
    ['value: 1', 'problems.case.arrivals: missing, expected arrivals such as { law: poisson, rate: 0.5 per day }'],
    ['arrivals: { law: poisson, rte: 1 per day }', 'problems.case.arrivals.rate: missing, expected a number per unit of time such as "0.5 per day"'],
    ['arrivals: { law: renewal, interval: 0 days }', 'problems.case.arrivals.interval: expected times above 0 days between problems, found only 0 days'],
    ['arrivals: { law: renewal, interval: { law: discrete, values: [0 days, 1 day], weights: [1, 3] } }',
      'problems.case.arrivals.interval: expected times above 0 days between problems, found 0 days with probability 0.25'],
    ['arrivals: { law: nonhomogeneous-poisson, rates: [{ from: 1 day, rate: 1 per day }] }',
      'problems.case.arrivals.rates[0].from: expected the first rate from 0 days on, found one from 1 days on'],
    ['arrivals: { law: nonhomogeneous-poisson, rates: [{ from: 0 days, rate: 1 per day }, { from: 0 days, rate: 2 per day }] }',
      'problems.case.arrivals.rates[1].from: expected a later time than that of the rate before, found 0 days'],
    ['arrivals: { law: nonhomogeneous-poisson, rates: [{ from: 0 days, rate: 0 per day }] }', 'problems.case.arrivals.rates: expected at least one rate above 0, found none'],
    ['arrivals: { law: nonhomogeneous-poisson, rates: [{ from: 0 days, rate: 1 per day }, { from: 5 days, rate: 0 per day }], period: 5 days }',
      'problems.case.arrivals.period: expected a period that ends after the last rate began, found 5 days'],
    ['arrivals: { law: poisson, rate: 1e9 per day }', 'problems.case.arrivals: expected at most 1000000000 problems in a run, found about 10000000000'],
    ['arrivals: { law: nonhomogeneous-poisson, rates: [{ from: 0 days, rate: 0 per day }, { from: 1 day, rate: 1e9 per day }], period: 2 days }',
      'problems.case.arrivals: expected at most 1000000000 problems in a run, found about 5000000000'],
    [`${poisson}, involves: { domains: { 1: 0.5, 2: 0.4 } }`, 'problems.case.involves.domains: expected probabilities that sum to 1, found a sum of 0.9'],
    [`${poisson}, involves: { domains: { 0: 1 } }`, 'problems.case.involves.domains.0: expected a number of domains (1, 2, 3 ...) before the colon, found "0"'],
    [`${poisson}, involves: { domains: { 1: 2 } }`, 'problems.case.involves.domains.1: expected a probability between 0 and 1, found 2'],
    [`${poisson}, involves: { domains: { 1: 0.5, 4: 0.5 } }`, 'problems.case.involves.domains: expected at most 3 domains, as many as there are, found 4'],
    [`${poisson}, involves: { domains: 2 }`, 'problems.case.involves.domains: expected a map from a number of domains to its probability such as { 1: 0.85, 2: 0.15 }, found 2'],
    [`${poisson}, deadline: soon`, 'problems.case.deadline: expected a length of time such as "90 days", or "none", found "soon"'],
    [`${poisson}, deadline: 90`, 'problems.case.deadline: expected a length of time with its unit, found 90 (write "90 days")'],
  ])('%s is refused', (settings, message) => {
    expect(statements(scenario(settings))[0]).toBe(message);
  });
});
