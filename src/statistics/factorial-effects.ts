import { meanInterval, type MeanInterval } from './interval.js';
import { holm } from './multiple-testing.js';
import { meanDifference, type PairedDifference } from './paired.js';
import { largestSize } from './rounding.js';
import { requireSample } from './sample.js';

/** One combination of levels of a factorial experiment and what was measured there. */
export interface FactorialCell {
  /** Level of each factor, counted from 0. */
  readonly levels: readonly number[];
  /** One value per replication; the r-th of every cell belong together, as under common random numbers. */
  readonly values: readonly number[];
}

/** Mean of one combination of levels. */
export interface CellMean {
  readonly levels: readonly number[];
  readonly interval: MeanInterval;
}

/** Difference of means with its interval and test; `pAdjusted` is Holm's over all effects of the experiment. */
export interface FactorialEffect extends PairedDifference {
  readonly pAdjusted: number | undefined;
}

/** What a level of a factor does compared with its first level, over all levels of the other factors. */
export interface MainEffect extends FactorialEffect {
  readonly factor: number;
  /** At least 1; compared with level 0. */
  readonly level: number;
}

/** How much the effect of one factor's level changes with another's, over all levels of the remaining factors. */
export interface Interaction extends FactorialEffect {
  /** In ascending order. */
  readonly factors: readonly [number, number];
  /** Levels of those factors, at least 1 each; compared with levels 0. */
  readonly levels: readonly [number, number];
}

/** Analysis of a full factorial experiment. */
export interface FactorialEffects {
  /** In the order given. */
  readonly cells: readonly CellMean[];
  readonly mainEffects: readonly MainEffect[];
  readonly interactions: readonly Interaction[];
}

/** How many levels each factor has; every combination has to be there once. */
function levelCounts(cells: readonly FactorialCell[]): number[] {
  if (cells.length === 0) throw new RangeError('factorialEffects: expected at least 2 cells, found 0');
  const counts = cells[0].levels.map((_, factor) => 1 + Math.max(...cells.map(({ levels }) => levels[factor])));
  const single = counts.findIndex((count) => !(count >= 2));
  if (counts.length === 0 || single >= 0) {
    throw new RangeError(`factorialEffects: expected at least 2 levels of every factor, found ${counts.length === 0 ? 'no factor' : `fewer of factor ${single}`}`);
  }
  const combinations = counts.reduce((product, count) => product * count, 1);
  const found = new Set(cells.map(({ levels }) => levels.join(','))).size;
  if (found !== combinations || cells.length !== combinations) {
    throw new RangeError(`factorialEffects: expected each of ${combinations} combinations of levels once, found ${found} in ${cells.length} cells`);
  }
  return counts;
}

function requireCells(cells: readonly FactorialCell[]): void {
  for (const { levels, values } of cells) {
    requireSample('factorialEffects', values, 1);
    if (values.length !== cells[0].values.length) {
      throw new RangeError(`factorialEffects: expected ${cells[0].values.length} replications in every cell as in the first, found ${values.length}`);
    }
    if (levels.length !== cells[0].levels.length) {
      throw new RangeError(`factorialEffects: expected a level of ${cells[0].levels.length} factors in every cell, found ${levels.length}`);
    }
    const strange = levels.find((level) => !(Number.isInteger(level) && level >= 0));
    if (strange !== undefined) throw new RangeError(`factorialEffects: expected levels 0, 1, 2, ..., found ${strange}`);
  }
}

/** Mean over some cells, by replication. */
function meansByReplication(cells: readonly FactorialCell[]): number[] {
  return cells[0].values.map((_, r) => cells.reduce((sum, { values }) => sum + values[r], 0) / cells.length);
}

/** Values of a main effect, by replication. */
function mainEffect(cells: readonly FactorialCell[], factor: number, level: number): number[] {
  const at = (wanted: number): number[] => meansByReplication(cells.filter(({ levels }) => levels[factor] === wanted));
  return minus(at(level), at(0));
}

/** Values of an interaction, by replication. */
function interaction(cells: readonly FactorialCell[], [i, j]: readonly number[], [a, b]: readonly number[]): number[] {
  const at = (p: number, q: number): number[] => meansByReplication(cells.filter(({ levels }) => levels[i] === p && levels[j] === q));
  const change = (q: number): number[] => minus(at(a, q), at(0, q));
  return minus(change(b), change(0));
}

function minus(a: readonly number[], b: readonly number[]): number[] {
  return a.map((value, r) => value - b[r]);
}

/** Numbers 1, 2, ... below count. */
function upperLevels(count: number): number[] {
  return Array.from({ length: count - 1 }, (_, i) => i + 1);
}

/** Holm's adjustment over all effects; with one replication there are no p-values to adjust. */
function adjusted(effects: readonly PairedDifference[]): (number | undefined)[] {
  const pValues = effects.map(({ pValue }) => pValue).filter((p) => p !== undefined);
  return pValues.length === effects.length ? holm(pValues) : effects.map(() => undefined);
}

/**
 * Cell means, main effects and two-factor interactions of a full factorial experiment with any number of levels. With m(...) the mean
 * over all cells at the levels named,
 *
 *     main effect of level a of factor i                 m(i = a) - m(i = 0)
 *     interaction of i at a with j at b                  [m(i = a, j = b) - m(i = 0, j = b)] - [m(i = a, j = 0) - m(i = 0, j = 0)]
 *
 * Every replication gives one value of each effect, and Student's t of those is the interval: exact for normal values whatever the
 * correlation between cells, so common random numbers may be used, and make it narrower. For two levels many books halve the
 * interaction so that all effects have the same variance; this one is the whole difference of differences.
 *
 * Source: Law, Simulation Modeling and Analysis (5th ed.), section 12.2, intervals from replications of the whole design.
 *
 * @param cells every combination of levels once, with the same number of replications in each, at least one
 * @param level confidence level of each interval, between 0 and 1
 * @throws RangeError when combinations are missing or repeated, a factor has fewer than two levels, replications differ in number, a value
 *   is not finite, or level is not between 0 and 1
 * @example
 * const cell = (levels: number[], values: number[]) => ({ levels, values });
 * factorialEffects([cell([0], [1, 2]), cell([1], [4, 7])]).mainEffects[0].difference; // 4
 */
export function factorialEffects(cells: readonly FactorialCell[], level = 0.95): FactorialEffects {
  requireCells(cells);
  const counts = levelCounts(cells);
  const size = largestSize(cells.map(({ values }) => values));
  const inferred = (effects: readonly number[]): PairedDifference => meanDifference(effects, size, level);
  const mains = counts.flatMap((count, factor) =>
    upperLevels(count).map((a) => ({ factor, level: a, ...inferred(mainEffect(cells, factor, a)) })));
  const pairs = counts.flatMap((_, i) => counts.slice(i + 1).map((__, k): [number, number] => [i, i + 1 + k]));
  const interactions = pairs.flatMap(([i, j]) =>
    upperLevels(counts[i]).flatMap((a) =>
      upperLevels(counts[j]).map((b) => ({
        factors: [i, j] as const, levels: [a, b] as const, ...inferred(interaction(cells, [i, j], [a, b])),
      }))));
  const pAdjusted = adjusted([...mains, ...interactions]);
  return {
    cells: cells.map(({ levels, values }) => ({ levels, interval: meanInterval(values, level) })),
    mainEffects: mains.map((effect, i) => ({ ...effect, pAdjusted: pAdjusted[i] })),
    interactions: interactions.map((effect, i) => ({ ...effect, pAdjusted: pAdjusted[mains.length + i] })),
  };
}
