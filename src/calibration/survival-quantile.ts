import { normalQuantile } from '../mathematics/normal.js';
import type { SurvivalCurve } from '../statistics/kaplan-meier.js';

/** A quantile of a duration with a confidence interval; ends are absent where the curve does not come down so far. */
export interface SurvivalQuantile {
  readonly value?: number;
  readonly low?: number;
  readonly high?: number;
}

/** Rounding of a product of fractions. */
const TOLERANCE = 1e-9;

/**
 * The time that a share p of durations does not exceed, by the Kaplan-Meier curve, with the interval of Brookmeyer and Crowley (1982, Biometrics
 * 38, 29-41) on the log-log scale: where the pointwise limits of the curve (Greenwood) cross 1 - p. As `quantile` of R's `survfit` with
 * `conf.type = "log-log"`.
 *
 * @param p in (0, 1)
 * @param confidence of the interval
 * @throws RangeError when p is not in (0, 1)
 */
export function survivalQuantile({ steps }: SurvivalCurve, p: number, confidence = 0.95): SurvivalQuantile {
  if (!(p > 0 && p < 1)) throw new RangeError(`survivalQuantile: expected p in (0, 1), found ${p}`);
  const z = normalQuantile(0.5 + confidence / 2);
  const staying = 1 - p + TOLERANCE;
  let greenwood = 0;
  const crossings: { value?: number; low?: number; high?: number } = {};
  for (const { time, atRisk, events, survival } of steps) {
    greenwood += atRisk > events ? events / (atRisk * (atRisk - events)) : Infinity;
    if (survival <= staying) crossings.value ??= time;
    const [lower, upper] = limits(survival, greenwood, z);
    if (lower <= staying) crossings.low ??= time;
    if (upper <= staying) crossings.high ??= time;
  }
  return crossings;
}

/** Pointwise limits; where the curve is 0 there is no upper one, as in R. */
function limits(survival: number, greenwood: number, z: number): readonly [number, number] {
  if (survival === 0) return [0, Infinity];
  if (survival === 1) return [1, 1];
  const logS = Math.log(survival);
  const factor = Math.exp((z * Math.sqrt(greenwood)) / Math.abs(logS));
  return [Math.exp(logS * factor), Math.exp(logS / factor)];
}
