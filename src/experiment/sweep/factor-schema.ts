import { z } from 'zod';
import type { LawSpec } from '../../random/law-spec.js';
import { createDataFiles } from '../../scenario/data-files.js';
import { nearestName } from '../../scenario/names.js';
import { byShape, isMap, piece, readBy, refine, Refusal, refuse, section, type Fault } from '../../scenario/piece.js';
import { describeValue, mismatch, statement, type Reason } from '../../scenario/reason.js';
import { readQuantity, timeUnitOf, UNIT_WORDS } from '../../scenario/units.js';
import { createVocabulary } from '../../scenario/vocabulary.js';
import { DesignError } from '../design-error.js';
import { identity } from '../designs/design-matrix.js';
import { type Factor, requireFactors } from '../designs/factor.js';

/** What a factor may be: listed values, a range of numbers, or a law of numbers; numbers get a unit behind them where one is given. */
export type FactorSpec = LevelsSpec | RangeSpec | LawFactorSpec;

interface LevelsSpec {
  readonly kind: 'levels';
  readonly values: readonly unknown[];
}

interface RangeSpec {
  readonly kind: 'range';
  readonly from: number;
  readonly to: number;
  readonly steps?: number;
  readonly step?: number;
  readonly integer: boolean;
  readonly scale: 'linear' | 'log';
  readonly unit?: string;
}

interface LawFactorSpec {
  readonly kind: 'law';
  readonly law: LawSpec;
  readonly unit?: string;
}

/** Factors by path of the scenario, in the order of the file. */
export type FactorSpecs = Readonly<Record<string, FactorSpec>>;

/** A factor as designs take it; units are for what comes out of them. */
export function factorOf(name: string, spec: FactorSpec): Factor {
  if (spec.kind === 'levels') return { name, levels: spec.values };
  if (spec.kind === 'law') return { name, law: spec.law };
  const { from, to, steps, step, integer, scale } = spec;
  return { name, range: { from, to, integer, scale, ...(steps === undefined ? {} : { steps }), ...(step === undefined ? {} : { step }) } };
}

const vocabulary = createVocabulary('working', createDataFiles(undefined));
const { choice, count, flag, numberLaw } = vocabulary;

/** A number as written, with its unit where it has one: `days`, `per week`. Percentages are shares. */
interface Amount {
  readonly number: number;
  readonly unit: string;
  readonly written: unknown;
}

const UNIT_IN_WORDS = 'a unit of time such as days or per week, or %';

function readAmount(value: unknown): Amount | Refusal {
  if (typeof value === 'number') return { number: value, unit: '', written: value };
  const written = typeof value === 'string' ? readQuantity(value) : undefined;
  if (written === undefined) return refuse(mismatch('a number, with its unit where it has one, such as 3, "2 days" or 60%', value));
  const number = written.percent ? written.number / 100 : written.number;
  if (written.unit === '') return { number, unit: '', written: value };
  const unit = timeUnitOf(written.unit);
  if (unit === undefined) return refuse(unknownUnit(written.unit));
  return { number, unit: written.per ? `per ${unit}` : `${unit}s`, written: value };
}

function unknownUnit(written: string): Reason {
  const nearest = nearestName(written, UNIT_WORDS);
  const reason = mismatch(UNIT_IN_WORDS, written);
  return nearest === undefined ? reason : { ...reason, nearest };
}

const amount = piece({ type: ['number', 'string'] }, readAmount);

/** A unit by itself, which stands behind every number. */
function readUnit(value: unknown): string | Refusal {
  const written = typeof value === 'string' ? readQuantity(`1 ${value}`) : undefined;
  if (written === undefined || (written.unit === '' && !written.percent)) return refuse(mismatch(UNIT_IN_WORDS, value));
  return written.unit === '' || timeUnitOf(written.unit) !== undefined ? String(value).trim() : refuse(unknownUnit(written.unit));
}

const unit = piece({ type: 'string' }, readUnit);

/** Amounts of one factor by their keys. */
type Amounts = Readonly<Record<string, Amount>>;

/** The unit that all amounts have; empty for none. 0 needs none. */
function commonUnit(amounts: Amounts, apart: string | undefined): string | Refusal {
  const named = Object.entries(amounts).filter(([, { unit: own }]) => own !== '');
  if (named.length === 0) return apart ?? '';
  const [first, { unit: common }] = named[0];
  if (apart !== undefined) return new Refusal([{ path: ['unit'], reason: statement(`expected the unit once, found it beside "${first}" already`) }]);
  const faults = Object.entries(amounts).flatMap(([key, { number, unit: own, written }]): Fault[] => {
    if (own === common || (own === '' && number === 0)) return [];
    return [{ path: [key], reason: mismatch(`the unit that "${first}" has (${common})`, written, own === '' ? `write "${number} ${common}"` : undefined) }];
  });
  return faults.length > 0 ? new Refusal(faults) : common;
}

const rangeFactor = refine(
  section({
    from: amount.describe('Smallest value.'),
    to: amount.describe('Largest value.'),
    steps: count.optional().describe('Number of values, both ends among them, which designs that try all values need.'),
    step: amount.optional().describe('Distance from one value to the next, or their ratio on a logarithmic scale; instead of steps.'),
    integer: flag.prefault(false).describe('Whole numbers only.'),
    scale: choice('linear', 'log').prefault('linear').describe('Equal distances, or equal ratios.'),
    unit: unit.optional().describe('Unit of the numbers, such as days, where it does not stand behind them.'),
  }),
  ({ from, to, steps, step, integer, scale, unit: apart }): FactorSpec | Refusal => {
    // A ratio has no unit.
    const common = commonUnit({ from, to, ...(step === undefined || scale === 'log' ? {} : { step }) }, apart);
    if (common instanceof Refusal) return common;
    if (!(to.number > from.number)) return refuse(mismatch(`"to" above "from" (${from.number})`, to.number));
    if (scale === 'log' && from.number <= 0) return refuse(mismatch('"from" above 0 for a logarithmic scale', from.number));
    return {
      kind: 'range', from: from.number, to: to.number, integer, scale,
      ...(steps === undefined ? {} : { steps }), ...(step === undefined ? {} : { step: step.number }), ...(common === '' ? {} : { unit: common }),
    };
  },
);

/** Keys of a law without their units, and these. */
const lawParts = piece({}, (value): { readonly unit: string; readonly keys: Readonly<Record<string, unknown>> } | Refusal => {
  const { unit: apart, ...written } = value as Readonly<Record<string, unknown>>;
  const given = apart === undefined ? undefined : readUnit(apart);
  if (given instanceof Refusal) return new Refusal(given.faults.map((fault) => ({ ...fault, path: ['unit'] })));
  const amounts: Record<string, Amount> = {};
  for (const [key, parameter] of Object.entries(written)) {
    const read = typeof parameter === 'string' && key !== 'law' ? readAmount(parameter) : undefined;
    if (read !== undefined && !(read instanceof Refusal)) amounts[key] = read;
  }
  const common = commonUnit(amounts, given);
  if (common instanceof Refusal) return common;
  return { unit: common, keys: { ...written, ...Object.fromEntries(Object.entries(amounts).map(([key, { number }]) => [key, number])) } };
});

/** A law of numbers, whose parameters may have one unit behind them. */
const lawFactor = lawParts.transform(({ unit: common, keys }, context): FactorSpec =>
  ({ kind: 'law', law: readBy(numberLaw, keys, context), ...(common === '' ? {} : { unit: common }) }));

const levels = refine(piece({}, (value): unknown => value).array(), (values): FactorSpec | Refusal => {
  if (values.length === 0) return refuse(statement('a factor needs at least one value'));
  const texts = values.map(identity);
  const faults = texts.flatMap((text, index): Fault[] =>
    (texts.indexOf(text) < index ? [{ path: [index], reason: { expected: 'different values', found: `${describeValue(values[index])} twice` } }] : []));
  return faults.length > 0 ? new Refusal(faults) : { kind: 'levels', values };
});

const factor: z.ZodType<FactorSpec> = byShape('values such as [1, 2, 3], a range { from: 0, to: 1 }, or a law', {
  list: levels,
  map: piece({}, (value): unknown => value).transform((value, context): FactorSpec => readBy(isMap(value) && 'law' in value ? lawFactor : rangeFactor, value, context)),
});

/** Factors that can take something, whatever the design. */
export const factors = refine(z.record(z.string(), factor), (specs): FactorSpecs | Refusal => {
  if (Object.keys(specs).length === 0) return refuse(statement('expected at least one factor: a path of the scenario and its values'));
  const faults = Object.entries(specs).flatMap(([name, spec]) => faultsOf(name, spec));
  return faults.length > 0 ? new Refusal(faults) : specs;
});

const NO_STEPS: Reason = { statement: 'a design that tries all values has to know which of a range: say "steps: 5" or "step" in a file, /5 behind the range on the command line' };

/** Factors of a design that tries all their values. */
export const factorsToTry = refine(factors, (specs): FactorSpecs | Refusal => {
  const faults = Object.entries(specs).flatMap(([name, spec]): Fault[] => {
    if (spec.kind === 'law') return [{ path: [name], reason: { expected: 'values such as [1, 2, 3], or a range with "steps", for a design that tries all values', found: `a law (${spec.law.law})` } }];
    const endless = spec.kind === 'range' && spec.steps === undefined && spec.step === undefined;
    return endless ? [{ path: [name], reason: NO_STEPS }] : [];
  });
  return faults.length > 0 ? new Refusal(faults) : specs;
});

function faultsOf(name: string, spec: FactorSpec): Fault[] {
  try {
    requireFactors('factors', [factorOf(name, spec)]);
    return [];
  } catch (error) {
    if (!(error instanceof DesignError)) throw error;
    return [{ path: [name], reason: statement(error.message.replace(`${name}: `, '')) }];
  }
}
