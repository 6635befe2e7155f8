import type { Law } from '../../random/law.js';
import type { LawSpec } from '../../random/law-spec.js';
import { makeLaw } from '../../random/make-law.js';
import { DesignError } from '../design-error.js';
import { identity, MOST_ROWS } from './design-matrix.js';

/**
 * Something that a design varies: a name, which designs do not look into (elsewhere it is a path of the scenario file), and what it may
 * take. Plain data.
 *
 * @example
 * const factors: Factor[] = [
 *   { name: 'networks.council.form', levels: ['shared', 'lead'] },
 *   { name: 'organisations.ministry.staff', range: { from: 1, to: 12, integer: true } },
 *   { name: 'problems.case.work', law: { law: 'gamma', mean: 5, cv: 0.5 } },
 * ];
 */
export type Factor = LevelsFactor | RangeFactor | LawFactor;

/** Takes one of a list of values, any JSON. */
export interface LevelsFactor {
  readonly name: string;
  readonly levels: readonly unknown[];
}

/** Takes numbers between two ends. */
export interface RangeFactor {
  readonly name: string;
  readonly range: Range;
}

/** Takes numbers by their probability under a law, e.g. one that states how uncertain a parameter is. */
export interface LawFactor {
  readonly name: string;
  readonly law: LawSpec;
}

/**
 * Numbers from `from` to `to`, both included; in the unit of what they set. With `steps` or `step` these numbers only, whatever the design;
 * without, all between (all whole numbers between, with `integer`).
 */
export interface Range {
  readonly from: number;
  readonly to: number;
  /** How many levels, both ends included: 5 levels from 0 to 1 are 0, 0.25, 0.5, 0.75, 1. */
  readonly steps?: number;
  /** From one level to the next: the difference; on a logarithmic scale the ratio. It has to lead from `from` to `to` exactly. */
  readonly step?: number;
  /** Whole numbers; levels in between are rounded. */
  readonly integer?: boolean;
  /** Whether equal differences or equal ratios count alike; `linear` unless said otherwise. */
  readonly scale?: 'linear' | 'log';
}

/**
 * The value of a factor at a coordinate of the unit cube.
 *
 * @param u in [0, 1]
 * @param cell distance between neighbouring coordinates of the point set, in (0, 1]: 1/n for n points that fill the axis evenly
 */
export type UnitScale = (u: number, cell: number) => unknown;

/**
 * The levels of a factor, for designs on a grid: the list, or the steps of a range.
 *
 * @throws DesignError for a range without steps and a law, which have no levels, and for a factor that is none (`requireFactors`)
 * @example
 * factorLevels({ name: 'x', range: { from: 1, to: 1000, step: 10, scale: 'log' } }) // [1, 10, 100, 1000]
 * factorLevels({ name: 'x', range: { from: 0, to: 0.3, steps: 4 } }) // [0, 0.1, 0.2, 0.3]
 */
export function factorLevels(factor: Factor): readonly unknown[] {
  requireFactor(factor);
  const levels = 'levels' in factor ? factor.levels : 'range' in factor ? rangeLevels(factor) : undefined;
  if (levels !== undefined) return levels;
  const found = 'law' in factor ? `a law (${factor.law.law})` : 'a range without steps';
  throw new DesignError(`${factor.name}: a design on a grid expects levels, or a range with steps or step, found ${found}`);
}

/**
 * How coordinates of the unit cube become values of a factor:
 *
 * - L levels (a list, or a range with steps): the k-th on [k/L, (k+1)/L);
 * - a range: from + u (to - from); on a logarithmic scale from (to/from)^u;
 * - a range of whole numbers: the whole part of the same from `from` to `to + 1`, so that on a linear scale all have equal cells;
 * - a law: its quantile of u.
 *
 * u = 1 belongs to the last cell. A law's quantiles of 0 and 1 are the ends of its support, often infinite and seldom meant, so these two
 * coordinates (the first Sobol' point has them, and the ends of Morris' grid) stand for the middles of the half cells that reach from them
 * into the axis by `cell`: the law is taken at cell/2 and 1 - cell/2. No other coordinate is moved.
 *
 * @throws DesignError for a factor that is none (`requireFactors`)
 * @example
 * unitScale({ name: 'x', levels: ['a', 'b'] })(0.5, 0.25) // 'b'
 * unitScale({ name: 'x', range: { from: 1, to: 100, scale: 'log' } })(0.5, 0.25) // 10
 * unitScale({ name: 'x', law: { law: 'exponential', mean: 1 } })(0, 0.25) // 0.1335..., -ln(7/8)
 */
export function unitScale(factor: Factor): UnitScale {
  requireFactor(factor);
  const scale = scaleOf(factor);
  return (u, cell) => {
    if (!(u >= 0 && u <= 1)) throw new RangeError(`${factor.name}: expected a coordinate from 0 to 1, found ${String(u)}`);
    return scale(u, cell);
  };
}

/** @throws DesignError unless there is a factor, each has a name of its own, and each can take something */
export function requireFactors(design: string, factors: readonly Factor[]): void {
  if (factors.length === 0) throw new DesignError(`${design}: expected at least one factor, found none`);
  const names = new Set<string>();
  for (const factor of factors) {
    const { name } = factor;
    if (name.trim() === '') throw new DesignError(`${design}: expected the name of a factor, found ${JSON.stringify(name)}`);
    if (names.has(name)) throw new DesignError(`${design}: two factors are called ${name}`);
    names.add(name);
    requireFactor(factor);
  }
}

/** Factors may come from files: the compiler does not know that they are of one kind each. */
function requireFactor(factor: Factor): void {
  const kinds = ['levels', 'range', 'law'].filter((kind) => kind in factor);
  if (kinds.length !== 1) throw new DesignError(`${factor.name}: expected either levels, a range or a law, found ${kinds.join(' and ') || 'none of them'}`);
  if ('law' in factor) lawOf(factor);
  else if ('levels' in factor) requireLevels(factor.name, factor.levels);
  else rangeLevels(factor);
}

function scaleOf(factor: Factor): UnitScale {
  if ('levels' in factor) return levelScale(factor.levels);
  if ('law' in factor) return lawScale(lawOf(factor));
  const levels = rangeLevels(factor);
  return levels === undefined ? rangeScale(factor.range) : levelScale(levels);
}

function levelScale(levels: readonly unknown[]): UnitScale {
  return (u) => levels[Math.min(Math.floor(u * levels.length), levels.length - 1)];
}

function lawScale({ quantile }: Law): UnitScale {
  return (u, cell) => quantile(u === 0 ? cell / 2 : u === 1 ? 1 - cell / 2 : u);
}

function rangeScale(range: Range): UnitScale {
  if (range.integer !== true) return interpolation(range);
  const { to } = range;
  const between = interpolation({ ...range, to: to + 1 });
  return (u) => Math.min(Math.floor(between(u)), to);
}

function lawOf({ name, law }: LawFactor): Law {
  try {
    return makeLaw(law);
  } catch (error) {
    if (error instanceof RangeError) throw new DesignError(`${name}: ${error.message}`);
    throw error;
  }
}

function requireLevels(name: string, levels: readonly unknown[]): void {
  if (levels.length === 0) throw new DesignError(`${name}: expected at least one level, found none`);
  const seen = new Set<string>();
  for (const level of levels) {
    const text = identity(level);
    if (level === undefined || Number.isNaN(level)) throw new DesignError(`${name}: expected levels that can be written as JSON, found ${String(level)}`);
    if (seen.has(text)) throw new DesignError(`${name}: expected different levels, found ${text} twice`);
    seen.add(text);
  }
}

/** The levels of a range with steps; undefined without. */
function rangeLevels({ name, range }: RangeFactor): readonly number[] | undefined {
  requireRange(name, range);
  const { from, to, steps, step, integer = false } = range;
  const count = step === undefined ? steps : countOf(name, range, step);
  if (count === undefined) return undefined;
  if (!Number.isSafeInteger(count) || count < 2 || count > MOST_ROWS) {
    throw new DesignError(`${name}: expected a whole number of levels from 2 to ${MOST_ROWS}, both ends included, found ${String(count)}`);
  }
  const between = interpolation(range);
  const inside = Array.from({ length: count - 2 }, (_, index) => between((index + 1) / (count - 1)));
  const levels = [from, ...inside.map((value) => (integer ? Math.round(value) : withoutNoise(value, from, to))), to];
  requireLevels(name, levels);
  return levels;
}

/** How many levels a step makes. */
function countOf(name: string, { from, to, scale = 'linear' }: Range, step: number): number {
  const least = scale === 'log' ? 1 : 0;
  if (!(step > least && Number.isFinite(step))) {
    throw new DesignError(`${name}: step must be ${scale === 'log' ? 'a ratio above 1' : 'a positive number'}, found ${String(step)}`);
  }
  const exact = scale === 'log' ? Math.log(to / from) / Math.log(step) : (to - from) / step;
  const count = Math.round(exact);
  if (count < 1 || Math.abs(exact - count) > 1e-9 * count) {
    throw new DesignError(`${name}: expected a step that leads from ${from} to ${to} exactly, found ${step}, which would take ${exact} steps`);
  }
  return count + 1;
}

function requireRange(name: string, { from, to, steps, step, integer = false, scale = 'linear' }: Range): void {
  const found = `found from ${String(from)} to ${String(to)}`;
  if (!Number.isFinite(from) || !Number.isFinite(to) || !Number.isFinite(to - from)) throw new DesignError(`${name}: expected a range of finite numbers, ${found}`);
  if (from >= to) throw new DesignError(`${name}: expected a range whose end is above its beginning, ${found}`);
  if (integer && !(Number.isSafeInteger(from) && Number.isSafeInteger(to))) throw new DesignError(`${name}: expected a range of whole numbers, ${found}`);
  if (!['linear', 'log'].includes(scale)) throw new DesignError(`${name}: scale must be linear or log, found ${scale}`);
  if (scale === 'log' && from <= 0) throw new DesignError(`${name}: a logarithmic scale expects positive numbers, ${found}`);
  if (steps !== undefined && step !== undefined) throw new DesignError(`${name}: expected either steps (how many levels) or step (how far apart), found both`);
}

/** The number at a share of the way from one end to the other; the ends are exact. */
function interpolation({ from, to, scale = 'linear' }: Pick<Range, 'from' | 'to' | 'scale'>): (share: number) => number {
  const ratio = Math.log(to / from);
  const between = scale === 'log' ? (share: number) => from * Math.exp(share * ratio) : (share: number) => from + share * (to - from);
  // Rounding must not lead outside.
  return (share) => (share >= 1 ? to : Math.min(Math.max(between(share), from), to));
}

/** 0.30000000000000004 as 0.3: levels stand in names and tables, and 12 digits are more than anyone gave. */
function withoutNoise(value: number, from: number, to: number): number {
  const nothing = 1e-12 * Math.max(Math.abs(from), Math.abs(to));
  return from < 0 && Math.abs(value) < nothing ? 0 : Number(value.toPrecision(12));
}
