import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/model/catalogue.js';
import { CatalogueError, extendedCatalogue, type CatalogueAdditions } from '../../src/model/extended-catalogue.js';
import { parseScenario } from '../../src/scenario/parse-scenario.js';
import { runExperiment } from '../../src/experiment/experiment.js';
import type { DecisionRule } from '../../src/model/rules/decision-rules.js';
import { smallStudy } from '../experiment/small-study.js';

const never: DecisionRule = { name: 'never', summary: 'nothing is ever adopted', schema: () => ({}), byAuthority: false, arbitrated: false, adopts: () => false };

function problemsOf(additions: unknown): readonly string[] {
  try {
    extendedCatalogue(catalogue, additions as CatalogueAdditions);
  } catch (error) {
    if (error instanceof CatalogueError) return error.problems;
    throw error;
  }
  return [];
}

describe('an extended catalogue', () => {
  it('has the new entry, and leaves the built-in catalogue as it was', () => {
    const before = catalogue.decisionRules.length;
    const extended = extendedCatalogue(catalogue, { decisionRules: [never] });
    expect(extended.decisionRules.at(-1)).toBe(never);
    expect(extended.forms).toEqual(catalogue.forms);
    expect(catalogue.decisionRules.length).toBe(before);
  });

  it('runs scenarios that name the new entry: departments that solve everything alone decide nothing under a rule that adopts nothing', () => {
    const extended = extendedCatalogue(catalogue, { decisionRules: [never] });
    const decidedShare = (rule: string): number | undefined => {
      const scenario = parseScenario(smallStudy, { catalogue: extended, set: ['organisations.department.knows=all', `networks.council.decision=${rule}`] });
      const [outcome] = runExperiment(scenario, { replications: 1, variants: false }, extended).outcomes;
      return outcome.ok ? outcome.result.measures.decided_share : undefined;
    };
    expect(decidedShare('never')).toBe(0);
    expect(decidedShare('unanimity')).toBeGreaterThan(0);
    expect(() => parseScenario(smallStudy, { catalogue, set: ['networks.council.decision=never'] })).toThrow(/decision rule/);
  });
});

describe('additions are refused', () => {
  it('with everything that is wrong at once', () => {
    expect(problemsOf({ forms: [{ name: 'lead' }], decisionRules: [{ ...never, name: 'two words', adopts: 3 }], measures: [] })).toEqual([
      'forms "lead": summary: expected a sentence, found nothing',
      'forms "lead": schema: expected a function, found nothing',
      'forms "lead": defaults: expected { decision, trustRule }, the latter "dyads", "to-hub" or "uniform", found nothing',
      'forms "lead": coordinator: expected { kind: "none" }, { kind: "member", parameter } or { kind: "body", name, body }, found nothing',
      'forms "lead": convenes: expected true or false, found nothing',
      'forms "lead": protocol: expected a function, found nothing',
      'forms "lead": the name is taken',
      'decisionRules "two words": name: expected a name of letters, digits, "-" and "_", found "two words"',
      'decisionRules "two words": adopts: expected a function, found 3',
      'measures: there is no such list; expected forms, conveningRules, decisionRules, costFunctions, attentionRules, bargainingProtocols, agreementRules',
    ]);
  });

  it.each([
    ['no object', [never], 'expected an object with lists such as { forms: [...] }, found a list'],
    ['nothing in it', {}, 'expected at least one list'],
    ['an entry twice', { decisionRules: [never, never] }, 'decisionRules "never": the name is taken'],
    ['a list that is none', { forms: never }, 'forms: expected a list, found an object'],
    ['a parameter that is no piece', { decisionRules: [{ ...never, schema: () => ({ quota: 0.5 }) }] }, 'schema: quota: expected a piece of the vocabulary'],
    ['a schema that throws', { decisionRules: [{ ...never, schema: () => { throw new Error('no'); } }] }, 'decisionRules "never": schema: no'],
    ['weights that do not sum to 1', { attentionRules: [{ name: 'mine', summary: 'mine', schema: () => ({}), discipline: { name: 'mixed', weights: { priority: 1, fifo: 1, lifo: 0, random: 0 } } }] }, 'discipline: expected'],
    ['a default that does not exist', { forms: [{ ...catalogue.forms[1], name: 'mine', defaults: { decision: 'nobody', trustRule: 'dyads' } }] }, 'there is no decision rule "nobody"'],
    ["a parameter with a network's own key", { forms: [{ ...catalogue.forms[1], name: 'mine', schema: ({ count }: { count: unknown }) => ({ rounds: count }) }] }, 'rounds'],
  ])('where there is %s', (_, additions, message) => {
    expect(problemsOf(additions).join('\n')).toContain(message);
  });
});
