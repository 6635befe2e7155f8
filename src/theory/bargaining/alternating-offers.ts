import { requireProbability, requireWholeNumber } from '../requirement.js';

/** Claimants who propose in turn until all of them accept. */
export interface AlternatingOffers {
  /** What a unit of the pie is worth one period later, to each claimant, in [0, 1]; they propose in this order, again and again. */
  readonly discounts: readonly number[];
  /** Whose turn it is: index of a claimant. */
  readonly proposer: number;
  /** Periods after which nobody gets anything; Infinity when left out. */
  readonly periods?: number;
}

/**
 * Shares of a pie of 1 when claimants propose in turn and everybody must accept, in the subgame perfect equilibrium in stationary
 * strategies (with finitely many periods in the only subgame perfect one): each proposal gives everybody else what the next one would be worth to it
 * now. Agreement is immediate. With two claimants these are the shares of Rubinstein and of Ståhl.
 *
 * A constant risk p of breakdown after each refusal multiplies every discount by 1 - p.
 *
 * @returns shares that sum to 1
 * @throws RangeError if there are fewer than two claimants, a discount lies outside [0, 1], nobody loses by waiting for ever, or `proposer`
 * or `periods` is impossible
 *
 * Source: Rubinstein (1982), Econometrica 50(1), 97-109; for n claimants Herrero (1985), n-player bargaining and involuntary unemployment,
 * PhD thesis, London School of Economics; Osborne and Rubinstein (1990), Bargaining and Markets, sections 3.10 and 3.13.
 *
 * @example
 * alternatingOffers({ discounts: [0.5, 0.5], proposer: 0, periods: 2 })[0]; // 0.5
 */
export function alternatingOffers({ discounts, proposer, periods = Infinity }: AlternatingOffers): number[] {
  const n = discounts.length;
  if (n < 2) throw new RangeError(`discounts: expected at least 2 claimants, found ${n}`);
  discounts.forEach((discount, i) => requireProbability(`discount of claimant ${i}`, discount));
  if (!(Number.isInteger(proposer) && proposer >= 0 && proposer < n)) throw new RangeError(`proposer: expected a claimant from 0 to ${n - 1}, found ${proposer}`);
  if (periods < Infinity) {
    requireWholeNumber('periods', periods, 1);
    return finite(discounts, proposer, periods);
  }
  if (discounts.filter((discount) => discount === 1).length > 1) {
    throw new RangeError('discounts: expected at most one claimant who does not lose by waiting for ever, found several');
  }
  return stationary(discounts, proposer);
}

/** By backward induction from the last proposer, who takes all. */
function finite(discounts: readonly number[], proposer: number, periods: number): number[] {
  const n = discounts.length;
  let shares: number[] = discounts.map((_, i) => (i === (proposer + periods - 1) % n ? 1 : 0));
  for (let period = periods - 2; period >= 0; period--) {
    const turn = (proposer + period) % n;
    const offered = shares.map((share, i) => (i === turn ? 0 : discounts[i] * share));
    offered[turn] = 1 - offered.reduce((sum, share) => sum + share, 0);
    shares = offered;
  }
  return shares;
}

/**
 * Whoever proposes gets y_i; a claimant whose turn comes k periods later is offered discount^k y of its own. So y_i + sum over the others
 * of discount_j^k y_j = 1 for every proposer i.
 */
function stationary(discounts: readonly number[], proposer: number): number[] {
  const n = discounts.length;
  const factor = (from: number, to: number): number => {
    let product = 1;
    for (let k = (to - from + n) % n; k > 0; k--) product *= discounts[to];
    return product;
  };
  const own = solved(discounts.map((_, i) => [...discounts.map((__, j) => factor(i, j)), 1]));
  return own.map((share, j) => factor(proposer, j) * share);
}

/** Solves linear equations, each with its right side as last entry, by elimination with row pivots. */
function solved(rows: number[][]): number[] {
  const n = rows.length;
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let row = column + 1; row < n; row++) if (Math.abs(rows[row][column]) > Math.abs(rows[pivot][column])) pivot = row;
    [rows[column], rows[pivot]] = [rows[pivot], rows[column]];
    for (let row = 0; row < n; row++) {
      if (row === column) continue;
      const multiple = rows[row][column] / rows[column][column];
      for (let k = column; k <= n; k++) rows[row][k] -= multiple * rows[column][k];
    }
  }
  return rows.map((row, i) => row[n] / row[i]);
}
