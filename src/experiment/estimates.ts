import { meanInterval } from '../statistics/interval.js';
import { holm } from '../statistics/multiple-testing.js';
import { pairedDifference } from '../statistics/paired.js';
import { quantileOfSorted } from '../statistics/quantile.js';
import { ascending } from '../statistics/sample.js';

/** Values of one measure by design point and replication; undefined where a run failed or the measure does not exist. */
export type MeasureValues = readonly (readonly (number | undefined)[])[];

/** The same, or columns of doubles in which NaN stands for what is missing. */
export type MeasureColumns = readonly ArrayLike<number | undefined>[];

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
export function estimate(measures: Iterable<readonly [measure: string, values: MeasureColumns]>, level = 0.95): Estimate[] {
  return [...measures].flatMap(([measure, values]) => estimateMeasure(measure, values, level));
}

/** Replication estimates with Student intervals of one measure, for every design point. */
export function estimateMeasure(measure: string, points: MeasureColumns, level = 0.95): Estimate[] {
  return points.map((values, point) => estimateOne(measure, point, present(values), level));
}

function estimateOne(measure: string, point: number, values: readonly number[], level: number): Estimate {
  if (values.length === 0) {
    const nothing = { mean: undefined, sd: undefined, low: undefined, high: undefined, halfWidth: undefined, q05: undefined, q50: undefined, q95: undefined };
    return { point, measure, n: 0, ...nothing };
  }
  const { n, mean, sd, low, high, halfWidth } = meanInterval(values, level);
  const sorted = ascending(values);
  const [q05, q50, q95] = [0.05, 0.5, 0.95].map((p) => quantileOfSorted(sorted, p));
  return { point, measure, n, mean, sd, low, high, halfWidth, q05, q50, q95 };
}

/**
 * Every later design point against the first, replication by replication. P-values are adjusted by Holm (1979): the comparisons of the
 * headline measures are one family, those of any other measure a family each.
 */
export function compareWithFirst(measures: Iterable<readonly [measure: string, values: MeasureColumns]>, headline: readonly string[], level = 0.95): Comparison[] {
  const all = [...measures];
  const family = new Map(compareFamily(all.filter(([measure]) => headline.includes(measure)), level));
  return all.flatMap(([measure, values]) => family.get(measure) ?? compareMeasure(measure, values, level));
}

/** The comparisons of several measures that are one family, by measure. */
export function compareFamily(measures: readonly (readonly [measure: string, values: MeasureColumns])[], level = 0.95): [measure: string, Comparison[]][] {
  const adjusted = adjust(measures.flatMap(([measure, values]) => compared(measure, values, level)));
  return measures.map(([measure]) => [measure, adjusted.filter((comparison) => comparison.measure === measure)]);
}

/** The comparisons of a measure that is a family by itself. */
export function compareMeasure(measure: string, values: MeasureColumns, level = 0.95): Comparison[] {
  return adjust(compared(measure, values, level));
}

function compared(measure: string, points: MeasureColumns, level: number): Comparison[] {
  return points.slice(1).map((values, index) => compareOne(measure, index + 1, points[0], values, level));
}

function compareOne(measure: string, point: number, first: MeasureColumns[number], other: MeasureColumns[number], level: number): Comparison {
  const a: number[] = [];
  const b: number[] = [];
  for (let replication = 0; replication < first.length; replication++) {
    const [valueA, valueB] = [first[replication], other[replication]];
    if (!exists(valueA) || !exists(valueB)) continue;
    a.push(valueA);
    b.push(valueB);
  }
  const none = { baseline: 0, point, measure, n: a.length, difference: undefined, low: undefined, high: undefined, p: undefined, pHolm: undefined };
  if (a.length < 2) return none;
  const { difference, low, high, pValue } = pairedDifference(b, a, level);
  return { ...none, difference, low, high, p: pValue };
}

function adjust(family: readonly Comparison[]): Comparison[] {
  const pValues = family.flatMap(({ p }) => (p === undefined ? [] : [p]));
  const adjusted = holm(pValues).values();
  return family.map((comparison) => (comparison.p === undefined ? comparison : { ...comparison, pHolm: adjusted.next().value }));
}

function present(values: ArrayLike<number | undefined>): number[] {
  const found: number[] = [];
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (exists(value)) found.push(value);
  }
  return found;
}

function exists(value: number | undefined): value is number {
  return value !== undefined && !Number.isNaN(value);
}
