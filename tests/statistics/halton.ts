/** The index-th number of van der Corput's sequence: the digits of index in the base, mirrored at the point. */
function radicalInverse(index: number, base: number): number {
  let [inverse, weight] = [0, 1 / base];
  for (let rest = index; rest > 0; rest = Math.floor(rest / base), weight /= base) inverse += (rest % base) * weight;
  return inverse;
}

const PRIMES = [2, 3, 5, 7, 11, 13];

/** Points 1 to n of Halton's sequence in up to six dimensions: evenly spread over the unit cube, for tests of integrals. */
export function haltonPoints(n: number, dimensions: number): number[][] {
  return Array.from({ length: n }, (_, i) => PRIMES.slice(0, dimensions).map((base) => radicalInverse(i + 1, base)));
}
