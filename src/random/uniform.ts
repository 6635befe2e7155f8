const TWO_26 = 67_108_864;
const TWO_MINUS_53 = 1 / 9_007_199_254_740_992;
const TWO_MINUS_54 = TWO_MINUS_53 / 2;

/**
 * The uniform on the open interval (0, 1) made of the 27 highest bits of `high` and the 26 highest of `low`: k 2^-53 with k the 53-bit
 * integer they form. k = 0 gives 2^-54, the middle of its cell, so that a logarithm of the draw is always finite; the largest draw is
 * 1 - 2^-53, so that a logarithm of one minus the draw is finite too. The low bits, weaker in most generators, are not used.
 *
 * @param high 32 random bits (any integer; taken modulo 2^32)
 * @param low 32 random bits (any integer; taken modulo 2^32)
 * @example openUniform(0x80000000, 0) // 0.5
 */
export function openUniform(high: number, low: number): number {
  const upper = high >>> 5;
  const lower = low >>> 6;
  // Compared as integers: a test of the finished double costs one nanosecond more.
  return (upper | lower) === 0 ? TWO_MINUS_54 : (upper * TWO_26 + lower) * TWO_MINUS_53;
}
