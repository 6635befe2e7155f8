import { describe, expect, it } from 'vitest';
import { planContrast, type Contrast, type ContrastOptions } from '../../src/experiment/contrast.js';
import { decompose, type Decomposition } from '../../src/experiment/decomposition.js';
import { DesignError } from '../../src/experiment/design.js';
import { coarsened, withExplicitRules, type Element } from '../../src/experiment/elements.js';
import { experimentRunner, MeasureBook, runAt } from '../../src/experiment/experiment.js';
import { catalogue } from '../../src/model/catalogue.js';
import { compile } from '../../src/model/compile.js';
import { runReplication } from '../../src/model/replication.js';
import { parseScenario } from '../../src/scenario/parse-scenario.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import { variantScenario } from '../../src/scenario/vary.js';
import { cases, office } from '../model/small-scenarios.js';
import { parsed, smallStudy } from './small-study.js';

function run(contrast: Contrast, measure: string): Decomposition {
  const { experiment } = contrast;
  const execute = experimentRunner(experiment, catalogue);
  const book = new MeasureBook(experiment);
  for (let index = 0; index < experiment.runs; index++) {
    const outcome = execute(index);
    if (!outcome.ok) throw new Error(outcome.message);
    book.record(runAt(experiment, index), outcome.result.measures);
  }
  return decompose(contrast, measure, book.values.get(measure) ?? []);
}

const plan = (scenario: Scenario, options: ContrastOptions = {}): Contrast => planContrast(scenario, catalogue, options);
const elementsOf = (contrast: Contrast): string[] => contrast.elements.map(({ name, differences }) => `${name}: ${differences.map(({ path }) => path).join(' ')}`);

const forms = smallStudy.replace('  lead:', '  nao: { networks.council.form: nao }\n  half: { networks.council.form: lead, networks.council.lead: department.health, networks.council.beta: 0 }\n  lead:');

describe('what two variants set differently', () => {
  it('is the form with its parameters, and the rules that come with it', () => {
    expect(elementsOf(plan(parsed(), { names: ['shared', 'lead'] }))).toEqual([
      'form: networks.council.form networks.council.lead', 'decision rule: networks.council.decision', 'trust rule: networks.council.trust_rule',
    ]);
  });

  it('is ownership, where both have a coordinator', () => {
    expect(elementsOf(plan(parsed(forms), { names: ['lead', 'nao'] }))).toEqual(['ownership: networks.council.form networks.council.lead']);
  });

  it('is the stake, where the form is the same', () => {
    expect(elementsOf(plan(parsed(forms), { names: ['half', 'lead'] }))).toEqual(['stake: networks.council.beta']);
  });

  it('is every other path by itself', () => {
    const rates = { 'problems.case.arrivals.rate': ['0.4 per day', '0.6 per day'] };
    expect(elementsOf(plan(parsed(smallStudy.replace(/variants:[^]*headline/, 'headline')), { vary: rates }))).toEqual(['problems.case.arrivals.rate: problems.case.arrivals.rate']);
  });

  it('cannot be said of a variant that is not there, of too many, or of one that is the same', () => {
    expect(() => plan(parsed(), { names: ['shared', 'laed'] })).toThrow(new DesignError('there is no variant "laed": expected two of shared, lead'));
    expect(() => plan(parsed(forms))).toThrow('4 design points (shared, nao, half, lead): expected the names of two of them');
    expect(() => plan(parsed(), { names: ['lead', 'lead'] })).toThrow('lead and lead set nothing differently');
  });
});

it('rules that are written out mean the same as those left to the form', () => {
  const [shared, lead] = ['shared', 'lead'].map((name) => variantScenario(parsed(), name));
  const explicit = withExplicitRules(shared, lead);
  const start = { seed: '3', replication: 1 };
  [shared, lead].forEach((scenario, index) => {
    expect(runReplication(compile(explicit[index], catalogue), start).measures).toEqual(runReplication(compile(scenario, catalogue), start).measures);
  });
});

it('scenarios that mean the same are run once, and mechanisms that take no time not at all', () => {
  const { experiment, idle, combinations } = plan(parsed(), { names: ['shared', 'lead'] });
  expect(combinations.size).toBe(8);
  expect(new Set(combinations.values()).size).toBe(8);
  expect(idle.map(({ name }) => name)).toEqual(['consultations', 'costs', 'clearances', 'gaps']);
  // 8 combinations; calendar, reading, verification, writing, operations, transmission and all of them twice, the stake for the lead only.
  expect(experiment.points.length).toBe(8 + 7 * 2 + 1);
});

// Two of three ministries, service a day each, one problem: everything can be worked out by hand.
const network = 'form: shared, trust: 1, positions: { law: constant, value: 0, scale: 1 }, times: { notice: 3 days, meeting: 0.25 days, intervention: 0.25 days, write: 0.5 days, read: 0.25 days, verify: 0.125 days, decide: 1 day, acknowledge: 0.0625 days }';

function small(variants: string, files: Readonly<Record<string, string>>): Scenario {
  return parseScenario(`${office({ network })}\nreplications: 2\nvariants:\n${variants}\n`, { catalogue, readText: (path) => files[path] ?? '' });
}

describe('a difference that is known by hand', () => {
  const calendars = '  slow: {}\n  quick: { networks.cabinet.times.notice: 1 day, networks.cabinet.times.meeting: 0.5 days, networks.cabinet.times.verify: 1 day }';

  it('is the calendar, and nothing else that is set differently has an effect', () => {
    const result = run(plan(small(calendars, cases([0, 'health', 'work']))), 'time_to_decision');
    // A part of one day; then three days and .75 against one day and 1.
    expect([result.a.mean, result.b.mean, result.difference.mean]).toEqual([4.75, 3, -1.75]);
    expect(result.elements.map(({ element, mean }) => [element, mean])).toEqual([['calendar', -1.75], ['verification', 0]]);
    expect(result.mechanisms.find(({ mechanism }) => mechanism === 'calendar')).toMatchObject({ mean: -1.75, without: 0 });
  });

  const lead = '  shared: {}\n  lead: { networks.cabinet.form: lead, networks.cabinet.lead: ministry.health }';

  it('is the calendar of the one and the messages of the other, added up', () => {
    const result = run(plan(small(lead, cases([0, 'health', 'work']))), 'time_to_decision');
    // After the other part: notice 3 and a meeting of .75 against write .5, read .25, decide 1 with a lead that is trusted fully.
    expect([result.a.mean, result.b.mean, result.difference.mean]).toEqual([4.75, 2.75, -2]);
    const share = (name: string): number | undefined => result.mechanisms.find(({ mechanism }) => mechanism === name)?.mean;
    expect(['calendar', 'reading', 'verification', 'writing and deciding', 'own operations', 'stake'].map(share)).toEqual([-3.75, 0.25, 0, 1.5, 0, 0]);
    expect([result.bare?.mean, result.mechanismRemainder.mean]).toEqual([0, 0]);
    // Under unanimity a decision needs the acknowledgement too: .0625.
    const of = (name: string): unknown => result.elements.find(({ element }) => element === name);
    expect(of('decision rule')).toMatchObject({ fromA: 0, fromB: -0.0625, mean: -0.03125 });
    expect(of('form')).toMatchObject({ fromA: -1.9375, fromB: -2, mean: expect.closeTo(-1.96875, 12) as number });
  });

  it('is in part own operations, where a report waits behind them', () => {
    // The second problem keeps the lead from reading until 4: after the part at 2, work writes until 2.5.
    const result = run(plan(small(lead, cases([0, 'health', 'work'], [2, 'health'], [2.25, 'health']))), 'time_to_decision');
    // Read from 4 to 4.25 and decided at 5.25, instead of 3.75.
    expect([result.a.mean, result.b.mean]).toEqual([4.75, 4.25]);
    expect(result.mechanisms.find(({ mechanism }) => mechanism === 'own operations')).toMatchObject({ mean: 1.5, without: -2 });
  });
});

it('many settings are merged below their sections, and nothing is lost', () => {
  const element = (path: string): Element => ({ name: path, differences: [{ path, a: 1, b: 2 }] });
  const many = ['organisations.desk.knows', 'organisations.desk.service', 'organisations.unit.knows', 'hierarchy.lost'].map(element);
  const shape = (most: number): string[] => coarsened([...many, { name: 'form', differences: [] }], most).map(({ name, differences }) => `${name} ${differences.length}`);
  expect(shape(5)).toEqual(['organisations.desk.knows 1', 'organisations.desk.service 1', 'organisations.unit.knows 1', 'hierarchy.lost 1', 'form 0']);
  expect(shape(4)).toEqual(['organisations.desk 2', 'organisations.unit 1', 'hierarchy.lost 1', 'form 0']);
  expect(shape(3)).toEqual(['organisations 3', 'hierarchy 1', 'form 0']);
});
