import { describe, expect, it } from 'vitest';
import { systemColumns } from '../../src/model/series.js';
import { simulate } from './simulate.js';

/** Two city offices, a ministry above; a case touches one office or both, and costs 100. */
const city = (more: { readonly problem?: string; readonly network?: string; readonly budgets?: string; readonly horizon?: number } = {}): string => `
name: city
time: { horizon: ${more.horizon ?? 100} days, sample: 5 days }
domains: [health, housing]
levels: [national, local]
jurisdictions: { state: { level: national }, city: { level: local, in: state } }
organisations:
  ministry: { in: state, knows: all, help: 1 day }
  desk: { in: city, knows: { level: 1 }, domains: [health], service: 1 day }
  works: { in: city, knows: { level: 1 }, domains: [housing], service: 1 day }
problems:
  case:
    at: desk
    arrivals: { law: trace, file: trace.csv, columns: { time: { column: day, unit: days }, difficulty: difficulty, value: value, domain: domains } }
    difficulty: { law: uniform, min: 0, max: 1 }
    cost: 100
    ${more.problem ?? ''}
hierarchy: { delay: 0 days }
${more.network ?? ''}
${more.budgets ?? ''}
`;
const network = (bargaining: string, more = ''): string => `
networks:
  council:
    members: [desk, works]
    form: shared
    positions: { law: constant, value: 0, scale: 1 }
    times: { notice: 0 days, meeting: 0 days, intervention: 0 days, write: 0.5 days, read: 0.25 days, decide: 1 day }
    bargaining: { ${bargaining} }
    ${more}
`;
const trace = (...rows: readonly string[]): string => ['day,difficulty,value,domains', ...rows].join('\n');
const alone = trace('0,0.5,1,health');
const both = trace('0,0.5,1,health;housing');
const kinds = ['decide', 'bargain', 'offer', 'impasse', 'arbitrate', 'lack-money', 'pay', 'expire', 'end'];
const milestones = ({ log }: { readonly log: readonly string[] }): string[] => log.filter((line) => kinds.includes(line.split(' ')[1]));

describe('the cost of what is decided', () => {
  it('is paid by whose problem it is where one organisation decides alone', () => {
    const run = simulate(city({}), { data: alone });
    expect(milestones(run)).toEqual(['1 pay 1 desk', '1 end 1 desk']);
    expect(run.measures).toMatchObject({ solved: 1, dropped: 0, negotiations: 0, money_spent: 100 });
    expect(run.of('desk', 'money_paid')).toBe(100);
  });

  it('is paid in equal parts, without negotiation, by those who act each alone', () => {
    const run = simulate(city({}), { data: both });
    expect([run.of('desk', 'money_paid'), run.of('works', 'money_paid')]).toEqual([50, 50]);
    expect(run.measures).toMatchObject({ negotiations: 0, money_spent: 100 });
  });

  it('is bargained over by those who decided jointly, in their time', () => {
    // Decided at 2. Reports of half a day; the first attendee chairs: it reads one report in .25 days, decides in 1; the other reads and judges in 1.25.
    const run = simulate(city({ network: network('protocol: nash, willingness: 1.5') }), { data: both });
    expect(milestones(run)).toEqual(['2 decide 1', '2 bargain 1 desk', '3.75 offer 1 desk', '5 pay 1 desk', '5 pay 1 works', '5 end 1 desk']);
    expect(run.measures).toMatchObject({ negotiations: 1, agreements: 1, impasse_share: 0, bargaining_gini: 0, rounds_per_negotiation: 1 });
    expect(run.measures.time_to_agreement).toBeCloseTo(3, 12);
    expect(run.measures.person_days_bargaining).toBeCloseTo(0.5 + 0.25 + 1 + 1.25, 12);
    expect([run.of('desk', 'money_paid'), run.of('works', 'money_paid')]).toEqual([50, 50]);
  });

  it('drops what nobody would pay enough for', () => {
    const run = simulate(city({ network: network('protocol: concession, willingness: 0.9') }), { data: both });
    expect(milestones(run).slice(-2).map((line) => line.split(' ')[1])).toEqual(['impasse', 'end']);
    expect(run.records[0].outcome).toBe('dropped');
    expect(run.measures).toMatchObject({ solved: 0, dropped: 1, money_spent: 0, impasse_share: 1, public_value: 0 });
  });

  it('is divided by the organisation above where that arbitrates, and who pays more than it would stands by it less', () => {
    const implementation = 'implementation: { clearances: 2, holders: participants, agreement: { rule: commitment, willing: 1, unwilling: 0 } }';
    const run = simulate(city({ network: network('protocol: concession, willingness: 0.9, arbitration: true'), problem: implementation }), { data: both });
    expect(milestones(run).map((line) => line.split(' ').slice(1).join(' '))).toContain('arbitrate 1 ministry');
    expect(run.measures).toMatchObject({ arbitrations: 1, money_spent: 100 });
    // Both pay 50 and would have paid 45: each clears with probability .9, both with .81. 2,000 cases, four standard errors.
    const cases = trace(...Array.from({ length: 2000 }, (_, i) => `${i * 50},0.5,1,health;housing`));
    const many = simulate(city({ network: network('protocol: concession, willingness: 0.9, arbitration: true'), problem: implementation, horizon: 100_000 }), { data: cases });
    expect(Math.abs((many.measures.completion_share ?? NaN) - 0.81)).toBeLessThan(4 * Math.sqrt((0.81 * 0.19) / 2000));
  });

  it('is no longer sought when the deadline strikes', () => {
    const run = simulate(city({ network: network('protocol: nash, willingness: 1.5'), problem: 'deadline: 4 days' }), { data: both });
    expect(milestones(run).slice(-2)).toEqual(['4 expire 1 desk', '4 end 1 desk']);
    expect(run.measures).toMatchObject({ expired: 1, money_spent: 0 });
  });

  it('is shared with the level above', () => {
    const run = simulate(city({ problem: 'co_financing: { share: 60%, level: national }' }), { data: alone });
    expect([run.of('desk', 'money_paid'), run.of('ministry', 'money_paid')]).toEqual([40, 60]);
  });

  it('is supported from above its origin, wherever those who decide are', () => {
    // The desk does not know and the ministry solves it: alone, it is the desk's to pay, and the ministry above it supports.
    const run = simulate(city({ problem: 'co_financing: { share: 60%, level: national }' }), { data: trace('0,2,1,health') });
    expect([run.of('desk', 'money_paid'), run.of('ministry', 'money_paid')]).toEqual([40, 60]);
    // Two ministries decide on what arose at a desk: the supporting level is still that above the desk.
    const text = `
name: state
time: { horizon: 100 days, sample: 100 days }
domains: [health, housing]
levels: [union, state, city]
jurisdictions: { union: { level: union }, state: { level: state, in: union }, city: { level: city, in: state } }
organisations:
  commission: { in: union, per: domain }
  ministry: { in: state, domains: [health], knows: { level: 0 } }
  desk: { in: city, domains: [health], knows: { level: 0 }, service: 1 day }
problems:
  case: { at: desk, arrivals: { law: trace, file: t.csv, columns: { time: { column: day, unit: days }, difficulty: difficulty, domain: domains } }, cost: 100, co_financing: { share: 60%, level: state } }
networks: { council: { members: commission, form: shared, positions: { law: constant, value: 0, scale: 1 }, bargaining: { protocol: equal, willingness: 2 } } }`;
    const above = simulate(text, { data: trace('0,2,1,health;housing') });
    expect([above.of('ministry', 'money_paid'), above.of('commission.health', 'money_paid'), above.of('commission.housing', 'money_paid')]).toEqual([60, 20, 20]);
  });

  it('leaves nothing to bargain over where the level above pays it all', () => {
    const run = simulate(city({ problem: 'co_financing: { share: 100%, level: national }', network: network('protocol: nash, willingness: 1.5') }), { data: both });
    expect([run.of('desk', 'money_paid'), run.of('works', 'money_paid'), run.of('ministry', 'money_paid')]).toEqual([0, 0, 100]);
    expect(run.measures).toMatchObject({ negotiations: 0, money_spent: 100 });
  });

  it('cannot be more than cents can count', () => {
    expect(() => simulate(city({}).replace('cost: 100', 'cost: 1.0e+50'), { data: alone })).toThrow('money: expected at most 1000000000000');
  });

  it('is a law like others, and the same in every variant', () => {
    const text = (form: string): string => city({ problem: '', network: network('protocol: equal, willingness: 10') }).replace('cost: 100', 'cost: { law: lognormal, mean: 100, cv: 0.5 }').replace('form: shared', form);
    const cases = trace(...Array.from({ length: 20 }, (_, i) => `${i * 50},0.5,1,health;housing`));
    const paid = ['form: shared', 'form: silo'].map((form) => simulate(text(form).replace('horizon: 100 ', 'horizon: 2000 '), { data: cases }).measures.money_spent);
    expect(paid[0]).toBeGreaterThan(0);
    expect(paid[0]).toBe(paid[1]);
  });
});

describe('purses', () => {
  const budgets = (more: string, revenue = '[{ to: desk, amount: 150 }]'): string => `budgets: { cycle: 20 days, instalment: 20 days, unit_cost: 0, times: { write: 0 days, read: 0 days, decide: 0 days }, revenue: ${revenue}, ${more} }`;

  it('make a decision wait for the next budget', () => {
    const run = simulate(city({ budgets: budgets('') }), { data: trace('0,0.5,1,health', '3,0.5,1,health') });
    expect(milestones(run)).toEqual(['1 pay 1 desk', '1 end 1 desk', '4 lack-money 2 desk', '20 pay 2 desk', '20 end 2 desk']);
    expect(run.system.map((row) => row[0])).toContain(5);
  });

  it('or drop it', () => {
    const run = simulate(city({ budgets: budgets('unfunded: drop') }), { data: trace('0,0.5,1,health', '3,0.5,1,health') });
    expect(run.measures).toMatchObject({ solved: 1, dropped: 1, money_spent: 100 });
  });

  it('lose at the end of a cycle what may not be carried over', () => {
    // 150 a cycle at 0, 20, 40, 60 and 80; half of what is left lapses: 75 of 150, then half of 75 + 150, then of 112.5 + 150 ...
    const run = simulate(city({ budgets: budgets('carry_over: 50%') }), { data: trace('99,9,1,health') });
    const last = run.system[run.system.length - 1];
    const of = (name: string): number => last[1 + systemColumns.findIndex((column) => column.name === name)] ?? NaN;
    expect(of('money_issued')).toBe(5 * 150);
    expect(Math.abs(of('money_lapsed') - (75 + 112.5 + 131.25 + 140.625))).toBeLessThan(0.05);
  });

  it('limit what anybody agrees to', () => {
    // The desk has 20 and would pay 75; the Nash solution shares what the two could pay, 20 + 75 - 100 < 0: no agreement.
    const poor = budgets('', '[{ to: desk, amount: 20 }, { to: works, amount: 90 }]');
    const run = simulate(city({ network: network('protocol: nash, willingness: 1.5'), budgets: poor }), { data: both });
    expect(run.measures).toMatchObject({ dropped: 1 });
    const rich = simulate(city({ network: network('protocol: nash, willingness: 1.7'), budgets: poor }), { data: both });
    // 20 + 85 - 100 = 5 to share: 17.50 and 82.50.
    expect([rich.of('desk', 'money_paid'), rich.of('works', 'money_paid')]).toEqual([17.5, 82.5]);
  });

  it('pay levies into a common fund, which pays first', () => {
    const fund = network('protocol: equal, willingness: 10', 'fund: { levy: 10%, covers: 50% }');
    const run = simulate(city({ network: fund, budgets: budgets('', '[{ to: desk, amount: 200 }, { to: works, amount: 200 }]') }), { data: both });
    // The fund holds 20 + 20 = 40 and may pay up to 50.
    expect([run.of('desk', 'money_paid'), run.of('works', 'money_paid')]).toEqual([30, 30]);
    expect(run.measures.money_spent).toBe(100);
    expect(run.measures.absorption).toBeCloseTo(100 / (5 * 400), 12);
  });

  it('of the level above limit its support', () => {
    const run = simulate(city({ problem: 'co_financing: { share: 60%, level: national }', budgets: budgets('', '[{ to: desk, amount: 200 }, { to: ministry, amount: 25 }]') }), { data: alone });
    // A ministry that funds a desk and a works office which ask for nothing keeps its 25.
    expect([run.of('desk', 'money_paid'), run.of('ministry', 'money_paid')]).toEqual([75, 25]);
  });
});
