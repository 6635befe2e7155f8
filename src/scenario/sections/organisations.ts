import { z } from 'zod';
import { choiceSchema } from '../choice-schema.js';
import type { Catalogue } from '../catalogue.js';
import { dataFilePieces } from '../data-file-pieces.js';
import { byPresence, byShape, piece, refine, refuse, Refusal, section } from '../piece.js';
import type { ServiceSpec } from '../scenario.js';
import { readShare, type ScenarioVocabulary } from '../vocabulary.js';

/** Knowledge as declared: everything, a share of a problem class, or a level; the latter two for all domains or for each. */
export type DeclaredKnowledge =
  | { readonly kind: 'all' }
  | { readonly kind: 'share' | 'level'; readonly amount: number | Readonly<Record<string, number>>; readonly of: string | undefined };

export type DeclaredSettings = z.output<ReturnType<typeof organisationSettings>>;
export type DeclaredOrganisation = z.output<ReturnType<typeof organisationRule>>;

/** Keys of an organisation that rows and list entries may override. */
function settingsShape(vocabulary: ScenarioVocabulary, catalogue: Catalogue) {
  const { staff, choice, nonNegative, text } = vocabulary;
  const service = serviceSchema(vocabulary);
  return {
    staff: staff.optional().describe('Number of people (servers), or "unlimited"; 1 when left out.'),
    knows: knowledgeSchema(vocabulary, 'share').optional()
      .describe('What it can solve: the share of the first problem class it can solve (0.7), "all", { share: 0.7, of: case }, or the knowledge level itself { level: 2.3 }; shares and levels also by domain { share: { health: 0.9, work: 0.5 } }. All when left out.'),
    coordination_knows: knowledgeSchema(vocabulary, 'coordination').optional()
      .describe('Which joint decisions it can handle: the share of coordination difficulties, "all", or { level: 2.3 }. All when left out.'),
    service: service.optional().describe('Person time of one own problem: a length of time, a law, or { solved: law, passed: law } by what comes of it. Needed where problems arise; as "help" when left out.'),
    help: service.optional().describe('Person time of a problem that another organisation passed on to this one; "ask" of the hierarchy when left out.'),
    attention: choiceSchema(catalogue.attentionRules, { key: 'rule', kind: 'an attention rule' }, vocabulary).optional()
      .describe('In which order work is taken from the in-tray; fifo when left out.'),
    sector: choice('public', 'private', 'nonprofit', 'civil').optional().describe('Sector; public when left out.'),
    weight: nonNegative.optional().describe('Weight in weighted decision rules, such as population or votes; 1 when left out.'),
    day_cost: nonNegative.optional().describe('Cost of one person per day, in money; 1 when left out.'),
    parent: text.optional().describe('The organisation to which problems are passed on, instead of the nearest one above with the same domain.'),
  };
}

/** What an organisation has where neither its rule nor its own entry or row says anything, as one would write it. */
const USUAL: Readonly<Record<string, unknown>> = { staff: 1, knows: 'all', coordination_knows: 'all', attention: 'fifo', sector: 'public', weight: 1, day_cost: 1 };

/** The same settings, which say what holds where they are left out. */
function withUsual<Shape extends Readonly<Record<string, z.ZodType>>>(settings: Shape): Shape {
  return Object.fromEntries(Object.entries(settings).map(([key, schema]) => [key, Object.hasOwn(USUAL, key) ? schema.meta({ default: USUAL[key] }) : schema])) as Shape;
}

export function organisationSettings(vocabulary: ScenarioVocabulary, catalogue: Catalogue) {
  return section(settingsShape(vocabulary, catalogue));
}

/** One rule of `organisations`. */
export function organisationRule(vocabulary: ScenarioVocabulary, catalogue: Catalogue) {
  const { count, choice, slug, text } = vocabulary;
  const { filePath, columnName, delimiter } = dataFilePieces;
  const settings = settingsShape(vocabulary, catalogue);
  const place = {
    in: text.optional().describe('Where it is: a rule of "jurisdictions" (one in each of them), or one jurisdiction by its name or path.'),
    domains: z.array(text).min(1).optional().describe('Domains it works in; all when left out.'),
  };
  const column = (key: string) => columnName.optional().describe(`Column with "${key}" of each organisation; empty cells take the value of the rule.`);
  const columns = Object.fromEntries(Object.keys(settings).map((key) => [key, column(key)])) as Record<keyof typeof settings, ReturnType<typeof column>>;
  return section({
    ...place,
    per: choice('domain').optional().describe('One organisation for each domain.'),
    count: count.optional().describe('How many there are in each place; 1 when left out.'),
    list: z.array(section({ name: slug.describe('Its name.'), ...place, ...settings })).min(1).optional()
      .describe('The organisations one by one; what an entry leaves out is taken from the rule. For more than a few hundred use "from".'),
    from: section({
      file: filePath.describe('CSV file with one organisation per row, relative to this file.'),
      columns: section({
        name: columnName.describe('Column with the names; spaces and accents are replaced.'),
        in: columnName.optional().describe('Column with the jurisdiction of each.'),
        domains: columnName.optional().describe('Column with the domains of each.'),
        ...columns,
      }).describe('Which column holds what.'),
      delimiter: delimiter.optional().describe('What separates the cells (a comma when left out).'),
      separator: delimiter.optional().describe('What separates several domains in one cell (a semicolon when left out).'),
    }).optional().describe('The organisations from a CSV file.'),
    ...withUsual(settings),
  });
}

function serviceSchema({ durationLaw }: ScenarioVocabulary): z.ZodType<ServiceSpec> {
  const alike = refine(durationLaw, (law): ServiceSpec => ({ solved: law, passed: law }));
  const apart = refine(section({
    solved: durationLaw.describe('Person time of a problem that is solved here.'),
    passed: durationLaw.describe('Person time of a problem that is passed on.'),
  }), (service): ServiceSpec => service);
  return byPresence(['solved', 'passed'], apart, alike).meta({ definition: 'service' });
}

/** @param kind knowledge of problems may differ by domain, knowledge of coordination may not. */
function knowledgeSchema({ share, number, text }: ScenarioVocabulary, kind: 'share' | 'coordination'): z.ZodType<DeclaredKnowledge> {
  const single = piece({ anyOf: [{ type: 'number', minimum: 0, maximum: 1 }, { type: 'string' }] }, (value): DeclaredKnowledge | Refusal => {
    if (value === 'all') return { kind: 'all' };
    const read = readShare(value, 'a share of problems such as 0.7 or 70%, or "all"');
    return read instanceof Refusal ? read : { kind: 'share', amount: read, of: undefined };
  });
  const byDomain = (amount: z.ZodType<number>, what: string): z.ZodType<number | Readonly<Record<string, number>>> =>
    (kind === 'coordination' ? amount : byShape<number | Readonly<Record<string, number>>>(`${what}, or one for each domain`, { single: amount, map: z.record(z.string(), amount) }));
  const shape = section({
    share: byDomain(share, 'a share such as 0.7').optional().describe('Share of problems, one for all domains or one for each.'),
    level: byDomain(number, 'a knowledge level such as 2.3').optional().describe('Knowledge level in the unit of the difficulty, one for all domains or one for each.'),
    of: text.optional().describe('Problem class that the share refers to; the first one when left out.'),
  });
  const map = refine(shape, ({ share: shared, level, of }): DeclaredKnowledge | Refusal => {
    if (shared !== undefined && level === undefined) return { kind: 'share', amount: shared, of };
    if (level !== undefined && shared === undefined && of === undefined) return { kind: 'level', amount: level, of };
    const given = Object.entries({ share: shared, level, of }).filter(([, value]) => value !== undefined).map(([key]) => `"${key}"`);
    return refuse({ expected: 'either "share", perhaps with "of", or "level"', found: given.length === 0 ? 'neither' : given.join(' and ') });
  });
  return byShape('a share of problems such as 0.7, "all", or { level: 2.3 }', { single, map }).meta({ definition: kind === 'share' ? 'knowledge' : 'coordination-knowledge' });
}
