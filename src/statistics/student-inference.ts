import { studentCdf, studentQuantile } from '../mathematics/student.js';

/** What Student's t says about an estimate. */
export interface StudentInference {
  /** Lower bound of the confidence interval. */
  readonly low: number;
  /** Upper bound of the confidence interval. */
  readonly high: number;
  /** Half the width of the interval. */
  readonly halfWidth: number;
  /** Estimate over standard error; undefined when the standard error is 0. */
  readonly t: number | undefined;
  /** Two-sided p-value of the hypothesis that the estimated quantity is 0. */
  readonly pValue: number;
}

/** @throws RangeError when level is not strictly between 0 and 1 */
export function requireLevel(name: string, level: number): void {
  if (!(level > 0 && level < 1)) throw new RangeError(`${name}: expected a confidence level between 0 and 1, found ${level}`);
}

/**
 * Confidence interval and test of an estimate whose error over its standard error follows Student's t.
 *
 * A standard error of 0 says that the data show no variation: the interval is the estimate alone, and the p-value is 1 for an
 * estimate of 0 and 0 otherwise.
 *
 * @param estimate finite
 * @param standardError finite, >= 0
 * @param degreesOfFreedom > 0
 * @param level confidence level, between 0 and 1
 * @throws RangeError when level is not between 0 and 1
 * @example studentInference(2, 1, 9, 0.95).halfWidth // 2.262157162798205
 */
export function studentInference(estimate: number, standardError: number, degreesOfFreedom: number, level: number): StudentInference {
  requireLevel('studentInference', level);
  const halfWidth = standardError * studentQuantile(0.5 + level / 2, degreesOfFreedom);
  const t = standardError > 0 ? estimate / standardError : undefined;
  const pValue = t === undefined ? Number(estimate === 0) : 2 * studentCdf(-Math.abs(t), degreesOfFreedom);
  return { low: estimate - halfWidth, high: estimate + halfWidth, halfWidth, t, pValue };
}
