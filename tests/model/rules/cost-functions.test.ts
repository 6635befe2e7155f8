import { describe, expect, it } from 'vitest';
import { costFunctions, type CoordinationLoad } from '../../../src/model/rules/cost-functions.js';
import { cases, modelOf, observe, office, organisationRow, replicate } from '../small-scenarios.js';

function loadOf(name: string, parameters: Record<string, unknown>, n: number): CoordinationLoad {
  const load = costFunctions.find((candidate) => candidate.name === name)?.load?.(parameters);
  if (load === undefined) throw new Error(`${name} assumes nothing`);
  return load(n);
}

const total = ({ hub, member }: CoordinationLoad, n: number): number => hub + (n - 1) * member;

describe('person time of one issue of n participants at a unit of .1 days', () => {
  const unit = 0.1;

  it.each([[5, 10], [10, 45], [12, 66], [27, 351]])('pairwise, n = %i: %i links (Brooks 1975), carried by all alike', (n, links) => {
    const load = loadOf('pairwise', { unit }, n);
    expect(total(load, n)).toBeCloseTo(links * unit, 9);
    expect(load.hub).toBe(load.member);
  });

  it.each([[2, 1], [3, 6], [4, 18], [5, 44], [6, 100], [7, 222], [8, 490], [9, 1080]])(
    'graicunas, n = %i with the superior: %i relationships (Graicunas 1933), all carried by the coordinator',
    (n, relationships) => {
      expect(loadOf('graicunas', { unit }, n)).toEqual({ hub: relationships * unit, member: 0 });
    },
  );

  it('hub, n = 6: 5 links, all carried by the coordinator', () => {
    expect(loadOf('hub', { unit }, 6)).toEqual({ hub: 0.5, member: 0 });
  });

  it('plenary, n = 6: a + 6 b, for everybody', () => {
    expect(loadOf('plenary', { a: 0.25, b: 0.08 }, 6)).toEqual({ hub: 0.73, member: 0.73 });
  });

  // Malone (1987): 2, 4, 4 and 2m + 2 messages per task; m = n - 1 processors.
  it.each([['product-hierarchy', 2], ['functional-hierarchy', 4], ['centralised-market', 4], ['decentralised-market', 10]])(
    'malone-messages, %s with 4 processors: %i messages',
    (structure, messages) => {
      expect(total(loadOf('malone-messages', { unit, structure }, 5), 5)).toBeCloseTo(messages * unit, 12);
    },
  );

  it.each([[1, 1], [2, 3], [3, 4], [4, 4], [100, 4]])('table, n = %i: %d days in all; its last entry holds beyond it', (n, days) => {
    expect(total(loadOf('table', { total: [1, 3, 4] }, n), n)).toBeCloseTo(days, 12);
  });

  it('expression, n^2 - n at n = 5: 20 links', () => {
    expect(total(loadOf('expression', { unit, links: 'n^2 - n' }, 5), 5)).toBeCloseTo(2, 12);
  });

  it('zero costs nobody anything', () => {
    expect(loadOf('zero', {}, 12)).toEqual({ hub: 0, member: 0 });
  });
});

describe('a formula in a scenario file', () => {
  const network = (links: string): string => `form: shared, cost: { function: expression, links: "${links}", unit: 1 day }`;

  it.each(['n +', 'm * n', '1 / (n - 8)', 'n - 10', 'log(n - 2)', 'sqrt(0 - n)'])('%s is refused when the file is read', (links) => {
    expect(() => modelOf(office({ network: network(links) }), { files: cases([0, 'health']) })).toThrow(/networks\.cabinet\.cost/);
  });

  it('is taken otherwise', () => {
    expect(modelOf(office({ network: network('n * log(n)') }), { files: cases([0, 'health']) }).networks[0].load?.(2).hub).toBeCloseTo(Math.log(2), 12);
  });
});

describe('an assumed cost', () => {
  const network = 'positions: { law: constant, value: 0, scale: 1 }, trust: 1';
  const files = cases([0, 'health', 'housing', 'work']);
  const assumed = 'cost: { function: pairwise, unit: 0.5 days }';

  it('lands in the in-trays of all who take part when the issue opens, and the decision waits for it', () => {
    const run = observe(office({ network: `form: shared, ${network}, ${assumed}` }), { files });
    // 3 links of .5 days: half a day each. It is put into the in-trays at 1, ahead of the parts that arrive in the same instant: health is
    // done at 1.5; housing and work have done both at 2.5. Then a plenary of no length after the notice of 3 days.
    const meeting = run.trace.find(({ kind }) => kind === 'meet');
    expect(meeting?.time).toBeCloseTo(2.5 + 3, 9);
    expect(run.measures['person_days_communication']).toBeCloseTo(1.5, 9);
    expect(run.measures['person_days_meeting']).toBe(0);
    expect(run.measures['person_days_per_issue']).toBeCloseTo(1.5, 9);
  });

  it('replaces all primitive times of a hub, whose coordinator pays its part', () => {
    const hub = 'cost: { function: hub, unit: 0.5 days }';
    const run = observe(office({ network: `form: nao, board: none, ${network}, ${hub}` }), { files });
    // Four take part with the body, which carries all three links at once: 1 to 2.5. Every later act takes no time.
    expect(run.trace.find(({ kind }) => kind === 'decide')?.time).toBeCloseTo(2.5, 9);
    expect(run.measures['person_days_communication']).toBeCloseTo(1.5, 9);
    expect(run.measures['person_days_verification']).toBe(0);
    expect(organisationRow(run, run.model, 'cabinet/nao')['person_days_communication']).toBeCloseTo(1.5, 9);
  });

  it('falls on the first to be convened where nobody coordinates', () => {
    const run = observe(office({ network: `form: shared, ${network}, cost: { function: hub, unit: 0.5 days }` }), { files });
    // Health is the first: 2 links, 1 day, from 1 to 2; the others have diagnosed their parts at 2.
    expect(run.trace.find(({ kind }) => kind === 'meet')?.time).toBeCloseTo(2 + 3, 9);
  });

  it('leaves a silo alone, which has no coordination to pay for', () => {
    const free = replicate(office({ network: `form: silo, ${network}` }), { files });
    const priced = replicate(office({ network: `form: silo, ${network}, ${assumed}` }), { files });
    expect(priced.system).toEqual(free.system);
    expect(priced.measures).toEqual({ ...free.measures, assumed_load_highest: 0 });
  });

  it('of zero keeps notice and calendars: the decision still takes the notice', () => {
    const run = observe(office({ network: `form: shared, ${network}, cost: zero` }), { files });
    expect(run.trace.find(({ kind }) => kind === 'meet')?.time).toBeCloseTo(2 + 3, 9);
    expect(run.measures['coordination_share']).toBe(0);
  });

  it('can saturate whoever pays: a coordinator whose links take more than its time falls behind, without limit', () => {
    const run = observe(
      [
        'name: overload',
        'time: { horizon: 2000 days, sample: 20 days }',
        'domains: [a, b, c]',
        'levels: [national]',
        'jurisdictions: { state: { level: national } }',
        'organisations: { ministry: { in: state, per: domain, service: 0.5 days } }',
        'problems: { case: { at: ministry, arrivals: { law: poisson, rate: 0.25 per day }, involves: { domains: { 2: 1 } } } }',
        'hierarchy: { delay: 0 days }',
        'networks: { cabinet: { members: ministry, form: nao, cost: { function: hub, unit: 1 day } } }',
      ].join('\n'),
    );
    // .75 issues a day of 2 links each: 1.5 days a day for the body's one person.
    expect(run.measures['saturated_organisations']).toBe(1);
    expect(organisationRow(run, run.model, 'cabinet/nao')).toMatchObject({ saturated: 1 });
    expect(run.measures['assumed_load_highest']).toBeCloseTo(1.5, 9);
  });
});
