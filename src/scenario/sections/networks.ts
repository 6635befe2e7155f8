import { z } from 'zod';
import type { Catalogue, FormEntry } from '../catalogue.js';
import { choiceSchema, explainForeign, parametersByName, without } from '../choice-schema.js';
import { lawInWords, lawWithSchema } from '../law-schema.js';
import { byKey, byShape, piece, refine, refuse, section } from '../piece.js';
import { mismatch, unknownName } from '../reason.js';
import type { Choice, PrimitiveTimes, TrustSpec } from '../scenario.js';
import type { ScenarioVocabulary } from '../vocabulary.js';
import { costBargaining } from './bargaining.js';
import { selectorSchema } from './selectors.js';

type Base = z.output<z.ZodObject<ReturnType<typeof baseShape>>>;

/** A network as declared: its own settings, and its form with the parameters of that form. */
export interface DeclaredNetwork extends Omit<Base, 'decision' | 'trust_rule'> {
  readonly form: Choice;
  readonly decision: Choice;
  readonly trust_rule: 'dyads' | 'to-hub' | 'uniform';
}

type DeclaredTrust = Pick<TrustSpec, 'law' | 'acrossSectors' | 'centralisation'>;

/** One rule of `networks`. */
export function networkRule(vocabulary: ScenarioVocabulary, catalogue: Catalogue): z.ZodType<DeclaredNetwork> {
  const { forms } = catalogue;
  const decisions = choiceSchema(catalogue.decisionRules, { key: 'rule', kind: 'a decision rule' }, vocabulary);
  const base = baseShape(vocabulary, catalogue, decisions);
  const parametersOf = parametersByName(forms, vocabulary);
  for (const form of forms) refuseCollisions(form.name, Object.keys(parametersOf.get(form.name) ?? {}), Object.keys(base));
  const names = forms.map((form) => form.name);
  const branch = ({ name, summary, defaults }: FormEntry) => (): z.ZodType<DeclaredNetwork> => {
    const usual = { decision: base.decision.meta({ default: defaults.decision }), trust_rule: base.trust_rule.meta({ default: defaults.trustRule }) };
    const shape = { form: z.literal(name).describe(`Governance form: ${summary}.`), ...base, ...usual, ...parametersOf.get(name) };
    const schema = section(shape, (key) => explainForeign(name, key, parametersOf, 'a form', 'this network'));
    return refine(schema, (values: Readonly<Record<string, unknown>>): DeclaredNetwork => {
      const own = values as unknown as Base;
      return {
        ...own,
        form: { name, parameters: without(values, 'form', ...Object.keys(base)) },
        decision: own.decision ?? decisions.parse(defaults.decision),
        trust_rule: own.trust_rule ?? defaults.trustRule,
      };
    });
  };
  return byKey({
    key: 'form', expected: 'a network: a map with "members", "form" and more',
    branches: Object.fromEntries(forms.map((form) => [form.name, branch(form)])),
    explainUnknown: (name) => unknownName('a governance form', name, names), otherwise: ofUnknownForm(base, parametersOf),
  });
}

/** Reads a network whose form is unknown: its own keys, and those of every form without looking at them. */
function ofUnknownForm(base: Readonly<Record<string, z.ZodType>>, parametersOf: ReadonlyMap<string, Readonly<Record<string, z.ZodType>>>): z.ZodType {
  const anything = z.unknown().optional();
  const ofForms = [...parametersOf.values()].flatMap((parameters) => Object.keys(parameters)).map((key) => [key, anything] as const);
  return section({ form: anything, ...base, ...Object.fromEntries(ofForms) });
}

/** A form's parameters stand beside the network's own keys. */
function refuseCollisions(form: string, parameters: readonly string[], own: readonly string[]): void {
  const collisions = parameters.filter((key) => key === 'form' || own.includes(key));
  if (collisions.length > 0) throw new TypeError(`form ${form}: the parameters ${collisions.join(', ')} are keys of every network; rename them`);
}

const scale = piece({ type: 'number', exclusiveMinimum: 0 }, (value) =>
  (typeof value === 'number' && value > 0 ? value : refuse(mismatch('the distance between positions that counts as 1, such as 25 for positions from 0 to 100', value))));

function baseShape(vocabulary: ScenarioVocabulary, catalogue: Catalogue, decisions: z.ZodType<Choice>) {
  const { choice, count, files, nonNegative, nonNegativeLaw, numbers, rate, share, shareLaw, shares, text } = vocabulary;
  const trust = byShape(lawInWords(shares), {
    single: refine(share, (value): DeclaredTrust => ({ law: { law: 'constant', value }, centralisation: 0 })),
    map: lawWithSchema(shares, files, {
      centralisation: share.prefault(0).describe('0: trust does not depend on place. 1: all trust lies on the relations of the hub, with the same mean.'),
      across_sectors: shareLaw.optional().describe('Law of trust between members of different sectors; as between others when left out.'),
    }, ({ law, extra }): DeclaredTrust => ({
      law, centralisation: extra.centralisation,
      ...(extra.across_sectors === undefined ? {} : { acrossSectors: extra.across_sectors }),
    })),
  }).meta({ definition: 'trust' });
  const positions = lawWithSchema(numbers, files, {
    scale: scale.describe('Reference scale: the distance between positions that counts as 1, for instance 25 for positions from 0 to 100.'),
  }, ({ law, extra }) => ({ law, scale: extra.scale })).meta({ definition: 'positions' });
  return {
    members: selectorSchema(vocabulary).describe('The organisations that belong to it.'),
    per: text.optional().describe('Rule of "jurisdictions": one network in each of them, of the members that are in it or below.'),
    convening: choiceSchema(catalogue.conveningRules, { key: 'rule', kind: 'a convening rule' }, vocabulary).prefault('affected')
      .describe('Who is called together for an issue; affected when left out.'),
    decision: decisions.optional().describe('What makes a decision; the usual rule of the form when left out.'),
    trust_rule: choice('dyads', 'to-hub', 'uniform').optional().describe('Whose trust counts; the usual rule of the form when left out.'),
    trust: trust.prefault({ law: 'beta', mean: 0.5, sd: 0.1 }).describe('Trust of each member in each other at the beginning, between 0 and 1; beta with mean 0.5 and sd 0.1 when left out.'),
    positions: positions.prefault({ law: 'normal', mean: 0, sd: 1, scale: 1 }).describe('Positions of members on an issue, and the scale on which they are judged; normal with mean 0, sd 1 on scale 1 when left out.'),
    salience: nonNegativeLaw.prefault(1).describe('How much an issue matters to a member; 1 when left out.'),
    times: timesSection(vocabulary).prefault({}).describe('Time that each act of coordination takes.'),
    acceptance: section({
      base: nonNegative.prefault(0.6).describe('Distance accepted without any trust, in units of the scale; 0.6 when left out.'),
      slope: nonNegative.prefault(1.4).describe('Distance accepted in addition with full trust; 1.4 when left out.'),
    }).prefault({}).describe('How far a proposal may be from the own position to be accepted: base + slope times trust.'),
    persuasion: share.prefault(0.5).describe('Part of the distance to a proposal, times trust, by which a position moves between rounds; 0.5 when left out.'),
    rounds: count.prefault(6).describe('Rounds after which the attempt ends; 6 when left out.'),
    trust_change: section({
      gain: share.prefault(0.01).describe('Part of the missing trust gained by an agreement; 0.01 when left out.'),
      loss: share.prefault(0.05).describe('Part of the trust lost by a dissent or override; 0.05 when left out.'),
      drift: rate.prefault('0 per year').describe('Rate at which trust returns to where it began; 0 when left out.'),
    }).prefault({}).describe('How trust changes with each issue.'),
    beyond_competence: choice('escalate', 'repeat').prefault('escalate').describe('What follows when an issue is beyond the coordination knowledge at hand; escalate when left out.'),
    bargaining: costBargaining(vocabulary, catalogue).prefault({}).describe('How participants share the cost of what they have decided.'),
    oversight: text.optional().describe('An organisation, inside or outside the network, to which every decision is reported; none when left out.'),
    fund: section({
      levy: share.describe('Part of all money that a member receives which goes into the fund.'),
      covers: share.prefault(1).describe('The most of the cost of a decision that the fund pays; 1, all of it, when left out.'),
    }).optional().describe('A common fund of the members, which pays first; none when left out.'),
    cost: choiceSchema(catalogue.costFunctions, { key: 'function', kind: 'a cost function' }, vocabulary).prefault('emergent')
      .describe('Person time of coordination: emergent (from the protocol, when left out) or an assumed function.'),
    tolerance: nonNegative.prefault(1).describe('Distance beyond which realised positions contradict each other, in units of the scale; 1 when left out.'),
    overlap: share.prefault(0).describe('Probability that, without coordination, another participant works on the same part; 0 when left out.'),
    displacement: share.prefault(0).describe('Probability that an uncoordinated solution opens a problem in a neighbouring domain; 0 when left out.'),
  };
}

function timesSection({ duration }: ScenarioVocabulary): z.ZodType<PrimitiveTimes> {
  const time = (days: number, meaning: string) => duration.prefault(`${days} days`).describe(`${meaning}; ${days} days when left out.`);
  return section({
    write: time(0.05, 'Person time to write a message'),
    read: time(0.08, 'Person time to read a message'),
    verify: time(0.15, 'Person time to verify what was read, where trust is lacking'),
    decide: time(0.25, 'Person time to decide'),
    acknowledge: time(0.02, 'Person time to acknowledge a decision'),
    intervention: time(0.08, 'Length that each participant adds to a meeting'),
    meeting: time(0.25, 'Length of a meeting before anybody intervenes'),
    approve: time(0.1, 'Person time to have a decision approved at home, for members of another sector than the convenor'),
    notice: time(3, 'Notice given for a meeting (elapsed time)'),
  });
}
