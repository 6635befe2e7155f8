import { describe, expect, it } from 'vitest';
import { replicate } from './small-scenarios.js';

const LEAD = 'lead, lead: member.d0';
const NAO = 'nao';

/** n organisations at half load; trust and dispersion as given, trust frozen. */
function network(form: string, { n = 6, trust = 0.5, sd = 1, convening = 'all', rule = '', horizon = 1500 } = {}): Readonly<Record<string, number | undefined>> {
  return replicate(
    [
      'name: trap',
      `time: { horizon: ${horizon} days, warmup: 200 days, sample: 50 days }`,
      `domains: [${Array.from({ length: n }, (_, i) => `d${i}`).join(', ')}]`,
      'levels: [national]',
      'jurisdictions: { state: { level: national } }',
      'organisations: { member: { in: state, per: domain, service: { law: exponential, mean: 0.5 days } } }',
      'problems: { case: { at: member, arrivals: { law: poisson, rate: 0.6 per day }, involves: { domains: { 1: 0.97, 2: 0.03 } } } }',
      'hierarchy: { delay: 0 days }',
      'networks:',
      `  net: { members: member, form: ${form}, convening: ${convening}, positions: { law: normal, mean: 0, sd: ${sd}, scale: 1 }, trust: ${trust}, trust_change: { gain: 0, loss: 0 }${rule === '' ? '' : `, decision: ${rule}`} }`,
    ].join('\n'),
  ).measures;
}

const deadlocked = (...settings: Parameters<typeof network>): number => network(...settings)['deadlocked_share'] ?? NaN;

describe('low trust and high dispersion', () => {
  it('deadlock shared governance under unanimity first: no other form at the same trust and dispersion', () => {
    // Trust of .1 tolerates .74 and persuades by .05 of the distance; among six with sd 2 somebody stands further off nearly always.
    expect(deadlocked('shared', { trust: 0.1, sd: 2 })).toBeGreaterThan(0.9);
    expect(deadlocked(LEAD, { trust: 0.1, sd: 2 })).toBe(0);
    expect(deadlocked(NAO, { trust: 0.1, sd: 2 })).toBe(0);
  });

  it('cost the hubs compliance instead: their decisions stand, and are not carried out in full', () => {
    for (const form of [LEAD, NAO]) {
      const { issues_decided: decided, issues_closed: closed, public_value: value } = network(form, { trust: 0.1, sd: 2 });
      expect(decided).toBeGreaterThan(100);
      expect((closed ?? NaN) / (decided ?? NaN)).toBeLessThan(0.1);
      expect(value).toBeLessThan(0.999);
    }
  });

  it('do so more the less trust there is, and the further positions lie apart', () => {
    const byTrust = [0.9, 0.5, 0.3, 0].map((trust) => deadlocked('shared', { trust, sd: 1.5 }));
    expect(byTrust[0]).toBe(0);
    expect([...byTrust].sort((a, b) => a - b)).toEqual(byTrust);
    expect(byTrust[3]).toBeGreaterThan(0.8);
    const bySpread = [0, 0.5, 1, 2].map((sd) => deadlocked('shared', { trust: 0.2, sd }));
    expect(bySpread[0]).toBe(0);
    expect([...bySpread].sort((a, b) => a - b)).toEqual(bySpread);
    expect(bySpread[3]).toBeGreaterThan(0.8);
  });

  it('are a matter of the decision rule, not of the form: a majority saves the plenary, unanimity fails a hub', () => {
    expect(deadlocked('shared', { trust: 0.2, sd: 1.5, rule: 'majority' })).toBeLessThan(deadlocked('shared', { trust: 0.2, sd: 1.5 }) / 3);
    expect(deadlocked('shared', { trust: 0.2, sd: 1.5, rule: 'weighted-compromise' })).toBe(0);
    expect(deadlocked('shared', { trust: 0.2, sd: 1.5 })).toBeGreaterThan(0.5);
    expect(deadlocked(NAO, { trust: 0.2, sd: 1.5, rule: 'unanimity' })).toBeGreaterThan(0.5);
  });

  it('are worse for more at the table', () => {
    const byAttendees = [2, 4, 8].map((k) => deadlocked('shared', { n: 9, trust: 0.3, sd: 1.2, convening: `{ rule: random, k: ${k} }` }));
    expect([...byAttendees].sort((a, b) => a - b)).toEqual(byAttendees);
    expect(byAttendees[2]).toBeGreaterThan(2 * byAttendees[0]);
  });
});

describe('with k bounded, shared governance stays nearly flat in n', () => {
  const four = { convening: '{ rule: random, k: 4 }', sd: 0.5 };

  it('from 6 to 36 organisations time to decision and person days per issue change by less than a tenth', () => {
    const [small, large] = [6, 36].map((n) => network('shared', { n, ...four }));
    for (const measure of ['time_to_decision', 'person_days_per_issue', 'rounds_per_issue'] as const) {
      expect(Math.abs((large[measure] ?? NaN) / (small[measure] ?? NaN) - 1)).toBeLessThan(0.1);
    }
  });

  it('which full convening does not', () => {
    const [small, large] = [4, 12].map((n) => network('shared', { n, sd: 0.5 }));
    // Length and number of attendees both grow: k (.25 + .08 k) per round.
    expect((large['person_days_per_issue'] ?? NaN) / (small['person_days_per_issue'] ?? NaN)).toBeGreaterThan((12 * (0.25 + 0.96)) / (4 * (0.25 + 0.32)) - 1);
  });
});
