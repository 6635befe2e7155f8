import type { Estimate } from './stage-fit.js';

/** A number with so many significant digits and no exponent where it can be helped, as scenario files take it. */
export function significant(value: number, digits = 5): string {
  return String(Number(value.toPrecision(digits)));
}

/**
 * A value and in brackets its standard error, both to the second significant digit of the error; four significant digits without one.
 * @example withStandardError({ value: 12.3456, standardError: 0.0789 }) // '12.346 (0.079)'
 */
export function withStandardError({ value, standardError }: Estimate): string {
  if (standardError === undefined || !(standardError > 0)) return significant(value, 4);
  const exponent = Number(standardError.toExponential(1).split('e')[1]);
  const decimals = Math.min(12, Math.max(0, 1 - exponent));
  return `${value.toFixed(decimals)} (${standardError.toFixed(decimals)})`;
}

/** A share as a percentage: `38.5 %`. */
export function percentage(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** Half of the width of a 95 % interval, in standard errors. */
export const Z95 = 1.959963984540054;
