import { chiSquareCdf } from '../statistics/chi-square.js';
import { civilDateOf, firstOfMonth } from './civil-date.js';
import type { Window } from './observed-duration.js';
import { poissonRegression, type PoissonFit } from './poisson-regression.js';
import type { Estimate } from './stage-fit.js';

/** A stretch of time with the cases that came in it. */
export interface ArrivalCount {
  /** [days] as in the log; `to` is not included. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** A rate that holds over a stretch of time. */
export interface RatePiece {
  /** [days] as in the log. */
  readonly from: number;
  /** Cases a day. */
  readonly rate: number;
}

/** How often cases come in. */
export interface ArrivalRates {
  /** Mean over the window [cases a day]; the standard error allows for overdispersion where there is some. */
  readonly mean: Estimate;
  readonly number: number;
  /** Which of the two is in the model, by AIC. */
  readonly season: boolean;
  readonly trend: boolean;
  /** Relative growth a year, exp(b) - 1; absent without a trend. */
  readonly growth?: Estimate;
  /** Factors of the twelve months, their geometric mean 1; empty without a season. */
  readonly months: readonly Estimate[];
  /** Pearson's dispersion, 1 for a Poisson process, and the probability of at least as much in one; absent with one stretch alone. */
  readonly dispersion?: { readonly value: number; readonly pValue: number };
  readonly candidates: readonly { readonly name: string; readonly aic: number }[];
  readonly counts: readonly ArrivalCount[];
  /** Rates from the beginning of the simulation to its end. */
  readonly pieces: readonly RatePiece[];
}

/** Stretches of time for counting: calendar months where there are enough of them, otherwise equal parts. */
export function countArrivals(times: readonly number[], { from, to }: Window, dated: boolean): ArrivalCount[] {
  const bounds = boundsOf(from, to, dated);
  const counts = bounds.slice(1).map((end, i) => ({ from: bounds[i], to: end, count: 0 }));
  for (const time of times) {
    if (time < from || time >= to) continue;
    const index = bounds.findLastIndex((bound) => bound <= time);
    counts[index].count++;
  }
  return counts;
}

const FEWEST_MONTHS = 6;
const PARTS = 12;
const LONGEST_MONTH = 31;

function boundsOf(from: number, to: number, dated: boolean): number[] {
  if (!dated || to - from < FEWEST_MONTHS * LONGEST_MONTH) return Array.from({ length: PARTS + 1 }, (_, i) => (i === PARTS ? to : from + (i * (to - from)) / PARTS));
  const bounds = [from];
  for (let next = firstOfMonth(from, 1); next < to; next = firstOfMonth(next, 1)) bounds.push(next);
  return [...bounds, to];
}

const DAYS_OF_YEAR = 365.25;

/** A season needs every month twice; a trend needs this many stretches. */
const MONTHS_FOR_SEASON = 24;
const COUNTS_FOR_TREND = 6;

interface Terms {
  readonly season: boolean;
  readonly trend: boolean;
}

/**
 * A log-linear Poisson regression of the counts on the month of the year and a linear trend; AIC decides which of them stay. A season is
 * tried with two years of calendar months or more.
 *
 * @param counts from `countArrivals`
 * @param simulated time for which rates are wanted [days]; a trend goes on in it
 * @throws RangeError when no case came in
 */
export function fitArrivalRates(counts: readonly ArrivalCount[], dated: boolean, simulated: Window): ArrivalRates {
  const monthly = dated && counts.length >= MONTHS_FOR_SEASON;
  const centre = (counts[0].from + counts[counts.length - 1].to) / 2;
  const fits = [
    { season: false, trend: false },
    ...(counts.length >= COUNTS_FOR_TREND ? [{ season: false, trend: true }] : []),
    ...(monthly ? [{ season: true, trend: false }, { season: true, trend: true }] : []),
  ].flatMap((terms) => attempt(() => ({ terms, fit: fitTerms(counts, terms, centre) })));
  if (fits.length === 0) throw new RangeError('fitArrivalRates: expected at least one case that comes in during the window, found none');
  const best = fits.reduce((a, b) => (b.fit.aic < a.fit.aic ? b : a));
  const { terms: { season, trend }, fit } = best;
  const number = counts.reduce((sum, { count }) => sum + count, 0);
  const days = counts[counts.length - 1].to - counts[0].from;
  const { dispersion } = fit;
  const spread = dispersion === undefined ? undefined : { value: dispersion, pValue: 1 - chiSquareCdf(fit.pearson, fit.degreesOfFreedom) };
  const inflation = spread !== undefined && spread.pValue < OVERDISPERSED ? Math.sqrt(spread.value) : 1;
  return {
    mean: { value: number / days, standardError: (inflation * Math.sqrt(number)) / days },
    number, season, trend,
    ...(trend ? { growth: growthOf(fit, inflation) } : {}),
    months: season ? monthsOf(fit, trend, inflation) : [],
    ...(spread === undefined ? {} : { dispersion: spread }),
    candidates: fits.map(({ terms, fit: { aic } }) => ({ name: nameOf(terms), aic })),
    counts,
    pieces: piecesOf(fit, { season, trend }, centre, simulated),
  };
}

/** Below this the counts vary more than those of a Poisson process. */
const OVERDISPERSED = 0.05;

function attempt<Value>(make: () => Value): Value[] {
  try {
    return [make()];
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}

function nameOf({ season, trend }: Terms): string {
  if (season) return trend ? 'month of the year and trend' : 'month of the year';
  return trend ? 'trend' : 'constant';
}

function fitTerms(counts: readonly ArrivalCount[], terms: Terms, centre: number): PoissonFit {
  return poissonRegression(counts.map(({ count }) => count), counts.map(({ from, to }) => to - from), counts.map(({ from, to }) => regressors((from + to) / 2, terms, centre)));
}

/** 1, then eleven contrasts of months that sum to zero, then years from the centre. */
function regressors(time: number, { season, trend }: Terms, centre: number): number[] {
  const month = season ? civilDateOf(time).month : 0;
  const contrast = (other: number): number => (month === 12 ? -1 : Number(month === other));
  return [1, ...(season ? Array.from({ length: 11 }, (_, i) => contrast(i + 1)) : []), ...(trend ? [(time - centre) / DAYS_OF_YEAR] : [])];
}

function growthOf({ coefficients, covariance }: PoissonFit, inflation: number): Estimate {
  const last = coefficients.length - 1;
  const factor = Math.exp(coefficients[last]);
  return { value: factor - 1, standardError: inflation * factor * Math.sqrt(covariance[last][last]) };
}

function monthsOf({ coefficients, covariance }: PoissonFit, trend: boolean, inflation: number): Estimate[] {
  const eleven = Array.from({ length: 11 }, (_, i) => i + 1);
  const weights = [...eleven.map((own) => eleven.map((month) => Number(month === own))), eleven.map(() => -1)];
  return weights.map((weight) => {
    const row = [0, ...weight, ...(trend ? [0] : [])];
    const effect = row.reduce((sum, w, j) => sum + w * coefficients[j], 0);
    const variance = row.reduce((sum, w, j) => sum + w * row.reduce((inner, v, k) => inner + v * covariance[j][k], 0), 0);
    return { value: Math.exp(effect), standardError: inflation * Math.exp(effect) * Math.sqrt(variance) };
  });
}

const MOST_PIECES = 600;

function piecesOf({ coefficients }: PoissonFit, terms: Terms, centre: number, { from, to }: Window): RatePiece[] {
  const rateAt = (time: number): number => Math.exp(regressors(time, terms, centre).reduce((sum, x, j) => sum + x * coefficients[j], 0));
  if (!terms.season && !terms.trend) return [{ from, rate: rateAt(from) }];
  const bounds = boundsOf(from, to, terms.season || to - from > FEWEST_MONTHS * LONGEST_MONTH);
  if (bounds.length > MOST_PIECES) throw new RangeError(`expected a simulated time of at most ${MOST_PIECES} months, found ${bounds.length - 1}`);
  return bounds.slice(0, -1).map((begin, i) => ({ from: begin, rate: rateAt((begin + bounds[i + 1]) / 2) }));
}
