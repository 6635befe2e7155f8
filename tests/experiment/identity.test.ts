import { describe, expect, it } from 'vitest';
import { planExperiment, type ExperimentOptions } from '../../src/experiment/experiment.js';
import { catalogue } from '../../src/model/catalogue.js';
import { experimentIdentity } from '../../src/node/study.js';
import { parseScenario } from '../../src/scenario/parse-scenario.js';
import { smallStudy } from './small-study.js';

interface Given {
  readonly text?: string;
  readonly set?: readonly string[];
  readonly data?: string;
  readonly options?: ExperimentOptions;
}

function identityOf({ text = smallStudy, set = [], data, options = {} }: Given = {}): string {
  const files = data === undefined ? {} : { 'data/cases.csv': data };
  const scenario = parseScenario(text, { catalogue, set, readText: () => data ?? '' });
  return JSON.stringify(experimentIdentity(planExperiment(scenario, options), files));
}

const traced = smallStudy.replace('arrivals: { law: poisson, rate: 0.4 per day }', 'arrivals: { law: trace, file: data/cases.csv, columns: { time: { column: time, unit: days }, jurisdiction: jurisdiction, domain: domain } }');
const cases = 'time,jurisdiction,domain\n1,city-1,health\n2,city-2,work\n';

describe('the identity of an experiment', () => {
  it.each<[string, Given]>([
    ['a comment', { text: `# for the seminar\n${smallStudy}` }],
    ['layout and quotes', { text: smallStudy.replace('{ delay: 1 day, ask: 0.3 days }', '\n  delay: "1 day"\n  ask: 0.3 days') }],
    ['the name of a study whose design points have names of their own', { text: smallStudy.replace('name: small', 'name: other') }],
    ['title, question and sources', { text: smallStudy.replace('A small study', 'Another title').concat('question: Who?\nsources: [Ostrom 1990]\n') }],
    ['the number of replications', { options: { replications: 50 } }],
    ['the number of replications in the file', { text: smallStudy.replace('replications: 4', 'replications: 50') }],
    ['the same seed given again', { options: { seed: '7' } }],
    ['the same seed as a number', { options: { seed: 7 } }],
    ['a setting set to what the file says', { set: ['organisations.ministry.staff=1'] }],
  ])('stays the same with %s', (_, given) => {
    expect(identityOf(given)).toBe(identityOf());
  });

  it.each<[string, Given]>([
    ['another seed', { options: { seed: 8 } }],
    ['another seed in the file', { text: smallStudy.replace('seed: 7', 'seed: 8') }],
    ['a changed number', { text: smallStudy.replace('knows: 0.95', 'knows: 0.94') }],
    ['a changed setting', { set: ['organisations.ministry.staff=2'] }],
    ['another run length', { set: ['time.horizon=50 days'] }],
    ['another calendar', { text: smallStudy.replace('time: {', 'time: { calendar: civil,') }],
    ['another order of the domains', { text: smallStudy.replace('[health, work]', '[work, health]') }],
    ['a changed variant', { text: smallStudy.replace('department.health }', 'department.work }') }],
    ['another variant', { text: smallStudy.replace('  shared: {}', '  shared: {}\n  silo: { networks.council.form: silo }') }],
    ['a renamed variant', { text: smallStudy.replace('  shared: {}', '  plenary: {}') }],
    ['another name that stands in the rows', { text: smallStudy.replace('name: small', 'name: other'), options: { variants: false } }],
    ['no variants', { options: { variants: false } }],
    ['a varied value', { options: { vary: { 'organisations.ministry.staff': [1, 2] } } }],
    ['another headline, which decides what Holm adjusts together', { text: smallStudy.replace('[time_to_decision, open_problems]', '[open_problems]') }],
  ])('differs with %s', (_, given) => {
    expect(identityOf(given)).not.toBe(identityOf());
  });

  it('says what differs', () => {
    const identity = (seed: number): Readonly<Record<string, string>> => JSON.parse(identityOf({ options: { seed } })) as Record<string, string>;
    const [a, b] = [identity(7), identity(8)];
    expect(Object.keys(a).filter((part) => a[part] !== b[part])).toEqual(['seed']);
  });

  it('differs with random numbers of their own', () => {
    expect(identityOf({ options: { randomNumbers: 'independent' } })).not.toBe(identityOf());
  });

  it('differs with other varied values and with another order of them', () => {
    const varied = (...values: number[]): string => identityOf({ options: { vary: { 'organisations.ministry.staff': values } } });
    expect(new Set([varied(1, 2), varied(2, 1), varied(1, 3)]).size).toBe(3);
  });

  it('differs with the content of a data file', () => {
    expect(identityOf({ text: traced, data: cases })).toBe(identityOf({ text: traced, data: cases }));
    expect(identityOf({ text: traced, data: cases })).not.toBe(identityOf({ text: traced, data: cases.replace('2,city-2', '3,city-2') }));
  });

  it('does not depend on variants that are not run', () => {
    const changed = smallStudy.replace('department.health }', 'department.work }');
    const options = { variants: false };
    expect(identityOf({ text: changed, options })).toBe(identityOf({ options }));
  });
});
