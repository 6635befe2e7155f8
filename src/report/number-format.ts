const missing = '-';

/**
 * A number for reading, not for computing with: four significant digits (or `digits`), trailing zeros kept so that columns line up.
 * Integers up to 15 digits are written whole; other numbers without an exponent from .001 to 1e15. Missing and non-finite values are `-`.
 *
 * @param digits significant digits, 1 to 15
 * @throws RangeError when `digits` is not an integer from 1 to 15.
 * @example [0.51234, 12.3456, 1234.56, 100000, 1.234e-7].map((x) => formatNumber(x)) // ['0.5123', '12.35', '1235', '100000', '1.234e-7']
 */
export function formatNumber(x: number | undefined, digits = 4): string {
  if (!Number.isInteger(digits) || digits < 1 || digits > 15) throw new RangeError(`digits: expected an integer from 1 to 15, found ${digits}`);
  if (x === undefined || !Number.isFinite(x)) return missing;
  const size = Math.abs(x);
  if (Number.isInteger(x) && size < 1e15) return String(x);
  if (size < 1e-3 || size >= 1e15) return x.toExponential(digits - 1).replace('e+', 'e');
  // Both ways of rounding agree on numbers that have at least `digits` digits before the point; only the second never writes an exponent.
  return decimalExponent(x) < digits - 1 ? x.toPrecision(digits) : x.toFixed(0);
}

/** Exponent of the leading digit, read from the text because a logarithm may round across a power of ten. */
function decimalExponent(x: number): number {
  return Number(x.toExponential().split('e')[1]);
}
