import type { Catalogue } from '../catalogue.js';
import { choiceSchema } from '../choice-schema.js';
import { section } from '../piece.js';
import type { ScenarioVocabulary } from '../vocabulary.js';

/** What bargaining over costs and bargaining over budgets have in common. */
function bargainingShape(vocabulary: ScenarioVocabulary, catalogue: Catalogue) {
  const { count, flag, share } = vocabulary;
  const protocol = choiceSchema(catalogue.bargainingProtocols, { key: 'name', kind: 'a bargaining protocol' }, vocabulary);
  const agreement = choiceSchema(catalogue.decisionRules, { key: 'rule', kind: 'a decision rule' }, vocabulary);
  return {
    protocol: protocol.prefault('concession').describe('Who makes which offers, and what follows a refusal; concession when left out.'),
    agreement: agreement.prefault('unanimity').describe('Who must accept a division (the protocol concession always needs everybody); unanimity when left out.'),
    rounds: count.prefault(40).describe('Rounds after which there is an impasse; 40 when left out.'),
    shading: share.prefault(0).describe('Part of its room between reservation and best outcome that everybody hides at first when it reports what it would accept; 0, complete information, when left out.'),
    yielding: share.prefault(0.3).describe('Part of what is still hidden that everybody reveals after each round without agreement; 0.3 when left out.'),
    arbitration: flag.prefault(false).describe('Whether the organisation above decides after an impasse; false when left out.'),
  };
}

/** `bargaining` of a network: how participants share the cost of what they have decided. */
export function costBargaining(vocabulary: ScenarioVocabulary, catalogue: Catalogue) {
  return section({
    ...bargainingShape(vocabulary, catalogue),
    willingness: vocabulary.nonNegativeLaw.prefault({ law: 'lognormal', mean: 1.5, cv: 0.4 })
      .describe('The most a participant would pay, as a multiple of its share by weight; known to itself only. Lognormal with mean 1.5 and cv 0.4 when left out.'),
  });
}

/** `bargaining` of `budgets`: how a treasurer divides its money. */
export function budgetBargaining(vocabulary: ScenarioVocabulary, catalogue: Catalogue) {
  return section({
    ...bargainingShape(vocabulary, catalogue),
    least: vocabulary.shareLaw.prefault({ law: 'beta', mean: 0.5, sd: 0.15 })
      .describe('The least an organisation would accept, as a share of what it needs without inflating it; known to itself only. Beta with mean 0.5 and sd 0.15 when left out.'),
  });
}
