import { describe, expect, it } from 'vitest';
import { decisionRules } from '../../../src/model/rules/decision-rules.js';

/** Verdict of a rule on a vote written as `yes` and `no` in order; everybody weighs 1 unless told otherwise. */
function verdict(name: string, votes: readonly boolean[], { weights = votes.map(() => 1), parameters = {} }: { weights?: readonly number[]; parameters?: Record<string, unknown> } = {}): boolean {
  const rule = decisionRules.find((candidate) => candidate.name === name);
  if (rule === undefined) throw new Error(`no rule ${name}`);
  return rule.adopts({ accepts: votes, weights }, parameters);
}

/** n votes of which the first `yes` accept. */
const votes = (yes: number, n: number): boolean[] => Array.from({ length: n }, (_, index) => index < yes);

describe('unanimity', () => {
  it.each([[0, 3, false], [2, 3, false], [3, 3, true], [1, 1, true]])('%i of %i: %s', (yes, n, adopted) => {
    expect(verdict('unanimity', votes(yes, n))).toBe(adopted);
  });
});

describe('majority', () => {
  it.each([[1, 2, false], [2, 3, true], [2, 4, false], [3, 4, true], [13, 27, false], [14, 27, true]])('%i of %i: %s', (yes, n, adopted) => {
    expect(verdict('majority', votes(yes, n))).toBe(adopted);
  });

  it('does not look at weights', () => {
    expect(verdict('majority', votes(1, 3), { weights: [100, 1, 1] })).toBe(false);
  });
});

describe('q-majority', () => {
  it.each([
    [2, 3, 2 / 3, true], [1, 3, 2 / 3, false], [2, 3, 0.667, true], [2, 3, 0.6667, true], [2, 3, 0.67, false],
    [3, 4, 0.75, true], [2, 4, 0.75, false], [0, 4, 0, true], [4, 4, 1, true], [3, 4, 1, false],
    [15, 27, 0.556, true], [14, 27, 0.556, false],
  ])('%i of %i at a quota of %d: %s', (yes, n, quota, adopted) => {
    expect(verdict('q-majority', votes(yes, n), { parameters: { quota } })).toBe(adopted);
  });

  it('never forgives a whole missing vote, however many take part', () => {
    expect(verdict('q-majority', votes(4999, 10_000), { parameters: { quota: 0.5 } })).toBe(false);
    expect(verdict('q-majority', votes(5000, 10_000), { parameters: { quota: 0.5 } })).toBe(true);
  });
});

describe('qualified majority of the Union: 55 % of members with 65 % of the population, at least four opponents to block', () => {
  const parameters = { members: 0.55, weight: 0.65, blocking: 4 };
  /** 27 members of equal population unless given. */
  const union = (yes: number, weights?: readonly number[]): boolean =>
    verdict('qualified-majority', votes(yes, 27), weights === undefined ? { parameters } : { weights, parameters });

  it('needs 15 of 27 members', () => {
    // 15/27 = .5556 >= .55 > 14/27; the first 15 hold 85 % of the population.
    const populous = Array.from({ length: 27 }, (_, index) => (index < 14 ? 10 : index === 14 ? 0.001 : 2));
    expect(union(14, populous)).toBe(false);
    expect(union(15, populous)).toBe(true);
  });

  it('needs 65 % of the population: 17 of 27 equal members are too few, 18 suffice', () => {
    expect(union(17)).toBe(false);
    expect(union(18)).toBe(true);
  });

  it('takes exactly 65 % as enough and a hair less as too little', () => {
    const weights = [...Array.from({ length: 15 }, () => 65 / 15), ...Array.from({ length: 12 }, () => 35 / 12)];
    expect(union(15, weights)).toBe(true);
    expect(union(15, [65 / 15 - 0.01, ...weights.slice(1)])).toBe(false);
  });

  it('lets three opponents never block, whatever their population, but four can', () => {
    const giants = (opponents: number): number[] => Array.from({ length: 27 }, (_, index) => (index < 27 - opponents ? 1 : 1000));
    expect(union(24, giants(3))).toBe(true);
    expect(union(25, giants(2))).toBe(true);
    expect(union(23, giants(4))).toBe(false);
  });

  it('counts an abstention against: who does not accept is among the opponents', () => {
    // 14 accept and 13 say nothing: there is nobody to say no, and still no majority.
    expect(union(14)).toBe(false);
  });

  it('has no vote for who has no weight: the Commission at the table changes nothing', () => {
    const withCommission = (yes: number): boolean => verdict('qualified-majority', [...votes(yes, 27), false, false], { weights: [...Array.from({ length: 27 }, () => 1), 0, 0], parameters });
    expect(withCommission(17)).toBe(false);
    expect(withCommission(18)).toBe(true);
  });

  it('knows the reinforced majority of 72 % of members: 20 of 27', () => {
    const reinforced = { members: 0.72, weight: 0.65, blocking: 4 };
    expect(verdict('qualified-majority', votes(19, 27), { parameters: reinforced })).toBe(false);
    expect(verdict('qualified-majority', votes(20, 27), { parameters: reinforced })).toBe(true);
  });
});

describe('hub with assent', () => {
  it.each([[1, 2, true], [1, 3, false], [2, 4, true], [1, 4, false], [0, 2, false]])('%i of %i: %s', (yes, n, adopted) => {
    expect(verdict('hub-with-assent', votes(yes, n))).toBe(adopted);
  });
});

describe('decisions by authority', () => {
  it.each(['hub', 'weighted-compromise'])('%s stands against everybody', (name) => {
    expect(verdict(name, votes(0, 5))).toBe(true);
    expect(decisionRules.find((rule) => rule.name === name)).toMatchObject({ byAuthority: true, arbitrated: false });
  });

  it('is what no other rule is', () => {
    expect(decisionRules.filter(({ byAuthority }) => byAuthority).map(({ name }) => name)).toEqual(['weighted-compromise', 'hub']);
  });
});

it('arbitration needs everybody, and is the only rule with an arbiter', () => {
  expect(verdict('arbitration', votes(2, 3))).toBe(false);
  expect(verdict('arbitration', votes(3, 3))).toBe(true);
  expect(decisionRules.filter(({ arbitrated }) => arbitrated).map(({ name }) => name)).toEqual(['arbitration']);
});
