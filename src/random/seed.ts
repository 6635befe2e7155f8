const describe = (seed: unknown): string => (typeof seed === 'string' ? JSON.stringify(seed) : String(seed));

function fail(seed: unknown): never {
  throw new RangeError(`seed: expected a whole number between -(2^53 - 1) and 2^53 - 1, or a text that is not blank, found ${describe(seed)}`);
}

/**
 * One spelling for each seed. 0 is a seed; the number 1 and the text "1" are the same seed. A text that reads as a number must be that
 * number's plain form, so that "01", "1.0", " 1" and "1e3" are refused rather than silently becoming seeds of their own; any other text
 * that is not blank ("pilot-2") is taken letter for letter.
 *
 * @returns the text that streams and keyed draws are seeded with
 * @throws RangeError for NaN, infinite, fractional or unsafe numbers, for blank text, and for numbers not in plain form
 * @example normaliseSeed(0) // "0"
 */
export function normaliseSeed(seed: number | string): string {
  if (typeof seed === 'number') return Number.isSafeInteger(seed) ? String(seed) : fail(seed);
  if (typeof seed !== 'string' || seed.trim() === '' || seed === 'NaN') fail(seed);
  const value = Number(seed);
  if (!Number.isNaN(value) && !(Number.isSafeInteger(value) && String(value) === seed)) fail(seed);
  return seed;
}

/** @throws RangeError unless `replication` is a whole number from 0 to 2^53 - 1 */
export function checkReplication(replication: number): void {
  if (!Number.isSafeInteger(replication) || replication < 0) {
    throw new RangeError(`replication: expected a whole number from 0, found ${String(replication)}`);
  }
}
