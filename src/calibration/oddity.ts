/**
 * What in an event log does not follow the ladder, and what is made of it:
 *
 * - `entered-above`: the case is first seen above the bottom stage. It enters there; nothing is assumed about the stages below.
 * - `repeated-stage`: another decision of the stage the case is in. The stage goes on.
 * - `lower-stage`: a decision of a stage below the highest one reached. The highest stage goes on.
 * - `skipped-stage`: a climb by more than one stage. It counts as a climb from the lower one; the stages between are not entered.
 * - `same-day`: a further event of the case on one day. Order within a day is upwards, endings last.
 * - `irregular-ending`: the case ends by another activity than the regular one. It ends.
 * - `ended-unseen`: an ending of a case that was never seen in a stage. It adds no stage and no case.
 * - `ended-again`: an ending after an ending. Nothing is left to end.
 * - `reopened`: a stage after an ending. A new episode begins, a case of its own.
 * - `ignored-activity`: an activity that the ladder names as ignored.
 * - `changed-attribute`: an attribute differs from that of the case's first event. The first stands.
 * - `entry-unseen`: work at a case's first level is the first that is seen of it. It came in then at the latest; its wait is unknown.
 * - `begin-unseen`: work is complete that was never seen to begin. The stay counts, its time of work is unknown.
 * - `begun-twice`: work begins that is going on. The first beginning stands.
 */
export const ODDITY_KINDS = [
  'entered-above', 'repeated-stage', 'lower-stage', 'skipped-stage', 'same-day', 'irregular-ending', 'ended-unseen', 'ended-again',
  'reopened', 'ignored-activity', 'changed-attribute', 'entry-unseen', 'begin-unseen', 'begun-twice',
] as const;

export type OddityKind = (typeof ODDITY_KINDS)[number];

/** One place where an event log does not follow the ladder. */
export interface Oddity {
  readonly kind: OddityKind;
  /** Line of the event in the log. */
  readonly line: number;
  readonly caseId: string;
  readonly activity: string;
}

/** Lines of the log by kind of oddity, all kinds present, in the order of the file. */
export function linesByOddity(oddities: readonly Oddity[]): Record<OddityKind, number[]> {
  const lines = Object.fromEntries(ODDITY_KINDS.map((kind): [OddityKind, number[]] => [kind, []])) as Record<OddityKind, number[]>;
  for (const { kind, line } of oddities) lines[kind].push(line);
  for (const kind of ODDITY_KINDS) lines[kind].sort((a, b) => a - b);
  return lines;
}
