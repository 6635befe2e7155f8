import { hash64 } from '../../random/hash.js';
import { mixKey } from '../../random/keyed.js';

const BITS = 32;
/** Random digits after the last of the word, so that coordinates have 53 bits. */
const TAIL_BITS = 21;
const TWO_21 = 2_097_152;
const TWO_MINUS_53 = 1 / 9_007_199_254_740_992;

/**
 * Nested uniform scrambling in base 2 of one coordinate (A. B. Owen, 1995, "Randomly permuted (t, m, s)-nets and (t, s)-sequences", in
 * Monte Carlo and Quasi-Monte Carlo Methods in Scientific Computing, 299-317): digit k is flipped or not by a random bit that belongs to the
 * k - 1 digits before it. Each point becomes uniform on (0, 1), and what elementary intervals a net fills equally, it still does.
 *
 * The random bits are not stored but hashed: the bit of a node of the binary tree of digits is a fixed function of seed, dimension and
 * node (as in B. Burley, 2020, "Practical hash-based Owen scrambling", Journal of Computer Graphics Techniques 9(4), 1-20), with a full hash
 * per node instead of his approximation. The digits after the 32nd, all 0 before, become random ones, so that no coordinate is 0.
 *
 * @param seed a seed from `normaliseSeed`
 * @param dimension from 0
 * @returns from the first 32 digits, as a 32-bit integer of either sign, to a coordinate in (0, 1)
 * @example
 * const scramble = owenScrambling('1', 0);
 * Math.floor(2 * scramble(0)) !== Math.floor(2 * scramble(0x80000000)) // true: the halves stay apart
 */
export function owenScrambling(seed: string, dimension: number): (word: number) => number {
  const tree = hash64(JSON.stringify(['owen scrambling', seed, dimension, 'tree']));
  const tail = hash64(JSON.stringify(['owen scrambling', seed, dimension, 'tail']));
  const key = { high: 0, low: 0 };
  return (word) => {
    let scrambled = word;
    for (let level = 0; level < BITS; level++) {
      // Nodes are numbered as in a heap: 1 is the root, the children of node i are 2 i and 2 i + 1.
      const node = level === 0 ? 1 : (1 << level) | (word >>> (BITS - level));
      mixKey(tree.high, tree.low, node, key);
      scrambled ^= (key.high >>> (BITS - 1)) << (BITS - 1 - level);
    }
    mixKey(tail.high, tail.low, word, key);
    const digits = (scrambled >>> 0) * TWO_21 + (key.low >>> (BITS - TAIL_BITS));
    return Math.max(digits, 0.5) * TWO_MINUS_53;
  };
}
