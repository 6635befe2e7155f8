import { logGamma, stirlingError } from '../mathematics/log-gamma.js';
import { ascending, requireSample } from './sample.js';

/** Outcome of a Kolmogorov-Smirnov test. */
export interface KolmogorovSmirnovResult {
  /** D, the largest distance between the empirical and the given distribution function. */
  readonly statistic: number;
  /** Probability of at least this distance if the sample comes from the given law. */
  readonly pValue: number;
}

const TWO_PI = 6.283185307179586;

/** Largest sample for which the centre of the distribution of D is computed exactly. */
const EXACT_UP_TO = 1000;

/** From this n D^2 on (p below 7e-4) both one-sided deviations at once are less likely than 1e-10 of either. */
const TAIL_FROM = 4;

/** 1, x, x^2, ..., x^degree */
function powers(x: number, degree: number): Float64Array {
  const result = new Float64Array(degree + 1).fill(1);
  for (let i = 1; i <= degree; i++) result[i] = result[i - 1] * x;
  return result;
}

/** The rows of the matrix H for d = (k - h) / n, divided by e, which keeps its powers in range. */
function transitions(k: number, h: number): Float64Array[] {
  const size = 2 * k - 1;
  const hPowers = powers(h, size);
  const corner = powers(Math.max(0, 2 * h - 1), size)[size];
  const weights = new Float64Array(size + 1).fill(Math.exp(-1));
  for (let i = 2; i <= size; i++) weights[i] = weights[i - 1] / i;
  return Array.from({ length: size }, (_, i) => {
    const row = new Float64Array(Math.min(i + 2, size)).fill(1);
    row[0] -= hPowers[i + 1];
    if (i === size - 1) {
      for (let j = 0; j < size; j++) row[j] -= hPowers[size - j];
      row[0] += corner;
    }
    return row.map((value, j) => value * weights[Math.max(0, i - j + 1)]);
  });
}

/**
 * P(D < d), exactly: n! / n^n times the middle element of H^n (Marsaglia, Tsang and Wang, 2003, Journal of Statistical
 * Software 8(18)), by repeated multiplication of one column (Carvalho, 2015, Journal of Statistical Software 65, CS 3).
 */
function exactCdf(d: number, n: number): number {
  const k = Math.floor(n * d) + 1;
  const rows = transitions(k, k - n * d);
  let column = new Float64Array(rows.length);
  column[k - 1] = 1;
  for (let step = 0; step < n; step++) {
    const next = new Float64Array(rows.length);
    for (const [i, row] of rows.entries()) {
      let sum = 0;
      for (let j = 0; j < row.length; j++) sum += row[j] * column[j];
      next[i] = sum;
    }
    column = next;
  }
  return column[k - 1] * Math.sqrt(TWO_PI * n) * Math.exp(stirlingError(n));
}

/** P(D+ >= d), the one-sided tail (Birnbaum and Tingey, 1951, Annals of Mathematical Statistics 22). */
function oneSidedTail(d: number, n: number): number {
  const logFactorial = logGamma(n + 1);
  let sum = 0;
  for (let j = 0; j < n * (1 - d); j++) {
    const logChoose = logFactorial - logGamma(j + 1) - logGamma(n - j + 1);
    sum += Math.exp(logChoose + (j - 1) * Math.log(d + j / n) + (n - j) * Math.log(1 - d - j / n));
  }
  return d * sum;
}

/** Kolmogorov's limit of P(sqrt(n) D >= x). */
function kolmogorovTail(x: number): number {
  let sum = 0;
  for (let j = 1, sign = 1, term = 1; term > 1e-17; j++, sign = -sign) {
    term = Math.exp(-2 * j * j * x * x);
    sum += sign * term;
  }
  return Math.min(1, 2 * sum);
}

function tail(d: number, n: number): number {
  if (n * d * d >= TAIL_FROM) return 2 * oneSidedTail(d, n);
  if (n <= EXACT_UP_TO) return Math.min(1, Math.max(0, 1 - exactCdf(d, n)));
  const root = Math.sqrt(n);
  return kolmogorovTail(root * d + 1 / (6 * root) + (root * d - 1) / (4 * n));
}

function distance(sorted: readonly number[], cdf: (x: number) => number): number {
  const n = sorted.length;
  return sorted.reduce((largest, x, i) => {
    const probability = cdf(x);
    if (!(probability >= 0 && probability <= 1)) {
      throw new RangeError(`kolmogorovSmirnovTest: expected a probability in [0, 1] from cdf(${x}), found ${probability}`);
    }
    return Math.max(largest, probability - i / n, (i + 1) / n - probability);
  }, 0);
}

/**
 * Whether a sample comes from a given continuous law, none of whose parameters was estimated from the sample (then the test
 * would hardly ever reject).
 *
 * The p-value is exact for up to 1,000 values; in the tail (p < 7e-4) it is twice the exact one-sided one, to 1e-10 relative,
 * for any number. For more than 1,000 values the centre is Kolmogorov's limit with Vrbik's correction (2018, Pioneer Journal
 * of Theoretical and Applied Statistics 15), to 2e-5.
 *
 * @param sample at least one value
 * @param cdf distribution function of the law
 * @throws RangeError when the sample is empty or not finite, or cdf leaves [0, 1]
 * @example kolmogorovSmirnovTest([0.1, 0.4, 0.7], (x) => x).statistic // 0.3
 */
export function kolmogorovSmirnovTest(sample: readonly number[], cdf: (x: number) => number): KolmogorovSmirnovResult {
  requireSample('kolmogorovSmirnovTest', sample, 1);
  const statistic = distance(ascending(sample), cdf);
  return { statistic, pValue: tail(statistic, sample.length) };
}
