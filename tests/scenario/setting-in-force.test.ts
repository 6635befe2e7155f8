import { describe, expect, it } from 'vitest';
import { scenarioIdentity } from '../../src/experiment/scenario-identity.js';
import { settingsInForce } from '../../src/scenario/setting-in-force.js';
import { varyScenario } from '../../src/scenario/vary.js';
import { parsed, smallStudy } from '../experiment/small-study.js';

const scenario = parsed(smallStudy.replace('ministry: { in: state, per: domain, staff: 1,', 'ministry: { in: state, per: domain,'));
const inForce = settingsInForce(scenario);

describe('what holds at a path of a scenario', () => {
  it('is what the file says, as it is written', () => {
    expect(inForce('time.horizon')).toBe('60 days');
    expect(inForce('organisations.department.service')).toEqual({ law: 'exponential', mean: '0.5 days' });
    expect(inForce('networks.council.trust.mean')).toBe(0.5);
    expect(inForce('headline[1]')).toBe('open_problems');
  });

  // The values stand in docs/scenario-files.md.
  const usual: readonly [string, unknown][] = [
    ['networks.council.rounds', 6],
    ['networks.council.times.notice', '3 days'],
    ['networks.council.times', {}],
    ['networks.council.acceptance.base', 0.6],
    ['networks.council.convening', 'affected'],
    ['networks.council.decision', 'unanimity'],
    ['networks.council.trust_rule', 'dyads'],
    ['hierarchy.learning', 'none'],
    ['hierarchy.misrouted', 0],
    ['organisations.ministry.staff', 1],
    ['organisations.ministry.weight', 1],
    ['organisations.ministry.day_cost', 1],
    ['organisations.ministry.sector', 'public'],
    ['organisations.ministry.attention', 'fifo'],
    ['organisations.ministry.coordination_knows', 'all'],
  ];

  it.each(usual)('is the usual value where the file says nothing, and writing that down changes nothing: %s', (path, value) => {
    expect(inForce(path)).toEqual(value);
    expect(scenarioIdentity(varyScenario(scenario, { [path]: value }))).toBe(scenarioIdentity(scenario));
  });

  it('follows changes, and the form that they give a network', () => {
    const lead = settingsInForce(scenario, scenario.variants[1].changes, { 'networks.council.times': { write: '1 day' } });
    expect(lead('networks.council.form')).toBe('lead');
    expect(lead('networks.council.decision')).toBe('hub');
    expect(lead('networks.council.times.write')).toBe('1 day');
    expect(lead('networks.council.times.read')).toBe('0.08 days');
  });

  it('is nothing where there is none, or where it is that of another setting', () => {
    for (const path of ['networks.council.lead', 'networks.office.rounds', 'budgets.amount', 'hierarchy.return_delay', 'hierarchy.triage.time', 'no such.path[']) {
      expect(inForce(path)).toBeUndefined();
    }
  });
});
