import { studentQuantile } from '../mathematics/student.js';
import type { Measurement } from './held-out-measures.js';

/** A measure of the real cases beside that of simulated runs. */
export interface HeldOutRow extends Omit<Measurement, 'value'> {
  readonly real?: number;
  /** Mean over the runs that have a value. */
  readonly simulated?: number;
  /** Interval in which one more run would lie with the level asked for; absent with fewer than two runs. */
  readonly low?: number;
  readonly high?: number;
  /** simulated - real, in the unit of the measure. */
  readonly error?: number;
  /** error / real; absent where real is 0. */
  readonly relativeError?: number;
  /** Whether the real value lies in the interval. */
  readonly inside?: boolean;
}

/**
 * Puts the measures of simulated runs beside the real ones. The interval is the prediction interval of a further observation from
 * a normal sample, mean -+ t sd sqrt(1 + 1/n) (Hahn and Meeker 1991, Statistical Intervals, section 4.7): if reality were one more
 * run of the model, it would lie inside with that probability. It holds chance alone, no error of the estimates.
 *
 * @param runs measures of each run, of the same plan as the real ones
 * @throws RangeError when there is no run or a run was measured by another plan
 * @example compareHeldOut(real, [first, second], 0.95)[0].inside
 */
export function compareHeldOut(real: readonly Measurement[], runs: readonly (readonly Measurement[])[], level: number): HeldOutRow[] {
  if (runs.length === 0) throw new RangeError('compareHeldOut: expected measures of at least one run, found none');
  const byKey = runs.map((measurements) => new Map(measurements.map((measurement) => [keyOf(measurement), measurement.value])));
  const keys = new Set(real.map(keyOf));
  for (const [run, values] of byKey.entries()) {
    const unknown = [...values.keys()].find((key) => !keys.has(key));
    if (unknown !== undefined) throw new RangeError(`compareHeldOut: expected the measures of the real cases, found "${unknown}" in run ${run}`);
  }
  return real.map((measurement) => {
    const { measure, group, period, detail, value } = measurement;
    const simulated = byKey.flatMap((values) => {
      const one = valueIn(values, measurement);
      return one === undefined ? [] : [one];
    });
    return { measure, group, period, detail, ...besideEachOther(value, simulated, level) };
  });
}

function keyOf({ measure, group, period, detail }: Measurement): string {
  return `${measure} | ${group} | ${period} | ${detail}`;
}

/** A run without any case of a group has none of its rows: its counts are 0. */
function valueIn(values: ReadonlyMap<string, number | undefined>, measurement: Measurement): number | undefined {
  const key = keyOf(measurement);
  if (values.has(key)) return values.get(key);
  return measurement.measure === 'quartile' || measurement.measure === 'highest' ? undefined : 0;
}

function besideEachOther(real: number | undefined, simulated: readonly number[], level: number): Partial<HeldOutRow> {
  const n = simulated.length;
  if (n === 0) return real === undefined ? {} : { real };
  const mean = simulated.reduce((sum, value) => sum + value, 0) / n;
  const interval = n > 1 ? predictionInterval(simulated, mean, level) : undefined;
  const error = real === undefined ? undefined : mean - real;
  return {
    ...(real === undefined ? {} : { real }),
    simulated: mean,
    ...(interval ?? {}),
    ...(error === undefined ? {} : { error }),
    ...(error === undefined || real === undefined || real === 0 ? {} : { relativeError: error / real }),
    ...(interval === undefined || real === undefined ? {} : { inside: real >= interval.low && real <= interval.high }),
  };
}

function predictionInterval(values: readonly number[], mean: number, level: number): { low: number; high: number } {
  const n = values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (n - 1);
  const half = studentQuantile((1 + level) / 2, n - 1) * Math.sqrt(variance * (1 + 1 / n));
  return { low: mean - half, high: mean + half };
}

/** How well a set of rows was met. */
export interface HeldOutSummary {
  readonly rows: number;
  /** Sum of absolute errors over the sum of the real values: errors of opposite sign do not cancel, small groups weigh little. */
  readonly weightedError: number;
  /** Mean of the absolute relative errors of rows whose real value is not 0. */
  readonly meanAbsoluteError: number;
  /** Share of the rows with an interval whose real value lies inside; absent without intervals. */
  readonly coverage?: number;
}

/**
 * @param rows those without a real or a simulated value are left out
 * @throws RangeError when none is left or all real values are 0
 */
export function summariseHeldOut(rows: readonly HeldOutRow[]): HeldOutSummary {
  const known = rows.flatMap(({ real, error, relativeError, inside }) => (real === undefined || error === undefined ? [] : [{ real, error, relativeError, inside }]));
  const total = known.reduce((sum, { real }) => sum + Math.abs(real), 0);
  if (!(total > 0)) throw new RangeError(`summariseHeldOut: expected a row whose real value is not 0, found ${known.length} rows`);
  const relative = known.flatMap(({ relativeError }) => (relativeError === undefined ? [] : [Math.abs(relativeError)]));
  const judged = known.flatMap(({ inside }) => (inside === undefined ? [] : [inside]));
  return {
    rows: known.length,
    weightedError: known.reduce((sum, { error }) => sum + Math.abs(error), 0) / total,
    meanAbsoluteError: relative.reduce((sum, error) => sum + error, 0) / relative.length,
    ...(judged.length === 0 ? {} : { coverage: judged.filter(Boolean).length / judged.length }),
  };
}
