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

/**
 * An interval for reading: both ends with the decimals at which its width has three significant digits, so that the ends can be compared.
 * An end that is missing or non-finite is `-`.
 *
 * @example formatInterval(1.708717, 2.353283) // '[1.709, 2.353]'
 */
export function formatInterval(low: number | undefined, high: number | undefined): string {
  const decimals = decimalsOfWidth(low, high);
  const end = (x: number | undefined): string => (x === undefined || decimals === undefined ? formatNumber(x) : fixed(x, decimals));
  return `[${end(low)}, ${end(high)}]`;
}

/** Undefined when decimals of the width say nothing about how to write the ends: no width, or one that calls for an exponent. */
function decimalsOfWidth(low: number | undefined, high: number | undefined): number | undefined {
  if (low === undefined || high === undefined) return undefined;
  const width = Math.abs(high - low);
  const largest = Math.max(Math.abs(low), Math.abs(high));
  if (!(width > 0 && largest < 1e15 && largest >= 1e-3)) return undefined;
  const decimals = Math.max(0, 2 - decimalExponent(width));
  return decimals <= 12 ? decimals : undefined;
}

function fixed(x: number, decimals: number): string {
  const text = x.toFixed(decimals);
  return Number(text) === 0 ? text.replace('-', '') : text;
}

/** Exponent of the leading digit, read from the text because a logarithm may round across a power of ten. */
function decimalExponent(x: number): number {
  return Number(x.toExponential().split('e')[1]);
}
