import { StreamBank } from './stream-bank.js';
import type { UniformSource } from './uniform-source.js';

/**
 * A stream of independent uniforms for one purpose of one origin, such as the arrivals at "ministry.health". Streams with different
 * seeds, replications or names are unrelated, and adding a stream changes no other.
 *
 * The generator is Tyche-i (S. Neves and F. Araujo, 2011, "Fast and small nonlinear pseudorandom number generators for computer
 * simulation", PPAM) from seedrandom, seeded with a hash of fixed length, since the package's own mixing of seed texts is weak where one
 * text continues or repeats another. Each uniform takes two of its 32-bit outputs: the package's plain call has 32 bits and can be 0.
 *
 * The package departs from the paper in one shift (c for d in the last rotation of d), so that its step is not a permutation but behaves as a
 * random mapping of about 2^112 states. Cycles have some 2^56 draws instead of 2^127, still beyond any use here, and the output fails none of
 * the dieharder tests tried on it.
 *
 * @param seed a seed from `normaliseSeed`
 * @param replication number of the replication, from 0
 * @param name origin and purpose; any text
 * @throws RangeError when replication is not a whole number from 0
 * @example
 * const arrivals = createStream(normaliseSeed(1), 0, 'ministry.health/arrivals');
 * arrivals.next(); // in (0, 1), 53 bits
 */
export function createStream(seed: string, replication: number, name: string): UniformSource {
  const bank = new StreamBank(seed, replication, 1);
  return bank.select(bank.add(name));
}
