import { factorialEffects, type FactorialEffect } from '../../statistics/factorial-effects.js';
import type { DesignRecord } from '../sweep/sweep-plan.js';
import type { CompleteValues } from './complete-values.js';

/** A factor at one of its levels, compared with the first of them. */
export interface FactorLevel {
  readonly factor: string;
  readonly value: unknown;
  /** Its first level. */
  readonly base: unknown;
}

/** Main effect of a level (one factor), or interaction of two. */
export interface DesignEffect extends FactorialEffect {
  readonly of: readonly [FactorLevel] | readonly [FactorLevel, FactorLevel];
}

/**
 * Main effects and two-factor interactions of a factorial design; factors with a single level are left out, as they have no effect to estimate.
 * P-values are adjusted by Holm over the effects of the design.
 *
 * @param values of one measure by design point of the experiment
 * @returns main effects, then interactions; empty where no factor has two levels
 * @throws RangeError when the design's rows are not all combinations of levels
 */
export function factorialAnalysis({ factors, rows, points }: DesignRecord, values: CompleteValues): DesignEffect[] {
  const levels = factors.map((_, column) => distinct(rows.map((row) => row[column])));
  const varied = [...factors.keys()].filter((column) => levels[column].length > 1);
  if (varied.length === 0) return [];
  const cells = rows.map((row, index) => ({
    levels: varied.map((column) => levels[column].findIndex((level) => same(level, row[column]))),
    values: values[points[index]],
  }));
  const { mainEffects, interactions } = factorialEffects(cells);
  const levelOf = (factor: number, level: number): FactorLevel => ({ factor: factors[varied[factor]], value: levels[varied[factor]][level], base: levels[varied[factor]][0] });
  return [
    ...mainEffects.map((effect): DesignEffect => ({ ...effect, of: [levelOf(effect.factor, effect.level)] })),
    ...interactions.map((effect): DesignEffect => ({ ...effect, of: [levelOf(effect.factors[0], effect.levels[0]), levelOf(effect.factors[1], effect.levels[1])] })),
  ];
}

function distinct(values: readonly unknown[]): unknown[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
