import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { adoptsByQualifiedMajority, alternatingOffers, breakdownShare, constrainedAwards, equalGainExchange, finiteRubinsteinShare, kalaiSmorodinskyDivision, linearClaimant, nashDivision, proposerShare, rubinsteinShare } from '../../../src/theory/index.js';
import { BargainingTable } from '../../../src/model/bargaining/bargaining-table.js';
import { bargain, bargainingModel, completeStakes, world, type Ended } from './table.js';

/** Gains of claimants over what they would have paid at most. */
const gains = ({ amounts = [] }: Ended, reservation: readonly number[]): number[] => amounts.map((amount, i) => reservation[i] - amount);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const majority = { agreement: { name: 'majority', parameters: {} } };

/** Every division is rounded to a cent. */
function expectCents(amounts: readonly number[] | undefined, expected: readonly number[]): void {
  expect(amounts).toBeDefined();
  amounts?.forEach((amount, i) => expect(Math.abs(amount - expected[i])).toBeLessThanOrEqual(1));
}

describe('in no time and with complete information, each protocol gives its closed form', () => {
  test('equal: the same for everybody', () => {
    const ended = bargain({ protocol: 'equal', stakes: { total: 900_000, reservation: [400_000, 300_000, 500_000] } });
    expect(ended).toMatchObject({ amounts: [300_000, 300_000, 300_000], time: 0, rounds: 1, impasses: 0 });
  });

  test('equal, of a pool: equal awards, nobody more than it asks', () => {
    const ideal = [10_000, 60_000, 90_000];
    const ended = bargain({ protocol: 'equal', stakes: { total: 100_000, burden: false, ideal, reservation: [0, 0, 0] } });
    expectCents(ended.amounts, constrainedAwards(100_000, ideal));
  });

  test('proportional: costs by weight, a pool by demand', () => {
    expectCents(bargain({ protocol: 'proportional', stakes: { total: 600_000, reservation: [1e9, 1e9, 1e9], weight: [1, 2, 3] } }).amounts, [100_000, 200_000, 300_000]);
    expectCents(bargain({ protocol: 'proportional', stakes: { total: 600_000, burden: false, ideal: [300_000, 600_000, 900_000], reservation: [0, 0, 0] } }).amounts, [100_000, 200_000, 300_000]);
  });

  test('nash: the weighted Nash solution', () => {
    const reservation = [400_000, 300_000, 500_000];
    const weight = [1, 2, 3];
    const ended = bargain({ protocol: 'nash', stakes: { total: 1_000_000, reservation, weight } });
    // In units of the surplus of 200,000 nobody has anything without an agreement.
    const solution = nashDivision(weight.map((own) => linearClaimant(0, own)), 200_000);
    expectCents(ended.amounts, reservation.map((own, i) => own - solution[i]));
    expect(ended).toMatchObject({ time: 0, rounds: 1 });
  });

  test('kalai-smorodinsky: gains in proportion to the most each could gain', () => {
    // A pool of 1000 among demands of 900, 500 and 250 with reservations of 100: surplus 700, room for gains of 800, 400 and 150.
    const ideal = [90_000, 50_000, 25_000];
    const ended = bargain({ protocol: 'kalai-smorodinsky', stakes: { total: 100_000, burden: false, ideal, reservation: [10_000, 10_000, 10_000] } });
    const claimants = [70_000, 40_000, 15_000].map((bound) => ({
      utility: (share: number) => Math.min(share, bound), slope: (share: number) => (share < bound ? 1 : 0), disagreement: 0,
    }));
    const solution = kalaiSmorodinskyDivision(claimants, 70_000);
    expectCents(ended.amounts, solution.map((gain) => 10_000 + gain));
  });

  test.each([[0.9, 0.9], [0.9, 0.8], [0.8, 0.9], [0.5, 0.5]])('rubinstein: discounts %d and %d, the first offer is accepted', (first, second) => {
    const reservation = [900_000, 800_000];
    const ended = bargain({ protocol: 'rubinstein', parameters: { discount: [first, second], breakdown: 0, horizon: 'infinite' }, stakes: { total: 1_200_000, reservation } });
    const share = rubinsteinShare({ first, second });
    expectCents(ended.amounts, [900_000 - share * 500_000, 800_000 - (1 - share) * 500_000]);
    expect(ended).toMatchObject({ offers: 1, rounds: 1, time: 0 });
  });

  test.each([1, 2, 3, 4, 5])('rubinstein: the last of %i rounds known to be the last', (rounds) => {
    const reservation = [900_000, 900_000];
    const ended = bargain({ protocol: 'rubinstein', parameters: { discount: [0.9], breakdown: 0, horizon: 'rounds' }, spec: { rounds }, stakes: { total: 900_000, reservation } });
    const share = finiteRubinsteinShare({ first: 0.9, second: 0.9 }, rounds);
    expectCents(ended.amounts, [900_000 - share * 900_000, 900_000 * share]);
  });

  test('rubinstein: a risk of breakdown, outside values in the reservations', () => {
    // A pie of a million, of which the two would keep .2 and .1 outside.
    const ended = bargain({
      protocol: 'rubinstein', parameters: { discount: [1], breakdown: 0.1, horizon: 'infinite' },
      stakes: { total: 1_000_000, burden: false, reservation: [200_000, 100_000] },
    });
    const share = breakdownShare(0.1, { first: 0.2, second: 0.1 });
    expectCents(ended.amounts, [1_000_000 * share, 1_000_000 * (1 - share)]);
  });

  test('rubinstein: five claimants', () => {
    const discounts = [0.9, 0.8, 0.7, 0.95, 0.6];
    const ended = bargain({ protocol: 'rubinstein', parameters: { discount: discounts, breakdown: 0, horizon: 'infinite' }, stakes: { total: 1_000_000, burden: false, reservation: [0, 0, 0, 0, 0] } });
    expectCents(ended.amounts, alternatingOffers({ discounts, proposer: 0 }).map((share) => share * 1_000_000));
  });

  test('rubinstein: those who never tire of waiting share equally', () => {
    const ended = bargain({ protocol: 'rubinstein', parameters: { discount: [1], breakdown: 0, horizon: 'infinite' }, stakes: { total: 900, burden: false, reservation: [0, 0, 0] } });
    expect(ended.amounts).toEqual([300, 300, 300]);
  });

  test('compromise: nobody pays more than it has', () => {
    const ended = bargain({ protocol: 'compromise', spec: majority, stakes: { total: 90_000, reservation: [10_000, 60_000, 60_000], limit: [10_000, 60_000, 60_000] } });
    expect(ended.amounts).toEqual([10_000, 40_000, 40_000]);
  });

  test('rubinstein: who pays nothing can demand no more, however patient it is', () => {
    // A surplus of 110 of which the second would demand .99 x .99.., more than the 105 that it can gain.
    const ended = bargain({ protocol: 'rubinstein', parameters: { discount: [0.1, 0.99], breakdown: 0, horizon: 'infinite' }, stakes: { total: 10_000, reservation: [10_500, 10_500] } });
    expect(ended).toMatchObject({ amounts: [10_000, 0], rounds: 1, offers: 1 });
  });

  test.each([[3, 1], [3, 0.9], [3, 0.8], [5, 1], [5, 0.9], [5, 0.8]])('baron-ferejohn: %i members, discount %d, majority', (n, discount) => {
    const reservation = Array.from({ length: n }, () => 0);
    const quota = Math.floor(n / 2) + 1;
    const best = Math.round(1_000_000 * proposerShare({ members: n, quota, discount }));
    const bought = Math.round((1_000_000 * discount) / n);
    for (let replication = 0; replication < 5; replication++) {
      const ended = bargain({ protocol: 'baron-ferejohn', parameters: { discount }, spec: majority, stakes: { total: 1_000_000, burden: false, reservation }, replication });
      expect(ended.offers).toBe(1);
      const paid = [...(ended.amounts ?? [])].sort((a, b) => b - a);
      expectCents(paid, [best, ...Array.from({ length: quota - 1 }, () => bought), ...Array.from({ length: n - quota }, () => 0)]);
    }
  });

  test('baron-ferejohn: everybody proposes and is bought equally often, so that all get the same in expectation', () => {
    const totals = [0, 0, 0];
    const replications = 600;
    for (let replication = 0; replication < replications; replication++) {
      const { amounts = [] } = bargain({ protocol: 'baron-ferejohn', parameters: { discount: 0.9 }, spec: majority, stakes: { total: 300, burden: false, reservation: [0, 0, 0] }, replication });
      amounts.forEach((amount, i) => (totals[i] += amount));
    }
    // Amounts are 210, 90 or 0 with probability 1/3 each: mean 100, sd 86.0; four standard errors of the mean of 600.
    for (const total of totals) expect(Math.abs(total / replications - 100)).toBeLessThan((4 * 86.02) / Math.sqrt(replications));
  });

  test('compromise: the mean of everybody\'s best division by capability and salience', () => {
    // c s is 2, 3 and 5. The first pays nothing by its own proposal, and 2/5 and 2/3 of the rest by weights 2, 1, 1 in those of the others.
    const ended = bargain({ protocol: 'compromise', stakes: { total: 100_000, reservation: [1e6, 1e6, 1e6], weight: [2, 1, 1], salience: [1, 3, 5] } });
    const first = (3 * (2 / 3) + 5 * (2 / 3)) / 10;
    const second = (2 * (1 / 2) + 5 * (1 / 3)) / 10;
    expectCents(ended.amounts, [first * 100_000, second * 100_000, (1 - first - second) * 100_000]);
  });

  test('concession: small steps end at the weighted Nash solution', () => {
    const reservation = [400_000, 300_000, 500_000];
    const weight = [1, 2, 3];
    const step = 0.0005;
    const ended = bargain({ protocol: 'concession', parameters: { opening: 1, step }, spec: { rounds: 100_000 }, stakes: { total: 1_000_000, reservation, weight } });
    const solution = nashDivision(weight.map((own) => linearClaimant(0, own)), 200_000);
    gains(ended, reservation).forEach((gain, i) => expect(Math.abs(gain - solution[i])).toBeLessThan(2 * step * 1_000_000));
  });
});

describe('concessions', () => {
  it('are made one step at a time by whoever still claims most, until claims fit', () => {
    // Gains of 60 and 40 claimed, 20 to share. Steps of 10: 60 to 40 by the first, then both together to 10 each.
    const ended = bargain({ protocol: 'concession', parameters: { opening: 1, step: 0.125 }, stakes: { total: 80, reservation: [60, 40] } });
    expect(ended.amounts).toEqual([50, 30]);
    // The opening, two concessions of the first, three of both.
    expect(ended.rounds).toBe(6);
  });

  it('never go beyond a reservation: without a surplus there is an impasse', () => {
    const ended = bargain({ protocol: 'concession', parameters: { opening: 1, step: 0.1 }, stakes: { total: 100_001, reservation: [60_000, 40_000] } });
    expect(ended).toMatchObject({ amounts: undefined, impasses: 1 });
  });

  it('share out what modest openings leave', () => {
    expect(bargain({ protocol: 'concession', parameters: { opening: 0, step: 0.1 }, stakes: { total: 60, reservation: [50, 50] } }).amounts).toEqual([30, 30]);
  });
});

describe('time and attention', () => {
  const times = { write: 1, read: 0.5, decide: 2 };

  it('a mediated division takes a report, the chair\'s reading of each, a decision, and everybody\'s judgement', () => {
    // Reports until 1; the chair has people without number and reads both at once until 1.5; decides until 3.5; read and judged by 6.
    const ended = bargain({ protocol: 'nash', times, stakes: { total: 100, reservation: [60, 60] } });
    expect(ended.time).toBeCloseTo(6, 12);
    expect(ended.work).toBeCloseTo(2 * 1 + 2 * 0.5 + 2 + 2 * 2.5, 12);
  });

  it('an offer takes its writing and everybody\'s reading and decision', () => {
    const ended = bargain({ protocol: 'rubinstein', parameters: { discount: [0.9], breakdown: 0, horizon: 'infinite' }, times, stakes: { total: 100, reservation: [60, 60] } });
    expect(ended.time).toBeCloseTo(3.5, 12);
    expect(ended.work).toBeCloseTo(1 + 2.5, 12);
  });

  it('a round of concessions takes its messages and everybody\'s reading', () => {
    // Gap 40 after the opening: both concede 20 at once. Two rounds of writing 1 and reading .5.
    const ended = bargain({ protocol: 'concession', parameters: { opening: 1, step: 1 }, times, stakes: { total: 40, reservation: [40, 40] } });
    expect(ended).toMatchObject({ amounts: [20, 20], rounds: 2 });
    expect(ended.time).toBeCloseTo(3, 12);
  });
});

describe('private reservations', () => {
  it('who hides too much delays: rounds pass until the hidden part leaves something to share', () => {
    // Reservations 60 and 60 for a cost of 100; hiding h of them shows 120 (1 - h), enough once h <= 1/6: .8 x .5^k, k = 3 gives .1.
    const ended = bargain({ protocol: 'nash', stakes: { total: 100, reservation: [60, 60] }, spec: { shading: 0.8, yielding: 0.5 } });
    expect(ended).toMatchObject({ amounts: [50, 50], rounds: 4 });
  });

  it('turns pass without an offer until then', () => {
    const ended = bargain({ protocol: 'rubinstein', parameters: { discount: [0.9], breakdown: 0, horizon: 'infinite' }, stakes: { total: 100, reservation: [60, 60] }, spec: { shading: 0.8, yielding: 0.5 } });
    expect(ended).toMatchObject({ rounds: 4, offers: 1 });
  });

  it('a breakdown may come first', () => {
    const broken = Array.from({ length: 200 }, (_, replication) =>
      bargain({ protocol: 'rubinstein', parameters: { discount: [0.9], breakdown: 0.5, horizon: 'infinite' }, stakes: { total: 100, reservation: [60, 60] }, spec: { shading: 0.8, yielding: 0.5 }, replication }),
    ).filter(({ impasses }) => impasses === 1).length;
    // Three refusals with a risk of one half each: 7/8 break down; four standard errors for 200.
    expect(Math.abs(broken / 200 - 7 / 8)).toBeLessThan(4 * Math.sqrt((7 / 8 / 8) / 200));
  });

  test.each(['nash', 'kalai-smorodinsky', 'rubinstein', 'baron-ferejohn', 'concession'])('%s ends in an impasse where nobody would pay enough', (protocol) => {
    const parameters = { discount: protocol === 'rubinstein' ? [0.9] : 0.9, breakdown: 0, horizon: 'infinite', opening: 1, step: 0.1 };
    const ended = bargain({ protocol, parameters, stakes: { total: 100, reservation: [30, 30, 30] } });
    expect(ended).toMatchObject({ amounts: undefined, impasses: 1 });
  });

  test.each(['equal', 'proportional', 'compromise'])('%s is offered once: somebody may refuse its part', (protocol) => {
    const ended = bargain({ protocol, stakes: { total: 100_000, reservation: [20_000, 90_000] } });
    expect(ended).toMatchObject({ amounts: undefined, impasses: 1, rounds: 1 });
  });

  it('a majority can make somebody pay more than it would', () => {
    const ended = bargain({ protocol: 'equal', stakes: { total: 90_000, reservation: [40_000, 40_000, 10_000] }, spec: majority });
    expect(ended.amounts).toEqual([30_000, 30_000, 30_000]);
  });
});

describe('a qualified majority of 27 with their populations', () => {
  const populations = readFileSync(join(import.meta.dirname, '../../../scenarios/eu-directive/data/member-states.csv'), 'utf8')
    .trim().split('\n').slice(1).map((line) => Number(line.split(',')[1]));
  const council = { agreement: { name: 'qualified-majority', parameters: { members: 0.55, weight: 0.65, blocking: 4 } } };

  it('is bought, and not a vote more: who is paid for its vote and the proposer adopt, without the last partner they would not', () => {
    for (let replication = 0; replication < 20; replication++) {
      const ended = bargain({
        protocol: 'baron-ferejohn', parameters: { discount: 0.9 }, spec: council, replication,
        stakes: { total: 27_000_000, burden: false, reservation: populations.map(() => 0), weight: populations },
      });
      const price = Math.round((27_000_000 * 0.9) / 27);
      const amounts = ended.amounts ?? [];
      const inFavour = amounts.map((amount) => amount > 0);
      expect(adoptsByQualifiedMajority(inFavour, populations)).toBe(true);
      expect(amounts.filter((amount) => amount > 0 && amount !== price)).toHaveLength(1);
      const partners = amounts.flatMap((amount, i) => (amount === price ? [i] : []));
      expect(partners.some((last) => !adoptsByQualifiedMajority(inFavour.map((vote, i) => vote && i !== last), populations))).toBe(true);
    }
  });

  it('outvotes those who find their share too large, unless they can block', () => {
    // Shares by population. Three of the four largest may not want to pay theirs; with the fourth they block.
    const largest = [...populations.keys()].sort((a, b) => populations[b] - populations[a]);
    const total = 44_900_000;
    const all = populations.reduce((sum, population) => sum + population, 0);
    const unwilling = (n: number): Ended =>
      bargain({
        protocol: 'proportional', spec: council,
        stakes: { total, weight: populations, reservation: populations.map((population, i) => (largest.indexOf(i) < n ? 0.9 : 1.1) * ((total * population) / all)) },
      });
    expect(unwilling(3).amounts).toBeDefined();
    expect(unwilling(4)).toMatchObject({ amounts: undefined, impasses: 1 });
  });
});

describe('arbitration', () => {
  it('divides by weight what claimants could not agree on, as far as each can bear it', () => {
    const ended = bargain({
      protocol: 'concession', parameters: { opening: 1, step: 0.1 }, arbiter: true, times: { write: 0, read: 0.5, decide: 2 },
      stakes: { total: 90_000, reservation: [10_000, 10_000, 10_000], weight: [1, 2, 6], limit: [90_000, 90_000, 45_000] },
    });
    expect(ended).toMatchObject({ amounts: [15_000, 30_000, 45_000], arbitrated: 1, impasses: 1 });
    // The last step: it reads three cases and decides.
    expect(ended.work).toBeGreaterThan(3 * 0.5 + 2);
  });
});

describe('stakes', () => {
  test.each(['equal', 'proportional', 'nash', 'kalai-smorodinsky', 'rubinstein', 'baron-ferejohn', 'compromise', 'concession'])('%s divides to the cent', (protocol) => {
    const parameters = { discount: protocol === 'rubinstein' ? [0.9] : 0.9, breakdown: 0, horizon: 'infinite', opening: 1, step: 0.1 };
    const ended = bargain({ protocol, parameters, stakes: { total: 100_001, reservation: [70_000, 71_234, 69_999] } });
    expect(sum(ended.amounts ?? [])).toBe(100_001);
    expect(ended.amounts?.every((amount) => Number.isInteger(amount) && amount >= 0)).toBe(true);
  });
});

describe('exchange', () => {
  const total = 100_000;
  const wide = [1e6, 1e6];

  /** Two cases between the same two, with the salience that each has for them; amounts by case and claimant. */
  function trade(salience: readonly (readonly [number, number])[]): number[][] {
    const place = world(2);
    const table = new BargainingTable(place);
    const amounts: number[][] = [];
    salience.forEach((own, index) => {
      table.open({
        problem: undefined, key: { high: index, low: 1 }, claimants: [1, 2], places: [0, 1], chair: 0, arbiter: undefined,
        stakes: completeStakes({ total, reservation: wide, salience: own }), times: { write: 0, read: 0, decide: 1 },
        bargaining: bargainingModel('exchange', {}), settled: (agreed) => (amounts[index] = [...agreed]), failed: () => undefined,
      });
    });
    place.simulation.run({ until: 100 });
    return amounts;
  }

  it('gives the equal-gain exchange of two cases that one cares for more than the other', () => {
    // Everybody proposes that the other pays. What the first pays of a case is sum(c s x) / sum(c s) = 100 x the other's share of salience.
    const [here, there] = trade([[0.8, 0.2], [0.2, 0.8]]);
    const cases = [[0.8, 0.2], [0.2, 0.8]].map((salience) => ({ positions: [0, total], salience, capability: [1, 1] }));
    // The first demands to pay less here; it concedes there, where the second demands that the first pays more.
    const exchange = equalGainExchange(cases[0], cases[1], 0, 1);
    expect(exchange?.gain).toBeGreaterThan(0);
    expectCents(here, [20_000 + (exchange?.firstShift ?? NaN), 80_000 - (exchange?.firstShift ?? NaN)]);
    expectCents(there, [80_000 + (exchange?.secondShift ?? NaN), 20_000 - (exchange?.secondShift ?? NaN)]);
    const gainOfFirst = 0.8 * (20_000 - here[0]) + 0.2 * (80_000 - there[0]);
    const gainOfSecond = 0.2 * (80_000 - here[1]) + 0.8 * (20_000 - there[1]);
    expect(Math.abs(gainOfFirst - gainOfSecond)).toBeLessThan(2);
  });

  it('leaves a compromise where both cases matter to both in the same proportion', () => {
    expect(trade([[0.8, 0.2], [0.8, 0.2]])).toEqual([[20_000, 80_000], [20_000, 80_000]]);
  });
});
