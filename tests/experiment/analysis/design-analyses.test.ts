import { describe, expect, it } from 'vitest';
import { changedColumns } from '../../../src/experiment/analysis/design-structure.js';
import { factorialAnalysis } from '../../../src/experiment/analysis/factorial-analysis.js';
import { morrisAnalysis, sobolAnalysis } from '../../../src/experiment/analysis/sensitivity.js';
import type { DesignSpec } from '../../../src/experiment/sweep/experiment-file.js';
import { designRows } from '../../../src/experiment/sweep/design-rows.js';
import type { DesignRecord } from '../../../src/experiment/sweep/sweep-plan.js';

const unit = { kind: 'range', from: 0, to: 1, integer: false, scale: 'linear' } as const;

/** A design as a result keeps it: as JSON, every row a design point of its own unless said otherwise. */
function recordOf(spec: DesignSpec, points?: readonly number[]): DesignRecord {
  const { factors, rows, structure } = designRows(spec, '1', () => '');
  const record = { name: '', design: spec.design, factors, points: points ?? rows.map((_, row) => row), rows, structure };
  return JSON.parse(JSON.stringify(record)) as DesignRecord;
}

/** Two replications of each point whose noise averages out. */
function replicated(design: DesignRecord, model: (x: readonly number[]) => number): number[][] {
  return design.rows.map((row, index) => {
    const noise = (index % 3) - 1;
    return [model(row as number[]) + noise, model(row as number[]) - noise];
  });
}

describe('a factorial design', () => {
  // R: t.test of the contrasts by replication, e.g. (y10 + y11) / 2 - (y00 + y01) / 2, and p.adjust(p, "holm").
  const design = recordOf({ design: 'factorial', factors: { form: { kind: 'levels', values: ['shared', 'lead'] }, rounds: { kind: 'levels', values: [2, 4] }, fixed: { kind: 'levels', values: [7] } } });
  const effects = factorialAnalysis(design, [[1, 2, 4], [3, 3, 6], [5, 7, 9], [10, 9, 15]]);

  it('has main effects of every level but the first, named by factor and value', () => {
    const [form, rounds] = effects;
    expect(form.of).toEqual([{ factor: 'form', value: 'lead', base: 'shared' }]);
    expect(form.difference).toBeCloseTo(6, 12);
    expect([form.low, form.high].map((x) => x?.toFixed(9))).toEqual(['3.848673635', '8.151326365']);
    expect(rounds.difference).toBeCloseTo(3, 12);
    expect([rounds.low, rounds.high].map((x) => x?.toFixed(9))).toEqual(['-0.286205304', '6.286205304']);
  });

  it('has interactions of two factors, and p-values adjusted over all effects', () => {
    const interaction = effects[2];
    expect(interaction.of).toEqual([{ factor: 'form', value: 'lead', base: 'shared' }, { factor: 'rounds', value: 4, base: 2 }]);
    expect(interaction.difference).toBeCloseTo(8 / 3, 12);
    expect([interaction.low, interaction.high].map((x) => x?.toFixed(9))).toEqual(['-1.127916367', '6.461249700']);
    expect(effects.map(({ pAdjusted }) => pAdjusted?.toFixed(9))).toEqual(['0.020618801', '0.118249855', '0.118249855']);
  });

  it('has no effects where nothing varies', () => {
    expect(factorialAnalysis(recordOf({ design: 'factorial', factors: { fixed: { kind: 'levels', values: [7] } } }), [[1, 2]])).toEqual([]);
  });
});

describe('a one-at-a-time design', () => {
  it('says which factor every row changes, and which row is the base', () => {
    const design = recordOf({ design: 'one-at-a-time', factors: { a: { kind: 'levels', values: [1, 2] }, b: { kind: 'levels', values: ['x'] } } });
    expect(changedColumns(design)).toEqual([undefined, 0, 0, 1]);
  });
});

describe('a Saltelli design', () => {
  // y = 2 x1 + x2 + 3 over the unit square: variances 4/12 and 1/12, so that the shares are 0.8 and 0.2 and nothing interacts.
  const design = recordOf({ design: 'saltelli', base: 256, second_order: false, factors: { x1: unit, x2: unit } });
  const indices = sobolAnalysis(design, replicated(design, ([x1, x2]) => 2 * x1 + x2 + 3), 'y', '1');

  it('gives the shares of variance of a linear model, replications averaged', () => {
    expect(indices.n).toBe(256);
    expect(indices.mean).toBeCloseTo(4.5, 2);
    expect(indices.variance).toBeCloseTo(5 / 12, 2);
    expect(indices.factors.map(({ first }) => first)).toEqual([expect.closeTo(0.8, 1), expect.closeTo(0.2, 1)]);
    expect(indices.factors.map(({ total }) => total)).toEqual([expect.closeTo(0.8, 2), expect.closeTo(0.2, 2)]);
  });

  it('has the same bootstrap intervals every time, around the estimates, others for another seed', () => {
    const again = sobolAnalysis(design, replicated(design, ([x1, x2]) => 2 * x1 + x2 + 3), 'y', '1');
    expect(again).toEqual(indices);
    const other = sobolAnalysis(design, replicated(design, ([x1, x2]) => 2 * x1 + x2 + 3), 'y', '2');
    expect(other.factors[0].totalInterval).not.toEqual(indices.factors[0].totalInterval);
    for (const { total, totalInterval } of indices.factors) {
      expect(totalInterval?.low).toBeLessThan(total ?? 0);
      expect(totalInterval?.high).toBeGreaterThan(total ?? 0);
    }
  });

  it('uses the values of shared points for all rows that share them', () => {
    // x2 has no effect, so that rows which differ in it only may share a point.
    const values = design.rows.map(([x1]) => Number(x1));
    const points = values.map((value) => values.indexOf(value));
    const merged = sobolAnalysis({ ...design, points }, values.map((value, point) => (points.includes(point) ? [value] : [NaN])), 'y', '1');
    expect(merged.factors[0].total).toBeCloseTo(1, 1);
    expect(merged.factors[1].total).toBe(0);
  });

  it('gives indices of pairs where it has their points, beside the same of single factors', () => {
    const larger = recordOf({ design: 'saltelli', base: 256, second_order: true, factors: { x1: unit, x2: unit } });
    const found = sobolAnalysis(larger, replicated(larger, ([x1, x2]) => 2 * x1 + x2 + 3), 'y', '1');
    expect(found.factors[1].total).toBeCloseTo(indices.factors[1].total ?? NaN, 10);
    expect(found.pairs).toMatchObject([{ factors: [0, 1], second: expect.closeTo(0, 1) as number }]);
    // y = x1 x2: the pair has one seventh of the variance.
    expect(sobolAnalysis(larger, replicated(larger, ([x1, x2]) => x1 * x2), 'y', '1').pairs[0].second).toBeCloseTo(1 / 7, 1);
    expect(indices.pairs).toEqual([]);
  });
});

describe('a Morris design', () => {
  const design = recordOf({ design: 'morris', trajectories: 6, levels: 4, factors: { a: { ...unit, to: 2 }, b: unit } });

  it('gives the slopes of a linear model over the whole range of each factor', () => {
    const [a, b] = morrisAnalysis(design, replicated(design, ([x, y]) => 3 * x - 2 * y), 'y', '1');
    expect([a.n, a.mu, a.muStar, a.sigma]).toEqual([6, expect.closeTo(6, 10), expect.closeTo(6, 10), expect.closeTo(0, 10)]);
    expect([b.mu, b.muStar, b.sigma]).toEqual([expect.closeTo(-2, 10), expect.closeTo(2, 10), expect.closeTo(0, 10)]);
    expect(b.muStarInterval?.low).toBeCloseTo(2, 10);
  });

  it('shows an interaction by sigma', () => {
    // The effect of a (over its range of 2) is 2 y wherever y is: between 0 and 2.
    const [a] = morrisAnalysis(design, replicated(design, ([x, y]) => x * y), 'y', '1');
    expect(a.sigma).toBeGreaterThan(0.1);
    expect(a.mu).toBeGreaterThan(0);
    expect(a.mu).toBeLessThan(2);
  });

  it('of one trajectory has no intervals', () => {
    const single = recordOf({ design: 'morris', trajectories: 1, levels: 4, factors: { a: unit } });
    expect(morrisAnalysis(single, replicated(single, ([x]) => x), 'y', '1')).toEqual([expect.objectContaining({ n: 1, mu: expect.closeTo(1, 10) as number, sigma: undefined, muInterval: undefined })]);
  });
});
