import { requireFinite, requirePositive } from '../requirement.js';

/** Somebody who claims a share of a divisible good. */
export interface Claimant {
  /** Utility of a share, increasing and concave on [0, pie]. */
  readonly utility: (share: number) => number;
  /** Its slope there; may be infinite at 0. */
  readonly slope: (share: number) => number;
  /** Disagreement point: utility without an agreement. */
  readonly disagreement: number;
  /** Bargaining weight, above 0; 1 when left out. Only the asymmetric Nash solution looks at it. */
  readonly weight?: number;
}

/** A claimant for whom a share is worth what it measures. */
export function linearClaimant(disagreement = 0, weight = 1): Claimant {
  return { utility: (share) => share, slope: () => 1, disagreement, weight };
}

/**
 * The least share that leaves nobody worse off than disagreement, of each claimant.
 *
 * @throws RangeError if there are fewer than two claimants, the pie is not above 0, a value is not a number, or no division of the pie is
 * better than disagreement for everybody
 */
export function reservationShares(claimants: readonly Claimant[], pie: number): number[] {
  requirePositive('pie', pie);
  if (claimants.length < 2) throw new RangeError(`claimants: expected at least 2, found ${claimants.length}`);
  const shares = claimants.map((claimant, i) => {
    requireFinite(`disagreement of claimant ${i}`, claimant.disagreement);
    requirePositive(`weight of claimant ${i}`, claimant.weight ?? 1);
    return shareFor(claimant, claimant.disagreement, pie) ?? Infinity;
  });
  const needed = shares.reduce((sum, share) => sum + share, 0);
  if (!(needed < pie)) throw new RangeError(`division: expected a pie of which everybody can get more than by disagreement, found one of ${pie} where they need ${needed}`);
  return shares;
}

/** The least share of a claimant that is worth so much to it; undefined when the whole pie is not. By bisection, to the last digit. */
export function shareFor({ utility }: Claimant, worth: number, pie: number): number | undefined {
  if (utility(0) >= worth) return 0;
  if (!(utility(pie) >= worth)) return undefined;
  return boundary((share) => utility(share) >= worth, 0, pie);
}

/** The point between `low`, where `holds` is false, and `high`, where it is true, from which on it is true. */
export function boundary(holds: (x: number) => boolean, low: number, high: number): number {
  let [below, above] = [low, high];
  for (;;) {
    const middle = below + (above - below) / 2;
    if (middle <= below || middle >= above) return above;
    if (holds(middle)) above = middle;
    else below = middle;
  }
}
