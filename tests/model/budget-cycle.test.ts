import { describe, expect, it } from 'vitest';
import { systemColumns } from '../../src/model/series.js';
import { simulate, type Simulated } from './simulate.js';

/** A union funds two states, each of which funds two cities; everybody has people without number, and acts take the times given. */
const union = (budgets: string, { horizon = 300, sample = 10, cities = '{ in: state, service: 0 days, staff: unlimited }', times = 'write: 1 day, read: 0.5 days, decide: 2 days' } = {}): string => `
name: union
time: { horizon: ${horizon} days, sample: ${sample} days }
domains: [roads]
levels: [union, state, city]
jurisdictions: { union: { level: union }, state: { level: state, in: union, count: 2 }, city: { level: city, in: state, count: 2 } }
organisations:
  commission: { in: union, staff: unlimited }
  ministry: { in: state, staff: unlimited }
  hall: ${cities.replace('in: state', 'in: city')}
problems:
  case: { at: hall, arrivals: { law: poisson, rate: 0 per day }, cost: 10 }
budgets: { cycle: 100 days, revenue: [{ to: commission, amount: 1000 }], unit_cost: 1, times: { ${times} }, ${budgets} }
`;
const purse = (run: Simulated, organisation: string): number => run.of(organisation, 'money_held') ?? NaN;
const cell = (row: readonly (number | undefined)[], name: string): number => row[1 + systemColumns.findIndex((column) => column.name === name)] ?? NaN;

describe('demands', () => {
  it('go up level by level and money comes down, in the time that reading and writing take', () => {
    // Cities write until 1, ministries read until 1.5 and write until 2.5, the commission reads until 3 and writes until 4: there is enough for all.
    const run = simulate(union('base: 10'));
    expect(run.measures).toMatchObject({ negotiations: 0, late_demands: 0 });
    // Three cycles of three divisions, each settled at 4 days: the commission's, and at once those of the ministries.
    expect(run.measures.budget_delay).toBeCloseTo(4, 9);
    // Seven organisations write, six demands are read, in each of the three cycles at 0, 100 and 200 (the fourth begins at the end).
    expect(run.measures.person_days_bargaining).toBeCloseTo(3 * (7 * 1 + 6 * 0.5), 9);
  });

  it('are inflated at every level', () => {
    // A city needs 10 and asks 12; a ministry needs 10 + 24 and asks 40.80; the commission asks 12 for itself and has 1000: it keeps what nobody asked for.
    const run = simulate(union('base: 10, inflation: 0.2', { horizon: 50, sample: 50 }));
    expect(run.measures.money_spent).toBe(0);
    expect(cell(run.system[run.system.length - 1], 'money_issued')).toBe(1000);
    expect(purse(run, 'union/commission')).toBeCloseTo(1000 - 2 * 40.8, 9);
    // A ministry receives 40.80 for demands of 12 for itself and 24 for its cities: all are met, the rest stays.
    expect(purse(run, 'union/state-1/ministry')).toBeCloseTo(40.8 - 24, 9);
    expect(purse(run, 'union/state-1/city-2/hall')).toBeCloseTo(12, 9);
  });

  /** Ten problems reach one hall, in which one person takes 30 days for each, from day 80 on; the second cycle begins at 100. */
  const busy = (more: string, deadline: string): Simulated =>
    simulate(
      union(`deadline: ${deadline}`, { horizon: 190, sample: 190, cities: `{ in: state, service: 30 days, ${more} }`, times: 'write: 0 days, read: 0 days, decide: 0 days' })
        .replace('at: hall, arrivals: { law: poisson, rate: 0 per day }', 'at: union/state-1/city-1/hall, arrivals: { law: trace, file: t.csv, columns: { time: { column: day, unit: days } } }'),
      { data: ['day', ...Array.from({ length: 10 }, (_, i) => `${80 + i / 100}`)].join('\n') },
    );

  it('count the backlog', () => {
    // Money matters come before own work: the demand is written at 110, when the first problem is done and nine wait. One day's money each.
    const run = busy('attention: priority', '20 days');
    expect(run.measures.late_demands).toBe(0);
    expect(purse(run, 'union/state-1/city-1/hall')).toBe(9);
    expect(purse(run, 'union/state-1/city-2/hall')).toBe(0);
  });

  it('that come late count as what was received last', () => {
    const run = busy('attention: fifo', '20 days');
    expect(run.measures.late_demands).toBe(1);
    expect(purse(run, 'union/state-1/city-1/hall')).toBe(0);
  });
});

describe('a pool that is too small', () => {
  it('is divided by the protocol', () => {
    // Everybody asks for 400: a ministry 1200, the commission has 1000 for 400 + 1200 + 1200.
    const run = simulate(union('base: 400, bargaining: { protocol: equal, least: 0% }', { horizon: 99, sample: 99 }));
    // 333.33 each; a ministry again a third of it each.
    expect(purse(run, 'union/commission')).toBeCloseTo(333.34, 9);
    expect(purse(run, 'union/state-1/ministry') + purse(run, 'union/state-1/city-1/hall') + purse(run, 'union/state-1/city-2/hall')).toBeCloseTo(333.33, 9);
    expect(run.measures).toMatchObject({ negotiations: 3, agreements: 3, impasse_share: 0 });
  });

  it('of proportional shares gives everybody the same part of its demand', () => {
    const run = simulate(union('base: 400, bargaining: { protocol: proportional, least: 0% }', { horizon: 99, sample: 99 }));
    for (const path of ['union/state-1/city-1/hall', 'union/state-2/ministry']) expect(Math.abs(purse(run, path) - (400 * 1000) / 2800)).toBeLessThan(0.02);
  });

  it('is divided as before when nobody gives in', () => {
    // The least acceptable is all: impasse each time; in the first cycle weights divide, afterwards old shares.
    const run = simulate(union('base: 400, bargaining: { protocol: equal, least: 100% }', { horizon: 250, sample: 10 }));
    expect(run.measures.impasse_share).toBe(1);
    expect(run.measures.budget_delay).toBeGreaterThan(4);
    expect(purse(run, 'union/state-2/ministry') + purse(run, 'union/state-2/city-1/hall') + purse(run, 'union/state-2/city-2/hall')).toBeCloseTo(3 * 333.33, 1);
  });

  it('pays old shares in instalments until the new ones are settled', () => {
    // An announcement takes 10 days and its judgement 10: the commission settles after 20, the ministries after 40. In the second cycle everybody
    // gets a tenth of its old share at once and again after 10 days.
    const held = (horizon: number): number => {
      const times = 'write: 0 days, read: 0 days, decide: 10 days';
      return purse(simulate(union('base: 400, instalment: 10 days, bargaining: { protocol: equal, least: 0% }', { horizon, sample: horizon, times })), 'union/state-1/city-1/hall');
    };
    const share = 111.11;
    expect([held(99), held(105), held(115), held(145)].map((money) => Math.round((10 * money) / share))).toEqual([10, 11, 12, 20]);
  });
});

describe('money', () => {
  it('is conserved to the cent at every sample, whatever happens', () => {
    const text = union('base: 60.01, inflation: 0.17, carry_over: 83%, instalment: 7 days, bargaining: { protocol: concession, least: { law: beta, mean: 0.6, sd: 0.2 } }', { horizon: 1000, sample: 1 })
      .replace('rate: 0 per day', 'rate: 0.1 per day');
    const run = simulate(text);
    expect(run.measures.money_spent).toBeGreaterThan(0);
    for (const row of run.system) {
      const inCents = (name: string): number => Math.round(cell(row, name) * 100);
      expect(inCents('money_issued')).toBe(inCents('money_held') + inCents('money_spent') + inCents('money_lapsed'));
    }
  });
});
