import { requireNonNegative, requireProbability, requireWholeNumber } from '../requirement.js';

/** A kind of agreement: how frequent it is and how long it takes. */
export interface DelayKind {
  /** Share of all agreements that are of this kind. */
  readonly share: number;
  /** Time one of them takes, in any unit. */
  readonly delay: number;
}

/**
 * Total delay of n agreements reached one after another, of which given shares take given times.
 *
 * @param agreements n, a whole number of at least 0
 * @param kinds at least one; their shares sum to 1
 * @returns delay in the unit of the kinds
 * @throws RangeError if a share lies outside [0, 1], the shares do not sum to 1, a delay is negative or not finite, or n is not such a
 * whole number
 *
 * Source: Pressman and Wildavsky (1973), Implementation, chapter 5: a third of 70 agreements each with minimal (1 week), moderate
 * (3 weeks) and considerable (6 weeks) delay.
 *
 * @example
 * clearanceDelay(60, [{ share: 0.5, delay: 1 }, { share: 0.5, delay: 3 }]); // 120
 */
export function clearanceDelay(agreements: number, kinds: readonly DelayKind[]): number {
  requireWholeNumber('agreements', agreements, 0);
  for (const { share, delay } of kinds) {
    requireProbability('share', share);
    requireNonNegative('delay', delay);
  }
  const shares = kinds.reduce((sum, { share }) => sum + share, 0);
  if (!(Math.abs(shares - 1) < 1e-9)) throw new RangeError(`kinds: expected shares that sum to 1, found ${shares}`);
  return agreements * kinds.reduce((sum, { share, delay }) => sum + share * delay, 0);
}
