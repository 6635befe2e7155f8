import { describe, expect, test } from 'vitest';
import type { NetworkSpec } from '../../src/scenario/scenario.js';
import { complaints, edited, parse, statements } from './scenario-text.js';

const scenario = (settings: string, members = 'ministry'): string => edited('members: ministry\n    per: state\n    form: shared\n    convening: affected\n'
  + '    trust: { law: beta, mean: 0.5, sd: 0.1 }\n    positions: { law: normal, mean: 50, sd: 15, scale: 25 }\n', `members: ${members}\n    ${settings}\n`)
  .replace(/variants:[^]*?\n\n/, '');

function networks(settings: string, members?: string): readonly NetworkSpec[] {
  return parse(scenario(settings, members)).networks;
}

describe('networks', () => {
  test('every wrong reference is reported, not only the first one', () => {
    expect(statements(scenario('form: shared\n    per: stat', 'ministri'))).toEqual([
      expect.stringMatching(/^networks\.cabinet\.members: expected an organisation, .* found "ministri"/),
      expect.stringMatching(/^networks\.cabinet\.per: expected a rule of "jurisdictions".* found "stat"/),
    ]);
  });

  test('everything but members and form has a default', () => {
    expect(networks('form: shared')).toEqual([{
      rule: 'cabinet', path: 'cabinet', jurisdiction: 0, members: [5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19],
      form: { name: 'shared', parameters: {} }, convening: { name: 'affected', parameters: {} }, decision: { name: 'unanimity', parameters: {} }, trustRule: 'dyads',
      trust: { law: { law: 'beta', mean: 0.5, sd: 0.1, min: 0, max: 1 }, centralisation: 0, gain: 0.01, loss: 0.05, drift: 0 },
      positions: { law: { law: 'normal', mean: 0, sd: 1, min: -Infinity, max: Infinity }, scale: 1 }, salience: { law: 'constant', value: 1 },
      times: { write: 0.05, read: 0.08, verify: 0.15, decide: 0.25, acknowledge: 0.02, intervention: 0.08, meeting: 0.25, approve: 0.1, notice: 3 },
      acceptance: { base: 0.6, slope: 1.4 }, persuasion: 0.5, rounds: 6, beyondCompetence: 'escalate', cost: { name: 'emergent', parameters: {} },
      tolerance: 1, overlap: 0, displacement: 0,
      bargaining: {
        protocol: { name: 'concession', parameters: { step: 0.1 } }, agreement: { name: 'unanimity', parameters: {} }, rounds: 40, shading: 0, yielding: 0.3,
        arbitration: false, reservation: { law: 'lognormal', mean: 1.5, cv: 0.4 },
      },
    }]);
  });

  test('per makes one in each jurisdiction, of the members in it or below', () => {
    expect(networks('form: shared\n    per: state', '[ministry.health, department.health]').map(({ path, jurisdiction, members }) => [path, jurisdiction, members])).toEqual([
      ['cabinet@union/state-1', 1, [5, 20, 25, 30, 35]], ['cabinet@union/state-2', 2, [10, 40, 45, 50, 55]], ['cabinet@union/state-3', 3, [15, 60, 65, 70, 75]],
    ]);
  });

  test('its jurisdiction is the lowest that contains all members', () => {
    expect(networks('form: shared', 'union/state-2/city-1/department')[0].jurisdiction).toBe(8);
    expect(networks('form: shared', '[union/state-2/city-1/department, union/state-2/city-3/department]')[0].jurisdiction).toBe(2);
  });

  test('decision and trust rule follow the form unless they are given', () => {
    expect(networks('form: nao')[0]).toMatchObject({ decision: { name: 'hub' }, trustRule: 'to-hub' });
    expect(networks('form: nao\n    decision: unanimity\n    trust_rule: uniform')[0]).toMatchObject({ decision: { name: 'unanimity' }, trustRule: 'uniform' });
  });

  test('choices take parameters in a map', () => {
    expect(networks('form: shared\n    decision: { rule: q-majority, quota: 60% }\n    convening: { rule: random, k: 4 }\n    cost: { function: plenary, a: 1 h, b: 0.5 days }')[0]).toMatchObject({
      decision: { name: 'q-majority', parameters: { quota: 0.6 } }, convening: { name: 'random', parameters: { k: 4 } },
      cost: { name: 'plenary', parameters: { a: 0.125, b: 0.5 } },
    });
  });

  test("a form's parameters stand beside the network's own keys, defaults included", () => {
    expect(networks('form: nao\n    levy: 2%\n    board: 1 month')[0].form).toEqual({ name: 'nao', parameters: { staff: 1, levy: 0.02, board: 21 } });
  });

  test('a member is an index of its own in each network', () => {
    expect(networks('form: lead\n    per: state\n    lead: ministry.work').map((network) => network.form.parameters.lead)).toEqual([7, 12, 17]);
    expect(networks('form: nao\n    per: state\n    auditors: [ministry.work, ministry.health]').map((network) => network.form.parameters.auditors)).toEqual([[5, 7], [10, 12], [15, 17]]);
  });

  test('settings are taken as written', () => {
    expect(networks('form: shared\n    trust: { law: uniform, min: 20%, max: 0.6, centralisation: 0.3 }\n    trust_change: { gain: 0.2, drift: 10% per year }\n    times: { notice: 0 days }\n'
      + '    acceptance: { slope: 0 }\n    positions: { law: uniform, min: 0, max: 100, scale: 25 }\n    beyond_competence: repeat')[0]).toMatchObject({
      trust: { law: { law: 'uniform', min: 0.2, max: 0.6 }, centralisation: 0.3, gain: 0.2, loss: 0.05, drift: 0.0004 },
      times: { write: 0.05, notice: 0 }, acceptance: { base: 0.6, slope: 0 }, positions: { law: { law: 'uniform', min: 0, max: 100 }, scale: 25 }, beyondCompetence: 'repeat',
    });
    expect(networks('form: shared\n    trust: 80%')[0].trust).toMatchObject({ law: { law: 'constant', value: 0.8 }, centralisation: 0 });
  });
});

describe('networks that cannot be', () => {
  test('an unknown form is reported beside the other problems of the network', () => {
    expect(complaints(edited('form: shared', 'form: share\n    salience: -1\n    levi: 3'))).toEqual([
      '42:5  networks.cabinet.form: expected a governance form: "silo", "shared", "lead" or "nao", found "share" (did you mean "shared"?)',
      '43:5  networks.cabinet.salience: expected a number of at least 0, found -1',
      '44:5  networks.cabinet.levi: unknown key (did you mean "levy"?)',
    ]);
  });

  test.each([
    ['per: state', 'networks.cabinet.form: missing, expected a governance form: "silo", "shared", "lead" or "nao"'],
    ['form: shared\n    levy: 2%', 'networks.cabinet.levy: "levy" belongs to form nao, this network is shared'],
    ['form: shared\n    rouns: 2', 'networks.cabinet.rouns: unknown key (did you mean "rounds"?)'],
    ['form: lead', 'networks.cabinet.lead: missing, expected an organisation of the network such as "ministry.health"'],
    ['form: lead\n    lead: 3', 'networks.cabinet.lead: expected an organisation of the network such as "ministry.health", found 3'],
    ['form: lead\n    per: state\n    lead: ministry.helth',
      'networks.cabinet.lead: expected an organisation: "ministry.health", "ministry.housing", "ministry.work", "ministry.schools" or "ministry.transport", found "ministry.helth" (did you mean "ministry.health"?)'],
    ['form: lead\n    per: state\n    lead: directorate.health', 'networks.cabinet.lead: expected exactly one member of the network, found none for "directorate.health" (in cabinet@union/state-1)'],
    ['form: lead\n    lead: ministry.work',
      'networks.cabinet.lead: expected exactly one member of the network, found "union/state-1/ministry.work", "union/state-2/ministry.work", "union/state-3/ministry.work"'],
    ['form: shared\n    decision: q-majority', 'networks.cabinet.decision: expected q-majority with its parameters, found only its name (write { rule: q-majority, quota: ... })'],
    ['form: shared\n    decision: { rule: unanimity, quota: 1 }', 'networks.cabinet.decision.quota: "quota" belongs to decision rule q-majority, this decision rule is unanimity'],
    ['form: shared\n    decision: { rule: unanimty }', 'networks.cabinet.decision.rule: expected a decision rule: "unanimity", "hub" or "q-majority", found "unanimty" (did you mean "unanimity"?)'],
    ['form: shared\n    decision: [hub]', 'networks.cabinet.decision: expected a decision rule: "unanimity", "hub" or "q-majority", found a list'],
    ['form: shared\n    convening: { rule: random, kk: 3 }', 'networks.cabinet.convening.k: missing, expected a whole number of at least 1'],
    ['form: shared\n    cost: { function: table, total: [] }', 'networks.cabinet.cost.total: expected a list with at least 1 entry, found an empty list'],
    ['form: shared\n    cost: { function: table, total: [1 day, 2] }', 'networks.cabinet.cost.total[1]: expected a length of time with its unit, found 2 (write "2 days")'],
    ['form: shared\n    cost: { function: table, total: [1 day], structure: fat }', 'networks.cabinet.cost.structure: expected one of these: "flat" or "deep", found "fat" (did you mean "flat"?)'],
    ['form: shared\n    per: stat', 'networks.cabinet.per: expected a rule of "jurisdictions": "union", "state" or "city", found "stat" (did you mean "state"?)'],
    ['form: shared\n    per: state-1', 'networks.cabinet.per: expected a rule of "jurisdictions": "union", "state" or "city", found "state-1" (did you mean "state"?)'],
    ['form: shared\n    positions: { law: normal, mean: 50, sd: 15 }',
      'networks.cabinet.positions.scale: missing, expected the distance between positions that counts as 1, such as 25 for positions from 0 to 100'],
    ['form: shared\n    rounds: 0', 'networks.cabinet.rounds: expected a whole number of at least 1, found 0'],
    ['form: shared\n    times: { noticce: 1 day }', 'networks.cabinet.times.noticce: unknown key (did you mean "notice"?)'],
    ['form: shared\n    trust_rule: dyad', 'networks.cabinet.trust_rule: expected one of these: "dyads", "to-hub" or "uniform", found "dyad" (did you mean "dyads"?)'],
  ])('%s', (settings, message) => {
    expect(statements(scenario(settings))[0]).toBe(message);
  });

  test.each([
    ['ministry.health', 'form: shared\n    per: state', 'networks.cabinet.members: expected at least 2 members, found 1 (in "union/state-1", "union/state-2", "union/state-3")'],
    ['union/state-1/ministry.health', 'form: shared', 'networks.cabinet.members: expected at least 2 members, found 1'],
    ['[directorate, ministry]', 'form: shared\n    per: state',
      'networks.cabinet.members: expected organisations in a state, found "union/directorate.health", "union/directorate.housing", "union/directorate.work" and 2 more'],
  ])('members %s with %s', (members, settings, message) => {
    expect(statements(scenario(settings, members))).toEqual([message]);
  });

  test('members that no jurisdiction contains', () => {
    const apart = scenario('form: shared', '[directorate.health, ministry.health]').replace('level: supranational }', 'level: supranational, count: 2 }');
    expect(statements(apart)).toEqual(['networks.cabinet.members: no jurisdiction contains all members']);
  });
});
