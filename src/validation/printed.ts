import { exact, type Evidence } from './row.js';

/** Evidence against a number that is known to so many decimals: it must be the obtained one, rounded. */
export function printed(expected: number, obtained: number, decimals: number): Evidence {
  let unit = 1;
  for (let place = 0; place < decimals; place++) unit /= 10;
  // A hair more than half a unit, since neither number is a whole multiple of it in binary.
  return exact(expected, obtained, (0.500001 * unit) / Math.abs(expected));
}
