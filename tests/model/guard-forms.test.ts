import { describe, expect, it } from 'vitest';
import { studentQuantile } from '../../src/mathematics/student.js';
import { sharedMemberUtilisation } from '../../src/theory/governance/shared-member-load.js';
import { frozenTrust, guardForms, guardNetwork, leadTwin, naoTwin, nothingToDecide, twinNetwork } from '../../src/validation/guard-network.js';
import { observe, organisationRow, replicate, modelOf, type Run } from './small-scenarios.js';
import { runReplication } from '../../src/model/replication.js';

const { lead: LEAD, nao: NAO } = guardForms;

describe('FORM1: with nothing that could tell them apart, forms do not differ', () => {
  const alike = nothingToDecide;
  const forms = ['silo', 'shared', `${LEAD}, beta: 0`, LEAD, NAO];

  it.each([
    ['members who always have somebody free', { staff: 'unlimited' }],
    ['members without any operations to speak of', { service: '0 days' }],
  ])('%s: outcomes are identical and decisions take no time', (_, idle) => {
    for (const convening of ['affected', 'all']) {
      const [silo, ...runs] = forms.map((form) => observe(guardNetwork(6, form, { ...idle, operations: '0.1 per day', settings: `${alike}, convening: ${convening}` })));
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
    const [shared, lead] = ['shared', LEAD].map((form) => replicate(guardNetwork(6, form, { settings: `${alike}, convening: all` })).measures);
    expect(shared['time_to_decision'] ?? NaN).toBeLessThan((lead['time_to_decision'] ?? NaN) - 0.5);
  });
});

describe('FORM2: a lead without operations and stake is an administrative organisation', () => {
  const lead = observe(leadTwin);
  const nao = observe(naoTwin);
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
      observe(twinNetwork('lead, lead: office, beta: 0.5', '[ministry, office]')),
      observe(twinNetwork('lead, lead: office, beta: 0', '[ministry, office]').replace('at: ministry', 'at: [ministry, office]')),
      observe(twinNetwork('nao, staff: 1, levy: 0%, consultations: 0, board_every: 30 days, coordination_knowledge: 1.5', 'ministry')),
    ];
    for (const run of different) expect(run.problemsSeen).not.toEqual(nao.problemsSeen);
  });
});

describe('FORM3: loads with frozen trust and without dispersion, beside those of the validation', () => {
  /** The preset of the exploratory prototype: own operations at half load, .02 issues per organisation and day. */
  const preset = { ownUtilisation: 0.5, servers: 1, issueRate: 0.02, rounds: 1, meeting: { fixed: 0.25, perAttendee: 0.08 } };
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

  it('a member of a plenary of four of twelve by lot carries rho + lambda k (t_0 + t_s k) R / c', () => {
    const [mean, halfWidth] = interval(guardNetwork(12, 'shared', { ...period, settings: `${frozenTrust}, convening: { rule: random, k: 4 }` }), ofMembers(12));
    expect(halfWidth).toBeLessThan(0.03);
    expect(Math.abs(mean - sharedMemberUtilisation(preset, 4))).toBeLessThan(halfWidth);
  });

  it('members of a brokered network write and acknowledge: rho + n lambda (t_w + t_a)', () => {
    const [mean, halfWidth] = interval(guardNetwork(8, NAO, { ...period, settings: `${frozenTrust}, convening: all` }), ofMembers(8));
    expect(Math.abs(mean - (0.5 + 8 * 0.02 * 0.07))).toBeLessThan(halfWidth);
  });
});
