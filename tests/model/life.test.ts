import { describe, expect, it } from 'vitest';
import { Life } from '../../src/model/life.js';
import { World } from '../../src/model/world.js';
import { modelOf, simulate } from './simulate.js';

/** Three levels in a row, one person each, constant times. */
const chain = (settings: string, hierarchy = ''): string => `
name: chain
time: { horizon: 100 days, sample: 100 days }
jurisdictions:
  union: { level: supranational }
  state: { level: national, in: union }
  city: { level: local, in: state }
organisations:
  top: { in: union, help: 3 days }
  middle: { in: state, knows: { level: 2 }, help: 2 days }
  desk: { in: city, knows: { level: 1 }, service: 1 day }
problems:
  case:
    at: desk
    arrivals: { law: trace, file: trace.csv, columns: { time: { column: day, unit: days }, difficulty: difficulty, value: value } }
    ${settings}
hierarchy: { delay: 0.5 days, return_delay: 0.25 days, ${hierarchy} }
`;
const trace = (...rows: readonly (readonly [day: number, difficulty: number, value?: number])[]): string =>
  ['day,difficulty,value', ...rows.map(([day, difficulty, value = 1]) => `${day},${difficulty},${value}`)].join('\n');

/** A problem of difficulty 3 is at the desk in [0, 1], under way, in the middle in [1.5, 3.5], at the top in [4, 7], back at 7.5. */
const expiringAfter = (days: number) => simulate(chain(`deadline: ${days} days`), { data: trace([0, 3]) });

describe('a deadline', () => {
  it('is met by a solution that comes back at that very time', () => {
    expect(expiringAfter(7.5).records[0]).toMatchObject({ outcome: 'solved', ended: 7.5 });
    expect(expiringAfter(7.49).records[0]).toMatchObject({ outcome: 'expired', ended: 7.49 });
  });

  it('strikes in service, where the time goes on to be spent for nothing', () => {
    const run = expiringAfter(2);
    expect(run.log.slice(-3)).toEqual(['1.5 receive 1 middle', '2 expire 1 desk', '2 end 1 desk']);
    expect(run.of('middle', 'person_days_helping')).toBe(2);
    expect(run.of('middle', 'escalated')).toBe(0);
  });

  it('strikes in the queue, where it frees the place', () => {
    const run = simulate(chain('deadline: 1.25 days'), { data: trace([0, 1], [0.5, 1], [1, 1]) });
    // The second begins at 1 and expires at 1.75 in service; the third begins at 2 and expires at 2.25.
    expect(run.records.map(({ outcome, ended }) => [outcome, ended])).toEqual([['solved', 1], ['expired', 1.75], ['expired', 2.25]]);
    const short = simulate(chain('deadline: 1 day'), { data: trace([0, 1], [0, 1], [0.25, 1]) });
    // The second never begins: at its deadline the first has just been finished, and release comes before expiry.
    expect(short.records.map(({ outcome }) => outcome)).toEqual(['solved', 'expired', 'expired']);
    expect(short.of('desk', 'person_days_direct')).toBe(2);
    expect(short.of('desk', 'queue')).toBe(0);
  });

  it('strikes under way up', () => {
    const run = expiringAfter(1.25);
    expect(run.log.slice(-3)).toEqual(['1 escalate 1 middle', '1.25 expire 1 desk', '1.25 end 1 desk']);
    expect(run.of('middle', 'received')).toBe(0);
  });

  it('strikes on the way down, although somebody had the answer', () => {
    const run = expiringAfter(7.3);
    expect(run.log.slice(-3)).toEqual(['7.25 return 1 middle', '7.3 expire 1 desk', '7.3 end 1 desk']);
    expect(run.records[0]).toMatchObject({ answered: 7, outcome: 'expired', level: 'supranational' });
    expect(run.measures).toMatchObject({ public_value: 0, deadline_share: 0 });
  });

  it('strikes while a lost problem is not missed yet', () => {
    const run = simulate(chain('deadline: 2 days', 'lost: 100%, resend_after: 5 days'), { data: trace([0, 3]) });
    expect(run.log.slice(-3)).toEqual(['1 lose 1 desk', '2 expire 1 desk', '2 end 1 desk']);
  });

  it('strikes during triage and its confirmation', () => {
    const triage = 'triage: { coverage: 100%, error: 0%, time: 1 day, confirmation: 1 day }';
    const machine = simulate(chain('deadline: 0.5 days', triage), { data: trace([0, 3]) });
    expect(machine.records[0]).toMatchObject({ outcome: 'expired', ended: 0.5 });
    expect(machine.of('desk', 'person_days_direct')).toBe(0);
    const human = simulate(chain('deadline: 1.5 days', triage), { data: trace([0, 3]) });
    expect(human.records[0]).toMatchObject({ outcome: 'expired', ended: 1.5 });
    expect(human.of('desk', 'person_days_direct')).toBe(1);
  });

  it('comes before patience at the same time', () => {
    const run = simulate(chain('deadline: 2 days', 'patience: 2 days'), { data: trace([0, 3]) });
    expect(run.records[0].outcome).toBe('expired');
    expect(run.measures.decided_by_default).toBe(0);
  });
});

describe('value', () => {
  it('fades with time from arrival and is counted when the problem ends', () => {
    // 10 % a day; solved at 1 and at 3.75.
    const run = simulate(`${chain('')}outcomes: { decay: 10% per day }\n`, { data: trace([0, 1, 2], [10, 1.5, 5], [90, 3, 7], [99, 1.5, 9]) });
    const delivered = 2 * Math.exp(-0.1) + 5 * Math.exp(-0.375) + 7 * Math.exp(-0.75);
    expect(run.measures.public_value).toBeCloseTo(delivered / (2 + 5 + 7), 12);
    expect(run.measures.open_problems).toBe(1);
  });
});

describe('a problem of several domains', () => {
  const office = `
name: office
time: { horizon: 100 days, sample: 100 days }
domains: [health, work, housing]
jurisdictions: { city: { level: local } }
organisations:
  office: { in: city, domains: [health, work], service: 1 day }
  homes: { in: city, domains: [housing], service: 2 days }
problems:
  case:
    at: office
    arrivals: { law: trace, file: trace.csv, columns: { time: { column: day, unit: days }, domain: domains } }
`;

  it('needs no coordination where one organisation looks after all of them, only the time of each part', () => {
    const run = simulate(office, { data: 'day,domains\n0,work;health' });
    expect(run.log).toEqual(['0 arrive 1 office', '0 receive 1 office', '1 answer 1 office', '1 receive 1 office', '2 answer 1 office', '2 end 1 office']);
    expect(run.measures).toMatchObject({ issues_opened: 0, solved: 1, person_days_direct: 2 });
    expect(run.records[0]).toMatchObject({ domains: 2, opened: undefined, decided: undefined, network: undefined });
  });

  it('has its other parts diagnosed once the lead part is answered, each by whoever looks after it', () => {
    const run = simulate(office, { data: 'day,domains\n0,work;housing;health' });
    expect(run.log.filter((line) => line.includes('answer'))).toEqual(['1 answer 1 office', '2 answer 1 office', '3 answer 1 homes']);
    // Two organisations without a network: each goes ahead alone once all parts are diagnosed.
    expect(run.records[0]).toMatchObject({ leadDomain: 'work', domains: 3, answered: 1, opened: 1, decided: 3, ended: 3, network: undefined });
    expect(run.measures.issues_opened).toBe(1);
  });

  it('is beyond knowledge when one part is', () => {
    const ignorant = office.replace('domains: [housing], service: 2 days', 'domains: [housing], service: 2 days, knows: 0');
    const run = simulate(ignorant, { data: 'day,domains\n0,work;housing' });
    expect(run.records[0]).toMatchObject({ outcome: 'beyond-knowledge', ended: 3 });
  });

  it('draws its lead domain from those of its origin and every other set of domains alike', () => {
    const drawn = office
      .replace('{ law: trace, file: trace.csv, columns: { time: { column: day, unit: days }, domain: domains } }', '{ law: poisson, rate: 40 per day }')
      .replace('at: office', 'at: office\n    involves: { domains: { 1: 0.5, 2: 0.3, 3: 0.2 } }')
      .replace('domains: [health, work], service: 1 day', 'domains: [health, work], service: 1 day, staff: unlimited');
    const { attributes } = simulate(drawn);
    const domainsOf = new Map<string, string>();
    for (const [name, domain] of attributes) {
      const match = /^(\S+) domain (\d)$/.exec(name);
      if (match !== null) domainsOf.set(match[1], match[2] === '0' ? `${domain}` : `${domainsOf.get(match[1]) ?? ''}${domain}`);
    }
    const n = domainsOf.size;
    expect(n).toBeGreaterThan(3500);
    const expected = { 0: 0.25, 1: 0.25, 10: 0.075, 12: 0.075, '01': 0.075, '02': 0.075, '012': 0.05, '021': 0.05, 102: 0.05, 120: 0.05 };
    // Ten z-tests at 1e-4 (3.89 standard errors), Bonferroni .001 in all.
    for (const [domains, share] of Object.entries(expected)) {
      const found = [...domainsOf.values()].filter((each) => each === domains).length / n;
      expect(Math.abs(found - share), domains).toBeLessThan(3.89 * Math.sqrt((share * (1 - share)) / n));
    }
  });
});

describe('a displaced problem', () => {
  const silos = (displacement: string): string => `
name: silos
time: { horizon: 50 days, sample: 50 days }
domains: [health, work, housing]
jurisdictions: { city: { level: local, names: [here, there] } }
organisations:
  department: { in: city, per: domain, service: 1 day }
problems:
  case:
    at: department
    arrivals: { law: trace, file: trace.csv, columns: { time: { column: day, unit: days }, domain: domains, jurisdiction: city } }
networks:
  council: { members: department, per: city, form: silo, displacement: ${displacement} }
`;

  it('arises in the neighbouring domain of each part solved alone, in the same jurisdiction, and is worth nothing', () => {
    const run = simulate(silos('100%'), { data: 'day,domains,city\n0,health;housing,there' });
    const children = run.records.filter(({ problem }) => problem !== '1');
    // Next to health is work, next to housing, the last one, is health again; lead and other part are done by 2.
    expect(children.map(({ origin, leadDomain, arrived, value, outcome }) => [origin, leadDomain, arrived, value, outcome])).toEqual([
      ['there/department.work', 'work', 2, 0, 'solved'],
      ['there/department.health', 'health', 2, 0, 'solved'],
    ]);
    expect(run.measures).toMatchObject({ displaced: 2, problems_arrived: 3, solved: 3 });
    expect(new Set(children.map(({ problem }) => problem)).size).toBe(2);
    expect(new Set(children.map(({ difficulty }) => difficulty)).size).toBe(2);
  });

  it('touches its one domain only, so that displacement comes to an end', () => {
    const joint = silos('100%').replace('at: department', 'at: department\n    involves: { domains: { 2: 1 } }');
    const run = simulate(joint, { data: 'day,domains,city\n0,health;housing,there' });
    expect(run.measures).toMatchObject({ displaced: 2, problems_arrived: 3, solved: 3 });
    expect(run.records.filter(({ problem }) => problem !== '1').map(({ domains }) => domains)).toEqual([1, 1]);
  });

  it('does not arise without displacement', () => {
    expect(simulate(silos('0%'), { data: 'day,domains,city\n0,health;housing,there' }).measures.displaced).toBe(0);
  });
});

describe('the names of problems', () => {
  it('tell the class, the origin and the ordinal there', () => {
    const run = simulate(chain('').replace(/arrivals: .*/, 'arrivals: { law: renewal, interval: 30 days }'));
    expect(run.records.map(({ problem }) => problem)).toEqual([0, 1, 2].map((ordinal) => `case@union/state/city/desk#${ordinal}`));
  });
});

describe('a replication', () => {
  it('forgets every problem that has ended: tables, stations and events are as empty as at the beginning', () => {
    const text = `
name: busy
time: { horizon: 200 days }
domains: [health, work, housing]
jurisdictions:
  state: { level: national }
  city: { level: local, in: state, count: 2 }
organisations:
  ministry: { in: state, per: domain, staff: 2, knows: 0.95, help: { law: exponential, mean: 0.5 days } }
  department: { in: city, per: domain, knows: 0.6, service: { law: exponential, mean: 0.5 days } }
problems:
  case:
    at: department
    arrivals: { law: poisson, rate: 1.6 per day }
    involves: { domains: { 1: 0.8, 2: 0.1, 3: 0.1 } }
    deadline: { law: exponential, mean: 20 days }
hierarchy:
  delay: { law: exponential, mean: 1 day }
  lost: 10%
  misrouted: 10%
  patience: { law: exponential, mean: 20 days }
  pass_the_buck: { threshold: 5 }
  learning: { rule: continuous, rate: 0.1, cost: 0.1 days }
  turnover: 10% per week
networks:
  cabinet: { members: ministry, form: lead, lead: ministry.health }
  council: { members: department, per: city, form: shared }
`;
    const model = modelOf(text);
    const world = new World(model, '1', 0, undefined);
    const life = new Life(world);
    life.start();
    world.simulation.run({ until: 200 });
    expect(world.problems.live).toBeGreaterThan(0);
    expect(world.ledger.arrived).toBeGreaterThan(1500);
    world.simulation.run();
    expect([world.problems.live, world.parts.live, world.simulation.pending]).toEqual([0, 0, 0]);
    expect([...life.coordination.openIssues()]).toEqual([]);
    for (let station = 0; station < world.bank.stations; station++) {
      expect([world.bank.queueLength(station), world.bank.busyServers(station)]).toEqual([0, 0]);
    }
    expect([...world.ledger.living]).toEqual([0, 0, 0, 0, 0]);
    expect(world.ledger.ended.reduce((sum, count) => sum + count, 0)).toBe(world.ledger.arrived);
  });

  it('keeps no more than the problems that are alive, however many have lived', () => {
    const stream = chain('').replace(/arrivals: .*/, 'arrivals: { law: poisson, rate: 0.5 per day }').replace('horizon: 100 days, sample: 100 days', 'horizon: 400 years, sample: 1 year');
    const world = new World(modelOf(stream), '1', 0, undefined);
    new Life(world).start();
    let most = 0;
    let ended = 0;
    while (ended < 40_000) {
      world.simulation.run({ events: 1000 });
      ended = world.ledger.ended.reduce((sum, count) => sum + count, 0);
      most = Math.max(most, world.problems.live);
    }
    expect(world.problems.room).toBeLessThan(Math.max(128, 4 * most));
    expect(world.parts.room).toBeLessThan(Math.max(128, 4 * most));
  });
});
