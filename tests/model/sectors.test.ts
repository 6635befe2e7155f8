import { describe, expect, it } from 'vitest';
import { cases, leftovers, nothingLeft, observe, office, organisationRow, watchedCatalogue, type Run } from './small-scenarios.js';

/** Two public ministries and a private agency for work. */
const mixed = (network: string, more: Parameters<typeof office>[0] = {}): string =>
  office({ ...more, others: ['agency: { in: state, domains: [work], service: 1 day, sector: private, day_cost: 5 }'], network })
    .replace('per: domain,', 'per: domain, domains: [health, housing], day_cost: 2,')
    .replace('members: ministry', 'members: [ministry, agency]');

const agreed = 'trust: 1, positions: { law: constant, value: 0, scale: 1 }';
const times = (run: Run, ...kinds: string[]): string[] => run.trace.filter(({ kind }) => kinds.includes(kind)).map(({ time, kind }) => `${Number(time.toFixed(6))} ${kind}`);

describe('a decision across sectors', () => {
  it('is carried out when those of another sector than the convenor have had it approved at home', () => {
    const run = observe(mixed(`form: shared, ${agreed}`), { files: cases([0, 'health', 'work']) });
    expect(times(run, 'decide', 'end')).toEqual(['5.41 decide', '5.51 end']);
    expect(organisationRow(run, run.model, 'state/agency')['person_days_communication']).toBeCloseTo(0.1, 12);
    expect(organisationRow(run, run.model, 'state/ministry.health')['person_days_communication']).toBe(0);
  });

  it('waits in the in-tray of whoever has to approve', () => {
    const run = observe(mixed(`form: shared, times: { approve: 2 days }, ${agreed}`, {}), { files: { 'cases.csv': 'time,organisation,domains\n0,ministry.health,health;work\n' } });
    expect(times(run, 'decide', 'end')).toEqual(['5.41 decide', '7.41 end']);
  });

  it('asks the others where a hub of another sector convenes', () => {
    const run = observe(mixed(`form: lead, lead: agency, ${agreed}`), { files: cases([0, 'health', 'housing']) });
    expect(organisationRow(run, run.model, 'state/agency')['person_days_communication']).toBeCloseTo(2 * 0.08 + 0.25, 12);
    for (const ministry of ['health', 'housing']) {
      expect(organisationRow(run, run.model, `state/ministry.${ministry}`)['person_days_communication']).toBeCloseTo(0.05 + 0.02 + 0.1, 12);
    }
  });

  it('needs no approval within one sector', () => {
    const run = observe(mixed(`form: shared, ${agreed}`), { files: cases([0, 'health', 'housing']) });
    expect(times(run, 'decide', 'end')).toEqual(['5.41 decide', '5.41 end']);
  });

  it('that expires before it is approved stays decided and comes to nothing', () => {
    const { catalogue, coordination } = watchedCatalogue();
    const run = observe(mixed(`form: shared, ${agreed}`, { problem: 'deadline: 5.45 days' }), { catalogue, files: cases([0, 'health', 'work']) });
    expect(run.measures).toMatchObject({ issues_decided: 1, issues_closed: 0, expired: 1 });
    expect(leftovers(coordination())).toEqual(nothingLeft);
  });
});

it('trust across sectors has a law of its own, which shows in verification', () => {
  const files = cases([0, 'health', 'housing'], [20, 'health', 'work']);
  const run = observe(mixed('form: lead, lead: ministry.health, positions: { law: constant, value: 0, scale: 1 }, trust: { law: constant, value: 1, across_sectors: 0 }, trust_change: { gain: 0, loss: 0 }'), { files });
  // The lead believes the other ministry and checks the agency; of three dyads two cross the sectors.
  expect(run.measures['person_days_verification']).toBeCloseTo(0.15, 12);
  expect(run.measures['trust_density']).toBeCloseTo(1 / 3, 12);
});

it('staff time costs what the day of each organisation costs', () => {
  const run = observe(mixed(`form: shared, ${agreed}`), { files: cases([0, 'health', 'work']) });
  // A day and a plenary of .41 each; the agency approves for .1.
  expect(run.measures['coordination_cost']).toBeCloseTo(2 * 0.41 + 5 * (0.41 + 0.1), 12);
  expect(run.measures['working_cost']).toBeCloseTo(2 * 1.41 + 5 * (1.41 + 0.1), 12);
});
