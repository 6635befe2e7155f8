import type { z } from 'zod';
import type { Catalogue } from '../catalogue.js';
import { byPresence, refine, refuse, section, type Refusal } from '../piece.js';
import type { ScenarioVocabulary } from '../vocabulary.js';
import { clearanceShape, type DeclaredClearances } from './clearances.js';

/** A cascade as declared; its levels and holders are still names. */
export interface DeclaredCascade extends z.output<z.ZodObject<ReturnType<typeof cascadeShape>>> {
  readonly clearances: DeclaredClearances | undefined;
}

/** `cascade` of an implementation: how a programme goes down to jurisdictions that carry it out, each after clearances of its own if need be. */
export function cascadeSection(vocabulary: ScenarioVocabulary, catalogue: Catalogue): z.ZodType<DeclaredCascade> {
  const cascade = cascadeShape(vocabulary);
  const clearances = clearanceShape(vocabulary, catalogue);
  return byPresence(
    Object.keys(clearances),
    refine(section({ ...cascade, ...clearances }), (values): DeclaredCascade => ({ ...values, clearances: values })),
    refine(section(cascade), (values): DeclaredCascade => ({ ...values, clearances: undefined })),
  );
}

function cascadeShape({ durationLaw, nonNegative, numberLaw, share, text }: ScenarioVocabulary) {
  return {
    to: text.describe('Level whose jurisdictions carry the programme out: all of this level that lie in the jurisdiction where the problem arose.'),
    through: text.array().prefault([]).describe('Levels between them that detail it first, each for those below it; none when left out.'),
    detail: durationLaw.optional().describe('Person time of detailing it in one jurisdiction; 0 days when left out.'),
    work: durationLaw.describe('Person time of carrying it out in one jurisdiction.'),
    discretion: share.prefault(0).describe('How far a jurisdiction may go from the uniform rule towards what it needs: 0 not at all, 1 all the way. 0 when left out.'),
    need: numberLaw.prefault({ law: 'normal', mean: 0, sd: 1 }).describe('What a jurisdiction needs, as a distance from the uniform rule in units of the reference scale; normal with mean 0 and sd 1 when left out.'),
    fit: nonNegative.prefault(0).describe('Worth lost per unit of distance between what is implemented and what is needed; 0 when left out.'),
    uniformity: nonNegative.prefault(0).describe('Worth lost per unit of distance between what is implemented and the uniform rule; 0 when left out.'),
    join: aboveZero(share).prefault(1).describe('Share of the jurisdictions, by the weight of the organisations responsible there, that must be complete for the whole to be; 1 when left out.'),
  };
}

function aboveZero(share: z.ZodType<number>): z.ZodType<number> {
  return refine(share, (value): number | Refusal => (value > 0 ? value : refuse({ expected: 'a share above 0', found: '0' })));
}
