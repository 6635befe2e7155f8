import type { z } from 'zod';
import type { CalendarName } from './units.js';

/** What a law is a law of: how its values are written, and where they may lie. */
export interface Quantity {
  readonly name: string;
  /** What one value is, for messages: `a length of time`. */
  readonly inWords: string;
  readonly value: z.ZodType<number>;
  /** How the reciprocal of a mean is written: `0.5 per day` for durations. */
  readonly rate: z.ZodType<number>;
  readonly lowest: number;
  readonly highest: number;
  /** One value, for messages. */
  readonly example: string;
  /** For durations: the calendar that converts a column of numbers. */
  readonly calendar?: CalendarName;
}
