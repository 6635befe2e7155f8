import { describe, expect, test } from 'vitest';
import * as theory from '../../../src/theory/index.js';
import { expectWithin } from '../relative-error.js';

const { agreementsUntilUnlikely, bandwagonClearance, clearanceDelay, clearanceProbability, commonShockClearance, meanClearanceTries, packagedClearance, persistentClearance } = theory;

/** A product term by term: slow, and without the logarithm of the formula. */
const product = (factors: readonly number[]): number => factors.reduce((all, factor) => all * factor, 1);
const series = (n: number, of: (i: number) => number): number[] => Array.from({ length: n }, (_, i) => of(i));

describe('independent clearances', () => {
  // Rounded as in the literature on Pressman and Wildavsky, whose own table 8 has slips of arithmetic.
  test.each([[0.8, 1.6455e-7, 5], [0.9, 6.26579e-4, 6], [0.95, 0.0275837, 6], [0.99, 0.494839, 6]])('70 of them at %d (PW1)', (p, expected, digits) => {
    expect(Number(clearanceProbability(p, 70).toPrecision(digits))).toBe(expected);
    expectWithin(clearanceProbability(p, 70), product(series(70, () => p)), 1e-13);
  });

  test.each([[0.8, 4], [0.9, 7], [0.95, 14], [0.99, 69]])('agreements at %d until failure is likelier than not: %i (PW2)', (p, expected) => {
    expect(agreementsUntilUnlikely(p)).toBe(expected);
  });

  test('the number of agreements is the least one, for any threshold', () => {
    for (const p of [0.001, 0.3, 0.5, 0.77, 0.9999]) {
      for (const threshold of [1, 0.9, 0.5, 0.25, 1e-6]) {
        const n = agreementsUntilUnlikely(p, threshold) ?? NaN;
        expect(clearanceProbability(p, n), `${p} ${threshold}`).toBeLessThan(threshold);
        if (n > 1) expect(clearanceProbability(p, n - 1)).toBeGreaterThanOrEqual(threshold);
      }
    }
    expect(agreementsUntilUnlikely(1)).toBeUndefined();
    expect(agreementsUntilUnlikely(0)).toBe(1);
  });

  test('certain and impossible ones, and none at all', () => {
    expect([clearanceProbability(1, 70), clearanceProbability(0, 70), clearanceProbability(0, 0)]).toEqual([1, 0, 1]);
  });
});

describe('tactics', () => {
  test.each([[2, 0.0574098], [3, 0.569924], [4, 0.893964], [5, 0.977846]])('70 clearances at .8, each tried %i times (PW5)', (tries, expected) => {
    expect(Number(persistentClearance(0.8, 70, tries).toPrecision(6))).toBe(expected);
  });

  test.each([[35, 0.166083], [14, 0.487675], [10, 0.598737], [7, 0.698337]])('70 agreements at .95 in %i bundles (PW7)', (bundles, expected) => {
    expect(Number(packagedClearance(0.95, 70, bundles).toPrecision(6))).toBe(expected);
  });

  test.each([[0.8, 0.9, 0.12061], [0.9, 0.9, 0.358081]])('a bandwagon from %d with factor %d (PW9)', (p, q, expected) => {
    expect(Number(bandwagonClearance(p, q, 70).toPrecision(6))).toBe(expected);
  });

  test('a bandwagon without momentum is independence, and one with full momentum needs the first agreement only', () => {
    expectWithin(bandwagonClearance(0.9, 1, 70), clearanceProbability(0.9, 70), 1e-12);
    expectWithin(bandwagonClearance(0.9, 0, 70), 0.9, 1e-15);
  });

  test.each([[19, 1, 0.213483], [9, 1, 0.113924]])('a common climate of law beta(%i, %i) (PW10)', (alpha, beta, expected) => {
    expect(Number(commonShockClearance({ alpha, beta }, 70).toPrecision(6))).toBe(expected);
    // With beta = 1 the product telescopes.
    expectWithin(commonShockClearance({ alpha, beta }, 70), alpha / (alpha + 70), 1e-12);
  });

  test('a common climate that hardly varies is independence', () => {
    expectWithin(commonShockClearance({ alpha: 0.9e9, beta: 0.1e9 }, 70), clearanceProbability(0.9, 70), 1e-5);
  });
});

describe('tries', () => {
  test.each([[0.8, 87.5], [0.9, 77.7778], [0.95, 73.6842]])('70 clearances at %d without giving up (PW11)', (p, expected) => {
    expect(Number(meanClearanceTries(p, 70).toPrecision(6))).toBe(expected);
  });

  test('with giving up: by hand for two points and two tries at one half', () => {
    // First point: 1 try with 1/2, 2 with 1/2; the second point is reached with 3/4.
    expectWithin(meanClearanceTries(0.5, 2, 2), 1.5 + 0.75 * 1.5, 1e-15);
    expect(meanClearanceTries(0, 5, 3)).toBe(3);
    expect(meanClearanceTries(1, 5, 3)).toBe(5);
    expectWithin(meanClearanceTries(0.8, 70, 200), 87.5, 1e-12);
  });
});

test('a third each of 1, 3 and 6 weeks for 70 agreements (PW4)', () => {
  const third = 1 / 3;
  expectWithin(clearanceDelay(70, [{ share: third, delay: 1 }, { share: third, delay: 3 }, { share: third, delay: 6 }]), 700 / 3, 1e-12);
});

describe('impossible input', () => {
  test.each<[string, () => unknown, string]>([
    ['a probability above 1', () => clearanceProbability(1.1, 3), 'probability: expected a number from 0 to 1, found 1.1'],
    ['half a point', () => clearanceProbability(0.5, 2.5), 'points: expected a whole number of at least 0, found 2.5'],
    ['a threshold of 0', () => agreementsUntilUnlikely(0.5, 0), 'threshold: expected a number above 0 and up to 1, found 0'],
    ['no try', () => persistentClearance(0.5, 3, 0), 'tries: expected a whole number of at least 1, found 0'],
    ['endless tries at nothing', () => meanClearanceTries(0, 3), 'probability: expected a number above 0 where tries are unlimited, found 0'],
    ['more bundles than agreements', () => packagedClearance(0.5, 3, 4), 'bundles: expected at most as many as there are agreements (3), found 4'],
    ['a shape of 0', () => commonShockClearance({ alpha: 0, beta: 1 }, 3), 'alpha: expected a finite number above 0, found 0'],
    ['shares of half', () => clearanceDelay(3, [{ share: 0.5, delay: 1 }]), 'kinds: expected shares that sum to 1, found 0.5'],
    ['a negative delay', () => clearanceDelay(3, [{ share: 1, delay: -1 }]), 'delay: expected a finite number of at least 0, found -1'],
    ['a factor that is no number', () => bandwagonClearance(0.5, NaN, 3), 'factor: expected a number from 0 to 1, found NaN'],
  ])('%s is refused', (_, call, message) => {
    expect(call).toThrow(new RangeError(message));
  });
});
