import { describe, expect, it } from 'vitest';
import { simulate } from './simulate.js';

/** One problem of two domains; everything takes constant time and everybody accepts at once. */
const scenario = (network: string, sector: string): string => `
name: sectors
time: { horizon: 20 days, sample: 20 days }
domains: [health, housing]
levels: [national]
jurisdictions: { state: { level: national } }
organisations:
  ministry: { in: state, domains: [health], service: 1 day, knows: all, coordination_knows: all, day_cost: 300 }
  partner: { in: state, domains: [housing], service: 1 day, knows: all, coordination_knows: all, sector: ${sector}, day_cost: 500 }
problems:
  case:
    at: ministry
    arrivals: { law: trace, file: arrivals.csv, columns: { time: { column: day, unit: days } } }
    involves: { domains: { 1: 0, 2: 1 } }
networks:
  cabinet:
    members: [ministry, partner]
    positions: { law: normal, mean: 0, sd: 0, scale: 1 }
    times: { write: 1 day, read: 0 days, verify: 2 days, decide: 1 day, acknowledge: 0 days, meeting: 1 day, intervention: 0 days, notice: 0 days, approve: 3 days }
    ${network}
`;
const data = 'day\n1\n';

describe('organisations of different sectors', () => {
  it('need approval at home before a joint decision is carried out, the same in a plenary and with a lead', () => {
    for (const form of ['form: shared', 'form: lead, lead: ministry'].map((text) => text.replaceAll(', ', '\n    '))) {
      const same = simulate(scenario(`${form}\n    trust: 1`, 'public'), { data });
      const mixed = simulate(scenario(`${form}\n    trust: 1`, 'private'), { data });
      expect(mixed.records[0].decided).toBe(same.records[0].decided);
      expect((mixed.records[0].ended ?? NaN) - (same.records[0].ended ?? NaN)).toBe(3);
      expect((mixed.of('partner', 'person_days_communication') ?? NaN) - (same.of('partner', 'person_days_communication') ?? NaN)).toBe(3);
      expect(mixed.of('ministry', 'person_days_communication')).toBe(same.of('ministry', 'person_days_communication'));
    }
  });

  it('trust each other by a law of their own, which makes the coordinator verify', () => {
    const lead = (sector: string): number | undefined =>
      simulate(scenario('form: lead\n    lead: ministry\n    trust: { law: constant, value: 1, across_sectors: 0 }', sector), { data }).of('ministry', 'person_days_verification');
    expect(lead('public')).toBe(0);
    expect(lead('nonprofit')).toBe(2);
  });

  it('cost what their staff costs', () => {
    // The ministry works 1 day on its part and 1 day in the plenary, the partner the same and 3 days on approval.
    const { measures } = simulate(scenario('form: shared\n    trust: 1', 'private'), { data });
    expect(measures.working_cost).toBe(2 * 300 + 5 * 500);
    expect(measures.coordination_cost).toBe(1 * 300 + 4 * 500);
  });
});
