import { describe, expect, it } from 'vitest';
import { createStream } from '../../src/random/stream.js';
import { chiSquareTest } from '../../src/statistics/chi-square.js';
import { kolmogorovSmirnovTest } from '../../src/statistics/kolmogorov-smirnov.js';

const draws = (seed: string, replication: number, name: string, n: number): number[] => {
  const stream = createStream(seed, replication, name);
  return Array.from({ length: n }, () => stream.next());
};

function correlation(x: readonly number[], y: readonly number[]): number {
  // Uniforms: mean 1/2, variance 1/12, known.
  return (12 / x.length) * x.reduce((sum, value, i) => sum + (value - 0.5) * (y[i] - 0.5), 0);
}

describe('createStream', () => {
  // A Python transcription of seedrandom's tychei with big integers, seeded with the mmh3 hash of the UTF-16LE JSON list:
  // k = (int32 >> 5) << 26 | int32 >> 6, divided by 2^53.
  it.each([
    ['1', 0, 'ministry.health/arrivals', [0.6570476894673721, 0.10676256343362955, 0.39114236416744197]],
    ['0', 9, 'é', [0.8352213721005208, 0.3530384958044601, 0.06514901641170046]],
  ])('gives seed %j, replication %d, name %j the draws of an independent implementation', (seed, replication, name, expected) => {
    expect(draws(seed, replication, name, 3)).toEqual(expected);
  });

  it('repeats itself, and shares no state with another stream', () => {
    const one = createStream('1', 0, 'a');
    const other = createStream('1', 0, 'b');
    const interleaved = Array.from({ length: 100 }, () => {
      other.next();
      return one.next();
    });
    expect(interleaved).toEqual(draws('1', 0, 'a', 100));
  });

  it('tells seeds, replications and names apart however they are written together', () => {
    const parts: [string, number, string][] = [
      ['1', 0, 'a'],
      ['11', 0, 'a'],
      ['1', 10, 'a'],
      ['1', 1, '0a'],
      ['10', 1, 'a'],
      ['1', 0, 'aa'],
      ['1', 0, ''],
      ['0', 0, 'a'],
      ['', 0, 'a'],
      ['ab', 0, 'ab'],
      ['abab', 0, 'ab'],
      ['ab', 0, 'abab'],
      ['1","x', 0, 'a'],
    ];
    expect(new Set(parts.map(([seed, replication, name]) => createStream(seed, replication, name).next())).size).toBe(parts.length);
  });

  it('uses 53 bits', () => {
    const integers = draws('1', 0, 'bits', 64).map((u) => u * 2 ** 53);
    expect(integers.every(Number.isInteger)).toBe(true);
    // Some odd and some even: the last bit lives. All 64 alike would have probability 2^-63.
    expect(new Set(integers.map((k) => k % 2)).size).toBe(2);
  });

  it('is uniform and serially independent (level 0.001 each)', () => {
    const n = 40_000;
    const sample = draws('1', 0, 'uniformity', n);
    expect(kolmogorovSmirnovTest(sample, (x) => x).pValue).toBeGreaterThan(0.001);
    const cells = new Array<number>(256).fill(0);
    for (let i = 0; i + 1 < n; i += 2) cells[16 * Math.floor(16 * sample[i]) + Math.floor(16 * sample[i + 1])]++;
    expect(chiSquareTest(cells, cells.map(() => n / 2 / 256)).pValue).toBeGreaterThan(0.001);
  });

  it.each(['name', 'replication', 'seed'])('is uncorrelated with, and unlike, the stream of the next %s', (part) => {
    const n = 40_000;
    const one = draws('1', 1, 'origin-1', n);
    const other = draws(part === 'seed' ? '2' : '1', part === 'replication' ? 2 : 1, part === 'name' ? 'origin-2' : 'origin-1', n);
    expect(Math.abs(correlation(one, other))).toBeLessThan(4 / Math.sqrt(n));
    expect(Math.abs(correlation(one.slice(1), other.slice(0, -1)))).toBeLessThan(4 / Math.sqrt(n));
  });

  it.each(['name', 'replication', 'seed'])('has uniform, uncorrelated first draws over consecutive values of the %s (level 0.001)', (part) => {
    const n = 5000;
    const first = Array.from({ length: n }, (_, i) =>
      createStream(part === 'seed' ? String(i) : '1', part === 'replication' ? i : 0, part === 'name' ? `origin-${i}` : 'origin').next(),
    );
    expect(kolmogorovSmirnovTest(first, (x) => x).pValue).toBeGreaterThan(0.001);
    expect(Math.abs(correlation(first.slice(1), first.slice(0, -1)))).toBeLessThan(4 / Math.sqrt(n));
  });

  it('refuses a replication that is not a whole number from 0', () => {
    expect(() => createStream('1', -1, 'a')).toThrow(RangeError);
  });
});
