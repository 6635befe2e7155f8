import { describe, expect, test } from 'vitest';
import * as theory from '../../../src/theory/index.js';
import { expectWithin } from '../relative-error.js';

const { adoptsByQualifiedMajority, banzhaf, councilGame, shapleyShubik, votingGame } = theory;

/** Council of the European Economic Community of 1958: France, Germany, Italy, Netherlands, Belgium, Luxembourg. */
const council1958 = votingGame([4, 4, 4, 2, 2, 1], 12);

describe('indices of power', () => {
  test('Shapley and Shubik of the Council of 1958: Luxembourg never mattered (BG8)', () => {
    shapleyShubik(council1958).forEach((index, i) => {
      expectWithin(index, [7 / 30, 7 / 30, 7 / 30, 3 / 20, 3 / 20, 0][i], 1e-12);
    });
  });

  // Felsenthal and Machover (1998), table 5.3.2: 10 and 6 swings.
  test('Banzhaf of the same Council', () => {
    banzhaf(council1958).forEach((index, i) => {
      expectWithin(index, [10 / 42, 10 / 42, 10 / 42, 6 / 42, 6 / 42, 0][i], 1e-12);
    });
  });

  // Shapley and Shubik (1954): permanent members of the Security Council of then 11 (five with a veto, seven votes needed), 76/385.
  test('the Security Council of 1954 as a weighted game', () => {
    const index = shapleyShubik(votingGame([5, 5, 5, 5, 5, 1, 1, 1, 1, 1, 1], 27));
    expectWithin(index[0], 76 / 385, 1e-12);
    expectWithin(index[10], (1 - 5 * (76 / 385)) / 6, 1e-12);
  });

  test('agree with the enumeration of all orders and coalitions, with a condition on numbers besides weights', () => {
    const populations = [83, 68, 60, 20, 9, 2];
    const game = councilGame(populations);
    const n = populations.length;
    const wins = (voters: readonly number[]): boolean => adoptsByQualifiedMajority(populations.map((_, i) => voters.includes(i)), populations);
    const pivots = new Array<number>(n).fill(0);
    const orders = (rest: readonly number[], joined: readonly number[]): void => {
      for (const voter of rest) {
        const others = rest.filter((other) => other !== voter);
        if (!wins(joined) && wins([...joined, voter])) pivots[voter] += factorial(others.length);
        else orders(others, [...joined, voter]);
      }
    };
    orders([...populations.keys()], []);
    shapleyShubik(game).forEach((index, i) => {
      expectWithin(index, pivots[i] / factorial(n), 1e-12);
    });
    const swings = populations.map((_, voter) => coalitions(n).filter((coalition) => !coalition.includes(voter) && !wins(coalition) && wins([...coalition, voter])).length);
    banzhaf(game).forEach((index, i) => {
      expectWithin(index, swings[i] / swings.reduce((sum, count) => sum + count, 0), 1e-12);
    });
  });

  test('sum to 1 for 27 members and for 60 equal ones', () => {
    const populations = [83, 68, 59, 48, 38, 19, 17, 12, 11, 10, 10, 10, 9, 9, 7, 6, 6, 5, 5, 4, 3, 2, 2, 1, 1, 1, 1];
    expectWithin(shapleyShubik(councilGame(populations)).reduce((sum, index) => sum + index, 0), 1, 1e-12);
    for (const index of [...shapleyShubik(votingGame(new Array<number>(60).fill(1), 31)), ...banzhaf(votingGame(new Array<number>(60).fill(1), 31))]) expectWithin(index, 1 / 60, 1e-9);
  });

  test('impossible games are refused', () => {
    expect(() => votingGame([1, 2], 4)).toThrow('quota: expected at most the sum of weights (3), found 4');
    expect(() => shapleyShubik(votingGame([1.5, 2], 2))).toThrow('weight of voter 0: expected a whole number of at least 0, found 1.5');
  });
});

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}

function coalitions(n: number): number[][] {
  return Array.from({ length: 1 << n }, (_, mask) => Array.from({ length: n }, (__, i) => i).filter((i) => (mask >> i) % 2 === 1));
}

describe('the Council of 27 (BG7)', () => {
  /** The first members have most of the population. */
  const populations = [200, 100, 60, ...new Array<number>(24).fill(3)];
  const votes = (against: readonly number[]): boolean[] => populations.map((_, i) => !against.includes(i));
  const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

  test('needs 15 members', () => {
    expect(adoptsByQualifiedMajority(votes(range(15, 27)), populations)).toBe(true);
    expect(adoptsByQualifiedMajority(votes(range(14, 27)), populations)).toBe(false);
  });

  test('needs 65 % of the population', () => {
    const even = new Array<number>(27).fill(1);
    // 18 of 27 are 66.7 %, 17 are 63 %.
    expect(adoptsByQualifiedMajority(even.map((_, i) => i < 18), even)).toBe(true);
    expect(adoptsByQualifiedMajority(even.map((_, i) => i < 17), even)).toBe(false);
  });

  test('three opponents never block, however large; four may', () => {
    expect(adoptsByQualifiedMajority(votes([0, 1, 2]), populations)).toBe(true);
    expect(adoptsByQualifiedMajority(votes([0, 1, 2, 3]), populations)).toBe(false);
    expect(adoptsByQualifiedMajority(votes([3, 4, 5, 6]), populations)).toBe(true);
  });

  test('needs 20 members without a proposal of the Commission', () => {
    expect(adoptsByQualifiedMajority(votes(range(20, 27)), populations, 'reinforced')).toBe(true);
    expect(adoptsByQualifiedMajority(votes(range(19, 27)), populations, 'reinforced')).toBe(false);
  });

  test('refuses votes without populations', () => {
    expect(() => adoptsByQualifiedMajority([true], [])).toThrow('adoptsByQualifiedMajority: expected a population for each vote, found 0 for 1');
    expect(() => adoptsByQualifiedMajority([true], [-1])).toThrow('population of member 0: expected a finite number of at least 0, found -1');
  });
});
