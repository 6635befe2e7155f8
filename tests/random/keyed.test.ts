import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeyedDraws, mixKey, type MutableKey } from '../../src/random/keyed.js';

type Position = [number, number, number, number, number];

const int32 = fc.integer({ min: -0x80000000, max: 0x7fffffff });
const position: fc.Arbitrary<Position> = fc.tuple(int32, int32, int32, int32, int32);

function take(draws: KeyedDraws, at: Position, n: number): number[] {
  draws.at(...at);
  return Array.from({ length: n }, () => draws.next());
}

function childKey(high: number, low: number, word: number): MutableKey {
  const key = { high: 0, low: 0 };
  mixKey(high, low, word, key);
  return key;
}

describe('KeyedDraws', () => {
  // A Python transcription of the algorithm with big integers reduced modulo 2^32, seeded with the mmh3 hash of the UTF-16LE text of
  // ["keyed draws",seed,replication].
  it.each<[string, number, Position, number[]]>([
    ['1', 0, [0, 0, 0, 0, 0], [0.8279422745333758, 0.3688731534236156, 0.7607554364086672]],
    ['pilot-2', 41, [-123456789, 987654321, 7, -1, 123456], [0.07536757046773779, 0.7065652624647873, 0.8767992403855974]],
  ])('gives seed %j, replication %d, position %j the draws of an independent implementation', (seed, replication, at, expected) => {
    expect(take(new KeyedDraws(seed, replication), at, 3)).toEqual(expected);
  });

  it('gives a position the same sequence whatever was drawn before, and in whatever order', () => {
    const shared = new KeyedDraws('1', 3);
    fc.assert(
      fc.property(fc.array(fc.tuple(position, fc.integer({ min: 0, max: 4 })), { maxLength: 20 }), position, (before, at) => {
        for (const [other, count] of before) take(shared, other, count);
        expect(take(shared, at, 4)).toEqual(take(new KeyedDraws('1', 3), at, 4));
      }),
      { seed: 1 },
    );
  });

  it('stands at position zero before the first call of at', () => {
    expect(new KeyedDraws('1', 0).next()).toBe(new KeyedDraws('1', 0).at(0, 0, 0, 0, 0).next());
  });

  it('reads signed and unsigned words alike', () => {
    const draws = new KeyedDraws('1', 0);
    const unsigned = (at: Position): Position => at.map((word) => word >>> 0) as Position;
    fc.assert(fc.property(position, (at) => draws.at(...at).next() === draws.at(...unsigned(at)).next()), { seed: 2 });
  });

  it('changes with every one of its seven arguments', () => {
    const base: Position = [1, 2, 3, 4, 5];
    const first = (seed: string, replication: number, at: Position): number => new KeyedDraws(seed, replication).at(...at).next();
    const all = [first('1', 0, base), first('2', 0, base), first('1', 1, base), ...base.map((_, i) => first('1', 0, base.map((w, j) => w + Number(i === j)) as Position))];
    expect(new Set(all).size).toBe(8);
  });

  it('stays strictly inside (0, 1) with 53 bits', () => {
    const draws = new KeyedDraws('0', 0);
    const parities = new Set<number>();
    fc.assert(
      fc.property(position, (at) => {
        const u = draws.at(...at).next();
        parities.add((u * 2 ** 53) % 2);
        return u > 0 && u < 1;
      }),
      { seed: 3 },
    );
    expect(parities).toEqual(new Set([0, 1]));
  });

  it('refuses a replication that is not a whole number from 0', () => {
    expect(() => new KeyedDraws('1', 0.5)).toThrow('replication: expected a whole number from 0, found 0.5');
  });
});

describe('mixKey', () => {
  // The same Python transcription.
  it.each([
    [1, 2, 3, { high: 121046741, low: -1427385114 }],
    [-5, 2147483647, -1, { high: 2014478183, low: 252798476 }],
  ])('gives child %3$d of (%1$d, %2$d) the key of an independent implementation', (high, low, word, expected) => {
    expect(childKey(high, low, word)).toEqual(expected);
  });

  it('may write over the parent', () => {
    const key = { high: 17, low: -4 };
    mixKey(key.high, key.low, 9, key);
    expect(key).toEqual(childKey(17, -4, 9));
  });

  it('never gives two children of one parent the same key', () => {
    const ordinals = fc.tuple(int32, int32, int32, int32).filter(([, , one, other]) => one !== other);
    fc.assert(
      fc.property(ordinals, ([high, low, one, other]) => {
        expect(childKey(high, low, one)).not.toEqual(childKey(high, low, other));
      }),
      { seed: 4 },
    );
  });

  it('gives 200 children of 1000 neighbouring parents 200,000 different keys, and single words that coincide no more than chance', () => {
    const pairs = new Set<string>();
    const highs = new Set<number>();
    const lows = new Set<number>();
    const n = 200_000;
    for (let parent = 0; parent < 1000; parent++) {
      for (let ordinal = 0; ordinal < 200; ordinal++) {
        const { high, low } = childKey(0, parent, ordinal);
        pairs.add(`${high},${low}`);
        highs.add(high);
        lows.add(low);
      }
    }
    expect(pairs.size).toBe(n);
    // Coincidences of one word are Poisson with mean n^2 / 2^33 = 4.66: more than 18 have probability 1e-6.
    expect(n - highs.size).toBeLessThanOrEqual(18);
    expect(n - lows.size).toBeLessThanOrEqual(18);
  });
});
