import { requireWholeNumber } from '../requirement.js';

/**
 * The smallest network in which somebody cannot keep up: the least n from 1 to `largest` with a utilisation of 1 or more.
 *
 * @param utilisationAt utilisation of the station in question in a network of n organisations
 * @param largest size at which to give up, a whole number of at least 1
 * @returns n, or undefined if no size up to `largest` saturates it
 * @throws RangeError if `largest` is not a whole number of at least 1, or a utilisation is not a number
 *
 * Source: a queue has no steady state at utilisation 1 or more, Kleinrock (1975), Queueing Systems I, section 2.1.
 *
 * @example
 * firstSaturatedSize((n) => 0.5 + 0.03 * n, 100); // 17
 */
export function firstSaturatedSize(utilisationAt: (n: number) => number, largest: number): number | undefined {
  requireWholeNumber('largest', largest, 1);
  for (let n = 1; n <= largest; n++) {
    const utilisation = utilisationAt(n);
    if (Number.isNaN(utilisation)) throw new RangeError(`utilisationAt(${n}): expected a number, found NaN`);
    if (utilisation >= 1) return n;
  }
  return undefined;
}
