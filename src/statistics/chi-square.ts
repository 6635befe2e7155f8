import { regularisedGammaP, regularisedGammaQ } from '../mathematics/gamma.js';
import { requireSample } from './sample.js';

/** Outcome of a chi-square test. */
export interface ChiSquareResult {
  /** Pearson's X^2, the sum of (observed - expected)^2 / expected. */
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  /** Probability of at least this statistic if the expected counts are right. */
  readonly pValue: number;
}

/** Relative difference forgiven between the two totals, for expected counts that were rounded. */
const TOTAL_TOLERANCE = 1e-6;

/**
 * Distribution function of the chi-square law.
 *
 * @param x >= 0, may be Infinity
 * @param degreesOfFreedom > 0
 * @throws RangeError on any other argument
 * @example chiSquareCdf(3.841458820694124, 1) // 0.95
 */
export function chiSquareCdf(x: number, degreesOfFreedom: number): number {
  return regularisedGammaP(degreesOfFreedom / 2, x / 2);
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function requireCounts(observed: readonly number[], expected: readonly number[]): void {
  requireSample('chiSquareTest', observed, 2);
  requireSample('chiSquareTest', expected, 2);
  if (observed.length !== expected.length) {
    throw new RangeError(`chiSquareTest: expected as many observed as expected counts, found ${observed.length} and ${expected.length}`);
  }
  const negative = observed.find((count) => count < 0);
  if (negative !== undefined) throw new RangeError(`chiSquareTest: expected observed counts >= 0, found ${negative}`);
  const empty = expected.find((count) => count <= 0);
  if (empty !== undefined) throw new RangeError(`chiSquareTest: expected expected counts > 0, found ${empty}; merge classes`);
  const [o, e] = [total(observed), total(expected)];
  if (Math.abs(o - e) > TOTAL_TOLERANCE * e) throw new RangeError(`chiSquareTest: expected equal totals, found ${o} observed and ${e} expected`);
}

/**
 * Pearson's test of goodness of fit: whether counts in classes agree with their expectations. The p-value is approximate;
 * merge classes until no expected count is below about 5.
 *
 * @param observed count in each class, >= 0, at least two classes
 * @param expected expected count in each class, > 0, with the same total
 * @param estimatedParameters parameters of the expectations that were estimated from the same counts
 * @throws RangeError when the counts break these rules or no degree of freedom is left
 * @example chiSquareTest([12, 8], [10, 10]).statistic // 0.8
 */
export function chiSquareTest(observed: readonly number[], expected: readonly number[], estimatedParameters = 0): ChiSquareResult {
  requireCounts(observed, expected);
  if (!(Number.isInteger(estimatedParameters) && estimatedParameters >= 0 && estimatedParameters < observed.length - 1)) {
    throw new RangeError(
      `chiSquareTest: expected 0 to ${observed.length - 2} estimated parameters for ${observed.length} classes, found ${estimatedParameters}`,
    );
  }
  const degreesOfFreedom = observed.length - 1 - estimatedParameters;
  const statistic = total(observed.map((count, i) => ((count - expected[i]) * (count - expected[i])) / expected[i]));
  return { statistic, degreesOfFreedom, pValue: regularisedGammaQ(degreesOfFreedom / 2, statistic / 2) };
}
