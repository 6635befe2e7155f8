import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Contrast } from '../../src/experiment/contrast.js';
import { decompose, type Decomposition, type Share } from '../../src/experiment/decomposition.js';
import type { Mechanism } from '../../src/experiment/elements.js';
import { parsed } from './small-study.js';

const scenario = parsed();

/** Value of the measure for each combination of elements and replication; and the differences without each mechanism, and without all. */
interface Game {
  readonly elements: number;
  /** By mask; undefined where the file does not allow it. */
  readonly worth: (mask: number) => readonly number[] | undefined;
  readonly complete?: boolean;
  readonly without?: readonly (readonly number[])[];
  readonly bare?: readonly number[];
}

/** A contrast that has been run, with these values: a is point 0, b the last combination. */
function decomposed({ elements, worth, complete = true, without = [], bare }: Game): Decomposition {
  const all = (1 << elements) - 1;
  const values: (readonly number[])[] = [];
  const add = (numbers: readonly number[] | undefined): number | undefined => (numbers === undefined ? undefined : values.push(numbers) - 1);
  const masks = Array.from({ length: all + 1 }, (_, mask) => mask);
  const needed = complete ? masks : masks.filter((mask) => [0, all].includes(mask) || [mask, all ^ mask].some((each) => (each & (each - 1)) === 0));
  const combinations = new Map(needed.map((mask) => [mask, add(worth(mask))]));
  const zero = worth(0)?.map(() => 0);
  const removal = (name: string, difference: readonly number[]) => ({ mechanism: { name, meaning: '', changes: () => ({}) } satisfies Mechanism, a: add(zero), b: add(difference) });
  const contrast: Contrast = {
    names: ['a', 'b'],
    a: combinations.get(0) ?? 0,
    b: combinations.get(all) ?? 0,
    elements: Array.from({ length: elements }, (_, index) => ({ name: `e${index}`, differences: [] })),
    combinations,
    complete,
    neutralisations: without.map((difference, index) => removal(`m${index}`, difference)),
    bare: bare && removal('all', bare),
    idle: [],
    experiment: { scenario, points: values.map((_, index) => ({ index, name: `${index}`, changes: {}, scenario })), replications: 2, seed: '1', randomNumbers: 'common', runs: 0 },
  };
  return decompose(contrast, 'solved', values);
}

const means = (shares: readonly Share[]): (number | undefined)[] => shares.map(({ mean }) => mean);
const has = (mask: number, element: number): boolean => (mask & (1 << element)) !== 0;

describe('elements', () => {
  it('have their own effect where effects add up', () => {
    const result = decomposed({ elements: 3, worth: (mask) => [5, 7].map((base) => base + (has(mask, 0) ? 2 : 0) + (has(mask, 1) ? -1 : 0)) });
    expect(means(result.elements)).toEqual([2, -1, 0]);
    expect(result.difference.mean).toBe(1);
    expect(result.elementRemainder.mean).toBe(0);
  });

  it('share equally what needs both: the unanimity game of two (Shapley 1953)', () => {
    const result = decomposed({ elements: 2, worth: (mask) => (mask === 3 ? [1, 1] : [0, 0]) });
    expect(result.elements.map(({ mean, fromA, fromB }) => [mean, fromA, fromB])).toEqual([[0.5, 0, 1], [0.5, 0, 1]]);
  });

  it('have the Shapley values 4/6, 1/6 and 1/6 in the game of a right glove and two left ones', () => {
    // Player 0 holds the only right glove; a pair is worth 1.
    const { elements, overOrders } = decomposed({ elements: 3, worth: (mask) => [0, 0].map(() => (has(mask, 0) && (has(mask, 1) || has(mask, 2)) ? 1 : 0)) });
    expect(overOrders).toBe(true);
    expect(elements.map(({ mean }) => mean?.toFixed(12))).toEqual([4 / 6, 1 / 6, 1 / 6].map((share) => share.toFixed(12)));
  });

  it('leave interaction to the remainder where not all orders are run', () => {
    // Three that are worth something only together: alone 0 from a, 1 from b, so half each; half of the difference too much.
    const result = decomposed({ elements: 3, complete: false, worth: (mask) => (mask === 7 ? [1, 1] : [0, 0]) });
    expect([result.overOrders, means(result.elements), result.elementRemainder.mean]).toEqual([false, [0.5, 0.5, 0.5], -0.5]);
  });

  it('are judged from the side that the file allows', () => {
    const result = decomposed({ elements: 2, worth: (mask) => (mask === 1 ? undefined : [mask, mask]) });
    // e0 alone is impossible: 3 - 2 from b. e1: 2 from a; back from b it would need the impossible combination.
    expect(result.elements.map(({ mean, fromA, fromB }) => [mean, fromA, fromB])).toEqual([[1, undefined, 1], [2, 2, undefined]]);
    expect(result.elementRemainder.mean).toBe(0);
  });
});

describe('mechanisms', () => {
  it('account for what vanishes without them, and the remainder for what two account for', () => {
    // Of a difference of 10, taking either away leaves 4, and taking both away leaves 3.
    const result = decomposed({ elements: 1, worth: (mask) => [0, 0].map(() => 10 * mask), without: [[4, 4], [4, 4]], bare: [3, 3] });
    expect([means(result.mechanisms), result.mechanisms.map(({ without }) => without), result.bare?.mean, result.mechanismRemainder.mean]).toEqual([[6, 6], [4, 4], 3, -5]);
  });
});

describe('intervals and tests', () => {
  it('are those of the paired differences', () => {
    // R: t.test(c(1, 3)) gives the mean 2, the interval -10.706 to 14.706 and p = .2952.
    const { difference } = decomposed({ elements: 1, worth: (mask) => (mask === 0 ? [100, 200] : [101, 203]) });
    expect([difference.mean, difference.low?.toFixed(3), difference.high?.toFixed(3), difference.p?.toFixed(4)]).toEqual([2, '-10.706', '14.706', '0.2952']);
  });

  it('take what is rounding of the values for nothing', () => {
    // Doubles about 100 are 1.4e-14 apart.
    const worth = (mask: number): number[] => [100.3, 110.3, 120.3].map((base, r) => base + (has(mask, 0) ? 1e-3 : 0) + (has(mask, 1) ? 1.5e-14 * r : 0));
    const { elements, elementRemainder } = decomposed({ elements: 2, worth });
    expect(elements[0]).toMatchObject({ mean: expect.closeTo(1e-3, 12) as number, p: 0 });
    expect(elements[1]).toMatchObject({ mean: 0, low: 0, high: 0, fromA: 0, fromB: 0, p: 1 });
    expect(elementRemainder).toMatchObject({ mean: 0, p: 1 });
  });

  it('are adjusted over the shares of each decomposition', () => {
    const { elements } = decomposed({ elements: 2, worth: (mask) => [0, 0].map((_, replication) => (has(mask, 0) ? 1 + 2 * replication : 0) + (has(mask, 1) ? 1 + 2 * replication : 0)) });
    expect(elements.map(({ p, pHolm }) => [p?.toFixed(4), pHolm?.toFixed(4)])).toEqual([['0.2952', '0.5903'], ['0.2952', '0.5903']]);
  });
});

it('without the measure, nothing is said', () => {
  const contrast = { ...decomposedContrast() };
  const result = decompose(contrast, 'solved', [[undefined, undefined], [1, 2]]);
  expect([result.n, result.difference.mean, result.elements[0].mean]).toEqual([0, undefined, undefined]);
});

function decomposedContrast(): Contrast {
  return {
    names: ['a', 'b'], a: 0, b: 1, elements: [{ name: 'e', differences: [] }], combinations: new Map([[0, 0], [1, 1]]), complete: true, neutralisations: [], bare: undefined, idle: [],
    experiment: { scenario, points: [0, 1].map((index) => ({ index, name: `${index}`, changes: {}, scenario })), replications: 2, seed: '1', randomNumbers: 'common', runs: 4 },
  };
}

describe('shares and remainder', () => {
  const replications = 3;
  const numbers = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: replications, maxLength: replications });
  const game = fc.record({
    elements: fc.integer({ min: 1, max: 5 }),
    complete: fc.boolean(),
    table: fc.array(fc.option(numbers, { nil: undefined, freq: 6 }), { minLength: 32, maxLength: 32 }),
    ends: fc.tuple(numbers, numbers),
    without: fc.array(numbers, { maxLength: 4 }),
    bare: fc.option(numbers, { nil: undefined }),
  });

  it('sum to the difference, whatever the values and whatever the file does not allow', () => {
    fc.assert(fc.property(game, ({ elements, complete, table, ends, without, bare }) => {
      const all = (1 << elements) - 1;
      const result = decomposed({ elements, complete, without, ...(bare === undefined ? {} : { bare }), worth: (mask) => (mask === 0 ? ends[0] : mask === all ? ends[1] : table[mask]) });
      const sum = (shares: readonly (Share | undefined)[]): number => shares.reduce((total, share) => total + (share?.mean ?? 0), 0);
      const difference = result.difference.mean ?? NaN;
      expect(Math.abs(sum([...result.elements, result.elementRemainder]) - difference)).toBeLessThan(1e-9);
      expect(Math.abs(sum([...result.mechanisms, result.bare, result.mechanismRemainder]) - difference)).toBeLessThan(1e-9);
      if (result.overOrders) expect(result.elementRemainder.mean).toBe(0);
    }), { seed: 1, numRuns: 300 });
  });
});
