import { describe, expect, it } from 'vitest';
import { modelOf, simulate, type Simulated } from './simulate.js';

/** Desks in several cities, without anything that takes time, below somebody who knows everything. */
const desks = (arrivals: string, cities = 'names: [anna, berta]'): string => `
name: desks
time: { horizon: 100 days, sample: 100 days }
domains: [health, work]
jurisdictions:
  state: { level: national }
  city: { level: local, in: state, ${cities} }
organisations:
  ministry: { in: state, staff: unlimited, help: 0 days }
  desk: { in: city, staff: unlimited, knows: 0.7, service: 0 days }
problems:
  case:
    at: desk
    arrivals: ${arrivals}
    involves: { domains: { 1: 0.7, 2: 0.3 } }
    value: { law: exponential, mean: 2 }
    deadline: { law: exponential, mean: 50 days }
hierarchy: { delay: { law: exponential, mean: 1 day } }
`;

const trace = (columns = ''): string => `{ law: trace, file: trace.csv, columns: { time: { column: day, unit: days }, jurisdiction: city${columns} } }`;

/** Times of arrival at one city, to rounding. */
const arrivedIn = ({ records }: Simulated, city: string): number[] =>
  records.filter(({ origin }) => origin.includes(`/${city}/`)).map(({ arrived }) => arrived).sort((a, b) => a - b);

describe('a trace', () => {
  it('makes problems arise at their times and places, those of one time in the order of the file', () => {
    const run = simulate(desks(trace(', id: name')), { data: 'name,day,city\nx,3.5,berta\ny,1,anna\nz,3.5,anna\nw,0,berta' });
    expect(run.log.filter((line) => line.includes(' arrive ')).map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual([
      '0 arrive w', '1 arrive y', '3.5 arrive x', '3.5 arrive z',
    ]);
    expect(arrivedIn(run, 'berta')).toEqual([0, 3.5]);
  });

  it('takes what it records from there and draws the rest', () => {
    const run = simulate(desks(trace(', domain: domains, difficulty: difficulty, value: value')), {
      data: 'day,city,domains,difficulty,value\n1,anna,work;health,0.125,7\n2,anna,work,,\n3,berta,,0.25,',
    });
    const [first, second, third] = [...run.records].sort((a, b) => a.arrived - b.arrived);
    expect(first).toMatchObject({ leadDomain: 'work', domains: 2, difficulty: 0.125, value: 7 });
    expect(second).toMatchObject({ leadDomain: 'work', domains: 1 });
    expect(third).toMatchObject({ difficulty: 0.25 });
    expect([second.value, second.difficulty, third.value].every((drawn) => drawn > 0)).toBe(true);
    expect(second.value).not.toBe(third.value);
  });

  it('draws for a problem by its identity, wherever in the file it stands', () => {
    const one = simulate(desks(trace(', id: name')), { data: 'name,day,city\na,1,anna\nb,2,anna' });
    const other = simulate(desks(trace(', id: name')), { data: 'name,day,city\nnew,0,berta\nother,1,berta\nb,2,anna' });
    expect(other.attributes.get('b difficulty')).toBe(one.attributes.get('b difficulty'));
    expect(other.attributes.get('b value')).toBe(one.attributes.get('b value'));
    expect(one.attributes.get('a value')).not.toBe(one.attributes.get('b value'));
  });

  it('ends with the run: what comes at its very end still arrives, what comes later does not', () => {
    const run = simulate(desks(trace()), { data: 'day,city\n100,anna\n100.01,anna\n5000,anna' });
    expect(run.measures.problems_arrived).toBe(1);
    expect(arrivedIn(run, 'anna')).toEqual([100]);
  });

  it('may be empty', () => {
    expect(simulate(desks(trace()), { data: 'day,city\n' }).problems).toBe(0);
  });
});

describe('drawn arrivals', () => {
  /** Times of arrival at both desks, replication by replication. */
  const timesOf = (arrivals: string, replications: number): number[][] => {
    const model = modelOf(desks(arrivals));
    return Array.from({ length: replications }, (_, replication) => simulate(model, { replication }).records.map(({ arrived }) => arrived));
  };
  const countsOf = (times: readonly (readonly number[])[], during: (day: number) => boolean = () => true): number[] =>
    times.map((days) => days.filter(during).length);
  const mean = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const variance = (counts: readonly number[]): number => {
    const centre = mean(counts);
    return counts.reduce((sum, count) => sum + (count - centre) * (count - centre), 0) / (counts.length - 1);
  };

  it('of a Poisson process have its rate at each origin, and as much variance', () => {
    const counts = countsOf(timesOf('{ law: poisson, rate: 0.3 per day }', 250));
    // Poisson with mean 2 x 100 x .3 = 60. z-test of the mean and chi-square test (normal approximation) of the variance, each at 1e-4.
    expect(Math.abs(mean(counts) - 60)).toBeLessThan(3.89 * Math.sqrt(60 / 250));
    expect(Math.abs(variance(counts) / 60 - 1)).toBeLessThan(3.89 * Math.sqrt(2 / 249));
  });

  it('of a renewal process follow each other after times of its law, the first from time 0', () => {
    const run = simulate(desks('{ law: renewal, interval: 30 days }'));
    expect(arrivedIn(run, 'anna')).toEqual([30, 60, 90]);
    expect(arrivedIn(run, 'berta')).toEqual([30, 60, 90]);
    // Erlang intervals of 100 stages with mean 1 day: 100 days less half an interval, squared cv .01, at each desk (Cox 1962, Renewal Theory, 4.2).
    const counts = countsOf(timesOf('{ law: renewal, interval: { law: erlang, stages: 100, mean: 1 day } }', 20));
    expect(Math.abs(mean(counts) - 2 * (100 + (0.01 - 1) / 2))).toBeLessThan(3.89 * Math.sqrt((2 * 100 * 0.01 + 1) / 20));
  });

  it('of a changing rate come when the rate is above zero, again in every period', () => {
    const weekly = '{ law: nonhomogeneous-poisson, rates: [{ from: 0 days, rate: 3 per day }, { from: 4 days, rate: 0 per day }, { from: 4.5 days, rate: 1 per day }], period: 5 days }';
    const times = timesOf(weekly, 20);
    const closed = countsOf(times, (day) => day % 5 >= 4 && day % 5 < 4.5);
    const busy = countsOf(times, (day) => day % 5 < 4);
    const late = countsOf(times, (day) => day % 5 >= 4.5);
    expect(Math.max(...closed)).toBe(0);
    // Twenty periods at two desks: Poisson with means 20 x 2 x 12 = 480 and 20 x 2 x .5 = 20; z-tests at 1e-4.
    expect(Math.abs(mean(busy) - 480)).toBeLessThan(3.89 * Math.sqrt(480 / 20));
    expect(Math.abs(mean(late) - 20)).toBeLessThan(3.89 * Math.sqrt(20 / 20));
  });

  it('of a rate that ends stop for ever', () => {
    const ending = '{ law: nonhomogeneous-poisson, rates: [{ from: 0 days, rate: 2 per day }, { from: 10 days, rate: 0 per day }] }';
    expect(Math.max(...simulate(desks(ending)).records.map(({ arrived }) => arrived))).toBeLessThan(10);
  });

  it('of rate zero never come', () => {
    expect(simulate(desks('{ law: poisson, rate: 0 per day }')).problems).toBe(0);
  });
});

describe('the stream of an origin', () => {
  const poisson = '{ law: poisson, rate: 0.5 per day }';
  /** What is drawn for the problems of one city. */
  const drawnIn = ({ attributes }: Simulated, city: string): Map<string, number> =>
    new Map([...attributes].filter(([name]) => name.includes(`/${city}/`) && !name.endsWith(' origin')));

  it('is its own: another origin changes no arrival and no attribute', () => {
    const two = simulate(desks(poisson));
    const three = simulate(desks(poisson, 'names: [abel, anna, berta, zoe]'));
    for (const city of ['anna', 'berta']) {
      expect(drawnIn(two, city).size).toBeGreaterThan(150);
      expect(drawnIn(three, city)).toEqual(drawnIn(two, city));
    }
    expect(arrivedIn(two, 'anna')).not.toEqual(arrivedIn(two, 'berta'));
  });

  it('does not depend on other classes of problems', () => {
    const another = desks(poisson).replace('problems:', `problems:\n  other: { at: desk, arrivals: ${poisson} }`);
    const alone = drawnIn(simulate(desks(poisson)), 'anna');
    const beside = [...drawnIn(simulate(another), 'anna')].filter(([name]) => name.startsWith('case'));
    expect(new Map(beside)).toEqual(alone);
  });

  it('is the same whatever staff, knowledge and delays are: every problem brings its attributes and its work with it', () => {
    const base = desks(poisson).replace('service: 0 days', 'service: { law: lognormal, mean: 2 days, cv: 1 }').replace('help: 0 days', 'help: { law: exponential, mean: 1 day }');
    const few = simulate(base.replaceAll('staff: unlimited', 'staff: 2')).attributes;
    const ignorant = simulate(base.replace('knows: 0.7', 'knows: 0.2').replace('mean: 1 day }\n', 'mean: 9 days }\n')).attributes;
    const reference = simulate(base).attributes;
    const exogenous = [...reference.keys()].filter((name) => /#\d+ (arrival|origin|difficulty|value|domain \d)$/.test(name));
    expect(exogenous.length).toBeGreaterThan(400);
    for (const variant of [few, ignorant]) for (const name of exogenous) expect(variant.get(name), name).toBe(reference.get(name));
    // With fewer people problems take the same ways, only later, so every visit that takes place in both takes the same work.
    const works = [...few.keys()].filter((name) => name.includes(' work on ') && reference.has(name));
    expect(works.length).toBeGreaterThan(100);
    for (const name of works) expect(few.get(name), name).toBe(reference.get(name));
  });

  it('differs from replication to replication and from seed to seed', () => {
    const model = modelOf(desks(poisson));
    const times = [simulate(model), simulate(model, { replication: 1 }), simulate(model, { seed: '2' })].map((run) => arrivedIn(run, 'anna').join());
    expect(new Set(times).size).toBe(3);
    expect(arrivedIn(simulate(model), 'anna').join()).toBe(times[0]);
  });
});
