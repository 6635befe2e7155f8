import { z } from 'zod';
import { makeLaw } from '../../random/make-law.js';
import type { Catalogue } from '../catalogue.js';
import { dataFilePieces } from '../data-file-pieces.js';
import { byKey, byShape, isMap, piece, refine, refuse, Refusal, section, type Fault } from '../piece.js';
import { mismatch, unknownName } from '../reason.js';
import type { ArrivalSpec } from '../scenario.js';
import type { TimeUnit } from '../units.js';
import type { ScenarioVocabulary } from '../vocabulary.js';
import { costShape } from './cost.js';
import { implementationSection } from './implementation.js';
import { selectorSchema } from './selectors.js';

/** A trace as declared; its rows are read once the organisations are known. */
export type DeclaredTrace = z.output<ReturnType<typeof traceSection>>;
export type DeclaredArrivals = Exclude<ArrivalSpec, { law: 'trace' }> | { readonly law: 'trace'; readonly trace: DeclaredTrace };
export type DeclaredProblemClass = z.output<ReturnType<typeof problemRule>>;

/** One class of `problems`. */
export function problemRule(vocabulary: ScenarioVocabulary, catalogue: Catalogue) {
  const { durationLawOrNone, nonNegativeLaw, numberLaw } = vocabulary;
  return section({
    at: selectorSchema(vocabulary).describe('Organisations at which problems of this class arise, each of them at the rate of "arrivals".'),
    arrivals: arrivalsSchema(vocabulary).describe('When problems arise at each of these organisations.'),
    difficulty: numberLaw.prefault({ law: 'exponential', mean: 1 }).describe('Difficulty of the part of each domain; an organisation solves what does not exceed its knowledge. Exponential with mean 1 when left out.'),
    coordination_difficulty: numberLaw.prefault({ law: 'exponential', mean: 1 }).describe('Difficulty of a joint decision, against "coordination_knows". Exponential with mean 1 when left out.'),
    involves: section({
      domains: domainCounts.prefault({ 1: 1 }).describe('How many domains a problem touches: a map from the number to its probability, such as { 1: 0.85, 2: 0.15 }.'),
    }).prefault({}).describe('What a problem touches; one domain when left out.'),
    value: nonNegativeLaw.prefault(1).describe('Value of solving a problem; 1 when left out.'),
    deadline: durationLawOrNone.prefault('none').describe('Time from arrival after which a problem expires; none when left out.'),
    ...costShape(vocabulary, 'a solution', 'those who decided'),
    implementation: implementationSection(vocabulary, catalogue).optional().describe('What a solution must pass before it is worth anything; nothing when left out.'),
  });
}

function arrivalsSchema(vocabulary: ScenarioVocabulary): z.ZodType<DeclaredArrivals> {
  const { rate, duration, durationLaw } = vocabulary;
  const law = (name: string) => z.literal(name).describe('Name of the arrival process.');
  const poisson = () => refine(section({ law: law('poisson'), rate: rate.describe('Mean number of problems per unit of time at each organisation.') }),
    (values): DeclaredArrivals => ({ law: 'poisson', rate: values.rate }));
  const renewal = () => refine(section({ law: law('renewal'), interval: durationLaw.describe('Time from one problem to the next at each organisation.') }),
    ({ interval }): DeclaredArrivals | Refusal => {
      const nothing = makeLaw(interval).cdf(0);
      if (nothing === 0) return { law: 'renewal', interval };
      const found = nothing === 1 ? 'only 0 days' : `0 days with probability ${Number(nothing.toPrecision(3))}`;
      return new Refusal([{ reason: { expected: 'times above 0 days between problems', found }, path: ['interval'] }]);
    });
  const nonhomogeneous = () => refine(section({
    law: law('nonhomogeneous-poisson'),
    rates: z.array(section({
      from: duration.describe('Time from which the rate holds; the first is 0 days.'),
      rate: rate.describe('Mean number of problems per unit of time at each organisation.'),
    })).min(1).describe('Rates one after another.'),
    period: duration.optional().describe('Time after which the rates begin again; never when left out.'),
  }), ({ rates, period }): DeclaredArrivals | Refusal => {
    const faults = faultsOfRates(rates, period);
    if (faults.length > 0) return new Refusal(faults);
    return { law: 'nonhomogeneous-poisson', from: rates.map((step) => step.from), rates: rates.map((step) => step.rate), period: period ?? Infinity };
  });
  const trace = () => refine(traceSection(vocabulary), (declared): DeclaredArrivals => ({ law: 'trace', trace: declared }));
  const branches = { poisson, renewal, 'nonhomogeneous-poisson': nonhomogeneous, trace };
  return byKey({
    key: 'law', expected: 'arrivals such as { law: poisson, rate: 0.5 per day }', branches,
    explainUnknown: (name) => unknownName('an arrival process', name, Object.keys(branches)),
  }).meta({ definition: 'arrivals' });
}

function faultsOfRates(rates: readonly { readonly from: number; readonly rate: number }[], period: number | undefined): Fault[] {
  const faults: Fault[] = [];
  rates.forEach(({ from }, index) => {
    if (index === 0 && from !== 0) faults.push({ reason: { expected: 'the first rate from 0 days on', found: `one from ${from} days on` }, path: ['rates', 0, 'from'] });
    if (index > 0 && from <= rates[index - 1].from) faults.push({ reason: { expected: 'a later time than that of the rate before', found: `${from} days` }, path: ['rates', index, 'from'] });
  });
  if (rates.every(({ rate }) => rate === 0)) faults.push({ reason: { expected: 'at least one rate above 0', found: 'none' }, path: ['rates'] });
  if (period !== undefined && rates.some(({ from }) => from >= period)) faults.push({ reason: { expected: 'a period that ends after the last rate began', found: `${period} days` }, path: ['period'] });
  return faults;
}

/** Arrivals read from an event log. */
function traceSection({ text }: ScenarioVocabulary) {
  const { filePath, columnName, delimiter, timeUnit } = dataFilePieces;
  const names = z.record(z.string(), text);
  const column = refine(columnName, (name): { readonly column: string; readonly unit: TimeUnit | undefined } => ({ column: name, unit: undefined }));
  const numbers = refine(section({
    column: columnName.describe('Column with the times.'),
    unit: timeUnit.describe('Unit of the numbers in it: hours, days ...'),
  }), (time): { readonly column: string; readonly unit: TimeUnit | undefined } => time);
  return section({
    law: z.literal('trace').describe('Name of the arrival process.'),
    file: filePath.describe('CSV file with one problem per row, relative to this file.'),
    columns: section({
      time: byShape('the name of a column with dates, or { column: elapsed, unit: days } for numbers', { single: column, map: numbers })
        .describe('Column with the time of arrival: ISO dates, counted from "start" of "time"; or numbers with their unit, { column: elapsed, unit: days }. In the working calendar, days between dates are scaled by 250 / 365.25.'),
      id: columnName.optional().describe('Column with the identity of each problem; the number of the row when left out.'),
      organisation: columnName.optional().describe('Column with the organisation at which it arises.'),
      jurisdiction: columnName.optional().describe('Column with the jurisdiction in which it arises.'),
      domain: columnName.optional().describe('Column with its domain, or with several, the lead domain first.'),
      level: columnName.optional().describe('Column with the level at which it enters the hierarchy, where that is not the level of its organisation.'),
      difficulty: columnName.optional().describe('Column with its difficulty, a number.'),
      value: columnName.optional().describe('Column with its value, a number.'),
    }).describe('Which column holds what. What no column holds is drawn by the laws of the class.'),
    names: section({
      organisation: names.optional().describe('Name in this scenario of each organisation named otherwise in the file.'),
      jurisdiction: names.optional().describe('Name in this scenario of each jurisdiction named otherwise in the file.'),
      domain: names.optional().describe('Name in this scenario of each domain named otherwise in the file.'),
      level: names.optional().describe('Name in this scenario of each level named otherwise in the file.'),
    }).prefault({}).describe('Names in this scenario of what the file calls otherwise.'),
    delimiter: delimiter.prefault(',').describe('What separates the cells; a comma when left out.'),
    separator: delimiter.prefault(';').describe('What separates several domains in one cell; a semicolon when left out.'),
  });
}

const PROBABILITY_ROUNDING = 1e-6;

/** Probabilities of 1, 2, 3 ... domains. */
const domainCounts = piece({ type: 'object', minProperties: 1, propertyNames: { pattern: '^[1-9][0-9]*$' }, additionalProperties: { type: 'number', minimum: 0, maximum: 1 } },
  (value): readonly number[] | Refusal => {
    if (!isMap(value) || Object.keys(value).length === 0) return refuse(mismatch('a map from a number of domains to its probability such as { 1: 0.85, 2: 0.15 }', value));
    const faults: Fault[] = [];
    const probabilities: number[] = [];
    for (const [key, probability] of Object.entries(value)) {
      if (!/^[1-9]\d{0,3}$/.test(key)) faults.push({ reason: { expected: 'a number of domains (1, 2, 3 ...) before the colon', found: `"${key}"` }, path: [key] });
      else if (typeof probability !== 'number' || probability < 0 || probability > 1) faults.push({ reason: mismatch('a probability between 0 and 1', probability), path: [key] });
      else probabilities[Number(key) - 1] = probability;
    }
    if (faults.length > 0) return new Refusal(faults);
    const filled = Array.from(probabilities, (probability: number | undefined) => probability ?? 0);
    const sum = filled.reduce((total, probability) => total + probability, 0);
    if (Math.abs(sum - 1) > PROBABILITY_ROUNDING) return refuse({ expected: 'probabilities that sum to 1', found: `a sum of ${Number(sum.toPrecision(6))}` });
    return filled.map((probability) => probability / sum);
  });
