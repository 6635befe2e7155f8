import type { z } from 'zod';
import type { Fault } from '../piece.js';
import { Refusal, refine, section } from '../piece.js';
import { statement } from '../reason.js';
import type { OutcomeSpec } from '../scenario.js';
import type { ScenarioVocabulary } from '../vocabulary.js';

/** `outcomes`: how what has been achieved is valued, and what the public makes of it. */
export function outcomesSection({ rate, duration, share }: ScenarioVocabulary): z.ZodType<OutcomeSpec> {
  return refine(section({
    decay: rate.prefault('0 per year').describe('Rate at which a solution loses value from the arrival of its problem on, such as 20% per year; 0 when left out.'),
    legitimacy_window: duration.prefault('1 year').describe('Time over which the moving averages of legitimacy look back; 1 year when left out.'),
    legitimacy_at_start: share.prefault(0.5).describe('External legitimacy on which citizens act before the first problem has ended; 0.5 when left out.'),
    co_production: share.prefault(0).describe('Part of the work on problems at their origin that citizens supply at full external legitimacy, in proportion less below it; 0 when left out.'),
    withdrawal: share.prefault(0).describe('Probability that citizens do not bring a problem at all when external legitimacy is 0, in proportion less above it; problems of a trace always come. 0 when left out.'),
    shock: section({
      from: duration.describe('Beginning, from time 0.'),
      until: duration.describe('End, from time 0.'),
    }).optional().describe('Period of an unusual load (which the arrivals say), before which stability and after which recovery is measured; none when left out.'),
  }), (outcomes): OutcomeSpec | Refusal => {
    const faults: Fault[] = [];
    if (outcomes.legitimacy_window <= 0) faults.push({ reason: statement('legitimacy_window must be longer than 0 days') });
    if (outcomes.shock !== undefined && outcomes.shock.until < outcomes.shock.from) faults.push({ reason: { expected: 'an end after the beginning', found: `${outcomes.shock.until} days` }, path: ['shock', 'until'] });
    if (faults.length > 0) return new Refusal(faults);
    return {
      decay: outcomes.decay, legitimacyWindow: outcomes.legitimacy_window, legitimacyAtStart: outcomes.legitimacy_at_start,
      coProduction: outcomes.co_production, withdrawal: outcomes.withdrawal,
      ...(outcomes.shock === undefined ? {} : { shock: outcomes.shock }),
    };
  });
}
