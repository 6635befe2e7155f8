import { describe, expect, it } from 'vitest';
import type { Model, ServiceLaws } from '../../src/model/model.js';
import { NOBODY } from '../../src/model/model.js';
import { modelOf } from './simulate.js';

const text = `
name: tables
time: { horizon: 100 days }
domains: [health, work, housing]
jurisdictions:
  union: { level: supranational }
  state: { level: national, in: union, names: [north, south] }
  city: { level: local, in: state, count: 2 }
organisations:
  directorate: { in: union, per: domain, staff: 3, knows: 0.99 }
  ministry: { in: state, domains: [health, work], staff: 2, knows: { share: { health: 0.9, work: 0.5 } } }
  office: { in: north, domains: [work], help: { law: exponential, mean: 1 day } }
  department: { in: city, per: domain, knows: 0.7, service: { solved: 1 day, passed: 2 days }, attention: priority, weight: 4 }
problems:
  case:
    at: department
    arrivals: { law: poisson, rate: 1 per day }
    difficulty: { law: exponential, mean: 2 }
    involves: { domains: { 1: 0.5, 2: 0.3, 3: 0.2 } }
  urgent: { at: department.health, arrivals: { law: poisson, rate: 1 per day }, deadline: { law: exponential, mean: 9 days } }
hierarchy: { idle: { national: 30 days } }
networks:
  council: { members: department, per: city, form: nao, staff: 4 }
  alliance: { members: [ministry, department.health], form: lead, lead: union/south/ministry }
`;

const indexOf = ({ organisations }: Model, path: string): number => {
  const index = organisations.paths.indexOf(path);
  if (index < 0) throw new RangeError(`no organisation ${path}`);
  return index;
};
/** Path of the parent in a domain. */
const parentOf = (model: Model, path: string, domain: string): string | undefined => {
  const parent = model.organisations.parent[indexOf(model, path) * model.domains + model.scenario.domains.indexOf(domain)];
  return model.organisations.paths[parent];
};
/** Path of the organisation that looks after a domain in a jurisdiction. */
const responsibleIn = (model: Model, jurisdiction: string, domain: string): string | undefined => {
  const place = model.scenario.jurisdictions.findIndex(({ path }) => path === jurisdiction);
  return model.organisations.paths[model.responsible[place * model.domains + model.scenario.domains.indexOf(domain)]];
};

describe('a compiled model', () => {
  const model = modelOf(text);

  it('has the organisations of the scenario, and behind them the bodies of its networks', () => {
    const { count, paths, isBody, staff, level } = model.organisations;
    expect(count).toBe(3 + 2 + 1 + 4 * 3 + 4);
    expect(paths.slice(-4)).toEqual(['north/city-1', 'north/city-2', 'south/city-1', 'south/city-2'].map((city) => `council@union/${city}/nao`));
    expect([...isBody].reduce((sum, flag) => sum + flag, 0)).toBe(4);
    const body = count - 1;
    expect([staff[body], level[body], model.organisations.parent[body * 3]]).toEqual([4, 2, NOBODY]);
    expect(new Set(Array.from({ length: count }, (_, i) => `${model.organisations.keyHigh[i]}:${model.organisations.keyLow[i]}`)).size).toBe(count);
  });

  it('turns shares of problems into knowledge of a domain, and knows nothing outside an organisation\'s domains', () => {
    const { kind, kinds, count } = model.organisations;
    const known = (organisation: number): number[] => [...kinds.knowledge.subarray(3 * kind[organisation], 3 * kind[organisation] + 3)];
    const [first, second, third] = known(indexOf(model, 'union/north/ministry'));
    // Quantiles of the exponential law with mean 2: -2 ln(1 - p).
    expect(first).toBeCloseTo(-2 * Math.log(0.1), 9);
    expect(second).toBeCloseTo(-2 * Math.log(0.5), 9);
    expect(third).toBe(-Infinity);
    expect(known(count - 1)).toEqual([-Infinity, -Infinity, -Infinity]);
  });

  it('draws command edges to the nearest jurisdiction above that looks after the domain', () => {
    expect(parentOf(model, 'union/north/city-1/department.health', 'health')).toBe('union/north/ministry');
    expect(parentOf(model, 'union/south/city-2/department.work', 'work')).toBe('union/south/ministry');
    expect(parentOf(model, 'union/north/city-1/department.housing', 'housing')).toBe('union/directorate.housing');
    expect(parentOf(model, 'union/north/ministry', 'work')).toBe('union/directorate.work');
    expect(parentOf(model, 'union/directorate.work', 'work')).toBeUndefined();
    expect(parentOf(model, 'union/north/ministry', 'housing')).toBeUndefined();
  });

  it('leads past skipped levels, and to the parents that the file names', () => {
    const skipping = modelOf(text.replace('hierarchy: {', 'hierarchy: { skip: [national],'));
    expect(parentOf(skipping, 'union/north/city-1/department.health', 'health')).toBe('union/directorate.health');
    const named = modelOf(text, { set: ['organisations.department.parent=directorate'] });
    expect(parentOf(named, 'union/north/city-1/department.work', 'work')).toBe('union/directorate.work');
    expect(parentOf(named, 'union/north/ministry', 'work')).toBe('union/directorate.work');
  });

  it('knows who looks after each domain where, the first of several, and whoever is nearest above', () => {
    expect(responsibleIn(model, 'union/north', 'work')).toBe('union/north/ministry');
    expect(responsibleIn(model, 'union/north/city-1', 'work')).toBe('union/north/city-1/department.work');
    expect(responsibleIn(model, 'union/south', 'housing')).toBe('union/directorate.housing');
    const without = modelOf(text.replace('directorate: { in: union, per: domain', 'directorate: { in: union, domains: [health]'));
    expect(responsibleIn(without, 'union/south', 'housing')).toBeUndefined();
  });

  it('has laws of service by whose problem it is and what comes of it', () => {
    const { kind, kinds } = model.organisations;
    const serviceOf = (path: string): ServiceLaws => kinds.service[kind[indexOf(model, path)]];
    const department = serviceOf('union/north/city-1/department.work');
    expect([department.ownSolved.mean, department.ownPassed.mean, department.helpSolved.mean, department.helpPassed.mean]).toEqual([1, 2, 0.5, 0.5]);
    expect(serviceOf('union/north/office').helpSolved.mean).toBe(1);
    expect(serviceOf('union/south/city-2/department.housing')).toBe(department);
  });

  it('has classes with cumulative probabilities and the deadlines that exist', () => {
    const [cases, urgent] = model.classes;
    expect([...cases.domainCount]).toEqual([0.5, 0.8, 1]);
    expect(cases.deadline).toBeUndefined();
    expect(urgent.deadline?.mean).toBe(9);
    expect(urgent.origins).toHaveLength(4);
    expect(model.maxDomains).toBe(3);
  });

  it('makes room for the domains of a trace', () => {
    const traced = text.replace('arrivals: { law: poisson, rate: 1 per day }\n    difficulty', `arrivals:
      { law: trace, file: t.csv, columns: { time: { column: day, unit: days }, jurisdiction: city, domain: domains } }
    difficulty`).replace('involves: { domains: { 1: 0.5, 2: 0.3, 3: 0.2 } }', '');
    const data = 'day,city,domains\n1,union/north/city-1,work;housing\n0.5,union/north/city-1,work';
    const { maxDomains, classes } = modelOf(traced, { data });
    expect(maxDomains).toBe(2);
    expect(classes[0].trace.map(({ time }) => time)).toEqual([0.5, 1]);
  });

  it('names the coordinator of each network, a member or a body of its own', () => {
    const { paths } = model.organisations;
    expect(model.networks.map(({ spec, hub }) => [spec.path, paths[hub]])).toEqual([
      ...['north/city-1', 'north/city-2', 'south/city-1', 'south/city-2'].map((city) => [`council@union/${city}`, `council@union/${city}/nao`]),
      ['alliance', 'union/south/ministry'],
    ]);
    expect(modelOf(text, { set: ['networks.council.form=shared', 'networks.council.staff=null'] }).networks[0].hub).toBe(NOBODY);
  });

  it('lists the networks of an organisation, those of the lowest jurisdiction first', () => {
    const networksOf = (path: string): string[] => model.memberships[indexOf(model, path)].map((network) => model.networks[network].spec.path);
    expect(networksOf('union/south/city-1/department.health')).toEqual(['council@union/south/city-1', 'alliance']);
    expect(networksOf('union/south/city-1/department.work')).toEqual(['council@union/south/city-1']);
    expect(networksOf('union/north/office')).toEqual([]);
  });

  it('knows the first network of each jurisdiction', () => {
    const { scenario, networks, networkOfJurisdiction } = model;
    const first = (path: string): string | undefined => networks[networkOfJurisdiction[scenario.jurisdictions.findIndex((place) => place.path === path)]]?.spec.path;
    expect(first('union')).toBe('alliance');
    expect(first('union/north')).toBeUndefined();
    expect(first('union/north/city-2')).toBe('council@union/north/city-2');
    expect(networks.map(({ index }) => index)).toEqual([...networks.keys()]);
  });

  it('counts organisations of one rule and one portfolio as one kind', () => {
    const { kind, kinds, paths } = model.organisations;
    const of = (path: string): readonly number[] => kinds.portfolio[kind[indexOf(model, path)]];
    const own = model.scenario.organisations;
    const alike = new Set(own.map(({ rule, domains }) => `${rule} ${domains.join()}`));
    // Those alike are one, and the bodies that only coordinate are one more.
    expect(kinds.portfolio).toHaveLength(alike.size + 1);
    expect(kinds.service).toHaveLength(alike.size + 1);
    expect(new Set(own.map(({ rule, domains }, index) => `${rule} ${domains.join()} ${kind[index]}`)).size).toBe(alike.size);
    expect(kinds.portfolio[kind[paths.length - 1]]).toEqual([]);
    expect(of('union/south/ministry')).toEqual([0, 1]);
    expect(of('union/north/office')).toEqual([1]);
    expect(kind.length).toBe(paths.length);
  });

  it('knows from when on a level is idle', () => {
    expect([...model.hierarchy.idleFrom]).toEqual([Infinity, 30, Infinity]);
  });

  it('gives a domain the same identity whatever the others are', () => {
    const reordered = modelOf(text.replace('domains: [health, work, housing]\njurisdictions', 'domains: [housing, transport, health, work]\njurisdictions'));
    const key = ({ domainKey, scenario }: Model, domain: string): number => domainKey[scenario.domains.indexOf(domain)];
    for (const domain of ['health', 'work', 'housing']) expect(key(reordered, domain)).toBe(key(model, domain));
    expect(new Set(model.domainKey).size).toBe(3);
  });
});
