import type { z } from 'zod';
import type { Refusal} from '../piece.js';
import { refine, refuse, section } from '../piece.js';
import { statement } from '../reason.js';
import type { OutcomeSpec } from '../scenario.js';
import type { ScenarioVocabulary } from '../vocabulary.js';

/** `outcomes`: how what has been achieved is valued. */
export function outcomesSection({ rate, duration }: ScenarioVocabulary): z.ZodType<OutcomeSpec> {
  return refine(section({
    decay: rate.prefault('0 per year').describe('Rate at which a solution loses value from the arrival of its problem on, such as 20% per year; 0 when left out.'),
    legitimacy_window: duration.prefault('1 year').describe('Time over which the moving averages of legitimacy look back; 1 year when left out.'),
  }), ({ decay, legitimacy_window: legitimacyWindow }): OutcomeSpec | Refusal =>
    (legitimacyWindow > 0 ? { decay, legitimacyWindow } : refuse(statement('legitimacy_window must be longer than 0 days'))));
}
