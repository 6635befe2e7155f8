import { describe, expect, it } from 'vitest';
import { DesignError } from '../../../src/experiment/design.js';
import type { DesignSpec, FactorSpec } from '../../../src/experiment/sweep/experiment-file.js';
import { planSweep, type SweepPlan } from '../../../src/experiment/sweep/sweep-plan.js';
import { ScenarioError } from '../../../src/scenario/scenario-error.js';
import { parsed } from '../small-study.js';

const levels = (...values: unknown[]): FactorSpec => ({ kind: 'levels', values });
const range = (from: number, to: number, more: object = {}): FactorSpec => ({ kind: 'range', from, to, integer: false, scale: 'linear', ...more });

function planned(...designs: (DesignSpec | readonly [string, DesignSpec])[]): SweepPlan {
  const subexperiments = designs.map((design) => ('design' in design ? { name: '', design } : { name: design[0], design: design[1] }));
  return planSweep(parsed(), { subexperiments, seed: '3' }, { readText: () => 'organisations.ministry.staff,networks.council.rounds\n1,2\n2,\n' });
}

const factorial = (factors: Readonly<Record<string, FactorSpec>>): DesignSpec => ({ design: 'factorial', factors });

describe('the points of a sweep', () => {
  it('are the combinations of a factorial design, variants among the factors', () => {
    const { points, designs } = planned(factorial({ variant: levels('shared', 'lead'), 'organisations.ministry.staff': levels(1, 2) }));
    expect(points).toEqual([
      { name: 'shared organisations.ministry.staff=1', variant: 'shared', changes: { 'organisations.ministry.staff': 1 } },
      { name: 'shared organisations.ministry.staff=2', variant: 'shared', changes: { 'organisations.ministry.staff': 2 } },
      { name: 'lead organisations.ministry.staff=1', variant: 'lead', changes: { 'organisations.ministry.staff': 1 } },
      { name: 'lead organisations.ministry.staff=2', variant: 'lead', changes: { 'organisations.ministry.staff': 2 } },
    ]);
    expect(designs[0]).toMatchObject({ design: 'factorial', factors: ['variant', 'organisations.ministry.staff'], points: [0, 1, 2, 3] });
  });

  it('are one factor at a time around what the file says', () => {
    const { points, designs } = planned({ design: 'one-at-a-time', factors: { 'organisations.ministry.staff': levels(2, 3), 'networks.council.rounds': levels(9) } });
    expect(points.map(({ name }) => name)).toEqual(['as in the file', 'organisations.ministry.staff=2', 'organisations.ministry.staff=3', 'networks.council.rounds=9']);
    expect(designs[0].structure).toEqual({ changed: [null, 0, 0, 1] });
  });

  it('come from a design matrix, whose empty cells leave what the file says', () => {
    expect(planned({ design: 'matrix', file: 'design.csv' }).points.map(({ changes }) => changes)).toEqual([
      { 'organisations.ministry.staff': 1, 'networks.council.rounds': 2 }, { 'organisations.ministry.staff': 2 },
    ]);
  });

  it('have a unit behind numbers where the factor has one', () => {
    const { points } = planned({ design: 'latin-hypercube', points: 4, candidates: 1, factors: { 'hierarchy.delay': range(1, 5, { unit: 'days' }) } });
    for (const { changes } of points) expect(changes['hierarchy.delay']).toMatch(/^[1-4]\.\d+ days$/);
  });

  it('share their runs where a sampled design draws the same settings twice', () => {
    const { points, designs, notices } = planned({ design: 'sobol', points: 8, scrambled: false, factors: { 'organisations.ministry.staff': range(1, 2, { integer: true }) } });
    expect(points).toHaveLength(2);
    expect(designs[0].points).toEqual([0, 1, 1, 0, 0, 1, 1, 0]);
    expect(notices.at(-1)).toBe('6 of 8 points are the same scenario as an earlier one and share its runs');
  });

  it('know where each row of a Saltelli and a Morris design belongs', () => {
    const factors = { 'networks.council.trust': range(0.1, 0.9), 'organisations.ministry.staff': range(1, 4, { integer: true }) };
    const [saltelli] = planned({ design: 'saltelli', base: 4, second_order: false, factors }).designs;
    expect(saltelli.rows).toHaveLength(4 * (2 + 2));
    expect((saltelli.structure.places as { matrix: string }[]).slice(0, 4).map(({ matrix }) => matrix)).toEqual(['A', 'AB', 'AB', 'B']);
    const [morris] = planned({ design: 'morris', trajectories: 3, levels: 4, factors }).designs;
    expect(morris.rows).toHaveLength(3 * (2 + 1));
    expect(morris.structure).toMatchObject({ trajectories: 3, delta: 2 / 3 });
  });

  it('carry the name of their subexperiment where there are several', () => {
    const { points, designs } = planned(['staff', factorial({ 'organisations.ministry.staff': levels(1, 2) })], ['rounds', factorial({ 'networks.council.rounds': levels(2, 4) })]);
    expect(points.map(({ name }) => name)).toEqual([
      'staff: organisations.ministry.staff=1', 'staff: organisations.ministry.staff=2', 'rounds: networks.council.rounds=2', 'rounds: networks.council.rounds=4',
    ]);
    expect(designs.map(({ points: numbers }) => numbers)).toEqual([[0, 1], [2, 3]]);
  });
});

describe('a sweep is refused before its first run', () => {
  it('with a path that does not exist or a value that does not fit', () => {
    expect(() => planned(factorial({ 'networks.council.roundz': levels(1, 2) }))).toThrow(ScenarioError);
    expect(() => planned(factorial({ 'organisations.ministry.staff': levels(1, 0) }))).toThrow(/whole number of at least 1/);
  });

  it('with a variant that the file has not', () => {
    expect(() => planned(factorial({ variant: levels('shared', 'nao') }))).toThrow(new DesignError('there is no variant nao in the scenario: expected one of shared, lead'));
  });

  it('with two points of a grid that are the same scenario', () => {
    expect(() => planned(factorial({ 'organisations.ministry.knows': levels(0.95, '95%') }))).toThrow(/are the same scenario: a factor has no effect there/);
  });

  it('with a factor without effect in a sampled design', () => {
    const idle: FactorSpec = { kind: 'levels', values: ['60 days', '2 months 0 days'] };
    expect(() => planned({ design: 'latin-hypercube', points: 4, candidates: 1, factors: { 'organisations.ministry.staff': range(1, 9, { integer: true }), title: levels('a', 'b') } })).toThrow(DesignError);
    expect(idle.kind).toBe('levels');
  });

  it('with what all points share', () => {
    expect(() => planned(factorial({ seed: levels(1, 2) }))).toThrow(/"seed" is the same for all design points/);
  });
});
