import { describe, expect, it } from 'vitest';
import { simulate } from '../simulate.js';

/** A union's rule that two states detail and two towns in each carry out, at a cost of 100 each. */
const union = (cascade: string, rest = ''): string => `
name: union
time: { horizon: 400 days, sample: 400 days }
levels: [union, state, town]
jurisdictions: { union: { level: union }, state: { level: state, in: union, count: 2 }, town: { level: town, in: state, count: 2 } }
organisations:
  commission: { in: union, service: 0 days, staff: unlimited }
  ministry: { in: state, staff: unlimited }
  hall: { in: town, staff: unlimited }
problems:
  rule: { at: commission, arrivals: { law: trace, file: t.csv, columns: { time: { column: day, unit: days } } }, implementation: { cascade: { to: town, through: [state], work: 10 days, cost: 100, ${cascade} } } }
hierarchy: { delay: 0 days }
${rest}
`;
const once = { data: 'day\n0\n' };

describe('the cost of local programmes', () => {
  it('is paid by whoever carries them out, in part from above', () => {
    const run = simulate(union('co_financing: { share: 30%, level: union }'), once);
    expect(run.of('union/state-1/town-2/hall', 'money_paid')).toBe(70);
    expect(run.of('union/commission', 'money_paid')).toBe(4 * 30);
    expect(run.measures).toMatchObject({ solved: 1, money_spent: 400 });
    expect(run.measures.paid_by_top).toBeCloseTo(0.3, 12);
    expect(run.measures.paid_by_bottom).toBeCloseTo(0.7, 12);
  });

  it('keeps a town waiting until it has the money, and the whole with it', () => {
    // Towns receive 40 a cycle of 100 days and need 70: they have it after the second revenue.
    const budgets = 'budgets: { cycle: 100 days, unit_cost: 0, revenue: [{ to: hall, amount: 40 }, { to: commission, amount: 1000 }] }';
    const run = simulate(union('co_financing: { share: 30%, level: union }', budgets), once);
    expect(run.records[0]).toMatchObject({ ended: 110, outcome: 'solved' });
    expect(run.log.filter((line) => line.includes(' lack-money ')).length).toBeGreaterThanOrEqual(4);
  });

  it('ends a local programme where what nobody can pay is dropped', () => {
    const budgets = 'budgets: { cycle: 100 days, unit_cost: 0, unfunded: drop, revenue: [{ to: union/state-1/hall, amount: 100 }] }';
    const whole = simulate(union('join: 100%', budgets), once);
    expect(whole.records[0].outcome).toBe('abandoned');
    const half = simulate(union('join: 50%', budgets), once);
    // Two of four towns have the money: half of the whole is worth something.
    expect(half.records[0]).toMatchObject({ outcome: 'solved', scope: 0.5 });
    expect(half.measures.money_spent).toBe(200);
  });

  it('is given back when the deadline strikes while a town waits', () => {
    const budgets = 'budgets: { cycle: 100 days, unit_cost: 0, revenue: [{ to: commission, amount: 50 }] }';
    const run = simulate(union('co_financing: { share: 30%, level: union }', budgets).replace('implementation:', 'deadline: 5 days, implementation:'), once);
    expect(run.measures).toMatchObject({ expired: 1, money_spent: 0 });
    expect(run.of('union/commission', 'money_held')).toBe(50 * 4);
  });
});
