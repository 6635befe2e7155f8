import { holm } from '../statistics/multiple-testing.js';
import { meanDifference } from '../statistics/paired.js';
import { isRounding, largestSize } from '../statistics/rounding.js';
import type { Contrast, Neutralisation } from './contrast.js';
import type { MeasureValues } from './estimates.js';

/** A share of a difference, estimated over replications; undefined where there are too few. */
export interface Share {
  readonly mean: number | undefined;
  readonly low: number | undefined;
  readonly high: number | undefined;
  /** Paired t test of the hypothesis that the share is 0; adjusted by Holm over the shares of one decomposition. */
  readonly p: number | undefined;
  readonly pHolm: number | undefined;
}

/** What an element contributes: its own share, and what switching it alone does on either side. */
export interface ElementShare extends Share {
  readonly element: string;
  /** Mean of a with this element of b, minus a; undefined where the file does not allow it. */
  readonly fromA: number | undefined;
  /** Mean of b, minus b with this element of a. */
  readonly fromB: number | undefined;
}

/** What a mechanism contributes: the difference minus the difference without it. */
export interface MechanismShare extends Share {
  readonly mechanism: string;
  /** Mean difference that is left when it is taken away under both. */
  readonly without: number | undefined;
}

/** One measure's difference, b minus a, taken apart in two ways; in each, shares and remainder sum to the difference. */
export interface Decomposition {
  readonly measure: string;
  /** Replications in which all the design points have the measure. */
  readonly n: number;
  readonly a: Share;
  readonly b: Share;
  readonly difference: Share;
  /** Whether the shares of elements are averages over all orders (Shapley values); otherwise means of one at a time from a and from b. */
  readonly overOrders: boolean;
  readonly elements: readonly ElementShare[];
  readonly elementRemainder: Share;
  readonly mechanisms: readonly MechanismShare[];
  /** The difference that is left without any of the mechanisms; undefined where there are fewer than two. */
  readonly bare: Share | undefined;
  /** What the mechanisms do only together or twice: the difference minus all shares and what is left without any. */
  readonly mechanismRemainder: Share;
}

/** Values of one measure by replication. */
type Values = readonly number[];

/**
 * Takes the difference of a measure between the two design points of a contrast apart.
 *
 * Elements: with few of them the Shapley value, the average over all orders in which a's settings can be replaced by b's one by one, which
 * leaves no remainder; otherwise the mean of switching each alone from a and back from b, whose remainder is interaction. Mechanisms: the
 * part of the difference that vanishes when the mechanism is taken away under both.
 *
 * Source: Shapley (1953), A value for n-person games, Contributions to the Theory of Games II, 307-317.
 *
 * @param values of the measure, by design point of `contrast.experiment` and replication
 */
export function decompose(contrast: Contrast, measure: string, values: MeasureValues, level = 0.95): Decomposition {
  const sample = sampleOf(contrast, values);
  const { of, n, size } = sample;
  const share = (numbers: Values | undefined): Share => shareOf(numbers, size, level);
  const [a, b] = [of(contrast.a), of(contrast.b)];
  if (a === undefined || b === undefined) return nothing(contrast, measure, share(undefined));
  const difference = minus(b, a);
  const { parts, overOrders } = elementParts(contrast, of, difference);
  const removals = contrast.neutralisations.map((one) => ({ mechanism: one.mechanism.name, left: differenceAt(one, of) }));
  const vanished = removals.map(({ left }) => left && minus(difference, left));
  const bare = contrast.bare && differenceAt(contrast.bare, of);
  const elementShares = adjusted(parts.map(({ part }) => share(part)));
  const mechanismShares = adjusted(vanished.map(share));
  return {
    measure,
    n,
    a: share(a),
    b: share(b),
    difference: share(difference),
    overOrders,
    elements: parts.map(({ element, fromA, fromB }, index) => ({ element, fromA: share(fromA).mean, fromB: share(fromB).mean, ...elementShares[index] })),
    elementRemainder: share(remainder(difference, parts.map(({ part }) => part), size)),
    mechanisms: removals.map(({ mechanism, left }, index) => ({ mechanism, without: share(left).mean, ...mechanismShares[index] })),
    bare: contrast.bare && share(bare),
    mechanismRemainder: share(remainder(difference, [...vanished, bare], size)),
  };
}

interface Sample {
  readonly n: number;
  /** Largest absolute value at any design point, to whose rounding differences are exact. */
  readonly size: number;
  /** Values at a design point; undefined where it does not exist or never has the measure. */
  readonly of: (point: number | undefined) => Values | undefined;
}

/** Values in those replications in which all design points that have the measure at all have it. */
function sampleOf({ a, b, experiment }: Contrast, values: MeasureValues): Sample {
  const present = (point: number): boolean => values[point].some((value) => value !== undefined);
  const points = experiment.points.map(({ index }) => index).filter((point) => point === a || point === b || present(point));
  const replications = values[a].map((_, replication) => replication).filter((replication) => points.every((point) => values[point][replication] !== undefined));
  const at = (point: number): Values => replications.map((replication) => values[point][replication] ?? NaN);
  return {
    n: replications.length,
    size: largestSize(points.map(at)),
    of: (point) => (point === undefined || replications.length === 0 || !points.includes(point) ? undefined : at(point)),
  };
}

interface ElementPart {
  readonly element: string;
  readonly part: Values | undefined;
  readonly fromA: Values | undefined;
  readonly fromB: Values | undefined;
}

function elementParts({ elements, combinations, complete }: Contrast, of: Sample['of'], difference: Values): { readonly parts: ElementPart[]; readonly overOrders: boolean } {
  const all = (1 << elements.length) - 1;
  const at = (mask: number): Values | undefined => of(combinations.get(mask));
  const step = (mask: number, index: number): Values | undefined => {
    const [without, withIt] = [at(mask), at(mask | (1 << index))];
    return without && withIt && minus(withIt, without);
  };
  const overOrders = complete && [...combinations.keys()].every((mask) => at(mask) !== undefined);
  const parts = elements.map(({ name }, index): ElementPart => {
    const [fromA, fromB] = [step(0, index), step(all & ~(1 << index), index)];
    const oneAtATime = [fromA, fromB].filter((values) => values !== undefined);
    const part = overOrders
      ? shapley(elements.length, index, (mask) => step(mask, index) ?? [], difference.length)
      : oneAtATime.length === 0 ? undefined : scaled(oneAtATime.reduce(plus), 1 / oneAtATime.length);
    return { element: name, part, fromA, fromB };
  });
  return { parts, overOrders };
}

/** Mean of an element's step over all orders: over the sets of others that can come before it, each as likely as orders make it. */
function shapley(elements: number, index: number, step: (mask: number) => Values, n: number): Values {
  let sum: Values = new Array<number>(n).fill(0);
  for (let mask = 0; mask < 1 << elements; mask++) {
    if ((mask & (1 << index)) !== 0) continue;
    const before = bits(mask);
    sum = plus(sum, scaled(step(mask), (factorial(before) * factorial(elements - before - 1)) / factorial(elements)));
  }
  return sum;
}

function bits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest > 0; rest >>= 1) count += rest & 1;
  return count;
}

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}

function differenceAt({ a, b }: Neutralisation, of: Sample['of']): Values | undefined {
  const [inA, inB] = [of(a), of(b)];
  return inA && inB && minus(inB, inA);
}

/** What is left of a difference; nothing where only rounding is. */
function remainder(difference: Values, parts: readonly (Values | undefined)[], size: number): Values {
  const left = parts.reduce<Values>((rest, part) => (part === undefined ? rest : minus(rest, part)), difference);
  return left.map((value) => (isRounding(value, size) ? 0 : value));
}

function plus(a: Values, b: Values): Values {
  return a.map((value, index) => value + b[index]);
}

function minus(a: Values, b: Values): Values {
  return a.map((value, index) => value - b[index]);
}

function scaled(values: Values, factor: number): Values {
  return values.map((value) => value * factor);
}

function shareOf(values: Values | undefined, size: number, level: number): Share {
  if (values === undefined) return { mean: undefined, low: undefined, high: undefined, p: undefined, pHolm: undefined };
  const { difference, low, high, pValue } = meanDifference(values, size, level);
  return { mean: difference, low, high, p: pValue, pHolm: undefined };
}

function adjusted(shares: readonly Share[]): Share[] {
  const pHolm = holm(shares.flatMap(({ p }) => (p === undefined ? [] : [p]))).values();
  return shares.map((share) => (share.p === undefined ? share : { ...share, pHolm: pHolm.next().value }));
}

/** No replication has the measure under both. */
function nothing(contrast: Contrast, measure: string, none: Share): Decomposition {
  return {
    measure, n: 0, a: none, b: none, difference: none, overOrders: false, elementRemainder: none, mechanismRemainder: none,
    elements: contrast.elements.map(({ name }) => ({ element: name, fromA: undefined, fromB: undefined, ...none })),
    mechanisms: contrast.neutralisations.map(({ mechanism }) => ({ mechanism: mechanism.name, without: undefined, ...none })),
    bare: contrast.bare && none,
  };
}
