import { seedTychei } from './seed-tychei.js';
import { openUniform } from './uniform.js';
import type { UniformSource } from './uniform-source.js';

/** Words of state of one generator. */
const WORDS = 4;

/**
 * Many streams in one typed array. Each gives the draws of the stream that `createStream` makes of its name, and takes 16 bytes: with a hundred
 * thousand origins most draws would otherwise wait for the computer's memory.
 *
 * @example
 * const bank = new StreamBank(normaliseSeed(1), 0, 10);
 * const arrivals = bank.add('ministry.health/arrivals');
 * bank.select(arrivals).next(); // the first draw of createStream('1', 0, 'ministry.health/arrivals')
 */
export class StreamBank implements UniformSource {
  private readonly words: Int32Array;
  private size = 0;
  private at = 0;

  /**
   * @param seed a seed from `normaliseSeed`
   * @param capacity the most streams there can be
   */
  constructor(
    private readonly seed: string,
    private readonly replication: number,
    capacity: number,
  ) {
    this.words = new Int32Array(WORDS * capacity);
  }

  /**
   * Adds a stream and returns its number.
   * @throws RangeError when the bank is full, or replication is not a whole number from 0
   */
  add(name: string): number {
    const at = WORDS * this.size;
    if (at === this.words.length) throw new RangeError(`the bank has room for ${this.size} streams only`);
    const { a, b, c, d } = seedTychei(this.seed, this.replication, name);
    this.words[at] = a;
    this.words[at + 1] = b;
    this.words[at + 2] = c;
    this.words[at + 3] = d;
    return this.size++;
  }

  /** The bank as the source of one stream's draws, until another one is selected. */
  select(stream: number): UniformSource {
    this.at = WORDS * stream;
    return this;
  }

  /**
   * The next draw of the stream selected: two steps of Tyche-i with the package's departure from the paper (see `createStream`), written out one
   * after the other so that the state is read and written once.
   */
  next(): number {
    const { words, at } = this;
    let a = words[at];
    let b = words[at + 1];
    let c = words[at + 2];
    let d = words[at + 3];
    b = (b << 25) ^ (b >>> 7) ^ c;
    c = (c - d) | 0;
    d = (d << 24) ^ (d >>> 8) ^ a;
    a = (a - b) | 0;
    b = (b << 20) ^ (b >>> 12) ^ c;
    c = (c - d) | 0;
    d = (d << 16) ^ (c >>> 16) ^ a;
    a = (a - b) | 0;
    const high = a;
    b = (b << 25) ^ (b >>> 7) ^ c;
    c = (c - d) | 0;
    d = (d << 24) ^ (d >>> 8) ^ a;
    a = (a - b) | 0;
    b = (b << 20) ^ (b >>> 12) ^ c;
    c = (c - d) | 0;
    d = (d << 16) ^ (c >>> 16) ^ a;
    a = (a - b) | 0;
    words[at] = a;
    words[at + 1] = b;
    words[at + 2] = c;
    words[at + 3] = d;
    return openUniform(high, a);
  }
}
