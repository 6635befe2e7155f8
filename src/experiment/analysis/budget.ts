import type { Goal } from '../../statistics/goal.js';
import { sampleMoments } from '../../statistics/moments.js';
import { allocateBudget, budgetShares } from '../../statistics/optimal-computing-budget.js';
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

/**
 * How to share further replications among design points so that the best of them is found most probably (OCBA); see `budgetShares` and
 * `allocateBudget`. It takes design points as independent.
 *
 * @param values of one measure, at least two design points of at least two replications each
 * @param further replications to add in all
 * @throws RangeError for fewer, and as `budgetShares`
 */
export function shareBudget(values: CompleteValues, further: number, options: { readonly goal: Goal; readonly indifference?: number }): BudgetItem[] {
  const known = values.map((ofPoint) => {
    const { n, mean, variance } = sampleMoments('shareBudget', ofPoint);
    if (variance === undefined) throw new RangeError('shareBudget: expected at least 2 replications of each design point, found 1');
    return { n, mean, sd: Math.sqrt(variance) };
  });
  const shares = budgetShares(known, options);
  const added = allocateBudget(known.map(({ n }) => n), shares, further);
  return known.map((each, point) => ({ ...each, share: shares[point], further: added[point] }));
}
