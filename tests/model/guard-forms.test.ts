import { describe, expect, it } from 'vitest';
import { studentQuantile } from '../../src/mathematics/student.js';
import { firstSaturatedSize } from '../../src/theory/governance/first-saturated-size.js';
import { hubUtilisation } from '../../src/theory/governance/hub-load.js';
import { sharedMemberUtilisation } from '../../src/theory/governance/shared-member-load.js';
import { observe, organisationRow, replicate, modelOf, type Run } from './small-scenarios.js';
import { runReplication } from '../../src/model/replication.js';

const LEAD = 'lead, lead: member.d0';
const NAO = 'nao, consultations: 0, levy: 0%, board: none';

/** n organisations, one for each domain; every organisation has operations of its own and opens issues that touch a second domain. */
function network(n: number, form: string, { service = '{ law: exponential, mean: 1 day }', staff = '1', operations = '0.46 per day', horizon = 1000, warmup = 0, settings = '' } = {}): string {
  return [
    'name: guard',
    `time: { horizon: ${horizon} days, warmup: ${warmup} days, sample: ${horizon / 200} days }`,
    `domains: [${Array.from({ length: n }, (_, i) => `d${i}`).join(', ')}]`,
    'levels: [national]',
    'jurisdictions: { state: { level: national } }',
    `organisations: { member: { in: state, per: domain, staff: ${staff}, service: ${service} } }`,
    'problems:',
    `  operations: { at: member, arrivals: { law: poisson, rate: ${operations} } }`,
    '  joint: { at: member, arrivals: { law: poisson, rate: 0.02 per day }, involves: { domains: { 2: 1 } }, value: { law: uniform, min: 1, max: 3 } }',
    'hierarchy: { delay: 0 days }',
    'networks:',
    `  net: { members: member, form: ${form}, ${settings} }`,
  ].join('\n');
}

describe('FORM1: with nothing that could tell them apart, forms do not differ', () => {
  const nothing = 'times: { write: 0 days, read: 0 days, verify: 0 days, decide: 0 days, acknowledge: 0 days, intervention: 0 days, meeting: 0 days, notice: 0 days }';
  const alike = `trust: 1, positions: { law: constant, value: 0, scale: 1 }, ${nothing}`;
  const forms = ['silo', 'shared', `${LEAD}, beta: 0`, LEAD, NAO];

  it.each([
    ['members who always have somebody free', { staff: 'unlimited' }],
    ['members without any operations to speak of', { service: '0 days' }],
  ])('%s: outcomes are identical and decisions take no time', (_, idle) => {
    for (const convening of ['affected', 'all']) {
      const [silo, ...runs] = forms.map((form) => observe(network(6, form, { ...idle, operations: '0.1 per day', settings: `${alike}, convening: ${convening}` })));
      for (const run of runs) {
        const lives = (of: Run): unknown[] => of.problemsSeen.map(({ rounds: __, ...life }) => life);
        expect(lives(run)).toEqual(lives(runs[0]));
        const { issues_opened: opened, issues_decided: decided, issues_closed: closed } = run.measures;
        expect(opened).toBeGreaterThan(80);
        expect([decided, closed]).toEqual([opened, opened]);
        expect(run.measures).toMatchObject({ public_value: 1, deadlocked: 0, contradictory: 0 });
        const stake = run.model.networks[0].spec.form.parameters['beta'] === 0.5;
        if (!stake) expect(run.measures).toMatchObject({ inclusiveness: 1, legitimacy_internal: 1 });
        // What each problem needs is its diagnosis, as without any coordination.
        expect(run.problemsSeen.map(({ ended }) => ended)).toEqual(silo.problemsSeen.map(({ ended }) => ended));
        expect(run.problemsSeen.map(({ decided: when }) => when)).toEqual(silo.problemsSeen.map(({ decided: when }) => when));
      }
    }
  });

  it('with operations they do: messages of hubs wait behind them, plenaries interrupt', () => {
    const [shared, lead] = ['shared', LEAD].map((form) => replicate(network(6, form, { settings: `${alike}, convening: all` })).measures);
    expect(shared['time_to_decision'] ?? NaN).toBeLessThan((lead['time_to_decision'] ?? NaN) - 0.5);
  });
});

describe('FORM2: a lead without operations and stake is an administrative organisation', () => {
  /** Five ministries, and an office of one person that no problem ever reaches. */
  const scenario = (form: string, members: string): string =>
    [
      'name: twins',
      'time: { horizon: 400 days }',
      'domains: [a, b, c, d, e]',
      'levels: [supranational, national]',
      'jurisdictions: { union: { level: supranational }, state: { level: national, in: union } }',
      'organisations:',
      '  commission: { in: union, per: domain, help: { law: exponential, mean: 1 day }, coordination_knows: 1 }',
      '  ministry: { in: state, per: domain, staff: 2, service: { law: exponential, mean: 1 day }, knows: 0.9, coordination_knows: 0.5 }',
      '  office: { in: state, domains: [a], service: 1 day, coordination_knows: { level: 1.5 } }',
      'problems:',
      '  case: { at: ministry, arrivals: { law: poisson, rate: 0.3 per day }, involves: { domains: { 1: 0.5, 2: 0.3, 3: 0.2 } }, deadline: { law: exponential, mean: 20 days } }',
      'hierarchy: { delay: 0.5 days }',
      'networks:',
      `  cabinet: { members: ${members}, form: ${form}, convening: { rule: random, k: 3 }, trust: { law: beta, mean: 0.5, sd: 0.2 }, trust_change: { gain: 0.05, loss: 0.1, drift: 1 per year }, rounds: 3, acceptance: { base: 0.1, slope: 0.4 }, displacement: 10%, salience: { law: uniform, min: 0, max: 2 } }`,
    ].join('\n');
  const lead = observe(scenario('lead, lead: office, beta: 0', '[ministry, office]'));
  const nao = observe(scenario('nao, staff: 1, levy: 0%, consultations: 0, board: none, board_every: 100 years, coordination_knowledge: 1.5', 'ministry'));
  const renamed = (run: Run, hub: string): string[] => run.trace.map(({ time, kind, problem, organisation }) => `${time} ${kind} ${problem} ${organisation === hub ? 'HUB' : organisation}`);

  it('the traces are the same, event for event and bit for bit', () => {
    const expected = renamed(nao, 'cabinet/nao');
    // The trace has seen everything that can happen: exchanges, verification, advice, expiry, displacement.
    const work = expected.filter((line) => line.includes(' work ')).length;
    expect(work).toBeGreaterThan(2000);
    const kinds = new Set(nao.trace.map(({ kind }) => kind));
    for (const kind of ['arrive', 'escalate', 'open', 'propose', 'decide', 'displace', 'expire', 'end']) expect(kinds).toContain(kind);
    expect(renamed(lead, 'union/state/office')).toEqual(expected);
  });

  it('so are the lives of all problems and what their staff has done', () => {
    expect(lead.problemsSeen).toEqual(nao.problemsSeen);
    expect(organisationRow(lead, lead.model, 'union/state/office')).toEqual(organisationRow(nao, nao.model, 'cabinet/nao'));
    expect(lead.organisations[7]).toEqual(nao.organisations[7]);
  });

  it('a stake, operations or boards tell them apart', () => {
    const different = [
      observe(scenario('lead, lead: office, beta: 0.5', '[ministry, office]')),
      observe(scenario('lead, lead: office, beta: 0', '[ministry, office]').replace('at: ministry', 'at: [ministry, office]')),
      observe(scenario('nao, staff: 1, levy: 0%, consultations: 0, board_every: 30 days, coordination_knowledge: 1.5', 'ministry')),
    ];
    for (const run of different) expect(run.problemsSeen).not.toEqual(nao.problemsSeen);
  });
});

describe('FORM3: loads with frozen trust and without dispersion', () => {
  const frozen = 'trust: 0.5, trust_change: { gain: 0, loss: 0 }, positions: { law: constant, value: 0, scale: 1 }';
  /** The preset of the exploratory prototype: own operations at half load, .02 issues per organisation and day. */
  const preset = { ownUtilisation: 0.5, servers: 1, issueRate: 0.02, rounds: 1, meeting: { fixed: 0.25, perAttendee: 0.08 } };
  const handling = { read: 0.08, verify: 0.15, trust: 0.5, decide: 0.25 };

  /** Mean and half-width (99.9 %, ten replications) of a utilisation. */
  function interval(text: string, of: (row: (path: string) => Readonly<Record<string, number | undefined>>) => number): readonly [number, number] {
    const model = modelOf(text);
    const values = Array.from({ length: 10 }, (_, replication) => {
      const run = runReplication(model, { seed: '1', replication });
      return of((path) => organisationRow(run, model, path));
    });
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (values.length - 1);
    return [mean, studentQuantile(0.9995, values.length - 1) * Math.sqrt(variance / values.length)];
  }

  const period = { horizon: 2200, warmup: 200 };
  const ofMembers = (n: number) => (row: (path: string) => Readonly<Record<string, number | undefined>>): number =>
    Array.from({ length: n }, (_, i) => row(`state/member.d${i}`)['utilisation'] ?? NaN).reduce((sum, value) => sum + value, 0) / n;

  it.each([
    ['all eight', 8, 'all', 8],
    ['four of twelve by lot', 12, '{ rule: random, k: 4 }', 4],
  ])('a member of a plenary of %s carries rho + lambda k (t_0 + t_s k) R / c', (_, n, convening, k) => {
    const [mean, halfWidth] = interval(network(n, 'shared', { ...period, settings: `${frozen}, convening: ${convening}` }), ofMembers(n));
    expect(halfWidth).toBeLessThan(0.03);
    expect(Math.abs(mean - sharedMemberUtilisation(preset, k))).toBeLessThan(halfWidth);
  });

  it('a lead that takes part carries rho + n lambda ((n - 1) (t_r + t_v (1 - T)) + t_d) / c', () => {
    const [mean, halfWidth] = interval(network(8, LEAD, { ...period, settings: `${frozen}, convening: all` }), (row) => row('state/member.d0')['utilisation'] ?? NaN);
    expect(halfWidth).toBeLessThan(0.06);
    expect(Math.abs(mean - hubUtilisation({ ...preset, handling }, 8, 7))).toBeLessThan(halfWidth);
  });

  it.each([[1, 12], [2, 16]])('an administrative organisation of %i carries n lambda (n (t_r + t_v (1 - T)) + t_d) / c', (servers, n) => {
    const text = network(n, `${NAO}, staff: ${servers}`, { ...period, settings: `${frozen}, convening: all` });
    const [mean, halfWidth] = interval(text, (row) => row('net/nao')['utilisation'] ?? NaN);
    expect(halfWidth).toBeLessThan(0.05);
    expect(Math.abs(mean - hubUtilisation({ ownUtilisation: 0, servers, issueRate: 0.02, handling }, n, n))).toBeLessThan(halfWidth);
  });

  it('members of a brokered network write and acknowledge: rho + n lambda (t_w + t_a)', () => {
    const [mean, halfWidth] = interval(network(8, NAO, { ...period, settings: `${frozen}, convening: all` }), ofMembers(8));
    expect(Math.abs(mean - (0.5 + 8 * 0.02 * 0.07))).toBeLessThan(halfWidth);
  });

  describe('the first saturated size under full convening is that of the loads, give or take one', () => {
    /** Whether the hub, or in a plenary most members, are busy above 99.5 % while their queues still rise. */
    function saturated(n: number, form: string, hub: string | undefined): boolean {
      const model = modelOf(network(n, form, { horizon: 6000, settings: `${frozen}, convening: all` }));
      const run = runReplication(model, { seed: '1', replication: 0 });
      if (hub !== undefined) return organisationRow(run, model, hub)['saturated'] === 1;
      return (run.measures['saturated_organisations'] ?? 0) > n / 2;
    }

    it.each([
      ['lead organisation', LEAD, 'state/member.d0', 13, (n: number) => hubUtilisation({ ...preset, handling }, n, n - 1)],
      ['plenary', 'shared', undefined, 17, (n: number) => sharedMemberUtilisation(preset, n)],
      ['administrative organisation of one', NAO, 'net/nao', 18, (n: number) => hubUtilisation({ ...preset, ownUtilisation: 0, handling }, n, n)],
      ['administrative organisation of two', `${NAO}, staff: 2`, 'net/nao', 25, (n: number) => hubUtilisation({ ...preset, ownUtilisation: 0, servers: 2, handling }, n, n)],
    ] as const)('%s', (_, form, hub, expected, utilisation) => {
      expect(firstSaturatedSize(utilisation, 40)).toBe(expected);
      expect([expected - 2, expected + 1].map((n) => saturated(n, form, hub))).toEqual([false, true]);
    });
  });
});
