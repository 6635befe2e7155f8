import { orientation, type Goal } from './goal.js';
import { isRounding, largestSize } from './rounding.js';
import { requireSample } from './sample.js';

/** What is known of a system from its replications so far. */
export interface SystemEstimate {
  readonly mean: number;
  /** Standard deviation of one replication, >= 0. */
  readonly sd: number;
}

/** How to share out replications. */
export interface BudgetOptions {
  readonly goal: Goal;
  /** Smaller differences from the best are taken as this one [unit of the means], >= 0 (default 0); needed where best means are equal. */
  readonly indifference?: number;
}

function requireEstimates(estimates: readonly SystemEstimate[], indifference: number): void {
  requireSample('budgetShares', estimates.map(({ mean }) => mean), 2);
  requireSample('budgetShares', estimates.map(({ sd }) => sd), 2);
  const negative = estimates.find(({ sd }) => sd < 0);
  if (negative !== undefined) throw new RangeError(`budgetShares: expected standard deviations >= 0, found ${negative.sd}`);
  if (estimates.every(({ sd }) => sd === 0)) throw new RangeError('budgetShares: expected a standard deviation > 0, found only 0: nothing is left to learn');
  if (!(indifference >= 0 && indifference < Infinity)) throw new RangeError(`budgetShares: expected a finite indifference >= 0, found ${indifference}`);
}

/** The system with the best mean, the first of equal ones. */
function bestOf(estimates: readonly SystemEstimate[], goal: Goal): number {
  const sign = orientation(goal);
  return estimates.reduce((leader, { mean }, i) => (sign * mean > sign * estimates[leader].mean ? i : leader), 0);
}

/**
 * The system with the best mean and the first other whose mean differs from it by rounding alone (`isRounding`), in ascending order; undefined where the
 * best is ahead of all.
 *
 * @example tiedForBest([{ mean: 1, sd: 1 }, { mean: 2, sd: 1 }, { mean: 1, sd: 3 }], 'minimise') // [0, 2]
 */
export function tiedForBest(estimates: readonly SystemEstimate[], goal: Goal): readonly [number, number] | undefined {
  const best = bestOf(estimates, goal);
  const size = largestSize([estimates.map(({ mean }) => mean)]);
  const other = estimates.findIndex(({ mean }, i) => i !== best && isRounding(mean - estimates[best].mean, size));
  return other < 0 ? undefined : [Math.min(best, other), Math.max(best, other)];
}

/**
 * Shares of a budget of replications that make a correct selection of the best system most probable as the budget grows (OCBA):
 * with b the best and d(i) the difference of its mean from that of i,
 *
 *     N(i) proportional to (sd(i) / d(i))^2,    N(b) = sd(b) sqrt(sum over i of N(i)^2 / sd(i)^2)
 *
 * The systems are taken as independent.
 *
 * Source: Chen, Lin, Yucesan and Chick (2000), Discrete Event Dynamic Systems 10, 251-270, theorem 1.
 *
 * @param estimates at least two systems
 * @returns shares in their order, which add up to 1
 * @throws RangeError when there are fewer than two systems, a number is not finite, a deviation is negative, all are 0, or means tie with the
 *   best without an indifference above 0
 * @example budgetShares([1, 2, 3, 4, 5].map((mean, i) => ({ mean, sd: [3, 6, 9, 6, 3][i] })), { goal: 'minimise' }) // [0.2413, 0.4492, 0.2527, 0.0499, 0.0070]
 */
export function budgetShares(estimates: readonly SystemEstimate[], { goal, indifference = 0 }: BudgetOptions): number[] {
  requireEstimates(estimates, indifference);
  const best = bestOf(estimates, goal);
  const tie = indifference > 0 ? undefined : tiedForBest(estimates, goal);
  if (tie !== undefined) throw new RangeError(`budgetShares: expected one best mean or an indifference > 0, found equal means of systems ${tie.join(' and ')}`);
  const distances = estimates.map(({ mean }) => Math.max(Math.abs(mean - estimates[best].mean), indifference));
  // Distances relative to the smallest, so that their fourth powers neither overflow nor vanish.
  const nearest = Math.min(...distances.filter((_, i) => i !== best));
  const weights = estimates.map(({ sd }, i) => (i === best ? 0 : ((sd * nearest) / distances[i]) * ((sd * nearest) / distances[i])));
  const squares = estimates.reduce((sum, { sd }, i) => (i === best || sd === 0 ? sum : sum + (weights[i] / sd) * (weights[i] / sd)), 0);
  weights[best] = estimates[best].sd * Math.sqrt(squares);
  // Where only the best varies there is nothing else to learn about; this is the limit of the formula.
  if (squares === 0) weights[best] = 1;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** Real numbers of additional replications: none where a system is beyond its share, the others in proportion. */
function fillUp(spent: readonly number[], shares: readonly number[], additional: number): number[] {
  let open = [...spent.keys()].filter((i) => shares[i] > 0);
  while (true) {
    const budget = additional + open.reduce((sum, i) => sum + spent[i], 0);
    const total = open.reduce((sum, i) => sum + shares[i], 0);
    const target = (i: number): number => (budget * shares[i]) / total;
    const next = open.filter((i) => target(i) > spent[i]);
    if (next.length === open.length || next.length === 0) return spent.map((n, i) => (open.includes(i) ? Math.max(0, target(i) - n) : 0));
    open = next;
  }
}

/** Whole numbers with the same sum, by largest remainders; the first of equal ones. */
function rounded(numbers: readonly number[], sum: number): number[] {
  const whole = numbers.map(Math.floor);
  const left = sum - whole.reduce((total, n) => total + n, 0);
  const order = [...numbers.keys()].sort((i, j) => numbers[j] - whole[j] - (numbers[i] - whole[i]) || i - j);
  for (const i of order.slice(0, left)) whole[i]++;
  return whole;
}

/**
 * How to spend an additional budget in whole replications so that all replications together come as close as they can to the shares:
 * systems that are beyond their share get none, the others are filled up in proportion, fractions go to the largest remainders.
 *
 * Source: the sequential allocation of Chen, Lin, Yucesan and Chick (2000), section 4.
 *
 * @param spent replications of each system so far, whole, >= 0
 * @param shares as from `budgetShares`, >= 0 with a positive sum
 * @param additional replications to add in all, whole, >= 0
 * @returns additional replications of each system, which add up to `additional`
 * @throws RangeError on any other argument, or when there are not as many shares as systems
 * @example allocateBudget([10, 10], [0.25, 0.75], 20) // [0, 20]
 */
export function allocateBudget(spent: readonly number[], shares: readonly number[], additional: number): number[] {
  requireSample('allocateBudget', spent, 1);
  requireSample('allocateBudget', shares, 1);
  if (spent.length !== shares.length) throw new RangeError(`allocateBudget: expected one share per system, found ${shares.length} for ${spent.length}`);
  const strange = [...spent, additional].find((n) => !(Number.isInteger(n) && n >= 0));
  if (strange !== undefined) throw new RangeError(`allocateBudget: expected whole numbers of replications >= 0, found ${strange}`);
  if (shares.some((share) => share < 0) || shares.every((share) => share === 0)) {
    throw new RangeError(`allocateBudget: expected shares >= 0 with a positive sum, found ${shares.join(', ')}`);
  }
  return rounded(fillUp(spent, shares, additional), additional);
}
