import { describe, expect, it } from 'vitest';
import { catalogue as builtIn, type ModelCatalogue } from '../../src/model/catalogue.js';
import { runReplication } from '../../src/model/replication.js';
import { modelOf, observe, type Run, type RunOptions } from '../model/small-scenarios.js';

const HORIZON = 150;

/** Everything that chance can touch: three levels, learning, losses, deadlines, verification, exchanges, assumed costs, displacement. */
const scenario = (form: string, { extra = '', settings = '' } = {}): string =>
  [
    'name: draws',
    `time: { horizon: ${HORIZON} days, warmup: 30 days }`,
    'domains: [a, b, c, d]',
    'levels: [supranational, national, local]',
    'jurisdictions: { union: { level: supranational }, state: { level: national, in: union, count: 2 }, city: { level: local, in: state, count: 2 } }',
    'organisations:',
    '  directorate: { in: union, per: domain, staff: 4, knows: 0.99, coordination_knows: all, help: { law: exponential, mean: 0.3 days } }',
    '  ministry: { in: state, per: domain, staff: 2, knows: 0.9, coordination_knows: 0.7, service: { law: exponential, mean: 1 day }, help: { law: exponential, mean: 0.5 days } }',
    '  department: { in: city, per: domain, staff: 1, knows: 0.7, coordination_knows: 0.7, attention: vdt-mix, service: { solved: { law: lognormal, mean: 1 day, cv: 0.8 }, passed: { law: exponential, mean: 0.5 days } } }',
    ...(extra === '' ? [] : [`  ${extra}`]),
    'problems:',
    '  case: { at: department, arrivals: { law: poisson, rate: 0.4 per day }, difficulty: { law: exponential, mean: 1 }, involves: { domains: { 1: 0.6, 2: 0.3, 3: 0.1 } }, value: { law: lognormal, mean: 2, cv: 1 }, deadline: { law: exponential, mean: 60 days } }',
    '  flood: { at: ministry, arrivals: { law: renewal, interval: { law: gamma, mean: 30 days, cv: 2 } }, involves: { domains: { 2: 0.5, 4: 0.5 } } }',
    'hierarchy: { delay: { law: exponential, mean: 1 day }, lost: 0.05, misrouted: 0.05 }',
    'networks:',
    ...['cabinet: { members: ministry, per: state', 'council: { members: department, per: city'].map(
      (beginning) =>
        `  ${beginning}, form: ${form.replace('LEAD', beginning.includes('ministry') ? 'ministry.a' : 'department.a')}, convening: { rule: random, k: 2 }, positions: { law: normal, mean: 0, sd: 1.5, scale: 1 }, salience: { law: uniform, min: 0, max: 2 }, rounds: 3, ${settings} }`,
    ),
  ].join('\n');

const forms = ['silo', 'shared', 'lead, lead: LEAD', 'nao'] as const;
const runs: readonly Run[] = forms.map((form) => observe(scenario(form)));

/** Attributes that a problem has before any organisation does anything with it. */
const exogenous = [/ \| arrival$/, / \| origin$/, / \| difficulty$/, / \| value$/, / \| domain \d$/];
/** Attributes that are used only when the problem gets that far. */
const keyed = [/ \| work on [abcd] at visit \d+$/, / \| position of /, / \| salience of /, / \| coordination difficulty$/, / \| convening lot of /];

describe('contract: all variants see the same problems, bit for bit', () => {
  it('whatever belongs to a problem by itself occurs in every form', () => {
    const table = (run: Run): [string, number][] => [...run.attributes].filter(([key]) => exogenous.some((pattern) => pattern.test(key))).sort(([a], [b]) => (a < b ? -1 : 1));
    const expected = table(runs[0]);
    expect(expected.length).toBeGreaterThan(5 * 950);
    for (const run of runs.slice(1)) expect(table(run)).toEqual(expected);
  });

  it('whatever is used in two forms is the same in both: work at every visit, positions, salience, difficulty, convening', () => {
    for (let i = 0; i < runs.length; i++) {
      for (let j = 0; j < i; j++) {
        const common = [...runs[i].attributes].filter(([key]) => runs[j].attributes.has(key));
        expect(common.filter(([key, value]) => runs[j].attributes.get(key) !== value)).toEqual([]);
        for (const pattern of keyed) {
          // Nobody is convened in a silo.
          if (pattern.source.includes('convening') && j === 0) continue;
          expect(common.filter(([key]) => pattern.test(key)).length, `${String(pattern)} in ${forms[i]} and ${forms[j]}`).toBeGreaterThan(100);
        }
      }
    }
  });

  it('although what becomes of them differs', () => {
    for (let i = 0; i < runs.length; i++) {
      for (let j = 0; j < i; j++) expect(runs[i].problemsSeen).not.toEqual(runs[j].problemsSeen);
    }
  });

  it('rules, times and costs of networks change none of it either', () => {
    for (const settings of ['decision: majority', 'times: { notice: 0 days, read: 1 day }', 'trust: 0.9, trust_rule: uniform', 'cost: { function: pairwise, unit: 0.2 days }', 'beyond_competence: repeat', 'overlap: 0.3']) {
      const run = observe(scenario('shared', { settings }));
      const common = [...run.attributes].filter(([key]) => runs[1].attributes.has(key));
      expect(common.length).toBeGreaterThan(5000);
      expect(common.filter(([key, value]) => runs[1].attributes.get(key) !== value)).toEqual([]);
    }
  });
});

describe('contract: adding an idle organisation changes no other draw', () => {
  /** Attributes without the index of the origin, which moves when an organisation stands before it. */
  const attributes = (run: Run): unknown => [...run.attributes].filter(([key]) => !key.endsWith('| origin'));

  it.each(forms)('in %s not even what happens, be it colleague or stranger, first or last in the file', (form) => {
    const before = runs[forms.indexOf(form)];
    const colleague = scenario(form, { extra: 'museum: { in: city, domains: [b], staff: 3, knows: 0.2 }' });
    const stranger = scenario(form)
      .replace("city: { level: local, in: state, count: 2 } }", 'city: { level: local, in: state, count: 2 }, enclave: { level: local, in: union } }')
      .replace('organisations:', 'organisations:\n  embassy: { in: enclave, staff: 1 }');
    for (const text of [colleague, stranger]) {
      const after = observe(text);
      expect(after.model.organisations.count).toBeGreaterThan(before.model.organisations.count);
      expect(after.trace).toEqual(before.trace);
      expect(after.problemsSeen).toEqual(before.problemsSeen);
      expect(attributes(after)).toEqual(attributes(before));
    }
  });
});

describe('contract: replications share no state', () => {
  it('replication i alone is replication i among others, in whatever order', () => {
    const model = modelOf(scenario('nao'));
    const run = (replication: number): unknown => runReplication(model, { seed: '1', replication });
    const alone = runReplication(modelOf(scenario('nao')), { seed: '1', replication: 2 });
    const among = [run(0), run(1), run(2)];
    expect(among[2]).toEqual(alone);
    expect([run(2), run(1), run(0)].reverse()).toEqual(among);
    expect(among[0]).not.toEqual(among[1]);
  });

  it('an observer changes nothing', () => {
    const { model, trace, problemsSeen, attributes, ...observed } = runs[3];
    expect([trace.length, problemsSeen.length, attributes.size].every((size) => size > 900)).toBe(true);
    expect(observed).toEqual(runReplication(model, { seed: '1', replication: 0 }));
  });

  it('seed 0 is a seed, 1 and "1" are the same', () => {
    const of = (seed: string | number): unknown => observe(scenario('silo'), { seed }).measures;
    expect(of(1)).toEqual(of('1'));
    expect(of(0)).not.toEqual(of(1));
    expect(of(0)).toEqual(of('0'));
  });
});

describe('contract: inserting do-nothing events changes nothing', () => {
  /** The catalogue with forms whose networks do nothing every .37 days, at a priority of their own. */
  const fidgety = (priority: number): ModelCatalogue => ({
    ...builtIn,
    forms: builtIn.forms.map((form) => ({
      ...form,
      protocol: (coordination, network) => {
        const protocol = form.protocol(coordination, network);
        return {
          ...protocol,
          start: () => {
            coordination.world.simulation.every(0.37, () => undefined, { priority });
            protocol.start?.();
          },
        };
      },
    })),
  });

  it.each([0, 4, 7])('at priority %i', (priority) => {
    const options: RunOptions = { catalogue: fidgety(priority) };
    for (const form of ['shared', 'nao']) {
      const { events, model, ...run } = observe(scenario(form), options);
      const { events: before, model: same, ...expected } = runs[forms.indexOf(form as 'shared')];
      expect(same.scenario.name).toBe(model.scenario.name);
      expect(events).toBe(before + 6 * Math.floor(HORIZON / 0.37));
      expect(run).toEqual(expected);
    }
  });
});
