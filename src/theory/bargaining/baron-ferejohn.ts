import { requireProbability, requireWholeNumber } from '../requirement.js';

/** A committee that divides a pie of 1 by voting on proposals of members drawn by lot. */
export interface DividingCommittee {
  /** n, a whole number of at least 2. */
  readonly members: number;
  /** q, votes that carry a proposal, the proposer's among them: a whole number from 1 to n. */
  readonly quota: number;
  /** Value of a unit of pie one session later, in [0, 1]. */
  readonly discount: number;
}

/**
 * Share of the proposer in the symmetric stationary equilibrium of legislative bargaining under a closed rule: it buys the q - 1 cheapest
 * votes at what they are worth to their holders, discount / n each, and keeps 1 - discount (q - 1) / n.
 *
 * @throws RangeError if a number of the committee is impossible
 *
 * Source: Baron and Ferejohn (1989), Bargaining in legislatures, American Political Science Review 83(4), 1181-1206, proposition 3.
 *
 * @example
 * proposerShare({ members: 3, quota: 2, discount: 0.9 }); // 0.7
 */
export function proposerShare({ members, quota, discount }: DividingCommittee): number {
  requireWholeNumber('members', members, 2);
  requireWholeNumber('quota', quota, 1);
  if (quota > members) throw new RangeError(`quota: expected at most as many votes as there are members (${members}), found ${quota}`);
  requireProbability('discount', discount);
  return 1 - (discount * (quota - 1)) / members;
}
