import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alternatingOffers, constrainedAwards, finiteRubinsteinShare, linearClaimant, nashDivision, rubinsteinShare } from '../../../src/theory/index.js';
import { expectWithin } from '../relative-error.js';

describe('constrained equal awards', () => {
  // Aumann and Maschler (1985), table 1: the three widows with claims of 100, 200 and 300, by the rule of equal awards.
  test.each([[100, [100 / 3, 100 / 3, 100 / 3]], [200, [200 / 3, 200 / 3, 200 / 3]], [300, [100, 100, 100]], [500, [100, 200, 200]], [600, [100, 200, 300]]])(
    'an estate of %d among claims of 100, 200 and 300', (estate, expected) => {
      constrainedAwards(estate, [100, 200, 300]).forEach((award, i) => expectWithin(award, expected[i], 1e-12));
    });

  test('an estate above all claims leaves everybody its claim', () => {
    expect(constrainedAwards(1000, [100, 200, 300])).toEqual([100, 200, 300]);
  });

  test('weights count, and who has none comes last', () => {
    expect(constrainedAwards(90, [100, 100, 100], [2, 1, 0])).toEqual([60, 30, 0]);
    expect(constrainedAwards(250, [100, 100, 100], [2, 1, 0])).toEqual([100, 100, 50]);
  });

  test('without bounds that bind it is the weighted Nash solution for linear utilities', () => {
    const nash = nashDivision([linearClaimant(0, 1), linearClaimant(0, 2), linearClaimant(0, 5)], 80);
    constrainedAwards(80, [Infinity, Infinity, Infinity], [1, 2, 5]).forEach((award, i) => expectWithin(award, nash[i], 1e-9));
  });

  test('sums to the estate or to all claims, never above a claim, equal per weight below it', () => {
    const claim = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(fc.property(fc.array(fc.tuple(claim, fc.double({ min: 0.01, max: 10, noNaN: true })), { minLength: 1, maxLength: 8 }), fc.double({ min: 0, max: 4e6, noNaN: true }), (parties, estate) => {
      const claims = parties.map(([own]) => own);
      const weights = parties.map(([, weight]) => weight);
      const awards = constrainedAwards(estate, claims, weights);
      const total = awards.reduce((sum, award) => sum + award, 0);
      const all = claims.reduce((sum, own) => sum + own, 0);
      expect(Math.abs(total - Math.min(estate, all))).toBeLessThanOrEqual(1e-9 * (1 + all));
      const level = Math.max(...awards.map((award, i) => (award < claims[i] ? award / weights[i] : 0)));
      awards.forEach((award, i) => {
        expect(award).toBeLessThanOrEqual(claims[i]);
        if (award < claims[i]) expect(Math.abs(award / weights[i] - level)).toBeLessThanOrEqual(1e-6 * (1 + level));
      });
    }), { seed: 1985 });
  });

  test.each<[string, () => unknown, string]>([
    ['a negative estate', () => constrainedAwards(-1, [1]), 'estate: expected a finite number of at least 0, found -1'],
    ['a claim that is no number', () => constrainedAwards(1, [NaN]), 'claim 0: expected a number of at least 0, found NaN'],
    ['too few weights', () => constrainedAwards(1, [1, 2], [1]), 'weights: expected one for each of 2 claims, found 1'],
  ])('%s is refused', (_, call, message) => {
    expect(call).toThrow(message);
  });
});

describe('alternating offers among n', () => {
  test.each([[[0.9, 0.9]], [[0.9, 0.8]], [[0.8, 0.9]], [[0.5, 0.5]], [[1, 0.3]]])('two with discounts %j share as Rubinstein says', (discounts) => {
    const [first, second] = discounts;
    expectWithin(alternatingOffers({ discounts, proposer: 0 })[0], rubinsteinShare({ first, second }), 1e-12);
    expectWithin(alternatingOffers({ discounts, proposer: 1 })[1], rubinsteinShare({ first: second, second: first }), 1e-12);
  });

  test.each([1, 2, 3, 4, 5])('two with %i periods share as Stahl says', (periods) => {
    expectWithin(alternatingOffers({ discounts: [0.9, 0.9], proposer: 0, periods })[0], finiteRubinsteinShare({ first: 0.9, second: 0.9 }, periods), 1e-12);
  });

  // With a common discount d the proposer gets 1 / (1 + d + ... + d^(n-1)), the others d, d^2 ... times that (Osborne and Rubinstein 1990, section 3.13).
  test.each([3, 5, 9])('%i with a common discount share in powers of it', (n) => {
    const d = 0.8;
    let sum = 0;
    for (let k = 0, power = 1; k < n; k++, power *= d) sum += power;
    let expected = 1 / sum;
    for (const share of alternatingOffers({ discounts: Array.from({ length: n }, () => d), proposer: 0 })) {
      expectWithin(share, expected, 1e-12);
      expected *= d;
    }
  });

  test('everybody is indifferent between accepting and waiting for the next proposal', () => {
    const discounts = [0.9, 0.6, 0.8, 0.95];
    const now = alternatingOffers({ discounts, proposer: 1 });
    const next = alternatingOffers({ discounts, proposer: 2 });
    for (const i of [0, 2, 3]) expectWithin(now[i], discounts[i] * next[i], 1e-12);
    expectWithin(now.reduce((sum, share) => sum + share, 0), 1, 1e-12);
  });

  test('many periods come close to offers without end', () => {
    const discounts = [0.7, 0.9, 0.8];
    const endless = alternatingOffers({ discounts, proposer: 0 });
    alternatingOffers({ discounts, proposer: 0, periods: 600 }).forEach((share, i) => expectWithin(share, endless[i], 1e-12));
  });

  test.each<[string, () => unknown, string]>([
    ['one claimant', () => alternatingOffers({ discounts: [0.5], proposer: 0 }), 'discounts: expected at least 2 claimants, found 1'],
    ['two who lose nothing by waiting', () => alternatingOffers({ discounts: [1, 1, 0.5], proposer: 0 }), 'discounts: expected at most one claimant who does not lose by waiting for ever, found several'],
    ['a proposer who is not there', () => alternatingOffers({ discounts: [0.5, 0.5], proposer: 2 }), 'proposer: expected a claimant from 0 to 1, found 2'],
    ['no period', () => alternatingOffers({ discounts: [0.5, 0.5], proposer: 0, periods: 0 }), 'periods: expected a whole number of at least 1, found 0'],
  ])('%s is refused', (_, call, message) => {
    expect(call).toThrow(message);
  });
});
