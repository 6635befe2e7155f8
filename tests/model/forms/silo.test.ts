import { describe, expect, it } from 'vitest';
import { cases, modelOf, observe, office, replicate } from '../small-scenarios.js';

const three = cases([0, 'health', 'housing', 'work']);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('without coordination', () => {
  it('everybody goes ahead as soon as all parts are diagnosed, at the price of diagnosis alone', () => {
    const run = observe(office({ network: 'form: silo' }), { files: three });
    expect(run.problemsSeen[0]).toMatchObject({ opened: 1, decided: 2, ended: 2, outcome: 'solved' });
    expect(run.measures).toMatchObject({ coordination_share: 0, person_days_per_issue: 0, issues_decided: 1, issues_closed: 0, rounds_per_issue: 0 });
    expect(run.measures['inclusiveness']).toBeCloseTo(1 / 3, 12);
  });

  it('what they do is worth less by how far it lies apart beyond the tolerance, pair by pair', () => {
    const run = observe(office({ network: 'form: silo, tolerance: 0.5, positions: { law: uniform, min: 0, max: 4, scale: 2 }' }), { files: three, seed: 2 });
    const x = ['health', 'housing', 'work'].map((domain) => run.attributes.get(`1 | position of state/ministry.${domain}`) ?? NaN);
    const pairs = [[0, 1], [0, 2], [1, 2]].map(([i, j]) => Math.min(1, Math.max(0, Math.abs(x[i] - x[j]) / 2 - 0.5)));
    expect(mean(pairs)).toBeGreaterThan(0);
    expect(run.problemsSeen[0].compliance).toBeCloseTo(1 - mean(pairs), 12);
    expect(run.measures['public_value']).toBeCloseTo(1 - mean(pairs), 12);
    expect(run.measures).toMatchObject({ contradictory: 1, contradictory_value: 1 });
  });

  it('within the tolerance nothing contradicts', () => {
    const run = replicate(office({ network: 'form: silo, tolerance: 2, positions: { law: uniform, min: 0, max: 4, scale: 2 }' }), { files: three });
    expect(run.measures).toMatchObject({ contradictory: 0, public_value: 1 });
  });

  it('nobody is convened: the convening rule changes nothing', () => {
    const affected = replicate(office({ network: 'form: silo, overlap: 0.5, tolerance: 0' }), { files: three });
    for (const rule of ['all', '{ rule: random, k: 1 }', '{ rule: top-salience, k: 2 }']) {
      expect(replicate(office({ network: `form: silo, overlap: 0.5, tolerance: 0, convening: ${rule}` }), { files: three })).toEqual(affected);
    }
  });
});

describe('overlap', () => {
  it('of 1 makes everybody work for a full service time on every part that is not its own', () => {
    const run = observe(office({ network: 'form: silo, overlap: 100%' }), { files: three });
    // Three parts, each done by the two others as well, a day each.
    expect(run.measures).toMatchObject({ duplicated: 1, duplicated_days: 6, person_days_rework: 6, person_days_direct: 3 });
    expect(run.problemsSeen[0].ended).toBe(4);
  });

  it('of q duplicates a share q', () => {
    const many = cases(...Array.from({ length: 300 }, (_, i) => [10 * i, 'health', 'housing'] as [number, string, string]));
    const run = replicate(office({ network: 'form: silo, overlap: 0.3', horizon: 3010 }), { files: many });
    // 600 chances; 99.99 % interval of the share, and of the issues that had at least one.
    expect(Math.abs((run.measures['duplicated_days'] ?? NaN) / 600 - 0.3)).toBeLessThan(3.89 * Math.sqrt(0.21 / 600));
    expect(Math.abs((run.measures['duplicated'] ?? NaN) / 300 - 0.51)).toBeLessThan(3.89 * Math.sqrt(0.51 * 0.49 / 300));
  });

  it('does not stumble over a domain that nobody looks after', () => {
    const text = office({ network: 'form: silo, overlap: 100%' }).replace('per: domain,', 'per: domain, domains: [health, work],');
    const run = observe(text, { files: three });
    expect(run.measures).toMatchObject({ duplicated_days: 2, solved: 1 });
  });

  it('costs nothing where there is a network that coordinates', () => {
    expect(replicate(office({ network: 'form: shared, overlap: 100%' }), { files: three }).measures).toMatchObject({ duplicated: 0, person_days_rework: 0 });
  });
});

describe('displacement', () => {
  it('of 1 opens a problem next to every part solved alone, which is worth nothing and can be displaced in turn', () => {
    const run = observe(office({ network: 'form: silo, displacement: 100%' }), { files: cases([0, 'health', 'housing']) });
    // Next to health is housing, next to housing is work; a displaced problem touches one domain here, so it ends the chain.
    const displaced = run.problemsSeen.filter(({ problem }) => problem !== '1');
    expect(displaced.map(({ leadDomain, value, arrived, domains }) => ({ leadDomain, value, arrived, domains }))).toEqual([
      { leadDomain: 'housing', value: 0, arrived: 2, domains: 1 },
      { leadDomain: 'work', value: 0, arrived: 2, domains: 1 },
    ]);
    expect(run.measures).toMatchObject({ displaced: 2, problems_arrived: 3, public_value: 1 });
  });

  it('the last domain has the first for its neighbour', () => {
    const run = observe(office({ network: 'form: silo, displacement: 100%' }), { files: cases([0, 'work', 'housing']) });
    expect(run.problemsSeen.filter(({ problem }) => problem !== '1').map(({ leadDomain }) => leadDomain).sort()).toEqual(['health', 'work']);
  });

  it('of q displaces a share q', () => {
    const many = cases(...Array.from({ length: 300 }, (_, i) => [10 * i, 'health', 'housing'] as [number, string, string]));
    const run = replicate(office({ network: 'form: silo, displacement: 0.2', horizon: 3010 }), { files: many });
    expect(Math.abs((run.measures['displaced'] ?? NaN) / 600 - 0.2)).toBeLessThan(3.89 * Math.sqrt(0.16 / 600));
  });

  it('strikes in a network those who do not fully comply, and nobody where all do', () => {
    const shirkers = 'form: lead, lead: ministry.work, rounds: 1, displacement: 100%, trust: 0, acceptance: { base: 0, slope: 0 }';
    expect(replicate(office({ network: shirkers }), { files: cases([0, 'health', 'housing']) }).measures['displaced']).toBe(2);
    const agreed = 'form: lead, lead: ministry.work, displacement: 100%, positions: { law: constant, value: 0, scale: 1 }';
    expect(replicate(office({ network: agreed }), { files: cases([0, 'health', 'housing']) }).measures['displaced']).toBe(0);
  });
});

it('where no network reaches, the same holds on a standard scale', () => {
  const run = observe(office({}), { files: cases([0, 'health', 'housing']) });
  expect(run.problemsSeen[0]).toMatchObject({ network: undefined, outcome: 'solved', opened: 1, decided: 2, rounds: 0 });
  expect(modelOf(office({}), { files: three }).uncoordinated.form.name).toBe('silo');
});
