import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hash128, hash64, hashText, murmurHash3 } from '../../src/random/hash.js';

/** Any sequence of UTF-16 code units, lone surrogates included. */
const anyText = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 }).map((units) => String.fromCharCode(...units));

/** Words as the reference implementation stores them, low byte first. */
function littleEndian(words: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 * words.length);
  const view = new DataView(bytes.buffer);
  words.forEach((word, i) => view.setUint32(4 * i, word, true));
  return bytes;
}

describe('murmurHash3', () => {
  it('gives the verification value that SMHasher publishes for MurmurHash3_x86_128, 0xB3ECE62A', () => {
    const key = Uint8Array.from({ length: 256 }, (_, i) => i);
    const hashes = new Uint8Array(16 * 256);
    for (let i = 0; i < 256; i++) hashes.set(littleEndian(murmurHash3(key.subarray(0, i), 256 - i)), 16 * i);
    expect(murmurHash3(hashes)[0]).toBe(0xb3ece62a);
  });
});

describe('hashText', () => {
  // Python: struct.unpack('<4I', mmh3.hash_bytes(text.encode('utf-16-le'), 0, False)), mmh3 5, each word as %08x.
  it.each([
    ['', '00000000000000000000000000000000'],
    ['1', 'f185a92c48f6b3a948f6b3a948f6b3a9'],
    ['ministry.health', 'ec9d1e548546a005f613fac49b001135'],
    ['é日本😀', 'a02a629b81697164152b515efc0a2043'],
  ])('agrees with the mmh3 package on %j', (text, expected) => {
    expect(hashText(text)).toBe(expected);
  });

  it('has one length whatever the length of the text', () => {
    fc.assert(fc.property(anyText, (text) => /^[0-9a-f]{32}$/.test(hashText(text))), { seed: 1 });
  });

  it('tells different texts apart, repetitions, continuations, zeros and lone surrogates included', () => {
    const texts = ['', '\0', '\0\0', '1', '11', '111', 'ab', 'abab', 'ababab', 'a', 'á', 'a\u0301', '\ud83d', '\ude00', '😀', '\ufffd', '\ud800'];
    expect(new Set(texts.map(hashText)).size).toBe(texts.length);
    fc.assert(
      fc.property(anyText, anyText, (one, other) => one === other || hashText(one) !== hashText(other)),
      { seed: 2, numRuns: 2000 },
    );
  });
});

describe('hash64', () => {
  it('is the first two words of the 128 bits, as signed integers', () => {
    const [high, low] = hash128('ministry.health');
    expect(hash64('ministry.health')).toEqual({ high: high | 0, low: low | 0 });
    expect(hash64('ministry.health')).toEqual({ high: 0xec9d1e54 | 0, low: 0x8546a005 | 0 });
  });

  it('gives 100,000 numbered names distinct keys, and hardly ever the same single word', () => {
    const n = 100_000;
    const pairs = new Set<string>();
    const highs = new Set<number>();
    const lows = new Set<number>();
    for (let i = 0; i < n; i++) {
      const { high, low } = hash64(`office.${i}`);
      pairs.add(`${high},${low}`);
      highs.add(high);
      lows.add(low);
    }
    expect(pairs.size).toBe(n);
    // Coincidences of one 32-bit word are Poisson with mean n^2 / 2^33 = 1.16: more than 8 have probability 1e-5.
    expect(n - highs.size).toBeLessThanOrEqual(8);
    expect(n - lows.size).toBeLessThanOrEqual(8);
  });

  it('changes half of its bits with any one letter', () => {
    let flips = 0;
    let trials = 0;
    for (let i = 0; i < 2000; i++) {
      const one = hash64(`level.${i}.office`);
      const other = hash64(`level.${i}.offide`);
      for (let bits of [one.high ^ other.high, one.low ^ other.low]) {
        for (trials += 32; bits !== 0; bits &= bits - 1) flips++;
      }
    }
    // Binomial(128,000, 1/2): four standard deviations are 0.0056.
    expect(Math.abs(flips / trials - 0.5)).toBeLessThan(0.0056);
  });
});
