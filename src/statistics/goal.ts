/** Whether the best system is the one with the smallest or with the largest expectation. */
export type Goal = 'minimise' | 'maximise';

/** Factor that makes larger better. */
export function orientation(goal: Goal): 1 | -1 {
  return goal === 'maximise' ? 1 : -1;
}
