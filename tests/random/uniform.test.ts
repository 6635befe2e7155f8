import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openUniform } from '../../src/random/uniform.js';

const int32 = fc.integer({ min: -0x80000000, max: 0x7fffffff });

describe('openUniform', () => {
  it('is never 0, never 1, and symmetric at its ends to within one cell', () => {
    expect(openUniform(0, 0)).toBe(2 ** -54);
    expect(openUniform(-1, -1)).toBe(1 - 2 ** -53);
    expect(openUniform(0xffffffff, 0xffffffff)).toBe(1 - 2 ** -53);
  });

  it('is one half where only the top bit is set, and 2^-53 where only the lowest used bit is', () => {
    expect(openUniform(0x80000000, 0)).toBe(0.5);
    expect(openUniform(0, 1 << 6)).toBe(2 ** -53);
    expect(openUniform(1 << 5, 0)).toBe(2 ** -27);
  });

  it('is the 53 high bits of the words as a fraction', () => {
    fc.assert(
      fc.property(int32, int32, (high, low) => {
        const bits = ((BigInt(high >>> 0) >> 5n) << 26n) | (BigInt(low >>> 0) >> 6n);
        return openUniform(high, low) * 2 ** 53 === (bits === 0n ? 0.5 : Number(bits));
      }),
      { seed: 1 },
    );
  });
});
