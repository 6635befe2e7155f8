import type { Episode } from './case-history.js';

/**
 * Cases open at the beginning of a day: begun before it and not ended before it. The beginning of 1 January is the end of the year.
 *
 * @param day days since 1970-01-01
 * @example openCases(episodes, dayNumber('2009-01-01')) // open at the end of 2008
 */
export function openCases(episodes: readonly Episode[], day: number): number {
  return episodes.filter(({ entry, exit }) => entry < day && (exit === undefined || exit >= day)).length;
}
