import { describe, expect, it } from 'vitest';
import { makeLaw } from '../../src/random/make-law.js';
import { Trust } from '../../src/model/trust.js';
import { World } from '../../src/model/world.js';
import { cases, modelOf, observe, office, type Run } from './small-scenarios.js';

/** Trust on the dyads of a cabinet of ministries, by index of organisation. */
function cabinet(settings: string, { domains = ['health', 'housing', 'work'], seed = '1', replication = 0 } = {}): { trust: Trust; world: World; n: number } {
  const model = modelOf(office({ domains, network: settings }), { files: cases([0, domains[0]]) });
  const world = new World(model, seed, replication, undefined);
  return { world, trust: new Trust(world, model.networks[0]), n: domains.length };
}

const dyads = ({ trust, n }: { trust: Trust; n: number }): number[] =>
  Array.from({ length: n }, (_, i) => Array.from({ length: i }, (__, j) => trust.between(i, j))).flat();
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('initial trust', () => {
  it('is drawn for every dyad from the law, symmetric, the same in every variant and another in every replication', () => {
    const domains = Array.from({ length: 30 }, (_, i) => `d${i}`);
    const settings = 'form: shared, trust: { law: beta, mean: 0.5, sd: 0.2 }';
    const first = cabinet(settings, { domains });
    const values = dyads(first);
    // Kolmogorov-Smirnov over 435 dyads at a level of .0001: 2.226 / sqrt(n).
    const { cdf } = makeLaw({ law: 'beta', mean: 0.5, sd: 0.2, min: 0, max: 1 });
    const distance = [...values].sort((a, b) => a - b).reduce((most, value, i) => Math.max(most, cdf(value) - i / values.length, (i + 1) / values.length - cdf(value)), 0);
    expect(distance).toBeLessThan(2.226 / Math.sqrt(values.length));
    expect(first.trust.between(3, 17)).toBe(first.trust.between(17, 3));
    expect(dyads(cabinet(`${settings}, rounds: 2`, { domains }))).toEqual(values);
    expect(dyads(cabinet(settings, { domains, replication: 1 }))).not.toEqual(values);
    expect(dyads(cabinet(settings, { domains, seed: '2' }))).not.toEqual(values);
  });

  it('towards whoever coordinates belongs to the role: a lead and a body in its place inherit the same', () => {
    const trust = 'trust: { law: beta, mean: 0.5, sd: 0.2 }';
    const lead = cabinet(`form: lead, lead: ministry.work, ${trust}`);
    const body = cabinet(`form: nao, ${trust}`);
    expect([0, 1].map((member) => lead.trust.between(member, 2))).toEqual([0, 1].map((member) => body.trust.between(member, 3)));
    expect(lead.trust.between(0, 1)).toBe(body.trust.between(0, 1));
  });

  it('of those who are no members is the mean of the law', () => {
    const { trust } = cabinet('form: shared, trust: { law: uniform, min: 0.2, max: 0.6 }');
    expect(trust.between(0, 99)).toBeCloseTo(0.4, 12);
  });
});

describe('centralisation', () => {
  const centralised = (share: number, form = 'lead, lead: ministry.housing'): ReturnType<typeof cabinet> =>
    cabinet(`form: ${form}, trust: { law: uniform, min: 0.1, max: 0.4, centralisation: ${share} }`, { domains: ['health', 'housing', 'work', 'schools'] });

  it('moves trust to the dyads of the centre and leaves the mean as it is', () => {
    const flat = centralised(0);
    const star = centralised(0.5);
    expect(mean(dyads(star))).toBeCloseTo(mean(dyads(flat)), 12);
    expect(star.trust.between(0, 2)).toBeCloseTo(0.5 * flat.trust.between(0, 2), 12);
    // Three dyads without housing lose half; each of its three gains a third of that.
    const lost = 0.5 * (flat.trust.between(0, 2) + flat.trust.between(0, 3) + flat.trust.between(2, 3));
    for (const member of [0, 2, 3]) expect(star.trust.between(1, member)).toBeCloseTo(flat.trust.between(1, member) + lost / 3, 12);
    expect(star.trust.density()).toBeCloseTo(mean(dyads(star)), 12);
  });

  it('of 1 leaves trust in the centre only', () => {
    const star = centralised(1);
    expect([star.trust.between(0, 2), star.trust.between(0, 3), star.trust.between(2, 3)]).toEqual([0, 0, 0]);
  });

  it('puts the first member into the centre where nobody coordinates', () => {
    const star = centralised(1, 'shared');
    expect(star.trust.between(1, 2)).toBe(0);
    expect(star.trust.between(0, 2)).toBeGreaterThan(0);
  });

  it('never trusts anybody more than fully', () => {
    const star = cabinet('form: shared, trust: { law: constant, value: 0.9, centralisation: 0.8 }');
    expect(star.trust.between(0, 1)).toBe(1);
    expect(star.trust.between(1, 2)).toBeCloseTo(0.18, 12);
  });

  it('is measured as Freeman (1978) does: 0 when all are alike, 1 for a star of full trust', () => {
    expect(cabinet('form: shared, trust: 0.7').trust.centralisation()).toBeCloseTo(0, 12);
    expect(cabinet('form: shared, trust: { law: constant, value: 0.9, centralisation: 1 }').trust.centralisation()).toBe(1);
    const star = cabinet('form: shared, trust: { law: constant, value: 0.5, centralisation: 1 }');
    // Both dyads of the centre gain half of the third: .75; strengths 1.5, .75, .75; (0 + .75 + .75) / (2 x 1).
    expect(star.trust.centralisation()).toBeCloseTo(0.75, 12);
    expect(cabinet('form: shared, trust: 0.5', { domains: ['a', 'b'] }).trust.centralisation()).toBeUndefined();
  });
});

describe('what counts', () => {
  const drawn = 'trust: { law: uniform, min: 0, max: 1 }';

  it('under dyads is the mean trust towards the others convened', () => {
    const { trust } = cabinet(`form: shared, ${drawn}`);
    expect(trust.relevant(0, [0, 1, 2])).toBeCloseTo((trust.between(0, 1) + trust.between(0, 2)) / 2, 12);
    expect(trust.relevant(0, [0, 2])).toBe(trust.between(0, 2));
  });

  it('under to-hub is that towards the coordinator; of the coordinator itself the mean towards the others', () => {
    const { trust } = cabinet(`form: lead, lead: ministry.work, ${drawn}`);
    expect(trust.relevant(0, [0, 1, 2])).toBe(trust.between(0, 2));
    expect(trust.relevant(2, [0, 1, 2])).toBeCloseTo((trust.between(2, 0) + trust.between(2, 1)) / 2, 12);
  });

  it('under to-hub without a coordinator is that towards the first to be convened', () => {
    const { trust } = cabinet(`form: shared, trust_rule: to-hub, ${drawn}`);
    expect(trust.relevant(0, [1, 0, 2])).toBe(trust.between(0, 1));
  });

  it('under uniform is the mean of the law for everybody', () => {
    const { trust } = cabinet(`form: shared, trust_rule: uniform, ${drawn}`);
    expect(trust.relevant(0, [0, 1, 2])).toBe(0.5);
  });
});

describe('trust changes', () => {
  const frozen = 'form: shared, trust: 0.5, trust_change: { gain: 0.1, loss: 0.3, drift: 0 per day }';

  it('by agreement T += gain (1 - T), by dissent T -= loss T, in both directions alike', () => {
    const { trust } = cabinet(frozen);
    trust.strengthen(0, 1);
    expect(trust.between(1, 0)).toBeCloseTo(0.55, 12);
    trust.weaken(1, 0);
    expect(trust.between(0, 1)).toBeCloseTo(0.55 * 0.7, 12);
    expect(trust.between(0, 2)).toBe(0.5);
  });

  it('of those who are no members are not kept', () => {
    const { trust } = cabinet(frozen);
    trust.strengthen(0, 99);
    trust.strengthen(0, 0);
    expect(trust.between(0, 99)).toBe(0.5);
    expect(trust.density()).toBe(0.5);
  });

  it('and drifts back to where it began: T0 + (T - T0) exp(-drift t), from the value it has drifted to', () => {
    const { trust, world } = cabinet(frozen.replace('drift: 0 per day', 'drift: 0.2 per day'));
    trust.strengthen(0, 1);
    world.simulation.run({ until: 3 });
    const after3 = 0.5 + 0.05 * Math.exp(-0.6);
    expect(trust.between(0, 1)).toBeCloseTo(after3, 12);
    expect(trust.density()).toBeCloseTo((after3 + 1) / 3, 12);
    trust.weaken(0, 1);
    world.simulation.run({ until: 5 });
    expect(trust.between(0, 1)).toBeCloseTo(0.5 + (0.7 * after3 - 0.5) * Math.exp(-0.4), 12);
  });
});

describe('an issue updates once the dyads that interacted on it', () => {
  const change = 'trust: 0.5, trust_change: { gain: 0.1, loss: 0.2 }';
  const three = cases([0, 'health', 'housing', 'work']);
  const density = (run: Run): number => run.measures['trust_density'] ?? NaN;

  it('in a plenary every pair: all of them after agreement, however many rounds it took', () => {
    const run = observe(office({ network: `form: shared, rounds: 50, positions: { law: uniform, min: 0, max: 4, scale: 1 }, acceptance: { base: 0.1, slope: 0 }, ${change}` }), { files: three });
    expect(run.measures['rounds_per_issue']).toBeGreaterThan(1);
    expect(density(run)).toBeCloseTo(0.55, 12);
  });

  it('in a plenary two who agree trust each other more, and both the third less', () => {
    // Positions 0 or 3: two of a kind and one apart in this seed, found by the test itself; a majority decides at once.
    const network = `form: shared, decision: majority, positions: { law: discrete, values: [0, 3], weights: [1, 1], scale: 1 }, acceptance: { base: 1.1, slope: 0 }, ${change}`;
    const split = Array.from({ length: 20 }, (_, seed) => observe(office({ network }), { files: three, seed })).find((run) => run.measures['contradictory'] === 1);
    expect(split).toBeDefined();
    if (split !== undefined) expect(density(split)).toBeCloseTo((0.55 + 2 * 0.4) / 3, 12);
  });

  it('with a coordinator each attendee with it, and nobody with anybody else', () => {
    const run = observe(office({ network: `form: lead, lead: ministry.work, positions: { law: constant, value: 0, scale: 1 }, ${change}` }), { files: three });
    expect(density(run)).toBeCloseTo((2 * 0.55 + 0.5) / 3, 12);
  });

  it('overridden members trust the coordinator less', () => {
    const run = observe(office({ network: `form: lead, lead: ministry.work, beta: 1, rounds: 1, positions: { law: uniform, min: 0, max: 4, scale: 1 }, acceptance: { base: 0, slope: 0 }, ${change}` }), { files: three });
    expect(density(run)).toBeCloseTo((2 * 0.4 + 0.5) / 3, 12);
  });

  it('after a deadlock those who stood apart trust each other less', () => {
    const run = observe(office({ network: `form: shared, rounds: 1, positions: { law: uniform, min: 0, max: 4, scale: 1 }, acceptance: { base: 0, slope: 0 }, ${change}` }), { files: three });
    expect(run.measures['issues_deadlocked']).toBe(1);
    expect(density(run)).toBeCloseTo(0.4, 12);
  });

  it('not where everybody acts alone, nor when the problem expires', () => {
    expect(density(observe(office({ network: `form: silo, ${change}` }), { files: three }))).toBe(0.5);
    expect(density(observe(office({ problem: 'deadline: 4 days', network: `form: shared, ${change}` }), { files: three }))).toBe(0.5);
  });
});
