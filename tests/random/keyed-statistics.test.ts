import { describe, expect, it } from 'vitest';
import { normalCdf } from '../../src/mathematics/normal.js';
import { KeyedDraws, mixKey } from '../../src/random/keyed.js';
import { chiSquareTest } from '../../src/statistics/chi-square.js';

/*
 * Every sequence goes through every test at one fixed seed. Each test must give a p-value above 1e-5; there are about 120 of them, so that a
 * perfect generator would fail somewhere with probability 0.001. The tests look at the high 27 bits and, apart, at the low 26.
 */
const LEVEL = 1e-5;
const N = 1 << 16;
const TWO_26 = 2 ** 26;

const draws = new KeyedDraws('1', 0);
const key = { high: 0, low: 0 };

const sequences: Record<string, (i: number) => number> = {
  'consecutive draws of one position': (i) => (i === 0 ? draws.at(5, 6, 7, 8, 9) : draws).next(),
  'consecutive low words of the key': (i) => draws.at(0, i, 0, 0, 0).next(),
  'consecutive high words of the key': (i) => draws.at(i, 0, 0, 0, 0).next(),
  'consecutive purposes': (i) => draws.at(1, 2, i, 0, 0).next(),
  'consecutive roles': (i) => draws.at(1, 2, 0, i, 0).next(),
  'consecutive visits': (i) => draws.at(1, 2, 0, 0, i).next(),
  'small purposes, roles and visits of few keys': (i) => draws.at(0, i >>> 10, i & 7, (i >>> 3) & 7, (i >>> 6) & 15).next(),
  'keys that differ in the top bits only': (i) => draws.at(i << 16, i << 24, 0, 0, 0).next(),
  'keys of consecutive ordinals': (i) => {
    mixKey(1, 2, i, key);
    return draws.at(key.high, key.low, 1, 0, 0).next();
  },
  'consecutive replications': (i) => new KeyedDraws('1', i).at(1, 2, 3, 4, 5).next(),
  "seeds '1', '2', ...": (i) => new KeyedDraws(String(i + 1), 0).at(1, 2, 3, 4, 5).next(),
};

interface Words {
  readonly high: Float64Array;
  readonly low: Float64Array;
}

/** The high 27 and the low 26 bits of N draws, each as a fraction of 1. */
function wordsOf(draw: (i: number) => number): Words {
  const high = new Float64Array(N);
  const low = new Float64Array(N);
  for (let i = 0; i < N; i++) {
    const scaled = draw(i) * 2 ** 27;
    high[i] = Math.floor(scaled) / 2 ** 27;
    low[i] = scaled - Math.floor(scaled);
  }
  return { high, low };
}

const twoSided = (z: number): number => 2 * normalCdf(-Math.abs(z));

/** Poisson tail p-value, two-sided, by its normal approximation after a square-root transformation. */
const poissonPValue = (count: number, mean: number): number => twoSided(2 * (Math.sqrt(count + 0.375) - Math.sqrt(mean + 0.375)));

/** Two-sided: counts may be too even as well as too uneven. */
function chiSquarePValue(observed: readonly number[], expected: readonly number[]): number {
  const { pValue } = chiSquareTest(observed, expected);
  return 2 * Math.min(pValue, 1 - pValue);
}

function cellsPValue(cells: readonly number[]): number {
  const total = cells.reduce((sum, count) => sum + count, 0);
  return chiSquarePValue(cells, cells.map(() => total / cells.length));
}

function uniformity(x: Float64Array): number {
  const cells = new Array<number>(1024).fill(0);
  for (const u of x) cells[Math.floor(1024 * u)]++;
  return cellsPValue(cells);
}

/** Pairs that do not overlap, on a 32 by 32 grid (Knuth, The Art of Computer Programming 2, 3.3.2 B). */
function serialPairs(x: Float64Array): number {
  const cells = new Array<number>(1024).fill(0);
  for (let i = 0; i < N; i += 2) cells[32 * Math.floor(32 * x[i]) + Math.floor(32 * x[i + 1])]++;
  return cellsPValue(cells);
}

function neighbourCorrelation(x: Float64Array): number {
  let sum = 0;
  for (let i = 1; i < N; i++) sum += (x[i] - 0.5) * (x[i - 1] - 0.5);
  return twoSided((12 * sum) / Math.sqrt(N - 1));
}

/** Lengths of the gaps between draws below 1/8 (Knuth, 3.3.2 D): geometric. */
function gaps(x: Float64Array): number {
  const p = 1 / 8;
  const longest = 40;
  const observed = new Array<number>(longest + 1).fill(0);
  let gap = 0;
  for (const u of x) {
    if (u < p) {
      observed[Math.min(gap, longest)]++;
      gap = 0;
    } else gap++;
  }
  const total = observed.reduce((sum, count) => sum + count, 0);
  const expected = observed.map((_, length) => total * (length < longest ? p : 1) * (1 - p) ** length);
  return chiSquarePValue(observed, expected);
}

/** Runs above and below one half (Wald and Wolfowitz, 1940). */
function runs(x: Float64Array): number {
  let changes = 0;
  for (let i = 1; i < N; i++) changes += Number(x[i] < 0.5 !== x[i - 1] < 0.5);
  return twoSided((changes - (N - 1) / 2) / Math.sqrt((N - 1) / 4));
}

/** 64 times 1024 birthdays in 2^26 days: repeated spacings are Poisson with mean 64 * 1024^3 / (4 * 2^26) = 256 (Marsaglia, 1985). */
function birthdaySpacings(x: Float64Array): number {
  const m = 1024;
  let repeated = 0;
  for (let start = 0; start < N; start += m) {
    const days = Float64Array.from(x.subarray(start, start + m), (u) => Math.floor(u * TWO_26)).sort();
    const spacings = Float64Array.from({ length: m - 1 }, (_, i) => days[i + 1] - days[i]).sort();
    for (let i = 1; i < spacings.length; i++) repeated += Number(spacings[i] === spacings[i - 1]);
  }
  return poissonPValue(repeated, ((N / m) * m * m * m) / (4 * TWO_26));
}

const tests = { uniformity, serialPairs, neighbourCorrelation, gaps, runs, birthdaySpacings };

function pValues(draw: (i: number) => number): Record<string, number> {
  const { high, low } = wordsOf(draw);
  return Object.fromEntries(
    Object.entries(tests).flatMap(([name, test]) => [
      [`${name}, high bits`, test(high)],
      [`${name}, low bits`, test(low)],
    ]),
  );
}

describe('keyed draws in any direction', () => {
  it.each(Object.entries(sequences))('look independent and uniform over %s', (_, draw) => {
    for (const [test, p] of Object.entries(pValues(draw))) expect(p, test).toBeGreaterThan(LEVEL);
  });

  it('would be rejected by each of these tests if they were a lattice', () => {
    const high = (i: number): number => Math.floor(((i * Math.sqrt(5)) % 1) * 2 ** 27);
    const low = (i: number): number => Math.floor(((i * Math.sqrt(2)) % 1) * TWO_26);
    for (const [test, p] of Object.entries(pValues((i) => (high(i + 1) * TWO_26 + low(i + 1)) / 2 ** 53))) expect(p, test).toBeLessThan(LEVEL);
  });
});

describe('keyed draws of positions that differ in one bit', () => {
  it('differ in each of their 53 bits with probability one half, whichever of the 160 bits it is', () => {
    const trials = 2048;
    const flips = new Float64Array(160 * 53);
    const words = [0, 0, 0, 0, 0];
    const drawAt = (): number => draws.at(words[0], words[1], words[2], words[3], words[4]).next() * 2 ** 27;
    for (let trial = 0; trial < trials; trial++) {
      for (let bit = 0; bit < 160; bit++) {
        // Small ordinals, as models use them.
        words.splice(0, 5, trial, trial & 15, trial & 3, (trial >>> 2) & 7, (trial >>> 5) & 7);
        const before = drawAt();
        words[bit >>> 5] ^= 1 << (bit & 31);
        const after = drawAt();
        const high = Math.floor(before) ^ Math.floor(after);
        const low = Math.floor((before % 1) * TWO_26) ^ Math.floor((after % 1) * TWO_26);
        for (let i = 0; i < 27; i++) flips[53 * bit + i] += (high >>> i) & 1;
        for (let i = 0; i < 26; i++) flips[53 * bit + 27 + i] += (low >>> i) & 1;
      }
    }
    const rates = flips.map((count) => count / trials);
    const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
    // 8480 pairs of bits, each Binomial(2048, 1/2) / 2048 with standard deviation 0.011: five and a half of them happen once in 3000 tables. The
    // mean of all has a standard deviation of at most 0.00017, as flips of low bits meet the same pair of positions twice.
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.0007);
    expect(Math.min(...rates)).toBeGreaterThan(0.5 - 5.5 * 0.01105);
    expect(Math.max(...rates)).toBeLessThan(0.5 + 5.5 * 0.01105);
  });
});
