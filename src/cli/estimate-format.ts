import { formatNumber } from '../report/number-format.js';
import { largestSize } from '../statistics/rounding.js';

/** A mean and its interval for reading, with as many decimals as the interval says are worth it. */
export interface EstimateText {
  readonly mean: string;
  readonly interval: string;
}

/** A number and its interval, as far as there are any. */
export interface RangedNumber {
  readonly mean: number | undefined;
  readonly low: number | undefined;
  readonly high: number | undefined;
}

/** Most decimals that are written without an exponent, and the size below which these would show too few digits. */
const MOST_DECIMALS = 6;
const SMALL = 1e-3;

/** Most digits of a number with an exponent. */
const MOST_DIGITS = 4;

/**
 * Writes the estimates of one measure for reading, all in the same notation: without an exponent unless all are small and six decimals too few.
 * Each is rounded like its interval, to the digits that the half-width justifies: two of its digits where they begin with up to 354,
 * otherwise one (the rule of the Particle Data Group, Review of Particle Physics, section 5.3). Missing values are `-`.
 *
 * @example estimateTexts([{ mean: 7.7654, low: 7.288, high: 8.242 }]) // [{ mean: '7.8', interval: '[7.3, 8.2]' }]
 */
export function estimateTexts(estimates: readonly RangedNumber[]): EstimateText[] {
  const size = largestSize(estimates.map(({ mean = 0, low = 0, high = 0 }) => [mean, low, high]));
  const write = size < SMALL && estimates.some(isFine) ? withExponent : withoutExponent;
  return estimates.map(({ mean, low, high }) => {
    if (mean === undefined) return { mean: '-', interval: '-' };
    if (low === undefined || high === undefined) return { mean: write(mean), interval: '-' };
    const decimals = decimalsOf((high - low) / 2);
    return { mean: write(mean, decimals), interval: `[${write(low, decimals)}, ${write(high, decimals)}]` };
  });
}

/** The same for differences, whose sign is written out. */
export function differenceTexts(differences: readonly RangedNumber[]): EstimateText[] {
  return estimateTexts(differences).map((text) => (Number(text.mean) > 0 ? { ...text, mean: `+${text.mean}` } : text));
}

/** Pads numbers on the right so that their decimal points stand below each other once they are aligned on the right. */
export function alignDecimals(texts: readonly string[]): string[] {
  const fractions = texts.map((text) => (/^[+-]?\d+\.\d+$/.test(text) ? text.length - text.indexOf('.') : 0));
  const longest = fractions.reduce((a, b) => Math.max(a, b), 0);
  return texts.map((text, index) => text + ' '.repeat(longest - fractions[index]));
}

/** A share or a correlation, with two decimals. */
export function shareText(share: number): string {
  return share.toFixed(2).replace(/^-0\.00$/, '0.00');
}

/** Numbers of a column without intervals, of four digits, in the same notation and with their decimal points below each other. */
export function alignedNumbers(numbers: readonly number[]): string[] {
  return alignDecimals(estimateTexts(numbers.map((mean) => ({ mean, low: undefined, high: undefined }))).map(({ mean }) => mean));
}

/** Whether six decimals are too few for it. */
function isFine({ mean = 0, low = NaN, high = NaN }: RangedNumber): boolean {
  const decimals = decimalsOf((high - low) / 2);
  return decimals === undefined ? mean !== 0 : decimals > MOST_DECIMALS;
}

/** Decimals that a half-width justifies; undefined where there is none. */
function decimalsOf(halfWidth: number): number | undefined {
  if (!(halfWidth > 0 && Number.isFinite(halfWidth))) return undefined;
  const [mantissa, exponent] = halfWidth.toExponential().split('e').map(Number);
  return Math.max(0, mantissa < 3.55 ? 1 - exponent : -exponent);
}

/** A number of these decimals, or of four digits; without an exponent below 1e15. */
function withoutExponent(value: number, decimals?: number): string {
  if (decimals === undefined && (value === 0 || Math.abs(value) >= SMALL)) return formatNumber(value);
  const text = value.toFixed(Math.min(decimals ?? MOST_DECIMALS, MOST_DECIMALS));
  return Number(text) === 0 ? text.replace('-', '') : text;
}

/** A number with an exponent that shows it to these decimals, or to four digits. */
function withExponent(value: number, decimals?: number): string {
  if (value === 0) return '0';
  const exponent = Number(value.toExponential().split('e')[1]);
  const digits = decimals === undefined ? MOST_DIGITS : Math.min(MOST_DIGITS, exponent + decimals + 1);
  return digits < 1 ? '0' : value.toExponential(digits - 1);
}
