import { describe, expect, it } from 'vitest';
import { bestForms, contingencies, summary } from '../../scripts/contingencies.mjs';

/** Runs of the three forms in one cell, replication by replication. */
function runsOf(times: Readonly<Record<string, readonly (number | undefined)[]>>, more: Readonly<Record<string, string>> = {}): Record<string, string>[] {
  return Object.entries(times).flatMap(([form, values]) => values.map((time, replication) => ({
    variant: `forms: domains=["d1","d2","d3"] ${form}`, replication: String(replication), domains: '["d1","d2","d3"]',
    networks_network_trust_mean: '0.2', networks_network_positions_sd: '5', problems_joint_coordination_difficulty_mean: '3',
    time_to_decision: time === undefined ? '' : String(time), decided_share: '1', person_days_per_issue: '2', inclusiveness: '1', public_value: '0.5', ...more,
  })));
}

const clear = runsOf({ shared: [9, 9.1, 8.9, 9], lead: [5, 5.2, 4.8, 5], nao: [5.1, 4.9, 5, 5] });

describe('which form does best in a cell', () => {
  const rows = bestForms(clear).filter(({ measure }) => measure === 'time_to_decision');

  it('is told by cell and form, with ties', () => {
    expect(rows.map(({ form, among_best: best }) => [form, best])).toEqual([['shared', false], ['lead', true], ['nao', true]]);
    expect(rows[0]).toMatchObject({ participants: '3', trust: '0.2', dispersion: '5', need_for_competence: '3', trust_rule: "each form's own", n: 4, mean: 9 });
  });

  it('is everybody where all are alike', () => {
    const alike = bestForms(clear).filter(({ measure }) => measure === 'public_value');
    expect(alike.map(({ among_best: best }) => best)).toEqual([true, true, true]);
  });

  it('is left open where a form has no value', () => {
    const missing = bestForms(runsOf({ shared: [9, undefined, 9, 9], lead: [5, 5, 5, 5], nao: [5, 5, 5, 5] }));
    expect(missing.filter(({ measure }) => measure === 'time_to_decision')).toEqual([]);
  });

  it('keeps the cells of the one trust rule apart', () => {
    const both = bestForms([...clear, ...runsOf({ shared: [1, 1.1, 0.9, 1], lead: [5, 5.2, 4.8, 5], nao: [5, 5, 5, 5] }, { networks_network_trust_rule: 'uniform' })]);
    const best = both.filter(({ measure, among_best: among }) => measure === 'time_to_decision' && among);
    expect(best.map(({ trust_rule: rule, form }) => [rule, form])).toEqual([["each form's own", 'lead'], ["each form's own", 'nao'], ['one', 'shared']]);
  });

  it('is counted by level of each contingency, beside what is expected', () => {
    const text = summary(rows);
    expect(text).toContain('| participants | 3 | shared (few) | 1 | 0 (0) | 1 (0) | 1 (0) |');
    expect(text).toContain('| participants | 12 | nao (moderate to many) | 0 | 0 (0) | 0 (0) | 0 (0) |');
    for (const { name, levels, expected } of contingencies) for (const level of levels) expect(text).toContain(`| ${name} | ${level} | ${expected[level]} |`);
  });
});
