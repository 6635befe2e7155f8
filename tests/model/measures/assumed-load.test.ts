import { describe, expect, it } from 'vitest';
import { assumedLoadNotices, assumedLoads } from '../../../src/model/measures/assumed-load.js';
import { cases, modelOf, observe, office, organisationRow } from '../small-scenarios.js';

/** Three ministries at the national level above three departments; every organisation knows half of what reaches it. */
const twoLevels = (cost: string, { rate = '0.02 per day', network = '' } = {}): string =>
  [
    'name: loads',
    'time: { horizon: 20000 days, sample: 100 days }',
    'domains: [a, b, c]',
    'levels: [national, local]',
    'jurisdictions: { state: { level: national }, city: { level: local, in: state } }',
    'organisations:',
    '  ministry: { in: state, per: domain, help: 0.1 days }',
    '  department: { in: city, per: domain, staff: 2, service: 0.1 days, knows: 0.5 }',
    'problems:',
    `  case: { at: department, arrivals: { law: poisson, rate: ${rate} }, involves: { domains: { 1: 0.5, 2: 0.3, 3: 0.2 } } }`,
    'hierarchy: { delay: 0 days }',
    'networks:',
    `  cabinet: { members: ministry, form: lead, lead: ministry.a, cost: ${cost}${network} }`,
    `  council: { members: department, form: shared, cost: ${cost}${network} }`,
  ].join('\n');

describe('the work that an assumed cost puts on each organisation, per day of its staff', () => {
  // Half of 3 x .02 problems a day touch several domains, half of them are solved by a department, half by a ministry: .015 issues a day in
  // either network, of which .6 touch two domains and .4 three.
  const issues = 0.015;

  it('is what all issues together cost, in the network of whoever solves the lead part', () => {
    // Pairwise at one day a link: with two taking part 1 link, with three 3. In the cabinet the lead takes part even where it is not
    // affected: of pairs it is outside 1 in 3, which makes three of them.
    const loads = assumedLoads(modelOf(twoLevels('{ function: pairwise, unit: 1 day }')));
    const [ministryA, ministryB, ministryC, ...departments] = [...(loads ?? [])];
    expect(departments.reduce((sum, load) => sum + 2 * load, 0)).toBeCloseTo(issues * (0.6 * 1 + 0.4 * 3), 3);
    const pairs = (2 / 3) * 1 + (1 / 3) * 3;
    expect(ministryA + ministryB + ministryC).toBeCloseTo(issues * (0.6 * pairs + 0.4 * 3), 3);
    expect(ministryB / ministryC).toBeCloseTo(1, 1);
  });

  it('agrees with what a run assigns, where nothing is saturated', () => {
    const text = twoLevels('{ function: pairwise, unit: 1 day }');
    const run = observe(text);
    const loads = assumedLoads(run.model) ?? [];
    for (const path of ['state/ministry.a', 'state/ministry.b', 'state/city/department.c']) {
      const index = run.model.organisations.paths.indexOf(path);
      const spent = (organisationRow(run, run.model, path)['person_days_communication'] ?? 0) / (20_000 * run.model.organisations.staff[index]);
      // About 200 to 300 issues touch each, whose shares vary by half: 99.9 % within a quarter.
      expect(Math.abs(spent / loads[index] - 1)).toBeLessThan(0.25);
    }
  });

  it('does not depend on which convened members the lots name: every member carries the same of a random k', () => {
    const loads = assumedLoads(modelOf(twoLevels('{ function: plenary, a: 1 day, b: 0 days }', { network: ', convening: { rule: random, k: 2 }' }))) ?? [];
    // Two of three departments for a day each; in the cabinet both members and the lead.
    for (const department of [3, 4, 5]) expect(2 * loads[department]).toBeCloseTo((issues * 2) / 3, 3);
    for (const ministry of [0, 1, 2]) expect(loads[ministry]).toBeCloseTo(issues, 9);
  });

  it('follows what a trace has recorded', () => {
    const text = office({ network: 'form: nao, cost: { function: hub, unit: 1 day }', horizon: 100 });
    const loads = assumedLoads(modelOf(text, { files: cases([0, 'health', 'work'], [1, 'work', 'health', 'housing'], [2, 'housing']) })) ?? [];
    // Two links and three, in a hundred days.
    expect([...loads]).toEqual([0, 0, 0, expect.closeTo(0.05, 9)]);
  });

  it('is nothing for staff without limit, and does not exist where cost emerges', () => {
    expect(assumedLoads(modelOf(twoLevels('emergent')))).toBeUndefined();
    const unlimited = twoLevels('{ function: pairwise, unit: 1 day }').replace('staff: 2', 'staff: unlimited');
    expect([...(assumedLoads(modelOf(unlimited)) ?? [])].slice(3)).toEqual([0, 0, 0]);
  });
});

describe('notices', () => {
  it('name every organisation that the function saturates by itself, and how far', () => {
    const notices = assumedLoadNotices(modelOf(twoLevels('{ function: hub, unit: 60 days }')));
    // The lead: a link for each of the others, 60 days x .015 x (.6 x (2/3 x 1 + 1/3 x 2) + .4 x 2) = 1.44 times its time. The council's
    // chair falls on each department in turn, whose two persons carry .15 x 1.4 of it.
    expect(notices).toHaveLength(1);
    expect(notices[0]).toMatch(/^state\/ministry\.a: the assumed cost of coordination \(hub\) alone takes 1\.4\d times the time of its staff, so it saturates by assumption$/);
  });

  it('are none where the function leaves everybody time', () => {
    expect(assumedLoadNotices(modelOf(twoLevels('{ function: hub, unit: 1 day }')))).toEqual([]);
    expect(assumedLoadNotices(modelOf(twoLevels('emergent')))).toEqual([]);
  });
});

it('the demand counts in full where saturation keeps a run from serving it', () => {
  const text = twoLevels('{ function: pairwise, unit: 1 day }', { rate: '4 per day' }).replace('20000 days', '500 days');
  const run = observe(text);
  const served = (organisationRow(run, run.model, 'state/ministry.a')['person_days_communication'] ?? NaN) / 500;
  expect(served).toBeLessThan(1);
  // 3 issues a day, of which .6 cost pairs (2/3 of one link, 1/3 of three) and .4 three links; the lead pays a half of each pair's
  // link and a third of three.
  expect(run.measures['assumed_load_highest']).toBeCloseTo(3 * (0.6 * ((2 / 3) * 0.5 + (1 / 3) * 1) + 0.4 * 1), 1);
});
