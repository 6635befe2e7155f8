import { normalQuantile } from '../../src/mathematics/normal.js';

/** Uniform numbers on (0, 1) from a seed: mulberry32 of Tommy Ettinger, enough for coverage tests. */
export function uniformSource(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296 + 1 / 8589934592;
  };
}

/** Standard normal numbers from a seed. */
export function normalSource(seed: number): () => number {
  const uniform = uniformSource(seed);
  return () => normalQuantile(uniform());
}

/** Exponential numbers of mean 1 from a seed. */
export function exponentialSource(seed: number): () => number {
  const uniform = uniformSource(seed);
  return () => -Math.log(uniform());
}

export function draw(n: number, source: () => number): number[] {
  return Array.from({ length: n }, source);
}

/** Share of the experiments that come out true. */
export function shareOf(experiments: number, experiment: () => boolean): number {
  let count = 0;
  for (let i = 0; i < experiments; i++) count += Number(experiment());
  return count / experiments;
}
