import { z } from 'zod';
import type { Refusal} from '../piece.js';
import { byKey, byShape, piece, refine, refuse, section } from '../piece.js';
import { unknownName } from '../reason.js';
import type { LearningSpec } from '../scenario.js';
import type { ScenarioVocabulary } from '../vocabulary.js';

export type DeclaredHierarchy = z.output<ReturnType<typeof hierarchySection>>;

/** `hierarchy`: how problems travel up and solutions down. Everything has a default; levels are still names. */
export function hierarchySection(vocabulary: ScenarioVocabulary) {
  const { countOrZero, duration, durationLaw, durationLawOrNone, rate, share, text } = vocabulary;
  return section({
    delay: durationLaw.prefault('1 day').describe('Time a problem is under way to the next organisation up; 1 day when left out.'),
    return_delay: durationLaw.optional().describe('Time a solution is under way for each step down; as "delay" when left out.'),
    ask: durationLaw.prefault('0.5 days').describe('Person time of a problem passed on by another organisation, where that has no "help" of its own; 0.5 days when left out.'),
    misrouted: share.prefault(0).describe('Probability that a problem goes astray to a sibling of the organisation meant; 0 when left out.'),
    lost: share.prefault(0).describe('Probability that a problem is lost on its way and must be sent again; 0 when left out.'),
    resend_after: duration.prefault('5 days').describe('Time after which a lost problem is noticed and sent again; 5 days when left out.'),
    learning: learningSchema(vocabulary).prefault('none').describe('How organisations learn from the solutions that pass them; none when left out.'),
    turnover: rate.prefault('0 per year').describe('Share of learnt knowledge lost per unit of time as people leave, such as 10% per year; 0 when left out.'),
    patience: durationLawOrNone.prefault('none').describe('Time an organisation waits for an answer before it decides by default; none when left out: it waits for ever.'),
    default_quality: share.prefault(0.5).describe('Quality of a solution decided by default, between 0 and 1; 0.5 when left out.'),
    pass_the_buck: section({
      threshold: countOrZero.describe('Length of the queue above which an organisation hands a problem to a sibling.'),
      hops: countOrZero.prefault(1).describe('How often one problem may be handed on; once when left out.'),
    }).optional().describe('Handing problems sideways when there are too many; nobody does when left out.'),
    triage: section({
      coverage: share.describe('Share of problems to which it proposes an answer.'),
      error: share.describe('Share of its proposals that are wrong.'),
      time: durationLaw.prefault('0 days').describe('Time the machine takes; 0 days when left out.'),
      confirmation: durationLaw.describe('Person time to confirm or refuse a proposal.'),
    }).optional().describe('An automatic first station with human confirmation; none when left out.'),
    skip: z.array(text).prefault([]).describe('Levels that problems skip on their way up.'),
    idle: z.record(z.string(), duration).prefault({}).describe('Levels that do nothing from a time on, such as { national: 1 year }.'),
  });
}

function learningSchema({ count, duration, share }: ScenarioVocabulary): z.ZodType<LearningSpec> {
  const rule = (name: string) => z.literal(name).describe('Name of the rule.');
  const none = () => refine(section({ rule: rule('none') }), (): LearningSpec => ({ rule: 'none' }));
  const category = () => refine(section({
    rule: rule('category'),
    categories: count.describe('Number of categories that problems fall into.'),
    probability: share.describe('Probability that a solution teaches its category.'),
  }), ({ categories, probability }): LearningSpec => ({ rule: 'category', categories, probability }));
  const continuous = () => refine(section({
    rule: rule('continuous'),
    rate: share.describe('Share of the gap between knowledge and difficulty that one solution closes.'),
    cost: duration.prefault('0 days').describe('Person time per unit of knowledge gained; 0 days when left out.'),
  }), ({ rate, cost }): LearningSpec => ({ rule: 'continuous', rate, cost }));
  const branches = { none, category, continuous };
  const names = Object.keys(branches);
  const explainUnknown = (name: unknown) => unknownName('a learning rule', name, names);
  const single = piece({ const: 'none' }, (value): LearningSpec | Refusal => {
    if (value === 'none') return { rule: 'none' };
    const known = typeof value === 'string' && names.includes(value);
    return refuse(known ? { expected: `${value} with its parameters`, found: 'only its name', advice: `write { rule: ${value}, ... }` } : explainUnknown(value));
  });
  const map = byKey({ key: 'rule', expected: 'a learning rule', branches, explainUnknown });
  return byShape('a learning rule: none, or a map such as { rule: category, categories: 20, probability: 0.5 }', { single, map }).meta({ definition: 'learning' });
}
