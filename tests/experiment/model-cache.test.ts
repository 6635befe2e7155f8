import { describe, expect, it } from 'vitest';
import { ModelCache } from '../../src/experiment/model-cache.js';
import type { Model } from '../../src/model/model.js';

/** A model of which only the number of organisations counts here. */
const modelOf = (count: number): Model => ({ organisations: { count } }) as unknown as Model;

describe('models that are kept', () => {
  it('are made once', () => {
    const cache = new ModelCache(1);
    let made = 0;
    const make = (): Model => (made++, modelOf(10));
    expect(cache.take(0, make)).toBe(cache.take(0, make));
    expect(made).toBe(1);
  });

  it('are at most 256 and 200,000 organisations together, the first ones, so that going round finds them again', () => {
    const small = new ModelCache(1000);
    let made = 0;
    for (let round = 0; round < 2; round++) for (let point = 0; point < 1000; point++) small.take(point, () => (made++, modelOf(10)));
    expect([small.size, made]).toEqual([256, 1000 + 744]);
    const large = new ModelCache(10);
    for (let point = 0; point < 10; point++) large.take(point, () => modelOf(99_340));
    expect(large.size).toBe(2);
    expect(large.take(1, () => modelOf(1)).organisations.count).toBe(99_340);
  });

  it('are none of a design so large that they would save next to nothing', () => {
    const cache = new ModelCache(10_000);
    for (let point = 0; point < 10_000; point++) expect(cache.take(point, () => modelOf(point)).organisations.count).toBe(point);
    expect(cache.size).toBe(0);
  });

  it('are one where that one is larger than all may be', () => {
    const cache = new ModelCache(2);
    cache.take(0, () => modelOf(1_000_000));
    cache.take(1, () => modelOf(10));
    expect(cache.size).toBe(1);
  });
});
