import type { StageDuration } from './stage-duration.js';
import type { WorkSpan } from './work-span.js';

/** A duration of which it is known how long it could have been observed at most. */
export interface ObservedDuration extends StageDuration {
  /** From its beginning to the end of the window: it would have been censored there. */
  readonly limit: number;
}

/** A window of observation [from, to) [days]. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/**
 * Spans as seen through a window: those over before it are not seen, those going on at its beginning enter late, those going on at its end
 * are censored there. A duration of zero counts as half a grain of the log's times, since it was somewhere below a grain.
 *
 * @param grain of the times [days], 0 for exact ones
 */
export function durationsOf(spans: Iterable<WorkSpan>, { from, to }: Window, grain: number): ObservedDuration[] {
  const durations: ObservedDuration[] = [];
  const least = grain > 0 ? grain / 2 : SHORTEST;
  for (const { begin, end, kind } of spans) {
    if (begin >= to || (end <= from && begin < from)) continue;
    const entry = Math.max(0, from - begin);
    const limit = to - begin;
    if (end >= to || kind === 'censored') {
      const exit = Math.min(end, to) - begin;
      if (exit > entry) durations.push({ entry, exit, kind: 'censored', count: 1, limit });
    } else durations.push({ entry, exit: Math.max(end - begin, least), kind, count: 1, limit });
  }
  return durations;
}

/** A microsecond [days], for work in no time at all in a log of exact times. */
const SHORTEST = 1e-11;
