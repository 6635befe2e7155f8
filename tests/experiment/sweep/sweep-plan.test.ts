import { describe, expect, it } from 'vitest';
import type { DesignSpec } from '../../../src/experiment/sweep/experiment-file.js';
import type { FactorSpec } from '../../../src/experiment/sweep/factor-schema.js';
import { planSweep, type SweepPlan } from '../../../src/experiment/sweep/sweep-plan.js';
import { ScenarioError, type Problem } from '../../../src/scenario/scenario-error.js';
import { parsed } from '../small-study.js';

const levels = (...values: unknown[]): FactorSpec => ({ kind: 'levels', values });
const range = (from: number, to: number, more: object = {}): FactorSpec => ({ kind: 'range', from, to, integer: false, scale: 'linear', ...more });

function planned(...designs: (DesignSpec | readonly [string, DesignSpec])[]): SweepPlan {
  const subexperiments = designs.map((design) => ('design' in design ? { name: '', design } : { name: design[0], design: design[1] }));
  return planSweep(parsed(), { subexperiments, seed: '3', place: (path) => ({ file: 'e.yaml', change: path.join(' ') }) }, { readText: () => 'organisations.ministry.staff,networks.council.rounds\n1,2\n2,\n' });
}

function problemsOf(...designs: Parameters<typeof planned>): readonly Problem[] {
  try {
    planned(...designs);
  } catch (error) {
    if (error instanceof ScenarioError) return error.problems;
    throw error;
  }
  return [];
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

  it('leave out, one at a time, levels that the file has already', () => {
    const { points, designs, notices } = planned({ design: 'one-at-a-time', factors: { variant: levels('shared', 'lead'), 'organisations.ministry.staff': levels(2, 1, 3) } });
    expect(points.map(({ name }) => name)).toEqual(['as in the file', 'lead', 'organisations.ministry.staff=2', 'organisations.ministry.staff=3']);
    expect(designs[0]).toMatchObject({ points: [0, 1, 2, 3], rows: [[null, null], ['lead', null], [null, 2], [null, 3]], structure: { changed: [null, 0, 1, 1] } });
    expect(notices).toEqual([
      'variant=shared: the file has this value already; it is the base and no point of its own',
      'organisations.ministry.staff=1: the file has this value already; it is the base and no point of its own',
    ]);
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
    expect(() => planned(factorial({ variant: levels('shared', 'nao') }))).toThrow('e.yaml: 1 problem\n  factors variant 1  variant: expected a variant of the scenario: "shared" or "lead", found "nao"');
  });

  it('with two points of a grid that are the same scenario', () => {
    expect(() => planned(factorial({ 'organisations.ministry.knows': levels(0.95, '95%') }))).toThrow(/are the same scenario: a factor has no effect there/);
  });

  it('with a factor that has no other value than the file, one at a time', () => {
    expect(() => planned({ design: 'one-at-a-time', factors: { 'organisations.ministry.staff': levels(1), 'networks.council.rounds': levels(2) } }))
      .toThrow('e.yaml: 1 problem\n  factors organisations.ministry.staff 0  organisations.ministry.staff: has no effect: expected a value other than that of the file');
  });

  it('with a factor without effect in a sampled design', () => {
    const idle = { 'organisations.ministry.staff': range(1, 9, { integer: true }), title: levels('a', 'b') };
    expect(() => planned({ design: 'latin-hypercube', points: 4, candidates: 1, factors: idle })).toThrow(/^e\.yaml: 1 problem\n {2}factors title \d {2}title: "title" is the same/);
    const reading = { 'organisations.ministry.staff': range(1, 9, { integer: true }), 'organisations.ministry.knows': levels(0.95, '95%') };
    expect(() => planned({ design: 'latin-hypercube', points: 4, candidates: 1, factors: reading })).toThrow(/organisations\.ministry\.knows: without effect on the scenario$/);
  });

  it('with all its problems at once, in all designs, each where it stands', () => {
    const problems = problemsOf(
      ['grid', factorial({ variant: levels('nao', 'lead'), 'organisations.ministry.staff': levels(1, 0), 'networks.council.roundz': levels(1, 2) })],
      ['drawn', { design: 'morris', trajectories: 2, levels: 3, factors: { 'organisations.ministry.staff': range(1, 9, { integer: true }) } }],
      ['listed', { design: 'list', points: [{ 'organisations.ministry.staff': 3 }, { 'networks.council.times': { read: '1 parsec' } }] }],
      ['above', { design: 'latin-hypercube', points: 8, candidates: 1, factors: { 'organisations.ministry.knows': range(0.5, 1.9) } }],
    );
    expect(problems.map(({ change, path }) => [change, path])).toEqual([
      ['subexperiments drawn design', ''],
      ['subexperiments grid factors variant 0', 'variant'],
      ['subexperiments grid factors networks.council.roundz 0', 'networks.council.roundz'],
      ['subexperiments grid factors organisations.ministry.staff 1', 'organisations.ministry.staff'],
      ['subexperiments listed points 1 networks.council.times read', 'networks.council.times.read'],
      ['subexperiments above factors organisations.ministry.knows', 'organisations.ministry.knows'],
    ]);
  });

  it('with what all points share', () => {
    expect(() => planned(factorial({ seed: levels(1, 2) }))).toThrow(/"seed" is the same for all design points/);
  });
});
