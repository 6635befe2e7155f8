import { z } from 'zod';
import { byShape, refine, refuse, section, type Refusal } from '../piece.js';
import { quote } from '../reason.js';
import type { ScenarioVocabulary } from '../vocabulary.js';
import { selectorSchema, type Selector } from './selectors.js';

/** Words for whoever does a task that depend on the problem. */
export const PERFORMER_WORDS = ['origin', 'solver'] as const;

export type DeclaredTask = z.output<ReturnType<typeof taskSection>>;

/** Tasks of a programme as declared; who does them and what they wait for are still names. */
export interface DeclaredProject {
  readonly tasks: Readonly<Record<string, DeclaredTask>>;
  readonly errors: z.output<ReturnType<typeof errorSection>>;
  readonly messages: z.output<ScenarioVocabulary['durationLaw']> | undefined;
}

/** The tasks of a programme, and what belongs to them. */
export function projectShape(vocabulary: ScenarioVocabulary) {
  const { slug, durationLaw } = vocabulary;
  const tasks = refine(z.record(slug, taskSection(vocabulary)), (declared): Readonly<Record<string, DeclaredTask>> | Refusal =>
    (Object.keys(declared).length > 0 ? declared : refuse({ expected: 'at least one task such as design: { work: 5 days }', found: 'none' })));
  return {
    tasks: tasks.optional().describe('Tasks by their names, with what each waits for; they begin when all clearances have been granted. None when left out.'),
    errors: errorSection(vocabulary).optional().describe('What becomes of wrong results of tasks.'),
    messages: durationLaw.optional().describe('Person time to read what a task before this one has found, where another organisation did it; nobody reads when left out.'),
  };
}

function taskSection(vocabulary: ScenarioVocabulary) {
  const { durationLaw, share, text } = vocabulary;
  const name = refine(text, (task): readonly string[] => [task]);
  const names = byShape<readonly string[]>('the name of a task, or a list of names', { single: name, list: text.array() });
  return section({
    by: performer(vocabulary).prefault('origin').describe('Who does it: origin (where the problem arose), solver (whoever solved it), or an organisation; of several the one where the problem arose, or in the nearest jurisdiction above. Origin when left out.'),
    work: durationLaw.describe('Person time it takes.'),
    after: refine(names, differentNames).prefault([]).describe('The tasks that must be done before it can begin; none when left out.'),
    error: share.prefault(0).describe('Probability that a result is wrong, each time it is done; 0 when left out.'),
  });
}

function errorSection({ durationLaw, nonNegative, share }: ScenarioVocabulary) {
  return section({
    verify: durationLaw.prefault('0.15 days').describe('Person time of the organisation above to look at a wrong result and decide; 0.15 days when left out.'),
    redone: share.prefault(1).describe('Probability that it has the task done again instead of accepting the result; 1 when left out.'),
    rework: nonNegative.prefault(1).describe('Person time of doing a task again, as a multiple of that of doing it first; 1 when left out.'),
    quality: share.prefault(0.5).describe('What a wrong result is worth that is accepted, between 0 and 1; 0.5 when left out.'),
  });
}

/** A word, or organisations. */
function performer(vocabulary: ScenarioVocabulary): z.ZodType<readonly Selector[]> {
  return refine(selectorSchema(vocabulary), (selectors): readonly Selector[] | Refusal => {
    const word = PERFORMER_WORDS.find((candidate) => selectors.includes(candidate));
    return word === undefined || selectors.length === 1 ? selectors : refuse({ expected: `${word} alone, or organisations`, found: 'both' });
  });
}

function differentNames(names: readonly string[]): readonly string[] | Refusal {
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  return repeated === undefined ? names : refuse({ expected: 'different tasks', found: `${quote(repeated)} twice` });
}
