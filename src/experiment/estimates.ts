import { meanInterval } from '../statistics/interval.js';
import { holm } from '../statistics/multiple-testing.js';
import { pairedDifference } from '../statistics/paired.js';
import { quantile } from '../statistics/quantile.js';

/** Values of one measure by design point and replication; undefined where a run failed or the measure does not exist. */
export type MeasureValues = readonly (readonly (number | undefined)[])[];

/** What the replications of one design point say about a measure. Undefined: too few values. */
export interface Estimate {
  readonly point: number;
  readonly measure: string;
  readonly n: number;
  readonly mean: number | undefined;
  readonly sd: number | undefined;
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly halfWidth: number | undefined;
  readonly q05: number | undefined;
  readonly q50: number | undefined;
  readonly q95: number | undefined;
}

/** Paired difference of a design point from the first one, under common random numbers. */
export interface Comparison {
  readonly baseline: number;
  readonly point: number;
  readonly measure: string;
  readonly n: number;
  readonly difference: number | undefined;
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly p: number | undefined;
  readonly pHolm: number | undefined;
}

/** Replication estimates with Student intervals, for every design point and measure. */
export function estimate(measures: Iterable<readonly [measure: string, values: MeasureValues]>, level = 0.95): Estimate[] {
  const estimates: Estimate[] = [];
  for (const [measure, points] of measures) for (const [point, values] of points.entries()) estimates.push(estimateOne(measure, point, present(values), level));
  return estimates;
}

function estimateOne(measure: string, point: number, values: readonly number[], level: number): Estimate {
  if (values.length === 0) {
    const nothing = { mean: undefined, sd: undefined, low: undefined, high: undefined, halfWidth: undefined, q05: undefined, q50: undefined, q95: undefined };
    return { point, measure, n: 0, ...nothing };
  }
  const { n, mean, sd, low, high, halfWidth } = meanInterval(values, level);
  return { point, measure, n, mean, sd, low, high, halfWidth, q05: quantile(values, 0.05), q50: quantile(values, 0.5), q95: quantile(values, 0.95) };
}

/**
 * Every later design point against the first, replication by replication. P-values are adjusted by Holm (1979): the comparisons of the
 * headline measures are one family, those of any other measure a family each.
 */
export function compareWithFirst(measures: Iterable<readonly [measure: string, values: MeasureValues]>, headline: readonly string[], level = 0.95): Comparison[] {
  const families = new Map<string, Comparison[]>();
  const order = new Map<string, number>();
  for (const [measure, points] of measures) {
    order.set(measure, order.size);
    const family = headline.includes(measure) ? '' : measure;
    const members = families.get(family) ?? [];
    families.set(family, members);
    for (let point = 1; point < points.length; point++) members.push(compareOne(measure, point, points[0], points[point], level));
  }
  const rank = ({ measure }: Comparison): number => order.get(measure) ?? 0;
  return [...families.values()].flatMap(adjust).sort((a, b) => rank(a) - rank(b) || a.point - b.point);
}

function compareOne(measure: string, point: number, first: MeasureValues[number], other: MeasureValues[number], level: number): Comparison {
  const pairs = first.flatMap((a, replication) => {
    const b = other[replication];
    return a === undefined || b === undefined ? [] : [[a, b] as const];
  });
  const none = { baseline: 0, point, measure, n: pairs.length, difference: undefined, low: undefined, high: undefined, p: undefined, pHolm: undefined };
  if (pairs.length < 2) return none;
  const { difference, low, high, pValue } = pairedDifference(pairs.map(([, b]) => b), pairs.map(([a]) => a), level);
  return { ...none, difference, low, high, p: pValue };
}

function adjust(family: readonly Comparison[]): Comparison[] {
  const pValues = family.flatMap(({ p }) => (p === undefined ? [] : [p]));
  const adjusted = holm(pValues).values();
  return family.map((comparison) => (comparison.p === undefined ? comparison : { ...comparison, pHolm: adjusted.next().value }));
}

function present(values: readonly (number | undefined)[]): number[] {
  return values.filter((value) => value !== undefined);
}
