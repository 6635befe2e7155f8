import { describe, expect, it } from 'vitest';
import { planExperiment } from '../../src/experiment/experiment.js';
import { StoppingWatch, unmetRule, type StoppingRule } from '../../src/experiment/stopping.js';
import { parsed } from './small-study.js';

const experiment = planExperiment(parsed(), { replications: 40 });
const rule: StoppingRule = { measure: 'solved', precision: 0.1, confidence: 0.95, atLeast: 2 };

/** Records values by point and replication, in the order given by `order`, and says what was decided. */
function decided(values: readonly (readonly (number | undefined)[])[], options: { rule?: Partial<StoppingRule>; reverse?: boolean } = {}): number | undefined {
  const watch = new StoppingWatch({ ...rule, ...options.rule }, experiment);
  const runs = values.flatMap((series, point) => series.map((value, replication) => ({ point: experiment.points[point], replication, value })));
  for (const run of options.reverse === true ? runs.reverse() : runs) watch.record(run, { solved: run.value });
  return watch.replications;
}

// Half-width of n = 3 values 10 +- 1: t(.975, 2) 1 / sqrt(3) = 4.302653 / 1.732051 = 2.484138 (R: qt(.975, 2) / sqrt(3)), which is 24.8 % of the mean.
const known = [9, 10, 11];

describe('an experiment that stops when it is precise enough', () => {
  it('stops at the first replication after which half-width / mean <= g / (1 + g)', () => {
    // .2484 / (1 - .2484) = .33051
    expect(decided([known, known], { rule: { precision: 0.331, atLeast: 3 } })).toBe(3);
    expect(decided([known, known], { rule: { precision: 0.33, atLeast: 3 } })).toBeUndefined();
  });

  it('waits for the least precise design point', () => {
    const steady = [10, 10.1, 9.9, 10, 10.1, 9.9, 10, 10, 10, 10, 10, 10];
    const restless = [5, 15, 6, 14, 10, 10, 10, 10, 10, 10, 10, 10];
    const alone = decided([steady, steady]) ?? 0;
    expect(alone).toBeGreaterThan(0);
    const both = decided([steady, restless], { rule: { precision: 0.4 } }) ?? 0;
    expect(both).toBeGreaterThan(alone);
  });

  it('decides the same whatever the order in which runs end', () => {
    const series = [[9, 11, 10, 10, 9.5, 10.5, 10, 10, 10, 10], [8, 12, 10, 10, 9, 11, 10, 10, 10, 10]];
    const inOrder = decided(series, { rule: { precision: 0.2 } });
    expect(inOrder).toBeDefined();
    expect(decided(series, { rule: { precision: 0.2 }, reverse: true })).toBe(inOrder);
  });

  it('looks at complete replications only', () => {
    expect(decided([[10, 10, 10, 10], [10]])).toBeUndefined();
    expect(decided([[10, 10, 10, 10], [10, 10]])).toBe(2);
  });

  it('decides nothing before the least number of replications', () => {
    expect(decided([[10, 10, 10], [10, 10, 10]], { rule: { atLeast: 3 } })).toBe(3);
  });

  it('judges a design point by the runs that have the measure', () => {
    expect(decided([[10, undefined, 10, 10.1], [10, 10, 10, 10]], { rule: { atLeast: 2 } })).toBe(3);
  });
});

describe('design points that are not precise enough in the end', () => {
  it('are those whose half-width / mean is above g / (1 + g), the least precise first', () => {
    // Half-widths of 24.8 % (see above), of twice as much, and of none.
    const twice = [8, 10, 12];
    expect(unmetRule({ ...rule, precision: 0.3 }, [[10, 10, 10], known, twice])?.points).toEqual([
      { point: 2, relativeHalfWidth: expect.closeTo(0.49682754, 7) as number },
      { point: 1, relativeHalfWidth: expect.closeTo(0.24841377, 7) as number },
    ]);
    expect(unmetRule({ ...rule, precision: 0.331 }, [[10, 10, 10], known])).toBeUndefined();
  });

  it('include those with fewer than two values, and those with a mean of 0', () => {
    expect(unmetRule(rule, [[1, undefined], [-1, 1], [3, 3]])?.points).toEqual([{ point: 0, relativeHalfWidth: Infinity }, { point: 1, relativeHalfWidth: Infinity }]);
  });
});
