import { z } from 'zod';
import type { Catalogue } from '../catalogue.js';
import { byShape, isMap, piece, refine, refuse, Refusal, type Fault } from '../piece.js';
import { mismatch, quote, statement, unknownName } from '../reason.js';
import type { ScenarioVocabulary } from '../vocabulary.js';

/** The settings at the top of the file that are single values or lists of names. */
export function studyShape(vocabulary: ScenarioVocabulary, catalogue: Catalogue) {
  const { count, slug, text } = vocabulary;
  const texts = byShape('a text or a list of texts', {
    single: refine(text, (one): readonly string[] => [one]),
    list: refine(z.array(text), (several): readonly string[] => several),
  });
  const measures = catalogue.measures.map((measure) => measure.name);
  const measure = piece({ enum: measures }, (value) =>
    (typeof value === 'string' && measures.includes(value) ? value : refuse(unknownName('a measure', value, measures))));
  return {
    name: slug.describe('Name of the study, used for folders and files.'),
    title: text.optional().describe('Title in plain words; the name when left out.'),
    question: text.optional().describe('The question the study is to answer.'),
    sources: texts.prefault([]).describe('Literature on which it is based.'),
    seed: seed.prefault(1).describe('Seed of all chance: a whole number or a text; 1 when left out.'),
    replications: count.prefault(20).describe('How often each variant is run with other chance; 20 when left out.'),
    domains: distinct(slug, 'domain').prefault(['general']).describe('Policy domains; one called general when left out.'),
    levels: distinct(slug, 'level').prefault(['supranational', 'national', 'local']).describe('Levels from top to bottom; supranational, national and local when left out.'),
    headline: z.array(measure).prefault([]).describe('Measures that short tables show first.'),
  };
}

const seed = piece({ type: ['integer', 'string'] }, (value): string | Refusal => {
  if (typeof value === 'string' && value !== '') return value;
  if (Number.isSafeInteger(value)) return String(value);
  if (typeof value === 'number' && Number.isInteger(value)) return refuse(mismatch('a seed of at most 15 digits', value, 'put longer ones into quotes'));
  return refuse(mismatch('a whole number or a text', value));
});

/** A list of names in which none stands twice. */
function distinct(slug: z.ZodType<string>, what: string): z.ZodType<readonly string[]> {
  return refine(z.array(slug).min(1), (names): readonly string[] | Refusal => {
    const faults: Fault[] = names.flatMap((name, index) =>
      (names.indexOf(name) === index ? [] : [{ reason: statement(`${what} ${quote(name)} is given twice`), path: [index] }]));
    return faults.length === 0 ? names : new Refusal(faults);
  });
}

/** One entry of `variants`: new values by the path of the setting. */
export const variantRule: z.ZodType<Readonly<Record<string, unknown>>> = byShape(
  'a map from paths to values such as { networks.cabinet.form: lead }',
  {
    map: piece({ type: 'object', description: 'New values by the path of the setting, such as networks.cabinet.form: lead. A path with nothing behind it takes the setting away.' },
      (value): Readonly<Record<string, unknown>> => (isMap(value) ? value : {})),
  },
);
