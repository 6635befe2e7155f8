import { describe, expect, test } from 'vitest';
import type { OrganisationSettings } from '../../src/scenario/scenario.js';
import { complaints, parse } from './scenario-text.js';

const scenario = (settings: string, difficulty = '{ law: exponential, mean: 1 }'): string => `name: knowledge
time: { horizon: 10 days }
domains: [health, work]
jurisdictions: { union: { level: supranational } }
organisations:
  office: { in: union, service: 1 day, ${settings} }
  clinic: { in: union, domains: [health], ${settings} }
problems:
  case: { at: office, arrivals: { law: poisson, rate: 1 per day }, difficulty: ${difficulty}, coordination_difficulty: { law: uniform, min: 0, max: 2 } }
  appeal: { at: office, arrivals: { law: poisson, rate: 1 per day }, difficulty: { law: lognormal, mean: 2, cv: 0.5 } }
`;

function settings(written: string, difficulty?: string): OrganisationSettings {
  return parse(scenario(written, difficulty)).organisations[0].settings;
}

describe('knowledge', () => {
  test('a share of problems is the quantile of the first class (exponential: -log(1 - share))', () => {
    // scipy.stats.expon.ppf([.7, .91])
    expect(settings('knows: 0.7').knowledge.z).toEqual([expect.closeTo(1.2039728043259361, 14), expect.closeTo(1.2039728043259361, 14)]);
    expect(settings('knows: 91%').knowledge.z[0]).toBeCloseTo(2.4079456086518722, 13);
  });

  test('a share may refer to another class', () => {
    // s = sqrt(log(1.25)); scipy.stats.lognorm.ppf(.7, s, scale=2 * exp(-s * s / 2))
    expect(settings('knows: { share: 0.7, of: appeal }').knowledge.z[0]).toBeCloseTo(2.2916958752699577, 12);
  });

  test('a level is taken as it is', () => {
    expect(settings('knows: { level: 2.3 }').knowledge.z).toEqual([2.3, 2.3]);
    expect(settings('knows: { level: { health: 2.3, work: -1 } }').knowledge.z).toEqual([2.3, -1]);
  });

  test('shares may differ by domain; nothing is known of a domain that is left out and not the own', () => {
    expect(settings('knows: { share: { health: 1, work: 0.7 } }').knowledge.z).toEqual([Infinity, expect.closeTo(1.2039728043259361, 14)]);
    const [, clinic] = parse(scenario('knows: { share: { health: 0.7, work: 0.7 } }').replace('[health], knows: { share: { health: 0.7, work: 0.7 }', '[health], knows: { share: { health: 0.7 }')).organisations;
    expect(clinic.settings.knowledge.z).toEqual([expect.closeTo(1.2039728043259361, 14), 0]);
  });

  test.each(['1', '100%', 'all', '{ share: 1 }'])('%s is everything', (written) => {
    expect(settings(`knows: ${written}`).knowledge.z).toEqual([Infinity, Infinity]);
    expect(settings(`coordination_knows: ${written}`).coordinationKnowledge).toBe(Infinity);
  });

  test('everything is known where nothing is said', () => {
    expect(settings('staff: 1').knowledge.z).toEqual([Infinity, Infinity]);
    expect(settings('staff: 1').coordinationKnowledge).toBe(Infinity);
  });

  test('a share of 0 solves nothing, also where the smallest difficulty has a probability of its own', () => {
    expect(settings('knows: 0').knowledge.z[0]).toBe(0);
    expect(settings('knows: 0', '3').knowledge.z[0]).toBe(0);
    expect(settings('knows: 0', '{ law: discrete, values: { 0: 1, 1: 1 } }').knowledge.z[0]).toBeLessThan(0);
  });

  test('coordination knowledge is a quantile of the coordination difficulty', () => {
    expect(settings('coordination_knows: 0.9').coordinationKnowledge).toBeCloseTo(1.8, 14);
  });

  test.each([
    ['knows: 91', '6:40  organisations.office.knows: expected a share of problems such as 0.7 or 70%, or "all", found 91 (write "91%")'],
    ['knows: most', '6:40  organisations.office.knows: expected a share of problems such as 0.7 or 70%, or "all", found "most"'],
    ['knows: { share: 0.7, of: cas }', '6:40  organisations.office.knows: expected a problem class: "case" or "appeal", found "cas" (did you mean "case"?)'],
    ['knows: { share: { health: 0.7, wrk: 0.7 } }', '6:40  organisations.office.knows: expected a domain: "health" or "work", found "wrk" (did you mean "work"?)'],
    ['knows: { share: { health: 0.7 } }', '6:40  organisations.office.knows: expected a share for each of its domains, found none for work'],
    ['knows: { share: 0.7, level: 2 }', '6:40  organisations.office.knows: expected either "share", perhaps with "of", or "level", found "share" and "level"'],
    ['knows: {}', '6:40  organisations.office.knows: expected either "share", perhaps with "of", or "level", found neither'],
  ])('%s is refused', (written, message) => {
    expect(complaints(scenario(written))[0]).toBe(message);
  });

  test('a share needs a problem class', () => {
    expect(complaints(scenario('knows: 0.5').replace(/problems:[^]*/, ''))[0])
      .toBe('6:40  organisations.office.knows: expected a problem class to which the share refers, found no "problems" at all (write { level: 2.3 } or all)');
  });
});
