import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Catalogue, FormEntry } from '../../src/scenario/catalogue.js';
import { edited, parse, statements, text } from './scenario-text.js';
import { catalogue } from './small-catalogue.js';

/** The catalogue with one more form, made of schemas of zod's own and of every piece of the vocabulary. */
const form: FormEntry = {
  name: 'custom', summary: 'for this test', defaults: { decision: 'hub', trustRule: 'uniform' },
  schema: (vocabulary) => ({
    either: z.union([z.literal('all'), vocabulary.number]).default('all'),
    several: z.array(vocabulary.member).optional(),
    whole: z.number().int().min(0).max(5).default(1),
    formula: z.string().superRefine((value, context) => {
      if (value.includes('?')) context.addIssue({ code: 'custom', message: 'a formula has no question mark' });
    }).optional(),
    step: z.number().multipleOf(0.5).optional(),
    pattern: z.string().regex(/^a+$/).optional(),
    flag: vocabulary.flag.optional(), text: vocabulary.text.optional(), rate: vocabulary.rate.optional(), positive: vocabulary.positive.optional(),
    staff: vocabulary.staff.optional(), none: vocabulary.countOrZero.optional(), law: vocabulary.numberLaw.optional(), shares: vocabulary.shareLaw.optional(),
    mode: vocabulary.choice('soft', 'hard').optional(),
  }),
};
const extended: Catalogue = { ...catalogue, forms: [...catalogue.forms, form] };

const scenario = (parameters: string): string => edited('form: shared', `form: custom\n    ${parameters}`).replace(/variants:[^]*?\n\n/, '');
const parametersOf = (parameters: string) => parse(scenario(parameters), { catalogue: extended }).networks[1].form.parameters;

describe("a catalogue's own parameters", () => {
  test('may name members, each an index of its own in each network', () => {
    const { networks } = parse(scenario('several: [ministry.work, ministry.health]'), { catalogue: extended });
    expect(networks.map((network) => network.form.parameters.several)).toEqual([[7, 5], [12, 10], [17, 15]]);
  });

  test('have their defaults', () => {
    expect(parametersOf('text: x')).toEqual({ either: 'all', whole: 1, text: 'x' });
  });

  test.each([
    ['either: 3', { either: 3 }], ['flag: false', { flag: false }], ['rate: 10 per year', { rate: 0.04 }], ['staff: unlimited', { staff: Infinity }], ['none: 0', { none: 0 }],
    ['law: -1', { law: { law: 'constant', value: -1 } }], ['shares: 50%', { shares: { law: 'constant', value: 0.5 } }], ['mode: hard', { mode: 'hard' }], ['positive: 0.1', { positive: 0.1 }],
  ])('%s', (written, parameters) => {
    expect(parametersOf(written)).toMatchObject(parameters);
  });

  test.each([
    ['either: some', 'networks.cabinet.either: expected "all", or a number, found "some"'],
    ['whole: 1.5', 'networks.cabinet.whole: expected a whole number, found 1.5'],
    ['whole: 9', 'networks.cabinet.whole: expected a number of at most 5, found 9'],
    ['whole: many', 'networks.cabinet.whole: expected a number, found "many"'],
    ['formula: n?', 'networks.cabinet.formula: a formula has no question mark'],
    ['step: 0.3', 'networks.cabinet.step: expected a multiple of 0.5, found 0.3'],
    ['pattern: b', 'networks.cabinet.pattern: expected a text of the form /^a+$/, found "b"'],
    ['flag: maybe', 'networks.cabinet.flag: expected true or false, found "maybe"'],
    ['text: ""', 'networks.cabinet.text: expected a text, found ""'],
    ['positive: 0', 'networks.cabinet.positive: expected a number above 0, found 0'],
    ['mode: medium', 'networks.cabinet.mode: expected one of these: "soft" or "hard", found "medium"'],
    ['several: [ministry.work, ministry]',
      'networks.cabinet.several[1]: expected exactly one member of the network, found "union/state-1/ministry.health", "union/state-1/ministry.housing", "union/state-1/ministry.work" and 2 more (in cabinet@union/state-1)'],
    ['several: ministry', 'networks.cabinet.several: expected a list, found "ministry"'],
  ])('%s is refused', (written, message) => {
    expect(statements(scenario(written), { catalogue: extended })).toEqual([message]);
  });

  test('must not repeat the keys of every network', () => {
    const colliding: Catalogue = { ...catalogue, forms: [{ ...form, schema: ({ count }) => ({ rounds: count }) }] };
    expect(() => parse(text, { catalogue: colliding })).toThrow(new TypeError('form custom: the parameters rounds are keys of every network; rename them'));
  });
});
