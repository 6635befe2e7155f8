import { daysOfIsoDate } from '../dates.js';
import { byShape, piece, refine, refuse, Refusal, section, type Fault } from '../piece.js';
import { mismatch, statement } from '../reason.js';
import type { TimeSpec } from '../scenario.js';
import type { Vocabulary } from '../vocabulary.js';
import { daysPer } from '../units.js';
import type { z } from 'zod';

const isoDate = piece({ type: 'string', pattern: String.raw`^\d{4}-\d{2}-\d{2}$`, writtenAs: 'an ISO date such as 2024-01-01' }, (value) => {
  const known = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && daysOfIsoDate(value) !== undefined;
  return known ? value : refuse(mismatch('an ISO date such as "2024-01-01"', value));
});

/** Rows of a time series that anybody could want; more are a slip of the pen, and a run that never ends. */
const MOST_SAMPLES = 1_000_000;

/** `time`: the calendar, the run length and what is left out of it. */
export function timeSection({ choice, duration }: Vocabulary): z.ZodType<TimeSpec> {
  const shape = section({
    calendar: choice('working', 'civil').prefault('working')
      .describe('Calendar that turns units into days. working: a day has 8 hours, a week 5 days, a month 21 days, a year 250 days. civil: 24 hours, 7 days, 30.4375 days, 365.25 days.'),
    start: isoDate.optional().describe('Date of time 0; needed where problems come from a trace with dates.'),
    horizon: duration.describe('Run length.'),
    warmup: duration.prefault('0 days').describe('Time at the beginning that is left out of the measures.'),
    sample: duration.optional().describe('Time between two rows of the time series; one month, or the horizon if that is shorter, when left out.'),
  });
  const map = refine(shape, ({ calendar, start, horizon, warmup, sample }): TimeSpec | Refusal => {
    const faults: Fault[] = [];
    if (horizon === 0) faults.push({ reason: statement('the horizon must be longer than 0 days'), path: ['horizon'] });
    if (warmup >= horizon && horizon > 0) faults.push({ reason: statement('the warmup must end before the horizon: shorten it or lengthen the horizon'), path: ['warmup'] });
    if (sample === 0) faults.push({ reason: statement('the time between samples must be longer than 0 days'), path: ['sample'] });
    if (sample !== undefined && sample > horizon) faults.push({ reason: statement('the time between samples is longer than the horizon'), path: ['sample'] });
    const between = sample ?? Math.min(daysPer('month', calendar), horizon);
    if (sample !== 0 && horizon / between > MOST_SAMPLES) {
      faults.push({ reason: { expected: `at most ${MOST_SAMPLES} samples in a run`, found: `about ${Number((horizon / between).toPrecision(2))}` }, path: [sample === undefined ? 'horizon' : 'sample'] });
    }
    if (faults.length > 0) return new Refusal(faults);
    return { calendar, ...(start === undefined ? {} : { start }), horizon, warmup, sample: between };
  });
  return byShape('a map such as { horizon: 3 years, warmup: 6 months }', { map });
}
