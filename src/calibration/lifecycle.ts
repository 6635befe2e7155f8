/**
 * What a row of a log says of an activity, in the order in which rows of one time happen: the case enters the in-tray, somebody begins, work
 * is laid aside, work is complete.
 */
export const Transition = { entry: 0, begin: 1, pause: 2, complete: 3 } as const;

export type Transition = (typeof Transition)[keyof typeof Transition];

const MEANINGS: Readonly<Record<string, Transition | undefined>> = {
  start: Transition.begin, resume: Transition.begin,
  suspend: Transition.pause,
  complete: Transition.complete,
  schedule: Transition.entry, assign: Transition.entry, reassign: Transition.entry, enqueue: Transition.entry,
  receive: Transition.entry, entry: Transition.entry, arrive: Transition.entry,
};

/** Words that a lifecycle column may hold, in any case. */
export const LIFECYCLE_WORDS = Object.keys(MEANINGS);

/**
 * What a value of a lifecycle column means (`lifecycle:transition` of IEEE 1849-2016, XES); undefined for an unknown word.
 * @example transitionOf('START') // Transition.begin
 */
export function transitionOf(word: string): Transition | undefined {
  const key = word.trim().toLowerCase();
  return Object.hasOwn(MEANINGS, key) ? MEANINGS[key] : undefined;
}
