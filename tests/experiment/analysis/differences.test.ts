import { describe, expect, it } from 'vitest';
import { completeValues, missingValues, pointMeans } from '../../../src/experiment/analysis/complete-values.js';
import { differences } from '../../../src/experiment/analysis/differences.js';

// Law, Simulation Modeling and Analysis, example 10.4 (two inventory policies), and a third system. Expected values from R:
// t.test(b, a, paired = TRUE), t.test(b, a), p.adjust(p, "holm").
const first = [126.97, 124.31, 126.68, 122.66, 127.23];
const second = [118.21, 120.22, 122.45, 122.68, 119.4];
const third = [120, 121, 125, 121, 122];
const values = new Map([['cost', [second, first, third]]]);
const pairs = [1, 2].map((point) => ({ measure: 'cost', baseline: 0, point }));

describe('differences', () => {
  it('are paired by replication under common random numbers, with p-values adjusted over all of them', () => {
    const [one, two] = differences(pairs, values, { randomNumbers: 'common' });
    expect(one.difference).toBeCloseTo(4.978, 10);
    expect(one.low).toBeCloseTo(0.642588302749, 9);
    expect(one.high).toBeCloseTo(9.313411697251, 9);
    expect([one.p, two.p].map((p) => p?.toFixed(9))).toEqual(['0.033280824', '0.202694824']);
    expect([one.pHolm, two.pHolm].map((p) => p?.toFixed(9))).toEqual(['0.066561648', '0.202694824']);
  });

  it("are Welch's with independent random numbers", () => {
    const [one] = differences(pairs, values, { randomNumbers: 'independent' });
    expect(one.difference).toBeCloseTo(4.978, 10);
    expect(one.low).toBeCloseTo(2.10432746699, 8);
    expect(one.high).toBeCloseTo(7.85167253301, 8);
    expect(one.p).toBeCloseTo(0.00398346322201, 10);
  });

  it('of one replication have no interval and no p-value', () => {
    expect(differences([pairs[0]], new Map([['cost', [[1], [3]]]]), { randomNumbers: 'common' })[0]).toMatchObject({ n: 1, difference: 2, low: undefined, high: undefined, p: undefined, pHolm: undefined });
  });
});

describe('values with holes', () => {
  it('are named run by run and not used', () => {
    const holes = [[1, 2, undefined], [undefined, 4, undefined]];
    expect(missingValues(holes)).toEqual([{ point: 1, replication: 0 }, { point: 0, replication: 2 }, { point: 1, replication: 2 }]);
    expect(completeValues(holes)).toBeUndefined();
  });

  it('are all there when none is missing, and averaged by point', () => {
    expect(completeValues([[1, 2], [3, 5]])).toEqual([[1, 2], [3, 5]]);
    expect(pointMeans([[1, 2], [3, 5]])).toEqual([1.5, 4]);
  });
});
