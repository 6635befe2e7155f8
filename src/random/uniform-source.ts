/** Where laws get their randomness: `next()` is uniform on the open interval (0, 1) with 53 bits, never 0 and never 1. */
export interface UniformSource {
  next(): number;
}
