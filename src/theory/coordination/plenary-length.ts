import { requireNonNegative, requireWholeNumber } from '../requirement.js';

/** How long a meeting of everybody takes. */
export interface PlenaryTimes {
  /** a, or t_0: length whoever comes [time]. */
  readonly fixed: number;
  /** b, or t_s: further length for each attendee's intervention [time]. */
  readonly perAttendee: number;
}

/**
 * Length of a meeting in which each of k attendees speaks: a + b k, which each of them spends.
 *
 * @param attendees k, a whole number of at least 0
 * @returns a length, in the unit of the times [time per attendee]
 * @throws RangeError if a time is negative or not finite, or k is not a whole number
 *
 * Source: definition; the linear rule of speaking turns.
 *
 * @example
 * plenaryLength({ fixed: 0.25, perAttendee: 0.08 }, 12); // 1.21
 */
export function plenaryLength({ fixed, perAttendee }: PlenaryTimes, attendees: number): number {
  requireNonNegative('fixed [time]', fixed);
  requireNonNegative('perAttendee [time]', perAttendee);
  requireWholeNumber('attendees', attendees, 0);
  return fixed + perAttendee * attendees;
}
