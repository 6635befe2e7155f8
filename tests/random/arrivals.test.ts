import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  nonHomogeneousArrivals,
  poissonArrivals,
  renewalArrivals,
  type ArrivalProcess,
  type RateProfile,
} from '../../src/random/arrivals.js';
import { makeLaw } from '../../src/random/make-law.js';
import { createStream } from '../../src/random/stream.js';
import type { UniformSource } from '../../src/random/uniform-source.js';
import { chiSquareTest } from '../../src/statistics/chi-square.js';
import { kolmogorovSmirnovTest } from '../../src/statistics/kolmogorov-smirnov.js';

const stream = (): UniformSource => createStream('1', 0, 'arrivals');
const always = (u: number): UniformSource => ({ next: () => u });

function arrivalsUntil(process: ArrivalProcess, end: number, start = 0): number[] {
  const times: number[] = [];
  for (let time = process.next(start); time <= end; time = process.next(time)) times.push(time);
  return times;
}

const gapsOf = (times: readonly number[], start = 0): number[] => times.map((time, i) => time - (i === 0 ? start : times[i - 1]));

/** P(gap <= x) of the exponential with mean 1. */
const unitExponential = (x: number): number => 1 - Math.exp(-x);

/** The integral of a rate profile from 0 to `time`, piece by piece over all cycles. */
function cumulativeRate({ from, rates, period }: RateProfile, time: number): number {
  const ends = [...from.slice(1), period];
  const upTo = (phase: number): number => rates.reduce((sum, rate, i) => (rate === 0 ? sum : sum + rate * Math.max(0, Math.min(phase, ends[i]) - from[i])), 0);
  const cycles = period < Infinity ? Math.floor(time / period) : 0;
  return cycles * (cycles > 0 ? upTo(period) : 0) + upTo(cycles > 0 ? time - cycles * period : time);
}

describe('poissonArrivals', () => {
  it('arrive at the given rate, with exponential gaps (4 standard deviations; level 0.001)', () => {
    const times = arrivalsUntil(poissonArrivals(2, stream()), 5000);
    expect(Math.abs(times.length - 10_000)).toBeLessThan(4 * 100);
    expect(kolmogorovSmirnovTest(gapsOf(times), (gap) => unitExponential(2 * gap)).pValue).toBeGreaterThan(0.001);
  });

  it('have Poisson counts in unit intervals (chi-square, level 0.001)', () => {
    const counts = new Array<number>(5000).fill(0);
    for (const time of arrivalsUntil(poissonArrivals(2, stream()), 5000)) counts[Math.floor(time)]++;
    const most = 7;
    const observed = Array.from({ length: most + 1 }, (_, k) => counts.filter((count) => Math.min(count, most) === k).length);
    const expected: number[] = [];
    let probability = Math.exp(-2);
    for (let k = 0; k < most; k++) {
      expected.push(5000 * probability);
      probability *= 2 / (k + 1);
    }
    expected.push(5000 - expected.reduce((sum, count) => sum + count, 0));
    expect(chiSquareTest(observed, expected).pValue).toBeGreaterThan(0.001);
  });

  it('always come later, even where the gap is lost to rounding', () => {
    const process = poissonArrivals(1000, always(2 ** -54));
    for (const after of [0, 1, 1e6, 2 ** 53, 1e300]) expect(process.next(after)).toBeGreaterThan(after);
    expect(process.next(0)).toBe(5e-324);
    expect(process.next(1)).toBe(1 + Number.EPSILON);
  });

  it.each([0, -1, NaN, Infinity])('refuse a rate of %d', (rate) => {
    expect(() => poissonArrivals(rate, stream())).toThrow(`poissonArrivals: rate must be positive and finite, found ${rate}`);
  });
});

describe('renewalArrivals', () => {
  it('have the gaps of their law, the first from time 0 (level 0.001)', () => {
    const law = makeLaw({ law: 'erlang', stages: 4, mean: 0.5 });
    const times = arrivalsUntil(renewalArrivals(law, stream()), 2000);
    // Renewal counts are asymptotically normal with variance t cv^2 / mean = 2000 / 4 / 0.5 = 1000.
    expect(Math.abs(times.length - 4000)).toBeLessThan(4 * Math.sqrt(1000));
    expect(kolmogorovSmirnovTest(gapsOf(times), law.cdf).pValue).toBeGreaterThan(0.001);
  });

  it('are a timetable where the law is constant', () => {
    expect(arrivalsUntil(renewalArrivals(makeLaw({ law: 'constant', value: 2 }), stream()), 7)).toEqual([2, 4, 6]);
  });

  it('always come later', () => {
    expect(renewalArrivals(makeLaw({ law: 'constant', value: 1 }), stream()).next(1e300)).toBeGreaterThan(1e300);
  });

  it('refuse laws that may give zero or negative gaps', () => {
    const refused = (law: Parameters<typeof makeLaw>[0]): (() => unknown) => () => renewalArrivals(makeLaw(law), stream());
    expect(refused({ law: 'constant', value: 0 })).toThrow('renewalArrivals: gaps must be positive, found a constant law with P(gap <= 0) = 1');
    expect(refused({ law: 'discrete', values: [0, 1], weights: [1, 3] })).toThrow('found a discrete law with P(gap <= 0) = 0.25');
    expect(refused({ law: 'normal', mean: 1, sd: 1, min: -Infinity, max: Infinity })).toThrow(RangeError);
    expect(refused({ law: 'uniform', min: -1, max: 1 })).toThrow(RangeError);
    expect(refused({ law: 'uniform', min: 0, max: 1 })).not.toThrow();
  });
});

describe('nonHomogeneousArrivals', () => {
  const week: RateProfile = { from: [0, 2, 5], rates: [3, 1, 0], period: 7 };

  it('are a Poisson process of rate 1 in the time scale of their cumulative rate (level 0.001)', () => {
    const times = arrivalsUntil(nonHomogeneousArrivals(week, stream()), 7000);
    // 9 a week for 1000 weeks.
    expect(Math.abs(times.length - 9000)).toBeLessThan(4 * Math.sqrt(9000));
    const gaps = gapsOf(times.map((time) => cumulativeRate(week, time)));
    expect(kolmogorovSmirnovTest(gaps, unitExponential).pValue).toBeGreaterThan(0.001);
  });

  it('fall on each piece in proportion to its share, and never on a piece of rate zero (chi-square, level 0.001)', () => {
    const days = arrivalsUntil(nonHomogeneousArrivals(week, stream()), 7000).map((time) => Math.floor(time % 7));
    const perDay = [0, 1, 2, 3, 4, 5, 6].map((day) => days.filter((other) => other === day).length);
    expect(perDay.slice(5)).toEqual([0, 0]);
    const expected = [3, 3, 1, 1, 1].map((rate) => (days.length * rate) / 9);
    expect(chiSquareTest(perDay.slice(0, 5), expected).pValue).toBeGreaterThan(0.001);
  });

  it('take one uniform each and put the cumulative rate since the last arrival at -log(1 - u)', () => {
    const piece = fc.record({ length: fc.double({ min: 0.01, max: 10, noNaN: true }), rate: fc.oneof(fc.constant(0), fc.double({ min: 0.001, max: 50, noNaN: true })) });
    const profiles = fc
      .tuple(fc.array(piece, { minLength: 1, maxLength: 6 }), fc.boolean())
      .filter(([pieces]) => pieces.some(({ rate }) => rate > 0))
      .map(([pieces, repeats]): RateProfile => {
        const ends = pieces.reduce<number[]>((sums, { length }) => [...sums, (sums.at(-1) ?? 0) + length], []);
        return { from: [0, ...ends.slice(0, -1)], rates: pieces.map(({ rate }) => rate), period: repeats ? ends[ends.length - 1] : Infinity };
      });
    const uniform = fc.double({ min: 1e-6, max: 1 - 1e-9, noNaN: true });
    fc.assert(
      fc.property(profiles, fc.double({ min: 0, max: 200, noNaN: true }), uniform, (profile, after, u) => {
        let taken = 0;
        const source = {
          next() {
            taken++;
            return u;
          },
        };
        const time = nonHomogeneousArrivals(profile, source).next(after);
        expect(taken).toBe(1);
        expect(time).toBeGreaterThan(after);
        const gap = -Math.log(1 - u);
        const before = cumulativeRate(profile, after);
        if (time === Infinity) expect(cumulativeRate(profile, 1e9) - before).toBeLessThanOrEqual(gap + 1e-9 * before);
        else expect(Math.abs(cumulativeRate(profile, time) - before - gap)).toBeLessThan(1e-9 * (1 + before));
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  it('are plain Poisson arrivals where the rate is one', () => {
    const plain = poissonArrivals(2, stream());
    const constant = nonHomogeneousArrivals({ from: [0], rates: [2], period: Infinity }, stream());
    expect(arrivalsUntil(constant, 100)).toEqual(arrivalsUntil(plain, 100));
  });

  it('end where the last rate is zero and the profile does not repeat', () => {
    const process = nonHomogeneousArrivals({ from: [0, 10], rates: [5, 0], period: Infinity }, stream());
    const times = arrivalsUntil(process, 1e9);
    expect(times.length).toBeGreaterThan(0);
    expect(times.at(-1)).toBeLessThan(10);
    expect(process.next(10)).toBe(Infinity);
  });

  it('cross as many empty cycles as it takes', () => {
    // One arrival in a million weeks: -log(1/2) of that at u = 1/2.
    const rare = nonHomogeneousArrivals({ from: [0, 1], rates: [1e-6, 0], period: 7 }, always(0.5));
    const cycles = Math.floor(Math.LN2 * 1e6);
    expect(rare.next(0)).toBeCloseTo(7 * cycles + (Math.LN2 * 1e6 - cycles), 4);
  });

  it('keep their law late in a long run, and always come later (level 0.001)', () => {
    const start = 7e8 + 3;
    const times = arrivalsUntil(nonHomogeneousArrivals(week, stream()), start + 3500, start);
    const fromStart = (time: number): number => cumulativeRate(week, time - 7e8);
    expect(kolmogorovSmirnovTest(gapsOf(times.map(fromStart), fromStart(start)), unitExponential).pValue).toBeGreaterThan(0.001);
    const smallest = nonHomogeneousArrivals(week, always(2 ** -54));
    for (const after of [0, 1.999, 2, 5, 6.5, 7, 7e8, 1e300]) expect(smallest.next(after)).toBeGreaterThan(after);
    expect(smallest.next(6)).toBe(7);
  });

  it('refuse profiles that are impossible', () => {
    const refused = (profile: RateProfile): (() => unknown) => () => nonHomogeneousArrivals(profile, stream());
    expect(refused({ from: [], rates: [], period: 1 })).toThrow('from and rates must be of one length, at least 1, found 0 and 0');
    expect(refused({ from: [0, 1], rates: [1], period: 2 })).toThrow('found 2 and 1');
    expect(refused({ from: [1], rates: [1], period: 2 })).toThrow('from[0] must be 0, found 1');
    expect(refused({ from: [0, 2, 2], rates: [1, 1, 1], period: 3 })).toThrow('from[2] must be finite and later than the time before it, found 2');
    expect(refused({ from: [0, NaN], rates: [1, 1], period: 3 })).toThrow('from[1] must be finite and later than the time before it, found NaN');
    expect(refused({ from: [0, 1], rates: [1, -1], period: 3 })).toThrow('rates[1] must be zero or positive, and finite, found -1');
    expect(refused({ from: [0, 1], rates: [1, Infinity], period: 3 })).toThrow('found Infinity');
    expect(refused({ from: [0, 1], rates: [0, 0], period: 3 })).toThrow('at least one rate must be positive, found 0, 0');
    expect(refused({ from: [0, 1], rates: [1, 1], period: 1 })).toThrow('period must be greater than the last time of from, found 1');
    expect(refused({ from: [0], rates: [1], period: NaN })).toThrow('found NaN');
  });
});

describe('every arrival process', () => {
  const week: RateProfile = { from: [0], rates: [1], period: 7 };
  it.each<[string, ArrivalProcess]>([
    ['Poisson', poissonArrivals(1, always(0.5))],
    ['renewal', renewalArrivals(makeLaw({ law: 'exponential', mean: 1 }), always(0.5))],
    ['non-homogeneous', nonHomogeneousArrivals(week, always(0.5))],
  ])('refuses times that are negative or not finite: %s', (_, process) => {
    for (const after of [-1, NaN, Infinity]) expect(() => process.next(after)).toThrow(`arrivals: expected a finite time from 0, found ${after}`);
  });
});
