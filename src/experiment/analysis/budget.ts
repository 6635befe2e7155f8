import type { Goal } from '../../statistics/goal.js';
import { sampleMoments } from '../../statistics/moments.js';
import { allocateBudget, budgetShares, tiedForBest } from '../../statistics/optimal-computing-budget.js';
import type { CompleteValues } from './complete-values.js';

/** How much of a budget goes to a design point. */
export interface BudgetItem {
  /** Replications that are there. */
  readonly n: number;
  readonly mean: number;
  readonly sd: number;
  /** Best share of all replications together. */
  readonly share: number;
  /** Replications to add. */
  readonly further: number;
}

/** Why a budget cannot be shared: no design point varies, or two have the same best mean and no difference is said not to matter. */
export type BudgetObstacle = { readonly kind: 'no variation' } | { readonly kind: 'tie'; readonly points: readonly [number, number] };

export interface BudgetQuestion {
  readonly goal: Goal;
  /** Smallest difference from the best that matters [unit of the measure]. */
  readonly indifference?: number;
}

/** What keeps a budget from being shared; undefined where nothing does. @throws RangeError as `shareBudget` */
export function budgetObstacle(values: CompleteValues, { goal, indifference }: BudgetQuestion): BudgetObstacle | undefined {
  const known = knownPoints(values);
  if (known.every(({ sd }) => sd === 0)) return { kind: 'no variation' };
  const points = indifference === undefined ? tiedForBest(known, goal) : undefined;
  return points && { kind: 'tie', points };
}

function knownPoints(values: CompleteValues): { readonly n: number; readonly mean: number; readonly sd: number }[] {
  return values.map((ofPoint) => {
    const { n, mean, variance } = sampleMoments('shareBudget', ofPoint);
    if (variance === undefined) throw new RangeError('shareBudget: expected at least 2 replications of each design point, found 1');
    return { n, mean, sd: Math.sqrt(variance) };
  });
}

/**
 * How to share further replications among design points so that the best of them is found most probably (OCBA); see `budgetShares` and
 * `allocateBudget`. It takes design points as independent.
 *
 * @param values of one measure, at least two design points of at least two replications each
 * @param further replications to add in all
 * @throws RangeError for fewer, and where there is an obstacle (`budgetObstacle`)
 */
export function shareBudget(values: CompleteValues, further: number, options: BudgetQuestion): BudgetItem[] {
  const known = knownPoints(values);
  const shares = budgetShares(known, options);
  const added = allocateBudget(known.map(({ n }) => n), shares, further);
  return known.map((each, point) => ({ ...each, share: shares[point], further: added[point] }));
}
