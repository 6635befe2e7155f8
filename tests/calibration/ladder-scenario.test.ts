import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { organisationsBlock } from '../../src/calibration/ladder-scenario.js';
import type { StageFit } from '../../src/calibration/stage-fit.js';

const none = { logLikelihood: 0, parameters: 0, aic: 0 };
const bottom: StageFit = {
  ...none, climbing: { value: 0.4, standardError: 0.01 },
  climbs: { family: 'exponential', mean: { value: 300, standardError: 5 } },
  closes: { family: 'gamma', mean: { value: 250.123, standardError: 4 }, cv: { value: 0.5, standardError: 0.02 } },
  observed: { climbs: 40, closes: 60, censored: 5, delayed: 3 },
};
const top: StageFit = {
  ...none, climbing: { value: 0 }, closes: { family: 'lognormal', mean: { value: 800 }, cv: { value: 1.2 } },
  observed: { climbs: 0, closes: 16, censored: 6, delayed: 0 },
};
const incidence = { times: [], atRisk: [], staying: [], climbs: [], closes: [] };
const text = organisationsBlock([{ level: 'notice', fit: bottom, incidence }, { level: 'court', fit: top, incidence }], { name: 'desk', in: 'state' });

describe('the organisations of a ladder', () => {
  it('are a block of a scenario file: cumulative knowledge, and times by what comes of a case', () => {
    expect(parse(text)).toEqual({
      organisations: {
        desk: {
          in: 'state', per: 'domain', staff: 'unlimited', knows: 0.6,
          service: { solved: { law: 'gamma', mean: '250.12 days', cv: 0.5 }, passed: { law: 'exponential', mean: '300.00 days' } },
        },
        // Nobody climbs from the top, so it knows all; the law of passing on is never drawn from there.
        court: {
          in: 'court', per: 'domain', staff: 'unlimited', knows: 'all',
          help: { solved: { law: 'lognormal', mean: '800.00 days', cv: 1.2 }, passed: { law: 'lognormal', mean: '800.00 days', cv: 1.2 } },
        },
      },
    });
  });

  it('say what they rest on, with standard errors', () => {
    expect(text).toContain('# 105 stays observed: 40 climbed, 60 closed, 5 censored; 3 already running when the window opened.');
    expect(text).toContain('# Climbing 0.4000 (0.0100); days to climb exponential, mean 300.0 (5.0); days to close gamma, mean 250.1 (4.0), cv 0.500 (0.020).');
  });
});
