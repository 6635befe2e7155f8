import { z } from 'zod';
import type { Catalogue } from './catalogue.js';
import { section } from './piece.js';
import { budgetsSection } from './sections/budgets.js';
import { hierarchySection } from './sections/hierarchy.js';
import { jurisdictionRule } from './sections/jurisdictions.js';
import { networkRule } from './sections/networks.js';
import { organisationRule, organisationSettings } from './sections/organisations.js';
import { outcomesSection } from './sections/outcomes.js';
import { problemRule } from './sections/problems.js';
import { studyShape, variantRule } from './sections/study.js';
import { timeSection } from './sections/time.js';
import type { ScenarioVocabulary } from './vocabulary.js';

export type FileSchema = ReturnType<typeof fileSchema>;

/** The schemas of a scenario file's sections, made of a vocabulary and a catalogue. */
export function fileSchema(vocabulary: ScenarioVocabulary, catalogue: Catalogue) {
  return {
    /** Sections that are read as one. */
    settings: {
      ...studyShape(vocabulary, catalogue),
      time: timeSection(vocabulary),
      hierarchy: hierarchySection(vocabulary),
      outcomes: outcomesSection(vocabulary),
      budgets: budgetsSection(vocabulary, catalogue).optional(),
    },
    /** Sections that are maps from names to rules, and the schema of one rule. */
    rules: {
      jurisdictions: jurisdictionRule(vocabulary),
      organisations: organisationRule(vocabulary, catalogue),
      problems: problemRule(vocabulary, catalogue),
      networks: networkRule(vocabulary, catalogue),
      variants: variantRule,
    },
    /** What a row of a CSV file may say of an organisation. */
    organisationSettings: organisationSettings(vocabulary, catalogue),
    slug: vocabulary.slug,
  };
}

const SECTION_MEANINGS = {
  time: 'Calendar, run length, warm-up and sampling.',
  hierarchy: 'How problems travel up and solutions down.',
  outcomes: 'How what has been achieved is valued.',
  budgets: 'Where money comes from and how it goes down the lines of command; without it everybody can pay whatever it agrees to.',
  jurisdictions: 'Territories, as a tree: the Union, member states, municipalities ...',
  organisations: 'Organisations by rule: where they are, how many, what they can do.',
  problems: 'Classes of problems and where they arise.',
  networks: 'Networks of organisations and how they are governed.',
  variants: 'Named variants of this scenario: changes of its settings, compared under the same chance.',
} as const;

/** Sections without which there is nothing to simulate. */
const REQUIRED_RULES: readonly string[] = ['jurisdictions', 'organisations'];

/** The whole file as one schema, for editors. A section with nothing behind its key is an empty one. */
export function wholeFileSchema({ settings, rules, slug }: FileSchema): z.ZodType {
  const meaning = (name: string, schema: z.ZodType): z.ZodType => {
    const text = (SECTION_MEANINGS as Readonly<Record<string, string | undefined>>)[name];
    return text === undefined ? schema : schema.describe(text);
  };
  const single = Object.entries(settings).map(([name, schema]): [string, z.ZodType] => {
    return [name, name === 'hierarchy' || name === 'outcomes' ? meaning(name, schema.nullable()).optional() : meaning(name, schema)];
  });
  const maps = Object.entries(rules).map(([name, rule]): [string, z.ZodType] => {
    const map = meaning(name, z.record(slug, name === 'variants' ? rule.nullable() : rule).nullable());
    return [name, REQUIRED_RULES.includes(name) ? map : map.optional()];
  });
  return section(Object.fromEntries([...single, ...maps]));
}
