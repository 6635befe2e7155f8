/** One subject: how long it was observed, and whether the event ended that. */
export interface SurvivalTime {
  /** Duration until the event or until observation ended [any unit of time], >= 0. */
  readonly time: number;
  /** True for the event, false where observation ended first (right censoring). */
  readonly observed: boolean;
  /** Duration at which observation began (delayed entry); without it the subject is at risk from the beginning. */
  readonly entry?: number;
}

/** The curve at one of its drops. */
export interface SurvivalStep {
  readonly time: number;
  /** Subjects observed just before `time`. */
  readonly atRisk: number;
  /** Events at `time`. */
  readonly events: number;
  /** Estimated probability of surviving beyond `time`. */
  readonly survival: number;
}

/** Kaplan and Meier's estimate: 1 before the first step, constant between steps. */
export interface SurvivalCurve {
  /** Subjects. */
  readonly n: number;
  /** Longest observed duration, event or not; the curve is unknown beyond, unless it has reached 0. */
  readonly longest: number;
  /** In ascending time. */
  readonly steps: readonly SurvivalStep[];
}

/** Mean duration up to a horizon. */
export interface RestrictedMean {
  /** Area under the survival curve from 0 to the horizon. */
  readonly mean: number;
  /** By Greenwood's variance. */
  readonly standardError: number;
}

/** Survival counts as 1/2 within this: it is a product of rounded fractions. */
const HALF_TOLERANCE = 1e-9;

function requireSurvivalTimes(records: readonly SurvivalTime[]): void {
  if (records.length === 0) throw new RangeError('kaplanMeier: expected at least 1 record, found 0');
  for (const [i, { time, entry }] of records.entries()) {
    if (!(time >= 0 && time < Infinity)) throw new RangeError(`kaplanMeier: expected a finite time >= 0, found ${time} in record ${i}`);
    if (entry !== undefined && !(entry >= 0 && entry < time)) {
      throw new RangeError(`kaplanMeier: expected 0 <= entry < time = ${time}, found entry ${entry} in record ${i}`);
    }
  }
}

/**
 * Survival curve from durations of which some are censored, by the product-limit method. At equal times events come before
 * censorings, and a subject that enters at a time is not yet at risk of the events at that time, as in R's `survival`.
 *
 * Entry and censoring must not depend on the duration itself. With delayed entry the curve is only as good as its smallest
 * risk sets: one early event among few drops it to 0 for ever.
 *
 * Source: Kaplan and Meier (1958), Journal of the American Statistical Association 53, 457-481.
 *
 * @param records at least one
 * @throws RangeError when there are no records, a time is negative or not finite, or an entry is not in [0, time)
 * @example kaplanMeier([{ time: 1, observed: true }, { time: 2, observed: false }]).steps[0].survival // 0.5
 */
export function kaplanMeier(records: readonly SurvivalTime[]): SurvivalCurve {
  requireSurvivalTimes(records);
  const exits = [...records].sort((a, b) => a.time - b.time);
  const entries = records.flatMap(({ entry }) => (entry === undefined ? [] : [entry])).sort((a, b) => a - b);
  const steps: SurvivalStep[] = [];
  let survival = 1;
  let entered = 0;
  for (let exited = 0; exited < exits.length; ) {
    const time = exits[exited].time;
    while (entered < entries.length && entries[entered] < time) entered++;
    const atRisk = records.length - entries.length + entered - exited;
    let events = 0;
    for (; exited < exits.length && exits[exited].time === time; exited++) events += Number(exits[exited].observed);
    if (events === 0) continue;
    survival *= (atRisk - events) / atRisk;
    steps.push({ time, atRisk, events, survival });
  }
  return { n: records.length, longest: exits[exits.length - 1].time, steps };
}

function lastSurvival(curve: SurvivalCurve): number {
  return curve.steps.length > 0 ? curve.steps[curve.steps.length - 1].survival : 1;
}

/**
 * Estimated probability of a duration longer than `time`; undefined beyond the longest observation, unless the curve has
 * reached 0.
 *
 * @throws RangeError when time is NaN or negative
 * @example survivalAt(kaplanMeier([{ time: 1, observed: true }, { time: 2, observed: true }]), 1) // 0.5
 */
export function survivalAt(curve: SurvivalCurve, time: number): number | undefined {
  if (!(time >= 0)) throw new RangeError(`survivalAt: expected a time >= 0, found ${time}`);
  if (time > curve.longest && lastSurvival(curve) > 0) return undefined;
  return curve.steps.findLast((step) => step.time <= time)?.survival ?? 1;
}

/**
 * Median duration: the time at which survival falls below one half, or the middle of the stretch on which it is exactly one
 * half. Undefined when the curve does not come down to one half.
 *
 * @example medianSurvival(kaplanMeier([1, 2, 3].map((time) => ({ time, observed: true })))) // 2
 */
export function medianSurvival(curve: SurvivalCurve): number | undefined {
  const index = curve.steps.findIndex(({ survival }) => survival <= 0.5 + HALF_TOLERANCE);
  if (index < 0) return undefined;
  const { time, survival } = curve.steps[index];
  const isLast = index === curve.steps.length - 1;
  return survival < 0.5 - HALF_TOLERANCE || isLast ? time : (time + curve.steps[index + 1].time) / 2;
}

/**
 * Mean duration when durations are cut at `horizon`: the area under the curve up to there, with its standard error. Undefined
 * when the horizon lies beyond the longest observation and the curve has not reached 0, because the curve is unknown there.
 *
 * Source: Klein and Moeschberger, Survival Analysis (2nd ed.), eqs 4.5.1 and 4.5.2.
 *
 * @param curve from `kaplanMeier`
 * @param horizon finite, > 0, in the unit of the durations
 * @throws RangeError when horizon is not a finite positive number
 * @example restrictedMean(kaplanMeier([1, 3].map((time) => ({ time, observed: true }))), 2)?.mean // 1.5
 */
export function restrictedMean(curve: SurvivalCurve, horizon: number): RestrictedMean | undefined {
  if (!(horizon > 0 && horizon < Infinity)) throw new RangeError(`restrictedMean: expected a finite horizon > 0, found ${horizon}`);
  if (horizon > curve.longest && lastSurvival(curve) > 0) return undefined;
  const steps = curve.steps.filter(({ time }) => time <= horizon);
  let area = 0;
  let variance = 0;
  // From the horizon back, so that `area` is the area to the right of each step.
  for (let i = steps.length - 1, right = horizon; i >= 0; i--) {
    const { time, atRisk, events, survival } = steps[i];
    area += survival * (right - time);
    // Where all those at risk have the event the curve is 0 to the right, and so is the term.
    if (survival > 0) variance += (area * area * events) / (atRisk * (atRisk - events));
    right = time;
  }
  return { mean: area + (steps.length > 0 ? steps[0].time : horizon), standardError: Math.sqrt(variance) };
}
