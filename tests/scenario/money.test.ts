import { describe, expect, test } from 'vitest';
import { catalogue } from '../../src/model/catalogue.js';
import { parseScenario } from '../../src/scenario/parse-scenario.js';
import { ScenarioError } from '../../src/scenario/scenario-error.js';

const city = (problem: string, rest: string): string => `
name: city
time: { horizon: 1 year }
domains: [health, housing]
levels: [national, local]
jurisdictions: { state: { level: national }, city: { level: local, in: state } }
organisations:
  ministry: { in: state }
  desk: { in: city, per: domain, service: 1 day }
problems: { case: { at: desk, arrivals: { law: poisson, rate: 1 per day }, ${problem} } }
${rest}
`;
const parse = (problem: string, rest = '') => parseScenario(city(problem, rest), { catalogue });

/** Every problem as `path: text`. */
function complaints(problem: string, rest = ''): string[] {
  try {
    parse(problem, rest);
    return [];
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    return error.problems.map(({ path, message }) => `${path}: ${message}`);
  }
}

describe('money in a file', () => {
  test('costs, support from above and budgets are read', () => {
    const scenario = parse('cost: { law: lognormal, mean: 40, cv: 0.5 }, co_financing: { share: 60%, level: national }', `
networks: { council: { members: desk, form: shared, fund: { levy: 2% }, bargaining: { protocol: { name: rubinstein, discount: [0.9, 80%] }, arbitration: true, willingness: 2 } } }
budgets: { cycle: 1 year, revenue: [{ to: ministry, amount: 1000 }, { to: desk, amount: 5 }], unit_cost: 10 }`);
    expect(scenario.problems[0]).toMatchObject({ cost: { law: 'lognormal', mean: 40, cv: 0.5 }, coFinancing: { share: 0.6, level: 0 } });
    expect(scenario.networks[0].fund).toEqual({ levy: 0.02, covers: 1 });
    expect(scenario.networks[0].bargaining).toMatchObject({
      protocol: { name: 'rubinstein', parameters: { discount: [0.9, 0.8], breakdown: 0, horizon: 'infinite' } }, arbitration: true, reservation: { law: 'constant', value: 2 },
    });
    expect(scenario.budgets).toEqual({
      cycle: 250, revenue: [{ organisation: 0, amount: 1000 }, { organisation: 1, amount: 5 }, { organisation: 2, amount: 5 }], unitCost: 10, base: 0, inflation: 0,
      deadline: 21, instalment: 21, carryOver: 1, unfunded: 'wait', times: { write: 0.05, read: 0.08, decide: 0.25 },
      bargaining: {
        protocol: { name: 'concession', parameters: { opening: 1, step: 0.1 } }, agreement: { name: 'unanimity', parameters: {} }, rounds: 40, shading: 0, yielding: 0.3,
        arbitration: false, reservation: { law: 'beta', mean: 0.5, sd: 0.15, min: 0, max: 1 },
      },
    });
  });

  test.each([
    ['support without a cost', 'co_financing: { share: 60%, level: national }', '', 'problems.case.co_financing: there is no "cost" to support'],
    ['a level that is not there', 'cost: 1, co_financing: { share: 60%, level: nation }', '', 'problems.case.co_financing.level: expected a level: "national" or "local", found "nation"'],
    ['a negative cost', 'cost: -1', '', 'problems.case.cost: expected a number of at least 0'],
    ['a fund that nothing feeds', 'cost: 1', 'networks: { council: { members: desk, form: shared, fund: { levy: 2% } } }', 'networks.council.fund: nothing can be levied'],
    ['revenue for nobody', 'cost: 1', 'budgets: { unit_cost: 1, revenue: [{ to: bank, amount: 1 }] }', 'budgets.revenue[0].to: expected an organisation'],
    ['a cycle of no time', 'cost: 1', 'budgets: { cycle: 0 days, unit_cost: 1, revenue: [{ to: ministry, amount: 1 }] }', 'budgets.cycle: expected a time above'],
    ['more money than can be counted to the cent', 'cost: 1', 'budgets: { unit_cost: 1, revenue: [{ to: ministry, amount: 1.0e+15 }] }', 'budgets.revenue[0].amount: expected at most 1000000000000'],
    ['an unknown protocol', 'cost: 1', 'networks: { council: { members: desk, form: shared, bargaining: { protocol: rubinstain } } }', 'networks.council.bargaining.protocol: '],
    ['a parameter of another protocol', 'cost: 1', 'networks: { council: { members: desk, form: shared, bargaining: { protocol: { name: nash, step: 0.1 } } } }', 'networks.council.bargaining.protocol.step: '],
  ])('%s is reported', (_, problem, rest, expected) => {
    const found = complaints(problem, rest);
    expect(found.length).toBeGreaterThan(0);
    expect(found.join('\n')).toContain(expected);
  });
});
