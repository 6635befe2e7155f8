import { formatInterval, formatNumber } from '../report/number-format.js';

/** A mean and its interval for reading, with as many decimals as the interval says are worth it. */
export interface EstimateText {
  readonly mean: string;
  readonly interval: string;
}

/** Decimals beyond which fixed notation says less than the general one. */
const MOST_DECIMALS = 6;

/**
 * Rounds a mean and its interval alike, to the digits that the half-width justifies: two of its digits where they begin with up to 354,
 * otherwise one (the rule of the Particle Data Group, Review of Particle Physics, section 5.3). Missing values are `-`.
 *
 * @example estimateText({ mean: 7.7654, low: 7.288, high: 8.242 }) // { mean: '7.8', interval: '[7.3, 8.2]' }
 */
export function estimateText({ mean, low, high }: { readonly mean: number | undefined; readonly low: number | undefined; readonly high: number | undefined }): EstimateText {
  if (mean === undefined || low === undefined || high === undefined) return { mean: formatNumber(mean), interval: '-' };
  const decimals = decimalsOf((high - low) / 2);
  if (decimals === undefined) return { mean: formatNumber(mean), interval: formatInterval(low, high) };
  return { mean: fixed(mean, decimals), interval: `[${fixed(low, decimals)}, ${fixed(high, decimals)}]` };
}

/** The same for a difference, whose sign is written out. */
export function differenceText(difference: { readonly mean: number | undefined; readonly low: number | undefined; readonly high: number | undefined }): EstimateText {
  const text = estimateText(difference);
  return Number(text.mean) > 0 ? { ...text, mean: `+${text.mean}` } : text;
}

/** Pads numbers on the right so that their decimal points stand below each other once they are aligned on the right. */
export function alignDecimals(texts: readonly string[]): string[] {
  const fractions = texts.map((text) => (/^[+-]?\d+\.\d+$/.test(text) ? text.length - text.indexOf('.') : 0));
  const longest = fractions.reduce((a, b) => Math.max(a, b), 0);
  return texts.map((text, index) => text + ' '.repeat(longest - fractions[index]));
}

/** Undefined without a width, or with one that fixed notation does not show. */
function decimalsOf(halfWidth: number): number | undefined {
  if (!(halfWidth > 0 && Number.isFinite(halfWidth))) return undefined;
  const [mantissa, exponent] = halfWidth.toExponential().split('e').map(Number);
  const decimals = Math.max(0, mantissa < 3.55 ? 1 - exponent : -exponent);
  return decimals <= MOST_DECIMALS ? decimals : undefined;
}

function fixed(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? text.replace('-', '') : text;
}
