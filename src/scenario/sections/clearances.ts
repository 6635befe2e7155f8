import type { z } from 'zod';
import type { Catalogue } from '../catalogue.js';
import { choiceSchema } from '../choice-schema.js';
import { byShape, piece, refine, refuse, type Refusal } from '../piece.js';
import { mismatch, quote } from '../reason.js';
import type { Choice } from '../scenario.js';
import type { ScenarioVocabulary } from '../vocabulary.js';
import { readShare } from '../vocabulary.js';
import { selectorSchema, type Selector } from './selectors.js';

/** Words for holders that depend on the problem. */
export const HOLDER_WORDS = ['path', 'participants', 'network'] as const;

export type DeclaredClearances = z.output<z.ZodObject<ReturnType<typeof clearanceShape>>>;

/** The clearances that a programme must pass, and how it goes about them. */
export function clearanceShape(vocabulary: ScenarioVocabulary, catalogue: Catalogue) {
  const { choice, count, durationLaw, share } = vocabulary;
  return {
    clearances: count.describe('How many clearances it needs.'),
    holders: holders(vocabulary).prefault('path').describe('Who grants them, in turn: path (whoever handled the problem, from the solver down to the origin; in a cascade, whoever it came down to from there), participants (those who decided jointly), network (all members of their network), organisations (in a cascade, those in the jurisdiction and in those that contain it), or a list of these; path when left out.'),
    agreement: agreement(vocabulary, catalogue).describe('How likely one try succeeds: a share for the same probability at each, or a rule.'),
    time: durationLaw.prefault('0.1 days').describe('Person time of whoever is asked, at each try; 0.1 days when left out.'),
    order: choice('serial', 'parallel').prefault('serial').describe('Whether clearances are asked for one after another or all at once; serial when left out.'),
    tries: tries.prefault(1).describe('How often each clearance may be asked for; 1 when left out.'),
    gap: durationLaw.prefault('1 month').describe('Time from a refusal to the next try; 1 month when left out.'),
    bundles: count.optional().describe('Packages in which clearances are asked for, each granted or refused as one; each by itself when left out.'),
    bandwagon: share.prefault(1).describe('Factor by which each clearance granted makes the refusal of the others less likely; 1, no bandwagon, when left out.'),
    refused: choice('abandon', 'reduce').prefault('abandon').describe('What a final refusal means: the programme is abandoned, or goes on with its scope reduced by the share of that clearance; abandon when left out.'),
  };
}

/** A number of tries, or `unlimited`. */
const tries = piece({ anyOf: [{ type: 'integer', minimum: 1 }, { const: 'unlimited' }] }, (value): number | Refusal => {
  if (value === 'unlimited') return Infinity;
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 ? value : refuse(mismatch('a whole number of at least 1, or "unlimited"', value));
});

/** A share stands for the rule `fixed`. */
function agreement(vocabulary: ScenarioVocabulary, catalogue: Catalogue): z.ZodType<Choice> {
  const rules = choiceSchema(catalogue.agreementRules, { key: 'rule', kind: 'an agreement rule' }, vocabulary);
  const written = { anyOf: [{ type: 'number', minimum: 0, maximum: 1 }, { type: 'string' }] };
  const single = piece(written, (value): Choice | Refusal => {
    const probability = readShare(value, 'a share such as 95%, or a rule such as { rule: common-shock, alpha: 19, beta: 1 }');
    return typeof probability === 'number' ? { name: 'fixed', parameters: { probability } } : probability;
  });
  return byShape('a share such as 95%, or a rule such as { rule: common-shock, alpha: 19, beta: 1 }', { single, map: rules }).meta({ definition: 'agreement' });
}

/** A word or a selector, or a list of them. */
function holders(vocabulary: ScenarioVocabulary): z.ZodType<readonly Selector[]> {
  return refine(selectorSchema(vocabulary), (selectors): readonly Selector[] | Refusal => {
    const names = selectors.filter((selector) => typeof selector === 'string');
    const repeated = names.find((name, index) => names.indexOf(name) !== index);
    return repeated === undefined ? selectors : refuse({ expected: 'different holders', found: `${quote(repeated)} twice` });
  });
}
