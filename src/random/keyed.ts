import { hash128 } from './hash.js';
import { checkReplication } from './seed.js';
import { openUniform } from './uniform.js';
import type { UniformSource } from './uniform-source.js';

/** A 64-bit key as two 32-bit words that `mixKey` writes in place. */
export interface MutableKey {
  high: number;
  low: number;
}

/*
 * One round on the words (a, b), with odd multipliers m and n:
 *
 *     a = (a ^ a >>> 14) m
 *     b = (b ^ b >>> 13) n
 *     a = a + (b rotated left by 12)
 *     b = b + (a rotated left by 2)
 *
 * The rounds are written out each time, as a function cannot return two words without allocating. Each step can be undone, so a round is
 * a permutation of the 64-bit pairs and never makes two inputs collide. The multipliers are those found by C. Wellons' search for 32-bit
 * hashes of least bias (hash-prospector: lowbias32, triple32 and its later finds) and those of MurmurHash3; shifts and rotations were
 * chosen by measured avalanche: after two rounds, flipping any one input bit flips every output bit with probability 1/2 to within what
 * 2^19 trials can tell. Draws and keys use three rounds, the third as a margin.
 */

/** The two words of the golden ratio in 64 bits, which keep neighbouring ordinals and purposes far apart in both words. */
const SPREAD_HIGH = 0x9e3779b9;
const SPREAD_LOW = 0x7f4a7c15;

/**
 * Increments from one draw of a sequence to the next: odd, without small multiples in both words at once (the fractional bits of the
 * square root of 7, made odd).
 */
const STEP_HIGH = 0xa54ff53b;
const STEP_LOW = 0x5f1d36f1;

/**
 * The key of the child number `word` of a parent, written to `into`; allocates nothing. Children of one parent never share a key, and
 * children of different parents do so only with the probability of random 64-bit numbers. Start from `hash64` of an entity's path, and
 * derive a problem's key from its origin's and its ordinal there.
 *
 * @param high, low the parent's key
 * @param word 32-bit integer (taken modulo 2^32), such as an ordinal
 * @param into receives the child's key as two signed 32-bit words; may be the parent itself
 * @example
 * const key = { high: 0, low: 0 };
 * mixKey(origin.high, origin.low, ordinal, key);
 */
export function mixKey(high: number, low: number, word: number, into: MutableKey): void {
  let a = (high + Math.imul(word, SPREAD_HIGH)) | 0;
  let b = (low + Math.imul(word, SPREAD_LOW)) | 0;
  a = Math.imul(a ^ (a >>> 14), 0x21f0aaad);
  b = Math.imul(b ^ (b >>> 13), 0xd35a2d97);
  a = (a + ((b << 12) | (b >>> 20))) | 0;
  b = (b + ((a << 2) | (a >>> 30))) | 0;
  a = Math.imul(a ^ (a >>> 14), 0x7feb352d);
  b = Math.imul(b ^ (b >>> 13), 0x846ca68b);
  a = (a + ((b << 12) | (b >>> 20))) | 0;
  b = (b + ((a << 2) | (a >>> 30))) | 0;
  a = Math.imul(a ^ (a >>> 14), 0xed5ad4bb);
  b = Math.imul(b ^ (b >>> 13), 0xac4c1b51);
  a = (a + ((b << 12) | (b >>> 20))) | 0;
  b = (b + ((a << 2) | (a >>> 30))) | 0;
  into.high = a ^ (a >>> 16);
  into.low = b ^ (b >>> 15);
}

/**
 * Draws attached to a thing rather than to a moment: the n-th uniform of (seed, replication, key, purpose, role, visit) is a fixed
 * function of those, whatever else has been drawn, in whatever order. No state is kept but the current position, nothing is allocated, and
 * one object serves all problems of a replication.
 *
 * The design is a counter-based generator in the manner of Salmon, Moraes, Dror and Shaw (2011, "Parallel random numbers: as easy as
 * 1, 2, 3", SC11): 128 seed bits (a hash of seed and replication) are added to the counters between rounds of a 64-bit permutation.
 * `at` takes key and purpose through one round and adds role and visit, one to each word, so that for one key and purpose no two
 * (role, visit) share a position. `next` steps the position and takes it through three rounds. In 32-bit integer arithmetic only: the same in
 * every engine. Not cryptographic.
 *
 * @example
 * const draws = new KeyedDraws('1', 0);
 * const service = law.sample(draws.at(problem.high, problem.low, SERVICE, 0, visit));
 */
export class KeyedDraws implements UniformSource {
  // Every field starts as a number: one that is declared without a value starts as undefined, and V8 then never keeps it as an integer.
  private readonly keyHigh: number = 0;
  private readonly keyLow: number = 0;
  private readonly positionHigh: number = 0;
  private readonly positionLow: number = 0;
  private a = 0;
  private b = 0;

  /**
   * @param seed a seed from `normaliseSeed`
   * @param replication number of the replication, from 0
   * @throws RangeError when replication is not a whole number from 0
   */
  constructor(seed: string, replication: number) {
    checkReplication(replication);
    const [first, second, third, fourth] = hash128(JSON.stringify(['keyed draws', seed, replication]));
    this.keyHigh = first | 0;
    this.keyLow = second | 0;
    this.positionHigh = third | 0;
    this.positionLow = fourth | 0;
    this.at(0, 0, 0, 0, 0);
  }

  /**
   * Goes to the start of the sequence of this 5-tuple of 32-bit integers. Only their bits count; signed ones are faster.
   *
   * @param keyHigh, keyLow key of the thing, from `hash64` or `mixKey`
   * @param purpose what the draw decides
   * @param role which member or part of the thing, 0 when there is only one
   * @param visit how often this has been drawn for that role before
   */
  at(keyHigh: number, keyLow: number, purpose: number, role: number, visit: number): this {
    let a = (keyHigh + this.keyHigh + Math.imul(purpose, SPREAD_HIGH)) | 0;
    let b = (keyLow + this.keyLow + Math.imul(purpose, SPREAD_LOW)) | 0;
    a = Math.imul(a ^ (a >>> 14), 0x85ebca6b);
    // Adding `a` here lets each word of the key reach both words before role and visit are added.
    b = (b + a) | 0;
    b = Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
    a = (a + ((b << 12) | (b >>> 20))) | 0;
    b = (b + ((a << 2) | (a >>> 30))) | 0;
    this.a = (a + this.positionHigh + role) | 0;
    this.b = (b + this.positionLow + visit) | 0;
    return this;
  }

  /** The next uniform of the sequence, on the open interval (0, 1), 53 bits. */
  next(): number {
    let a = (this.a + STEP_HIGH) | 0;
    let b = (this.b + STEP_LOW) | 0;
    this.a = a;
    this.b = b;
    a = Math.imul(a ^ (a >>> 14), 0x21f0aaad);
    b = Math.imul(b ^ (b >>> 13), 0xd35a2d97);
    a = (a + ((b << 12) | (b >>> 20))) | 0;
    b = (b + ((a << 2) | (a >>> 30))) | 0;
    a = Math.imul(a ^ (a >>> 14), 0x7feb352d);
    b = Math.imul(b ^ (b >>> 13), 0x846ca68b);
    a = (a + ((b << 12) | (b >>> 20))) | 0;
    b = (b + ((a << 2) | (a >>> 30))) | 0;
    a = Math.imul(a ^ (a >>> 14), 0xed5ad4bb);
    b = Math.imul(b ^ (b >>> 13), 0xac4c1b51);
    a = (a + ((b << 12) | (b >>> 20))) | 0;
    b = (b + ((a << 2) | (a >>> 30))) | 0;
    return openUniform(a ^ (a >>> 16), b ^ (b >>> 15));
  }
}
