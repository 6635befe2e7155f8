/** The stages through which cases climb, and the activities that end them. */
export interface StageLadder {
  /** Activities that begin a stage, from the bottom stage to the top stage. */
  readonly stages: readonly string[];
  /** Activities that end a case; the first is the regular one, the others are reported where they occur. */
  readonly endings: readonly string[];
  /** Activities that leave a case as it is; they are reported where they occur. */
  readonly ignored: readonly string[];
}

/** Order of the activities of one day: stages upwards, then endings, then what is ignored. */
export function rankOf(activity: string, ladder: StageLadder): number {
  return [...ladder.stages, ...ladder.endings, ...ladder.ignored].indexOf(activity);
}
