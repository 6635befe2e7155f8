import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Tally } from '../../src/statistics/tally.js';
import { relativeError } from '../mathematics/relative-error.js';
import { NUM_ACC } from './nist-num-acc.js';

function tallyOf(values: readonly number[]): Tally {
  const tally = new Tally();
  for (const value of values) tally.add(value);
  return tally;
}

describe('Tally', () => {
  it.each(NUM_ACC)('reproduces the certified mean and standard deviation of $name', ({ values, mean, sd, accuracy }) => {
    const tally = tallyOf(values);
    expect(relativeError(tally.mean ?? NaN, mean)).toBeLessThan(1e-14);
    expect(relativeError(tally.sd ?? NaN, sd)).toBeLessThan(accuracy);
  });

  it('counts and keeps the range', () => {
    const tally = tallyOf([3, -1, 7, 7]);
    expect([tally.count, tally.mean, tally.variance, tally.min, tally.max]).toEqual([4, 4, 44 / 3, -1, 7]);
  });

  it('has nothing to say without observations, and no variance with one', () => {
    const empty = new Tally();
    expect([empty.count, empty.mean, empty.variance, empty.sd, empty.min, empty.max]).toEqual([0, ...Array<undefined>(5).fill(undefined)]);
    const one = tallyOf([5]);
    expect([one.mean, one.variance, one.sd, one.min, one.max]).toEqual([5, undefined, undefined, 5, 5]);
  });

  it('has a variance of exactly 0 for equal observations', () => expect(tallyOf(Array<number>(1000).fill(0.1)).variance).toBe(0));

  it('merges to the tally of the concatenation, whatever the split', () => {
    const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { maxLength: 30 });
    fc.assert(
      fc.property(values, values, (a, b) => {
        const merged = tallyOf(a);
        merged.merge(tallyOf(b));
        const whole = tallyOf([...a, ...b]);
        expect([merged.count, merged.min, merged.max]).toEqual([whole.count, whole.min, whole.max]);
        if (whole.count > 0) expect(Math.abs((merged.mean ?? NaN) - (whole.mean ?? NaN))).toBeLessThan(1e-8);
        if (whole.count > 1) expect(Math.abs((merged.sd ?? NaN) - (whole.sd ?? NaN))).toBeLessThan(1e-8);
      }),
      { seed: 11 },
    );
  });

  it('leaves the merged tally alone', () => {
    const other = tallyOf([1, 2]);
    tallyOf([5]).merge(other);
    expect([other.count, other.mean]).toEqual([2, 1.5]);
  });

  it('starts anew after a reset', () => {
    const tally = tallyOf([100, 200]);
    tally.reset();
    expect(tally.count).toBe(0);
    tally.add(1);
    tally.add(3);
    expect([tally.mean, tally.variance, tally.min, tally.max]).toEqual([2, 2, 1, 3]);
  });

  it.each([NaN, Infinity, -Infinity])('refuses %f', (x) => expect(() => new Tally().add(x)).toThrow(/Tally.add: expected a finite number/));
});
