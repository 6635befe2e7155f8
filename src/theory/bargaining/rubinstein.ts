import { requireProbability, requireWholeNumber } from '../requirement.js';

/** What a unit of pie is worth one period later, to the proposer of the first period and to the other. */
export interface Discounting {
  readonly first: number;
  readonly second: number;
}

/**
 * Share of a pie of 1 that the first proposer gets under alternating offers without end: (1 - d2) / (1 - d1 d2). Agreement is immediate;
 * the other one gets the rest.
 *
 * @param discounting factors per period, in [0, 1), or one of them 1
 * @throws RangeError if a factor lies outside [0, 1] or both are 1, when nothing presses anybody to agree
 *
 * Source: Rubinstein (1982), Perfect equilibrium in a bargaining model, Econometrica 50(1), 97-109.
 *
 * @example
 * rubinsteinShare({ first: 0.5, second: 0.5 }); // 0.6666...
 */
export function rubinsteinShare({ first, second }: Discounting): number {
  requireProbability('discounting.first', first);
  requireProbability('discounting.second', second);
  if (first === 1 && second === 1) throw new RangeError('discounting: expected somebody who loses by waiting, found factors of 1 for both');
  return (1 - second) / (1 - first * second);
}

/**
 * The same when offers end after so many periods, without agreement by then nobody getting anything: by backward induction from the last
 * proposer, who takes all, x(t) = 1 - d x(t + 1) with the discount factor of whoever responds.
 *
 * @param periods whole number of at least 1
 * @returns share of the proposer of the first period
 * @throws RangeError if a factor lies outside [0, 1] or `periods` is not such a whole number
 *
 * Source: Ståhl (1972), Bargaining Theory; Osborne and Rubinstein (1990), Bargaining and Markets, section 3.10.
 *
 * @example
 * finiteRubinsteinShare({ first: 0.9, second: 0.9 }, 3); // 0.91
 */
export function finiteRubinsteinShare({ first, second }: Discounting, periods: number): number {
  requireProbability('discounting.first', first);
  requireProbability('discounting.second', second);
  requireWholeNumber('periods', periods, 1);
  let share = 1;
  // In odd periods the first one proposes, so the second one responds.
  for (let period = periods - 1; period >= 1; period--) share = 1 - (period % 2 === 1 ? second : first) * share;
  return share;
}

/**
 * Share of the first proposer when waiting costs nothing but each refusal breaks the negotiations off with probability p, leaving the two
 * with b1 and b2: (1 - b2 + (1 - p) b1) / (2 - p).
 *
 * @param risk p of a breakdown after a refusal, in (0, 1]
 * @param outside b1 and b2, what the first proposer and the other get then, from 0 and together at most 1
 * @throws RangeError if p lies outside (0, 1], or the outside values are negative or together worth more than the pie
 *
 * Source: Binmore, Rubinstein and Wolinsky (1986), The Nash bargaining solution in economic modelling, RAND Journal of Economics 17(2),
 * 176-188, the model with exogenous risk of breakdown.
 *
 * @example
 * breakdownShare(0.5, { first: 0, second: 0 }); // 0.6666...
 */
export function breakdownShare(risk: number, outside: { readonly first: number; readonly second: number }): number {
  const { first, second } = outside;
  if (!(risk > 0 && risk <= 1)) throw new RangeError(`risk: expected a probability above 0 and up to 1, found ${risk}`);
  if (!(first >= 0 && second >= 0 && first + second <= 1)) {
    throw new RangeError(`outside: expected values of at least 0 that sum to at most 1, found ${first} and ${second}`);
  }
  return (1 - second + (1 - risk) * first) / (2 - risk);
}
