import { describe, expect, test } from 'vitest';
import * as theory from '../../../src/theory/index.js';
import { expectWithin } from '../relative-error.js';

const { breakdownShare, compromiseOutcome, equalGainExchange, finiteRubinsteinShare, kalaiSmorodinskyDivision, linearClaimant, nashDivision, proposerShare, rubinsteinShare } = theory;
type Claimant = theory.Claimant;

describe('alternating offers', () => {
  test.each([[0.9, 0.9, 0.526316], [0.9, 0.8, 0.714286], [0.8, 0.9, 0.357143], [0.5, 0.5, 0.666667]])('discount factors %d and %d (BG1)', (first, second, expected) => {
    expect(Number(rubinsteinShare({ first, second }).toFixed(6))).toBe(expected);
  });

  test.each([[1, 1], [2, 0.1], [3, 0.91], [4, 0.181], [5, 0.8371]])('that end after %i periods, factors .9 (BG2)', (periods, expected) => {
    expectWithin(finiteRubinsteinShare({ first: 0.9, second: 0.9 }, periods), expected, 1e-12);
  });

  test('that end late come close to those without end, for different factors too', () => {
    for (const periods of [1000, 1001]) expectWithin(finiteRubinsteinShare({ first: 0.9, second: 0.8 }, periods), rubinsteinShare({ first: 0.9, second: 0.8 }), 1e-12);
  });

  test('with a risk of breakdown of .1 and outside values .2 and .1 (BG3)', () => {
    expect(Number(breakdownShare(0.1, { first: 0.2, second: 0.1 }).toFixed(6))).toBe(0.568421);
  });

  test('the share under a risk of breakdown makes both indifferent between accepting and refusing', () => {
    const [p, b1, b2] = [0.3, 0.25, 0.1];
    const x = breakdownShare(p, { first: b1, second: b2 });
    // When the other one proposes, the roles are exchanged.
    const y = breakdownShare(p, { first: b2, second: b1 });
    expectWithin(1 - x, p * b2 + (1 - p) * y, 1e-12);
    expectWithin(1 - y, p * b1 + (1 - p) * x, 1e-12);
  });

  test('a small risk leads to the Nash solution', () => {
    expectWithin(breakdownShare(1e-9, { first: 0.2, second: 0.1 }), nashDivision([linearClaimant(0.2), linearClaimant(0.1)], 1)[0], 1e-8);
  });

  test.each<[string, () => unknown, string]>([
    ['patience without end on both sides', () => rubinsteinShare({ first: 1, second: 1 }), 'discounting: expected somebody who loses by waiting, found factors of 1 for both'],
    ['a factor above 1', () => rubinsteinShare({ first: 1.1, second: 0.5 }), 'discounting.first: expected a number from 0 to 1, found 1.1'],
    ['no period', () => finiteRubinsteinShare({ first: 0.9, second: 0.9 }, 0), 'periods: expected a whole number of at least 1, found 0'],
    ['no risk', () => breakdownShare(0, { first: 0, second: 0 }), 'risk: expected a probability above 0 and up to 1, found 0'],
    ['more outside than inside', () => breakdownShare(0.5, { first: 0.6, second: 0.6 }), 'outside: expected values of at least 0 that sum to at most 1, found 0.6 and 0.6'],
  ])('%s: refused', (_, call, message) => {
    expect(call).toThrow(new RangeError(message));
  });
});

/** For whom the frontier of utilities against a linear claimant is u2 = 1 - u1^2. */
const risky: Claimant = { utility: Math.sqrt, slope: (share) => 0.5 / Math.sqrt(share), disagreement: 0 };

describe('axiomatic solutions', () => {
  test('Nash on the frontier u2 = 1 - u1^2 (BG4)', () => {
    const [share, rest] = nashDivision([risky, linearClaimant()], 1);
    expectWithin(Math.sqrt(share), 1 / Math.sqrt(3), 1e-9);
    expectWithin(rest, 2 / 3, 1e-9);
  });

  test('Kalai and Smorodinsky on the same frontier: both get the golden section (BG4)', () => {
    const [share, rest] = kalaiSmorodinskyDivision([risky, linearClaimant()], 1);
    expectWithin(Math.sqrt(share), (Math.sqrt(5) - 1) / 2, 1e-9);
    expectWithin(rest, (Math.sqrt(5) - 1) / 2, 1e-9);
  });

  test('linear claimants split what is left by weight; Kalai and Smorodinsky equally, since all ideals are alike', () => {
    const claimants = [linearClaimant(0.1, 1), linearClaimant(0.2, 2), linearClaimant(0, 5)];
    nashDivision(claimants, 1.5).forEach((share, i) => {
      expectWithin(share, [0.1 + 1.2 / 8, 0.2 + 2.4 / 8, 6 / 8][i], 1e-9);
    });
    kalaiSmorodinskyDivision(claimants, 1.5).forEach((share, i) => {
      expectWithin(share, [0.1, 0.2, 0][i] + 0.4, 1e-9);
    });
  });

  test('no small change of a Nash division makes the product larger, for seven claimants of three kinds', () => {
    const logarithmic: Claimant = { utility: (share) => Math.log1p(4 * share), slope: (share) => 4 / (1 + 4 * share), disagreement: 0.3, weight: 2 };
    const claimants = [risky, logarithmic, linearClaimant(0.05), risky, linearClaimant(0, 0.5), logarithmic, { ...risky, disagreement: 0.2 }];
    const shares = nashDivision(claimants, 2);
    const product = (of: readonly number[]): number => claimants.reduce((sum, { utility, disagreement, weight = 1 }, i) => sum + weight * Math.log(utility(of[i]) - disagreement), 0);
    expectWithin(shares.reduce((sum, share) => sum + share, 0), 2, 1e-12);
    for (let i = 0; i < 7; i++) {
      for (let j = 0; j < 7; j++) {
        if (i === j) continue;
        const changed = shares.map((share, k) => share + (k === i ? 1e-4 : k === j ? -1e-4 : 0));
        expect(product(changed), `${i} from ${j}`).toBeLessThan(product(shares));
      }
    }
  });

  test('the unit of utility does not matter to either solution', () => {
    const scaled: Claimant = { utility: (share) => 7 * Math.sqrt(share) + 3, slope: (share) => 3.5 / Math.sqrt(share), disagreement: 3 };
    expectWithin(nashDivision([scaled, linearClaimant()], 1)[0], 1 / 3, 1e-9);
    expectWithin(kalaiSmorodinskyDivision([scaled, linearClaimant()], 1)[1], (Math.sqrt(5) - 1) / 2, 1e-9);
  });

  test.each<[string, () => unknown, RegExp]>([
    ['one claimant alone', () => nashDivision([linearClaimant()], 1), /^claimants: expected at least 2, found 1$/],
    ['a pie of nothing', () => nashDivision([linearClaimant(), linearClaimant()], 0), /^pie: expected a finite number above 0, found 0$/],
    ['a pie that is too small', () => kalaiSmorodinskyDivision([linearClaimant(0.6), linearClaimant(0.4)], 1), /^division: expected a pie of which everybody can get more than by disagreement, found one of 1 where they need 1$/],
    ['claims that no pie meets', () => nashDivision([linearClaimant(2), linearClaimant()], 1), /found one of 1 where they need Infinity$/],
    ['a weight of 0', () => nashDivision([linearClaimant(0, 0), linearClaimant()], 1), /^weight of claimant 0: expected a finite number above 0, found 0$/],
  ])('%s is refused', (_, call, message) => {
    expect(call).toThrow(message);
  });
});

describe('legislative bargaining', () => {
  test.each([
    [3, 2, 1, 0.666667], [3, 2, 0.9, 0.7], [3, 2, 0.8, 0.733333], [5, 3, 1, 0.6], [5, 3, 0.9, 0.64], [5, 3, 0.8, 0.68], [9, 9, 0.9, 0.2], [27, 15, 1, 0.481481],
  ])('%i members, %i votes, discount %d (BG5, BG6)', (members, quota, discount, expected) => {
    expect(Number(proposerShare({ members, quota, discount }).toFixed(6))).toBe(expected);
  });

  test('a member is worth as much before the lot as a vote costs, discounted', () => {
    const [n, q, d] = [7, 4, 0.85];
    const share = proposerShare({ members: n, quota: q, discount: d });
    // Proposer with 1/n; otherwise in a coalition with (q - 1)/(n - 1), paid d / n.
    expectWithin(share / n + ((n - 1) / n) * ((q - 1) / (n - 1)) * (d / n), 1 / n, 1e-12);
  });

  test('more votes than members are refused', () => {
    expect(() => proposerShare({ members: 3, quota: 4, discount: 1 })).toThrow('quota: expected at most as many votes as there are members (3), found 4');
  });
});

describe('exchange of votes with equal gains (BG13)', () => {
  const health = { positions: [0, 100, 60], salience: [0.9, 0.3, 0.5], capability: [1, 0.8, 0.6] };
  const housing = { positions: [20, 90, 40], salience: [0.2, 0.8, 0.6], capability: [1, 0.8, 0.6] };
  const moved = (issue: typeof health, actor: number, position: number) => ({ ...issue, positions: issue.positions.map((x, i) => (i === actor ? position : x)) });

  test('both gain the same, as the outcomes before and after say', () => {
    const exchange = equalGainExchange(health, housing, 0, 1);
    if (exchange === undefined) throw new Error('expected an exchange');
    const dp = compromiseOutcome(moved(health, 1, exchange.firstPosition)) - compromiseOutcome(health);
    const dq = compromiseOutcome(moved(housing, 0, exchange.secondPosition)) - compromiseOutcome(housing);
    expectWithin(dp, exchange.firstShift, 1e-9);
    expectWithin(dq, exchange.secondShift, 1e-9);
    // The first wants health lower, the second housing higher.
    expect(dp).toBeLessThan(0);
    expect(dq).toBeGreaterThan(0);
    expectWithin(0.9 * -dp - 0.2 * dq, exchange.gain, 1e-9);
    expectWithin(0.8 * dq - 0.3 * -dp, exchange.gain, 1e-9);
    expectWithin(dq / -dp, (0.9 + 0.3) / (0.2 + 0.8), 1e-9);
  });

  test('nobody is moved past the position demanded, and one of the limits is reached', () => {
    const exchange = equalGainExchange(health, housing, 0, 1);
    if (exchange === undefined) throw new Error('expected an exchange');
    expect(exchange.firstPosition).toBeGreaterThanOrEqual(0);
    expect(exchange.secondPosition).toBeLessThanOrEqual(90 + 1e-9);
    expect(Math.min(exchange.firstPosition, 90 - exchange.secondPosition)).toBeCloseTo(0, 9);
  });

  test('an outcome is not moved past the position demanded either', () => {
    const strong = { positions: [50, 100], salience: [0.5, 0.4], capability: [1, 10] };
    const other = { positions: [0, 100], salience: [0.1, 0.9], capability: [100, 1] };
    const exchange = equalGainExchange(strong, other, 0, 1);
    if (exchange === undefined) throw new Error('expected an exchange');
    expect(compromiseOutcome(strong) + exchange.firstShift).toBeGreaterThanOrEqual(50 - 1e-9);
  });

  test('there is none where the issues matter in the same or the wrong proportion, or somebody has nothing to give', () => {
    expect(equalGainExchange(health, { ...housing, salience: health.salience }, 0, 1)).toBeUndefined();
    expect(equalGainExchange(housing, health, 0, 1)).toBeUndefined();
    expect(equalGainExchange(health, { ...housing, salience: [0, 0.8, 0.6] }, 0, 1)).toBeUndefined();
    expect(equalGainExchange({ ...health, positions: [0, 10, 100] }, housing, 0, 1)).toBeUndefined();
  });

  test.each<[string, () => unknown, string]>([
    ['an actor with itself', () => equalGainExchange(health, housing, 1, 1), 'equalGainExchange: expected two different actors of the same two issues'],
    ['an actor that is none', () => equalGainExchange(health, housing, 0, 3), 'equalGainExchange: expected actors from 0 to 2, found 3'],
    ['missing saliences', () => equalGainExchange({ ...health, salience: [1] }, housing, 0, 1), 'issue: expected a salience and a capability for each of 3 positions, found 1 and 3'],
    ['nobody with weight', () => compromiseOutcome({ positions: [1], salience: [0], capability: [1] }), 'issue: expected somebody with salience and capability above 0, found nobody'],
  ])('%s: refused', (_, call, message) => {
    expect(call).toThrow(new RangeError(message));
  });
});
