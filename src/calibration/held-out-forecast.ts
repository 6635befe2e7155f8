import { normalQuantile } from '../mathematics/normal.js';
import type { CaseHistories } from './case-history.js';
import { dayNumber } from './civil-date.js';
import type { CaseAttributes } from './held-out-laws.js';
import type { HeldOutRow } from './held-out-comparison.js';
import type { CaseGroups, Measurement, Years } from './held-out-measures.js';
import type { LadderOutlook } from './semi-markov-outlook.js';

/** A case to be forecast: open when the forecast begins, or arriving later. */
export interface AwaitedCase {
  /** Stage it is in, or enters. */
  readonly stage: number;
  /** Day since 1970-01-01 on which it entered that stage, or will. */
  readonly day: number;
  readonly attributes: CaseAttributes;
}

/**
 * Cases open at the beginning of a day, with the stage they are in, and all that arrive from it on.
 *
 * @param seen histories followed until that day
 * @param whole histories that reach beyond it; only arrivals are taken from them
 */
export function awaitedCases(seen: Pick<CaseHistories, 'spells'>, whole: Pick<CaseHistories, 'episodes'>, from: number): AwaitedCase[] {
  const open = seen.spells.filter(({ kind }) => kind === 'censored').map(({ stage, entry, attributes }) => ({ stage, day: entry, attributes }));
  const arriving = whole.episodes.filter(({ entry }) => entry >= from).map(({ stage, entry, attributes }) => ({ stage, day: entry, attributes }));
  return [...open, ...arriving];
}

/** An expected number with the variance that chance gives it. */
export interface ExpectedCount extends Measurement {
  readonly value: number;
  readonly variance: number;
}

/** When and of whom numbers are expected. */
export interface ForecastPlan {
  readonly stages: readonly string[];
  readonly groups: CaseGroups;
  /** First day, since 1970-01-01: what is open then is known. */
  readonly from: number;
  readonly years: Years;
}

/**
 * Expected open cases at the ends of years, and stages entered and cases closed in them (the measures `open`, `entered` and
 * `closed`). Cases go their ways independently of each other, so a number is a sum of independent indicators: its expectation is the
 * sum of their probabilities p, its variance that of p (1 - p).
 *
 * @param outlookOf how a case with given attributes goes on
 * @example forecastCases(awaitedCases(seen, whole, from), () => ladderOutlook(hazards, 1826), plan)
 */
export function forecastCases(cases: readonly AwaitedCase[], outlookOf: (attributes: CaseAttributes) => LadderOutlook, plan: ForecastPlan): ExpectedCount[] {
  const books = new Map<string, CountBook>();
  const bookOf = (group: string): CountBook => {
    const book = books.get(group) ?? { group, counts: new Map() };
    books.set(group, book);
    return book;
  };
  const add = (measure: Measurement['measure'], own: readonly CountBook[], period: string, detail: string, p: number): void => {
    const key = `${measure} ${period} ${detail}`;
    for (const { group, counts } of own) {
      let count = counts.get(key);
      if (count === undefined) counts.set(key, (count = { of: { measure, group, period, detail }, value: 0, variance: 0 }));
      count.value += p;
      count.variance += p * (1 - p);
    }
  };
  const turns = Array.from({ length: plan.years.last - plan.years.first + 2 }, (_, index) => dayNumber(`${plan.years.first + index}-01-01`));
  for (const { stage, day, attributes } of cases) {
    const outlook = outlookOf(attributes);
    const own = ['all', ...Object.entries(plan.groups).map(([dimension, groupOf]) => `${dimension}: ${groupOf(attributes)}`)].map(bookOf);
    const age = Math.max(0, plan.from - day);
    const begin = Math.max(day, plan.from);
    const open = turns.map((turn) => (turn <= begin ? Number(day < turn) : outlook.open(stage, age, turn - begin)));
    for (let index = 1; index < turns.length; index++) {
      if (turns[index] <= begin && day >= turns[index]) continue;
      const period = String(plan.years.first + index - 1);
      const arrives = day >= turns[index - 1] && day < turns[index];
      add('open', own, period, '', open[index]);
      add('closed', own, period, '', (arrives ? 1 : open[index - 1]) - open[index]);
    }
    for (const [target, detail] of plan.stages.entries()) {
      if (target < stage) continue;
      const entered = turns.map((turn) => (day >= turn || turn < begin ? 0 : outlook.entered(stage, age, target, turn - begin)));
      for (let index = 1; index < turns.length; index++) {
        // What a case open at the beginning had entered before is no event of the forecast.
        const known = target === stage && day < plan.from ? 0 : entered[index] - entered[index - 1];
        if (known > 0) add('entered', own, String(plan.years.first + index - 1), detail, known);
      }
    }
  }
  return [...books.values()].flatMap(({ counts }) => [...counts.values()].map(({ of, value, variance }) => ({ ...of, value, variance })));
}

/** What is expected of the cases of one group. */
interface CountBook {
  readonly group: string;
  readonly counts: Map<string, { readonly of: Measurement; value: number; variance: number }>;
}

/**
 * Puts expected numbers beside the real ones; real numbers that nothing was expected of are met with 0. Intervals hold chance
 * alone, from the normal approximation to the sum of indicators.
 */
export function compareForecast(real: readonly Measurement[], expected: readonly ExpectedCount[], level: number): HeldOutRow[] {
  const byKey = new Map(expected.map((count) => [`${count.measure} ${count.group} ${count.period} ${count.detail}`, count]));
  const z = normalQuantile((1 + level) / 2);
  return real.flatMap(({ measure, group, period, detail, value }): HeldOutRow[] => {
    if (value === undefined) return [];
    const count = byKey.get(`${measure} ${group} ${period} ${detail}`);
    const simulated = count?.value ?? 0;
    const half = z * Math.sqrt(count?.variance ?? 0);
    const error = simulated - value;
    return [{
      measure, group, period, detail, real: value, simulated, low: simulated - half, high: simulated + half, error,
      ...(value === 0 ? {} : { relativeError: error / value }),
      inside: value >= simulated - half && value <= simulated + half,
    }];
  });
}
