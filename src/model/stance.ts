import type { Issue } from './issue.js';

// Where attendees stand on an issue, and what they can live with. Members are positions in `issue.attendees`.

/** Slack of comparisons, so that who stands exactly as far off as it tolerates accepts. */
const ROUNDING = 1e-12;

/** An attendee's trust that counts on the issue, by the network's trust rule. */
export function trustOf(issue: Issue, member: number): number {
  return issue.trust?.relevant(issue.attendees[member], issue.attendees) ?? 0;
}

/** Whether an attendee can live with the proposal: it lies no further off than the attendee tolerates. */
export function tolerates(issue: Issue, member: number): boolean {
  return distance(issue, member) <= latitude(issue, member) + ROUNDING;
}

/** How far an attendee carries the proposal out, in [0, 1]: fully when it accepts, otherwise the less the further it lies beyond what it tolerates. */
export function compliance(issue: Issue, member: number): number {
  if (issue.accepts[member]) return 1;
  return Math.min(1, Math.max(0, 1 - (distance(issue, member) - latitude(issue, member))));
}

/** An attendee's position after persuasion: x + persuasion * trust * (p - x). */
export function persuaded(issue: Issue, member: number): number {
  const position = issue.positions[member];
  return position + issue.network.spec.persuasion * trustOf(issue, member) * (issue.proposal - position);
}

/**
 * Mean position weighted by capability and salience, sum(c s x) / sum(c s) (Stokman and Van den Bos 1992).
 *
 * @param capability c by organisation
 * @returns the plain mean when nobody has any weight
 */
export function compromise(issue: Issue, capability: ArrayLike<number>): number {
  let sum = 0;
  let total = 0;
  let plain = 0;
  issue.positions.forEach((position, member) => {
    const force = capability[issue.attendees[member]] * issue.salience[member];
    sum += force * position;
    total += force;
    plain += position;
  });
  return total > 0 ? sum / total : plain / issue.positions.length;
}

/** Distance of an attendee's position from the proposal, in units of the reference scale. */
export function distance(issue: Issue, member: number): number {
  return Math.abs(issue.positions[member] - issue.proposal) / issue.network.spec.positions.scale;
}

/** Distance that an attendee tolerates: base + slope * trust. */
function latitude(issue: Issue, member: number): number {
  const { base, slope } = issue.network.spec.acceptance;
  return base + slope * trustOf(issue, member);
}
