import { studentQuantile } from '../mathematics/student.js';
import { kaplanMeier } from '../statistics/kaplan-meier.js';
import { civilDateOf, firstOfMonth, isoDate } from './civil-date.js';
import { QUANTILES, type LogFit } from './log-fit.js';
import { survivalQuantile, type SurvivalQuantile } from './survival-quantile.js';

/** Cases of one simulated run, and how long they waited. Times are days since the start of the simulation. */
export interface SimulatedRun {
  readonly arrived: Float64Array;
  /** NaN for a case that is open at the end. */
  readonly ended: Float64Array;
  /** Mean waiting time by level, from the bottom [days]; undefined where nobody came. */
  readonly waits: readonly (number | undefined)[];
}

/** A number of the log beside the one of simulated runs. */
export interface Comparison {
  /** Date, or days since the beginning. */
  readonly when: string;
  readonly real: number;
  readonly simulated: Prediction;
}

/** Mean over runs, and the interval in which a further run lies with 95 % (Student's, none of these numbers below 0); without the interval with one run. */
export interface Prediction {
  readonly mean: number;
  readonly low?: number;
  readonly high?: number;
}

/** The log against simulated runs of the scenario fitted to it. */
export interface SimulatedComparison {
  readonly runs: number;
  readonly open: readonly Comparison[];
  /** Times from arrival to end at `QUANTILES`. */
  readonly wholeTimes: readonly { readonly p: number; readonly real: SurvivalQuantile; readonly simulated: Prediction }[];
  /** Mean waiting time by level; absent where the log shows none. */
  readonly waits: readonly { readonly level: number; readonly real: number; readonly simulated: Prediction }[];
}

const LONGEST_BY_MONTHS = 1096;
const PARTS = 12;

/** Times at which open cases are counted: ends of months, of years in long logs, or twelve equal parts without dates. */
export function comparisonTimes({ simulated: { from, to }, settings: { dated } }: LogFit): readonly { readonly time: number; readonly when: string }[] {
  if (!dated || to - from < 2 * 31) {
    return Array.from({ length: PARTS }, (_, i) => from + ((i + 1) * (to - from)) / PARTS).map((time) => ({ time, when: `day ${Number((time - from).toFixed(3))}` }));
  }
  const step = to - from > LONGEST_BY_MONTHS ? 12 : 1;
  const times: { time: number; when: string }[] = [];
  const first = step === 1 ? firstOfMonth(from, 1) : firstOfMonth(from, 13 - civilDateOf(from).month);
  for (let time = first; time <= to; time = firstOfMonth(time, step)) times.push({ time, when: isoDate(time - 1) });
  return times;
}

/**
 * Puts runs of the fitted scenario beside the log: open cases, times from arrival to end, waiting. Cases of the log and of the runs are counted alike:
 * both begin with nothing open at the first event.
 */
export function compareWithRuns(fit: LogFit, runs: readonly SimulatedRun[]): SimulatedComparison {
  const { from, to } = fit.simulated;
  const realEntries = Float64Array.from(fit.openings, ({ entry }) => entry).sort();
  const realExits = Float64Array.from(fit.openings.flatMap(({ exit }) => (exit === undefined ? [] : [exit]))).sort();
  const sorted = runs.map(({ arrived, ended }) => ({ arrived: arrived.slice().sort(), ended: ended.filter((time) => !Number.isNaN(time)).sort() }));
  const times = runs.map((run) => timesToEnd(run, to - from));
  return {
    runs: runs.length,
    open: comparisonTimes(fit).map(({ time, when }) => ({
      when, real: before(realEntries, time) - before(realExits, time),
      simulated: predict(sorted.map(({ arrived, ended }) => before(arrived, time - from) - before(ended, time - from))),
    })),
    wholeTimes: QUANTILES.map((p, i) => ({ p, real: fit.wholeTimes[i], simulated: predict(times.map((each) => each[i])) })).filter(({ simulated }) => !Number.isNaN(simulated.mean)),
    waits: fit.settings.plan.levels.flatMap((_, level) => {
      const real = meanWait(fit, level);
      const values = runs.map(({ waits }) => waits[level]).filter((wait) => wait !== undefined);
      return real === undefined || values.length === 0 ? [] : [{ level, real, simulated: predict(values) }];
    }),
  };
}

function meanWait({ levels }: LogFit, level: number): number | undefined {
  const own = levels.flatMap(({ level: each, wait }) => (each === level && wait !== undefined ? [wait] : []));
  const number = own.reduce((sum, wait) => sum + wait.number, 0);
  return number === 0 ? undefined : own.reduce((sum, wait) => sum + wait.number * wait.mean, 0) / number;
}

/** How many of the sorted times lie before one. */
function before(sorted: Float64Array, time: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Quantiles of the time to the end by Kaplan and Meier, as those of the log; NaN where the curve does not come down so far. */
function timesToEnd({ arrived, ended }: SimulatedRun, horizon: number): number[] {
  const records = Array.from(arrived, (time, i) => (Number.isNaN(ended[i]) ? { time: horizon - time, observed: false } : { time: ended[i] - time, observed: true }));
  if (records.length === 0) return QUANTILES.map(() => Number.NaN);
  const curve = kaplanMeier(records);
  return QUANTILES.map((p) => survivalQuantile(curve, p).value ?? Number.NaN);
}

const PROBABILITY = 0.975;

function predict(values: readonly number[]): Prediction {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (values.length < 2) return { mean };
  const variance = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (values.length - 1);
  const half = studentQuantile(PROBABILITY, values.length - 1) * Math.sqrt(variance * (1 + 1 / values.length));
  return { mean, low: Math.max(0, mean - half), high: mean + half };
}
