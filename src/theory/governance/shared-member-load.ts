import { requireNonNegative, requirePositive, requireWholeNumber } from '../requirement.js';
import { plenaryLength, type PlenaryTimes } from '../coordination/plenary-length.js';

/** A member of a network that governs itself in plenary meetings. */
export interface SharedMember {
  /** rho: utilisation of the member's servers by its own operations; at most 1 for a member that keeps up with them. */
  readonly ownUtilisation: number;
  /** c: servers of the member, a whole number of at least 1. */
  readonly servers: number;
  /** lambda: issues that each organisation of the network opens [1/day]; not the rate of the whole network. */
  readonly issueRate: number;
  /** R: rounds of meetings per issue, on average, above 0. */
  readonly rounds: number;
  /** t_0 and t_s [day]. */
  readonly meeting: PlenaryTimes;
}

/**
 * Utilisation of a member of a network with shared governance,
 *
 *     rho + lambda k (t_0 + t_s k) R / c.
 *
 * Why lambda k: n organisations open n lambda issues a day, of which each convenes k of the n, so that a member is
 * convened by n lambda k / n of them, whatever n is. Under full convening k = n. Trust and positions are taken as frozen,
 * meetings occupy one server, and the result counts offered work: 1 or more means that the member cannot keep up.
 *
 * @param member its own load, its servers and its meetings
 * @param participants k convened per issue, a whole number of at least 1
 * @returns offered work per server [busy servers per server]
 * @throws RangeError if a rate or time is negative or not finite, R is not positive, or c or k is not a whole number of at least 1
 *
 * Source: offered load of a station, Kleinrock (1975), Queueing Systems I, section 2.1, applied to the shared form of
 * Provan and Kenis (2008), Journal of Public Administration Research and Theory 18, 229-252.
 *
 * @example
 * const member = { ownUtilisation: 0.5, servers: 1, issueRate: 0.02, rounds: 1, meeting: { fixed: 0.25, perAttendee: 0.08 } };
 * sharedMemberUtilisation(member, 17); // 1.0474
 */
export function sharedMemberUtilisation(member: SharedMember, participants: number): number {
  const { ownUtilisation, servers, issueRate, rounds, meeting } = member;
  requireNonNegative('ownUtilisation', ownUtilisation);
  requireWholeNumber('servers', servers, 1);
  requireNonNegative('issueRate [1/day]', issueRate);
  requirePositive('rounds', rounds);
  requireWholeNumber('participants', participants, 1);
  return ownUtilisation + (issueRate * participants * plenaryLength(meeting, participants) * rounds) / servers;
}
