import { describe, expect, it } from 'vitest';
import { factorialEffects, type FactorialCell } from '../../src/statistics/factorial-effects.js';
import { draw, normalSource, shareOf } from './random-sample.js';

const cell = (levels: readonly number[], values: readonly number[]): FactorialCell => ({ levels, values });

/** Three levels of the first factor, two of the second, four replications with common ups and downs. */
const THREE_BY_TWO = [
  cell([0, 0], [12.1, 13.4, 11.0, 12.9]), cell([0, 1], [14.0, 15.9, 12.2, 15.1]),
  cell([1, 0], [13.3, 14.1, 12.6, 13.0]), cell([1, 1], [18.2, 19.6, 17.1, 19.9]),
  cell([2, 0], [11.5, 13.2, 10.1, 12.4]), cell([2, 1], [20.3, 22.0, 19.5, 20.7]),
];

/** Montgomery, Design and Analysis of Experiments, example 6.1: etch rate of a plasma tool by gap, gas flow and power, two replications. */
const PLASMA_ETCH = [
  cell([0, 0, 0], [550, 604]), cell([1, 0, 0], [669, 650]), cell([0, 1, 0], [633, 601]), cell([1, 1, 0], [642, 635]),
  cell([0, 0, 1], [1037, 1052]), cell([1, 0, 1], [749, 868]), cell([0, 1, 1], [1075, 1063]), cell([1, 1, 1], [729, 860]),
];

/** A 2 x 2 experiment with a common normal part in every replication and effects 1 and 2 without interaction. */
function experiment(normal: () => number, replications: number): FactorialCell[] {
  const common = draw(replications, () => 3 * normal());
  return [[0, 0], [0, 1], [1, 0], [1, 1]].map(([i, j]) => cell([i, j], common.map((x) => x + i + 2 * j + normal())));
}

describe('factorialEffects', () => {
  // R 4.2.2, Y one row per cell: t.test(colMeans(Y[3:4,]) - colMeans(Y[1:2,])), ..., t.test(Y[6,] - Y[2,] - Y[5,] + Y[1,]), p.adjust(p, "holm")
  it('agrees with R\'s t-tests of contrasts within replications', () => {
    const { mainEffects, interactions } = factorialEffects(THREE_BY_TWO);
    expect(mainEffects.map(({ factor, level }) => [factor, level])).toEqual([[0, 1], [0, 2], [1, 1]]);
    expect(interactions.map(({ factors, levels }) => [factors, levels])).toEqual([[[0, 1], [1, 1]], [[0, 1], [2, 1]]]);
    const expected = [
      [2.65, 1.935424455006188, 3.364575544993812, 11.80208694250075, 0.001307621837360158, 0.002615243674720316],
      [2.8875, 2.4596660857778, 3.315333914222201, 21.4786939535002, 0.0002208352952391212, 0.0008833411809564847],
      [5.408333333333333, 4.846376431675519, 5.970290234991148, 30.62820366407726, 7.646136151895884e-05, 0.0003823068075947942],
      [3.5, 2.207284199759168, 4.792715800240832, 8.616404368553297, 0.003287188752848942, 0.003287188752848942],
      [6.875, 5.368931593071925, 8.381068406928074, 14.52743995437279, 0.0007072037254556375, 0.002121611176366913],
    ];
    for (const [i, effect] of [...mainEffects, ...interactions].entries()) {
      const { difference, low, high, t, pValue, pAdjusted } = effect;
      [difference, low, high, t, pValue, pAdjusted].forEach((value, k) => expect(value).toBeCloseTo(expected[i][k], 9));
    }
  });

  it('has a mean and an interval for every cell', () => {
    const { cells } = factorialEffects(THREE_BY_TWO);
    expect(cells.map(({ levels }) => levels)).toEqual(THREE_BY_TWO.map(({ levels }) => levels));
    // R 4.2.2: t.test(c(18.2, 19.6, 17.1, 19.9))$conf.int
    expect(cells[3].interval.mean).toBeCloseTo(18.7, 12);
    expect(cells[3].interval.low).toBeCloseTo(16.63345093817353, 11);
  });

  // The book: A = -101.625, B = 7.375, C = 306.125; AB = -24.875, AC = -153.625, BC = -2.125, halves of the differences of differences.
  it('reproduces Montgomery\'s plasma etch experiment', () => {
    const { mainEffects, interactions } = factorialEffects(PLASMA_ETCH);
    expect(mainEffects.map(({ difference }) => difference)).toEqual([-101.625, 7.375, 306.125]);
    expect(interactions.map(({ difference }) => difference)).toEqual([-49.75, -307.25, -4.25]);
    expect(interactions.map(({ factors }) => factors)).toEqual([[0, 1], [0, 2], [1, 2]]);
  });

  it('does not depend on the order of the cells', () => {
    const { mainEffects, interactions } = factorialEffects([...THREE_BY_TWO].reverse());
    const forward = factorialEffects(THREE_BY_TWO);
    for (const [i, effect] of [...mainEffects, ...interactions].entries()) {
      expect(effect.difference).toBeCloseTo([...forward.mainEffects, ...forward.interactions][i].difference, 12);
    }
  });

  it('is not disturbed by what a replication adds to every cell', () => {
    const shifted = THREE_BY_TWO.map(({ levels, values }) => cell(levels, values.map((value, r) => value + [0, 100, -50, 7][r])));
    const [before, after] = [THREE_BY_TWO, shifted].map((cells) => factorialEffects(cells).mainEffects[0]);
    expect(after.low).toBeCloseTo(before.low ?? NaN, 10);
    expect(after.pValue).toBeCloseTo(before.pValue ?? NaN, 10);
  });

  it('gives effects without intervals for one replication', () => {
    const { mainEffects, interactions } = factorialEffects([cell([0], [1]), cell([1], [4]), cell([2], [9])]);
    expect(mainEffects.map(({ difference }) => difference)).toEqual([3, 8]);
    expect(mainEffects[0]).toMatchObject({ n: 1, low: undefined, pValue: undefined, pAdjusted: undefined });
    expect(interactions).toEqual([]);
  });

  it('refuses designs that are not full factorials with equal replications', () => {
    expect(() => factorialEffects([])).toThrow('expected at least 2 cells, found 0');
    expect(() => factorialEffects([cell([], [1])])).toThrow('expected at least 2 levels of every factor, found no factor');
    expect(() => factorialEffects([cell([0, 0], [1]), cell([1, 0], [1])])).toThrow('expected at least 2 levels of every factor, found fewer of factor 1');
    expect(() => factorialEffects(THREE_BY_TWO.slice(1))).toThrow('expected each of 6 combinations of levels once, found 5 in 5 cells');
    expect(() => factorialEffects([...THREE_BY_TWO, THREE_BY_TWO[0]])).toThrow('found 6 in 7 cells');
    expect(() => factorialEffects([cell([0], [1, 2]), cell([1], [1])])).toThrow('expected 2 replications in every cell as in the first, found 1');
    expect(() => factorialEffects([cell([0], [1]), cell([1, 0], [1])])).toThrow('expected a level of 1 factors in every cell, found 2');
    expect(() => factorialEffects([cell([0], [1]), cell([0.5], [1])])).toThrow('expected levels 0, 1, 2, ..., found 0.5');
    expect(() => factorialEffects([cell([0], [1]), cell([1], [NaN])])).toThrow(/found NaN at index 0/);
    expect(() => factorialEffects([cell([0], [1, 2]), cell([1], [1, 2])], 95)).toThrow(/confidence level/);
  });

  // 1,000 experiments: standard error .0069, so [.93, .97] and [.03, .07] are about 2.9 of them.
  it('covers main effects, and finds an interaction that is none, as often as it should', () => {
    const normal = normalSource(101);
    let rejected = 0;
    const covered = shareOf(1000, () => {
      const { mainEffects: [{ low = NaN, high = NaN }], interactions: [{ pValue = NaN }] } = factorialEffects(experiment(normal, 6));
      rejected += Number(pValue <= 0.05);
      return low <= 1 && 1 <= high;
    });
    expect(covered).toBeGreaterThanOrEqual(0.93);
    expect(covered).toBeLessThanOrEqual(0.97);
    expect(rejected / 1000).toBeGreaterThanOrEqual(0.03);
    expect(rejected / 1000).toBeLessThanOrEqual(0.07);
  });
});
