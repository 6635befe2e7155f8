import { describe, expect, it } from 'vitest';
import { ModelCache } from '../../src/experiment/model-cache.js';
import type { Model } from '../../src/model/model.js';

/** A model of which only the number of organisations counts here. */
const modelOf = (count: number): Model => ({ organisations: { count } }) as unknown as Model;

describe('models that are kept', () => {
  it('are made once', () => {
    const cache = new ModelCache();
    let made = 0;
    const make = (): Model => (made++, modelOf(10));
    expect(cache.take(0, make)).toBe(cache.take(0, make));
    expect(made).toBe(1);
  });

  it('are at most 256 and 200,000 organisations together, the last ones', () => {
    const small = new ModelCache();
    for (let point = 0; point < 1000; point++) small.take(point, () => modelOf(10));
    expect(small.size).toBe(256);
    const large = new ModelCache();
    for (let point = 0; point < 10; point++) large.take(point, () => modelOf(99_340));
    expect(large.size).toBe(2);
    let made = 0;
    for (const point of [8, 9]) large.take(point, () => (made++, modelOf(99_340)));
    expect(made).toBe(0);
  });

  it('are one where that one is larger than all may be', () => {
    const cache = new ModelCache();
    cache.take(0, () => modelOf(10));
    cache.take(1, () => modelOf(1_000_000));
    expect(cache.size).toBe(1);
  });
});
