import { sampleMoments } from './moments.js';
import { requireSample } from './sample.js';
import { requireLevel, studentInference } from './student-inference.js';

/** Straight line through points, by ordinary least squares. */
export interface Slope {
  readonly n: number;
  /** Units of y per unit of x. */
  readonly slope: number;
  /** y at x = 0. */
  readonly intercept: number;
  /** Standard error of the slope. */
  readonly standardError: number;
  /** Slope over standard error; undefined when the points lie on the line. */
  readonly t: number | undefined;
  /** n - 2. */
  readonly degreesOfFreedom: number;
  /** Two-sided p-value of the hypothesis that the slope is 0. */
  readonly pValue: number;
  /** One-sided p-value of the hypothesis that the slope is not positive. */
  readonly pValuePositive: number;
}

/**
 * Slope of y on x with its t-test. The test supposes independent errors; those of a time series are positively correlated as
 * a rule, and then it finds slopes too often.
 *
 * Points that lie on a line exactly have a standard error of 0: the p-value is then 1 for a slope of 0 and 0 otherwise.
 *
 * @param x at least three values, not all equal
 * @param y as many values
 * @throws RangeError when the lengths differ, there are fewer than three points, one is not finite, or x is constant
 * @example leastSquaresSlope([0, 1, 2, 3], [1, 2, 4, 5]).slope // 1.4
 */
export function leastSquaresSlope(x: readonly number[], y: readonly number[]): Slope {
  requireSample('leastSquaresSlope', x, 3);
  requireSample('leastSquaresSlope', y, 3);
  if (x.length !== y.length) throw new RangeError(`leastSquaresSlope: expected pairs, found ${x.length} and ${y.length} values`);
  const n = x.length;
  const xMean = sampleMoments('leastSquaresSlope', x).mean;
  const yMean = sampleMoments('leastSquaresSlope', y).mean;
  const xSquares = x.reduce((sum, value) => sum + (value - xMean) * (value - xMean), 0);
  if (xSquares === 0) throw new RangeError(`leastSquaresSlope: expected different values of x, found ${n} times ${x[0]}`);
  const slope = x.reduce((sum, value, i) => sum + (value - xMean) * (y[i] - yMean), 0) / xSquares;
  const residuals = x.map((value, i) => y[i] - yMean - slope * (value - xMean));
  const degreesOfFreedom = n - 2;
  const standardError = Math.sqrt(residuals.reduce((sum, value) => sum + value * value, 0) / degreesOfFreedom / xSquares);
  const { t, pValue } = studentInference(slope, standardError, degreesOfFreedom, 0.95);
  const pValuePositive = slope > 0 ? pValue / 2 : 1 - pValue / 2;
  return { n, slope, intercept: yMean - slope * xMean, standardError, t, degreesOfFreedom, pValue, pValuePositive };
}

/**
 * Whether y rises with x: the one-sided t-test rejects a slope of 0 or less.
 *
 * @param x at least three values, not all equal
 * @param y as many values
 * @param level confidence level, between 0 and 1
 * @throws RangeError as `leastSquaresSlope`, or when level is not between 0 and 1
 * @example isRising([1, 2, 3, 4], [1, 2.1, 2.9, 4]) // true
 */
export function isRising(x: readonly number[], y: readonly number[], level = 0.99): boolean {
  requireLevel('isRising', level);
  return leastSquaresSlope(x, y).pValuePositive < 1 - level;
}
