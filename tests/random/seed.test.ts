import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkReplication, normaliseSeed } from '../../src/random/seed.js';

describe('normaliseSeed', () => {
  it('takes 0 as a seed', () => {
    expect(normaliseSeed(0)).toBe('0');
    expect(normaliseSeed('0')).toBe('0');
    expect(normaliseSeed(-0)).toBe('0');
  });

  it('takes a whole number and its text for the same seed', () => {
    fc.assert(fc.property(fc.maxSafeInteger(), (seed) => normaliseSeed(seed) === normaliseSeed(String(seed))), { seed: 1 });
  });

  it('takes other text letter for letter', () => {
    expect(normaliseSeed('pilot-2')).toBe('pilot-2');
    expect(normaliseSeed('Pilot 2')).toBe('Pilot 2');
  });

  it.each([NaN, Infinity, -Infinity, 0.5, 2 ** 53, 1e300])('refuses the number %d', (seed) => {
    expect(() => normaliseSeed(seed)).toThrow(RangeError);
  });

  it.each(['', ' ', '\t\n', 'NaN', 'Infinity', '1.5', '1.0', '01', '+1', ' 1', '1 ', '1e3', '0x10', '-0', '9007199254740992'])(
    'refuses the text %j',
    (seed) => {
      expect(() => normaliseSeed(seed)).toThrow(RangeError);
    },
  );

  it('says what was expected and what was found', () => {
    expect(() => normaliseSeed(0.5)).toThrow('seed: expected a whole number between -(2^53 - 1) and 2^53 - 1, or a text that is not blank, found 0.5');
    expect(() => normaliseSeed('01')).toThrow('found "01"');
  });

  it.each([undefined, null, {}, true])('refuses %s, which the type checker would not let through', (seed) => {
    expect(() => normaliseSeed(seed as number)).toThrow(RangeError);
  });
});

describe('checkReplication', () => {
  it('accepts whole numbers from 0', () => {
    expect(() => checkReplication(0)).not.toThrow();
    expect(() => checkReplication(999)).not.toThrow();
  });

  it.each([-1, 0.5, NaN, Infinity])('refuses %d', (replication) => {
    expect(() => checkReplication(replication)).toThrow(`replication: expected a whole number from 0, found ${replication}`);
  });
});
