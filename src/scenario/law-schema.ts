import { z } from 'zod';
import { makeLaw } from '../random/make-law.js';
import type { LawSpec } from '../random/law-spec.js';
import { dataFilePieces } from './data-file-pieces.js';
import type { DataFiles } from './data-files.js';
import { supportOf } from './law-support.js';
import { readObservations } from './observations.js';
import { byKey, byShape, isMap, piece, refine, Refusal, refuse, section } from './piece.js';
import type { Quantity } from './quantity.js';
import { alternativesInWords, mismatch, quote, statement, unknownName } from './reason.js';
import type { TimeUnit } from './units.js';

type Fields = Readonly<Record<string, z.ZodType>>;
/** Values of a law's keys after their own checks; absent keys are undefined. */
type Values = Readonly<Record<string, unknown>>;

interface LawSyntax {
  readonly fields: (quantity: Quantity) => Fields;
  /** The canonical law, however it was parameterised. */
  readonly canonical: (values: Values, quantity: Quantity, files: DataFiles) => LawSpec | Refusal;
}

const nonNegative = piece({ type: 'number', minimum: 0 }, (value) =>
  (typeof value === 'number' && value >= 0 ? value : refuse(mismatch('a number of at least 0', value))));
const positive = piece({ type: 'number', exclusiveMinimum: 0 }, (value) =>
  (typeof value === 'number' && value > 0 ? value : refuse(mismatch('a number above 0', value))));
const whole = piece({ type: 'integer', minimum: 1 }, (value) =>
  (Number.isSafeInteger(value) && (value as number) >= 1 ? (value as number) : refuse(mismatch('a whole number of at least 1', value))));
const weight = piece({ type: 'number', minimum: 0 }, (value) =>
  (typeof value === 'number' && value >= 0 ? value : refuse(mismatch('a weight of at least 0', value))));

const MEAN = 'Mean of the law.';
const CV = 'Coefficient of variation: standard deviation divided by mean.';

/** Every law by its name in the file. Several accept the parameters of different literatures; all end in one canonical form. */
const LAWS: Readonly<Record<LawSpec['law'], LawSyntax>> = {
  constant: {
    fields: ({ value }) => ({ value: value.describe('The only value.') }),
    canonical: ({ value }) => ({ law: 'constant', value: value as number }),
  },
  uniform: {
    fields: ({ value }) => ({ min: value.describe('Smallest value.'), max: value.describe('Largest value.') }),
    canonical: ({ min, max }) => ({ law: 'uniform', min: min as number, max: max as number }),
  },
  exponential: {
    fields: ({ value, rate }) => ({ mean: value.optional().describe(MEAN), rate: rate.optional().describe('One divided by the mean; instead of the mean.') }),
    canonical: (values) => oneWay(values, [
      [['mean'], ({ mean }) => ({ law: 'exponential', mean: mean })],
      [['rate'], ({ rate }) => ({ law: 'exponential', mean: 1 / rate })],
    ]),
  },
  erlang: {
    fields: ({ value }) => ({ stages: whole.describe('Number of exponential stages.'), mean: value.describe('Mean of their sum.') }),
    canonical: ({ stages, mean }) => ({ law: 'erlang', stages: stages as number, mean: mean as number }),
  },
  gamma: {
    fields: ({ value }) => ({
      mean: value.optional().describe(MEAN), cv: nonNegative.optional().describe(CV),
      shape: positive.optional().describe('Shape; with scale, instead of mean and cv.'), scale: value.optional().describe('Scale: mean divided by shape.'),
    }),
    canonical: (values) => oneWay(values, [
      [['mean', 'cv'], ({ mean, cv }) => ({ law: 'gamma', mean: mean, cv: cv })],
      [['shape', 'scale'], ({ shape, scale }) => ({ law: 'gamma', mean: shape * scale, cv: 1 / Math.sqrt(shape) })],
    ]),
  },
  lognormal: {
    fields: ({ value }) => ({
      mean: value.optional().describe(MEAN), cv: nonNegative.optional().describe(CV),
      median: value.optional().describe('Median; with sigma, instead of mean and cv.'), sigma: positive.optional().describe('Standard deviation of the logarithm.'),
    }),
    // Johnson, Kotz and Balakrishnan (1994), Continuous Univariate Distributions 1, ch. 14: mean = median e^(sigma^2/2), cv^2 = e^(sigma^2) - 1.
    canonical: (values) => oneWay(values, [
      [['mean', 'cv'], ({ mean, cv }) => ({ law: 'lognormal', mean: mean, cv: cv })],
      [['median', 'sigma'], ({ median, sigma }) => ({
        law: 'lognormal', mean: median * Math.exp(sigma * sigma / 2), cv: Math.sqrt(Math.expm1(sigma * sigma)),
      })],
    ]),
  },
  normal: {
    fields: ({ value }) => ({
      mean: value.describe('Mean, before values outside min and max are excluded.'), sd: value.describe('Standard deviation, before the same.'),
      min: value.optional().describe('Smallest value.'), max: value.optional().describe('Largest value.'),
    }),
    canonical: ({ mean, sd, min, max }, { lowest, highest }) => ({
      law: 'normal', mean: mean as number, sd: sd as number,
      min: (min as number | undefined) ?? lowest, max: (max as number | undefined) ?? highest,
    }),
  },
  beta: {
    fields: ({ value }) => ({
      mean: value.optional().describe('Mean, between min and max.'), sd: value.optional().describe('Standard deviation, in the same unit.'),
      alpha: positive.optional().describe('First shape; with beta, instead of mean and sd.'), beta: positive.optional().describe('Second shape.'),
      min: value.optional().describe('Smallest value (0 when left out).'), max: value.optional().describe('Largest value (1 when left out; needed for times).'),
    }),
    canonical: canonicalBeta,
  },
  triangular: {
    fields: ({ value }) => ({ min: value.describe('Smallest value.'), mode: value.describe('Most frequent value.'), max: value.describe('Largest value.') }),
    canonical: ({ min, mode, max }) => ({ law: 'triangular', min: min as number, mode: mode as number, max: max as number }),
  },
  discrete: {
    fields: (quantity) => ({
      values: discreteValues(quantity).describe('The values: a list, or a map from each value to its weight.'),
      weights: z.array(weight).optional().describe('How often each value of the list comes, relative to the others.'),
    }),
    canonical: canonicalDiscrete,
  },
  empirical: {
    fields: ({ value, calendar }) => ({
      values: z.array(value).min(1).optional().describe('Observed values.'),
      file: dataFilePieces.filePath.optional().describe('CSV file with the observations, relative to this file; instead of values.'),
      column: dataFilePieces.columnName.optional().describe('Its column.'),
      delimiter: dataFilePieces.delimiter.optional().describe('What separates its cells (a comma when left out).'),
      ...(calendar === undefined ? {} : { unit: dataFilePieces.timeUnit.optional().describe('Unit of the numbers in the column: hours, days ...') }),
    }),
    canonical: canonicalEmpirical,
  },
  hyperexponential: {
    fields: ({ value }) => ({
      probabilities: z.array(weight).min(1).optional().describe('Probability of each branch.'), means: z.array(value).min(1).optional().describe('Mean of each branch.'),
      mean: value.optional().describe('Mean; with cv, instead of branches: two branches that contribute equally to the mean.'), cv: positive.optional().describe(`${CV} At least 1.`),
    }),
    canonical: canonicalHyperexponential,
  },
  pareto: {
    fields: ({ value }) => ({
      minimum: value.optional().describe('Smallest value.'), mean: value.optional().describe('Mean; instead of the minimum. The shape must then be above 1.'),
      shape: positive.describe('Tail exponent: P(X > x) = (minimum / x)^shape.'),
    }),
    canonical: (values) => oneWay(values, [
      [['minimum'], ({ minimum, shape }) => ({ law: 'pareto', minimum: minimum, shape: shape })],
      [['mean'], ({ mean, shape }) => (shape > 1
        ? { law: 'pareto', minimum: mean * (shape - 1) / shape, shape: shape }
        : refuse({ statement: 'a pareto law has a mean only if its shape is above 1' }))],
    ], ['shape']),
  },
};

/** Names of laws, in the order of the reference. */
const LAW_NAMES = Object.keys(LAWS) as readonly LawSpec['law'][];

/** A law of a quantity; a bare value stands for the constant law. */
export function lawSchema(quantity: Quantity, files: DataFiles): z.ZodType<LawSpec> {
  const map = lawWithSchema(quantity, files, {}, ({ law }) => law);
  const single = refine(quantity.value, (value) => checkedLaw({ law: 'constant', value }, quantity));
  return byShape(lawInWords(quantity), { single, map }).meta({ definition: `law-of-${quantity.name}` });
}

export function lawInWords({ inWords, example }: Quantity): string {
  return `${inWords} such as "${example}", or a law such as { law: exponential, mean: ${example} }`;
}

/** The map form of a law with further keys beside it, e.g. `{ law: normal, mean: 0, sd: 1, scale: 1 }`. */
export function lawWithSchema<Extra extends Fields, Result>(
  quantity: Quantity, files: DataFiles, extra: Extra,
  combine: (parts: { readonly law: LawSpec; readonly extra: { [Key in keyof Extra]: z.output<Extra[Key]> } }) => Result,
): z.ZodType<Result> {
  const fieldsOf = (name: LawSpec['law']): Fields => LAWS[name].fields(quantity);
  const branch = (name: LawSpec['law']) => (): z.ZodType<Result> => {
    const shape = { law: z.literal(name).describe('Name of the law.'), ...fieldsOf(name), ...extra };
    return refine(section(shape, (key) => explainForeign(name, key, fieldsOf)), (values: Values): Result | Refusal => {
      const law = checkedLaw(LAWS[name].canonical(values, quantity, files), quantity);
      return law instanceof Refusal ? law : combine({ law, extra: values as { [Key in keyof Extra]: z.output<Extra[Key]> } });
    });
  };
  return byKey({
    key: 'law', expected: lawInWords(quantity), branches: Object.fromEntries(LAW_NAMES.map((name) => [name, branch(name)])),
    explainUnknown: (name) => unknownName('the name of a law', name, LAW_NAMES),
  });
}

/** What to say of a key that belongs to other laws only, such as the cv of a normal law. */
function explainForeign(name: LawSpec['law'], key: string, fieldsOf: (name: LawSpec['law']) => Fields): string | undefined {
  if (!LAW_NAMES.some((other) => Object.hasOwn(fieldsOf(other), key))) return undefined;
  const own = alternativesInWords(Object.keys(fieldsOf(name))).replace(' or ', ' and ');
  return `the ${name} law has no ${quote(key)}; it takes ${own}`;
}

/** A law that can be drawn from and stays where its quantity may lie. */
function checkedLaw(canonical: LawSpec | Refusal, quantity: Quantity): LawSpec | Refusal {
  if (canonical instanceof Refusal) return canonical;
  const law = withoutSpread(canonical);
  try {
    makeLaw(law);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return refuse(statement(error.message));
  }
  const [lowest, highest] = supportOf(law);
  if (lowest >= quantity.lowest && highest <= quantity.highest) return law;
  if (quantity.highest === 1) return refuse(statement(`expected a law on [0, 1], found one on [${lowest}, ${highest}]`));
  return refuse(statement(`expected a law without negative values, found one that reaches ${lowest}`));
}

/** Sweeps of a dispersion or of a mean time begin at 0, where the law's own formulas end and only one value is left. */
function withoutSpread(law: LawSpec): LawSpec {
  const constant: LawSpec = 'mean' in law ? { law: 'constant', value: law.mean } : law;
  switch (law.law) {
    case 'normal': case 'beta': return law.sd === 0 && law.min <= law.mean && law.mean <= law.max ? constant : law;
    case 'gamma': case 'lognormal': return law.cv === 0 || law.mean === 0 ? constant : law;
    case 'exponential': case 'erlang': return law.mean === 0 ? constant : law;
    default: return law;
  }
}

/** Parameters by name; a way of building a law reads only those that it names. */
type Numbers = Readonly<Record<string, number>>;
type Way = readonly [keys: readonly string[], build: (values: Numbers) => LawSpec | Refusal];

/** Builds a law by the only one of several sets of parameters that is given; `always` are keys that belong to every set. */
function oneWay(values: Values, ways: readonly Way[], always: readonly string[] = []): LawSpec | Refusal {
  const given = ways.flatMap(([keys]) => keys).filter((key) => values[key] !== undefined);
  const way = ways.find(([keys]) => keys.length === given.length && keys.every((key) => given.includes(key)));
  if (way !== undefined) return way[1](values as Numbers);
  const inWords = ways.map(([keys]) => [...keys, ...always].map((key) => `"${key}"`).join(' and ')).join(', or ');
  const found = given.length === 0 ? 'neither' : given.map((key) => `"${key}"`).join(' and ');
  return refuse({ expected: `either ${inWords}`, found });
}

function canonicalBeta(values: Values, quantity: Quantity): LawSpec | Refusal {
  if (values.max === undefined && quantity.calendar !== undefined) {
    return new Refusal([{ reason: mismatch('the largest time, which a beta law of times needs', undefined), path: ['max'] }]);
  }
  const min = (values.min as number | undefined) ?? 0;
  const max = (values.max as number | undefined) ?? 1;
  const range = max - min;
  return oneWay(values, [
    [['mean', 'sd'], ({ mean, sd }) => ({ law: 'beta', mean: mean, sd: sd, min, max })],
    [['alpha', 'beta'], ({ alpha, beta }) => {
      const sum = alpha + beta;
      return {
        law: 'beta', min, max, mean: min + range * alpha / sum,
        sd: range * Math.sqrt(alpha * beta / (sum * sum * (sum + 1))),
      };
    }],
  ]);
}

interface DiscreteValues {
  readonly values: readonly number[];
  /** Where the file gives a map from value to weight. */
  readonly weights?: readonly number[];
}

/** Values as a list, or with their weights as a map: `{ 1: 0.8, 2: 0.2 }`. */
function discreteValues({ value, example }: Quantity): z.ZodType<DiscreteValues> {
  const list = refine(z.array(value).min(1), (values): DiscreteValues => ({ values }));
  const map = piece({ type: 'object', minProperties: 1, additionalProperties: { type: 'number', minimum: 0 } }, (written): DiscreteValues | Refusal => {
    const entries = Object.entries(written as Record<string, unknown>).map(([key, weighed]) => {
      const asNumber = Number(key);
      return { key, value: value.safeParse(key.trim() !== '' && Number.isFinite(asNumber) ? asNumber : key), weight: weight.safeParse(weighed) };
    });
    if (entries.length === 0) return refuse({ expected: 'at least one value with its weight', found: 'an empty map' });
    const faults = entries.flatMap(({ key, value: read, weight: weighed }) => [
      ...(read.success ? [] : [{ reason: { expected: `a value such as ${example} before the colon`, found: `"${key}"` }, path: [key] }]),
      ...(weighed.success ? [] : [{ reason: mismatch('a weight of at least 0', isMap(written) ? written[key] : undefined), path: [key] }]),
    ]);
    if (faults.length > 0) return new Refusal(faults);
    return { values: entries.map((entry) => entry.value.data as number), weights: entries.map((entry) => entry.weight.data as number) };
  });
  return byShape(`a list of values, or a map from value to weight such as { ${example}: 0.8 }`, { list, map });
}

function canonicalDiscrete(read: Values): LawSpec | Refusal {
  const { values, weights: inMap } = read.values as DiscreteValues;
  const beside = read.weights as readonly number[] | undefined;
  if (inMap !== undefined && beside !== undefined) return new Refusal([{ reason: statement('the weights stand with the values already'), path: ['weights'] }]);
  const weights = inMap ?? beside;
  if (weights === undefined) return new Refusal([{ reason: mismatch('one weight for each value', undefined), path: ['weights'] }]);
  if (weights.length !== values.length) {
    return new Refusal([{ reason: { expected: `${values.length} weights, one for each value`, found: String(weights.length) }, path: ['weights'] }]);
  }
  return { law: 'discrete', values, weights };
}

/** Two branches with balanced means, p1/mu1 = p2/mu2 (Whitt 1982, Operations Research 30(1), section 3.1). */
function canonicalHyperexponential(values: Values): LawSpec | Refusal {
  const branches = values as Readonly<Record<'probabilities' | 'means', readonly number[]>>;
  return oneWay(values, [
    [['probabilities', 'means'], () => ({ law: 'hyperexponential', probabilities: branches.probabilities, means: branches.means })],
    [['mean', 'cv'], ({ mean, cv }) => {
      if (cv < 1) return refuse({ expected: 'a cv of at least 1, as every hyperexponential law has', found: String(cv) });
      const squared = cv * cv;
      const first = (1 + Math.sqrt((squared - 1) / (squared + 1))) / 2;
      return { law: 'hyperexponential', probabilities: [first, 1 - first], means: [mean / (2 * first), mean / (2 * (1 - first))] };
    }],
  ]);
}

function canonicalEmpirical(read: Values, quantity: Quantity, files: DataFiles): LawSpec | Refusal {
  const { values, file, column, delimiter: separator, unit } = read as {
    readonly values?: readonly number[]; readonly file?: string; readonly column?: string; readonly delimiter?: string; readonly unit?: TimeUnit;
  };
  const way = oneWay(read, [
    [['values'], () => ({ law: 'empirical', values: values ?? [] })],
    [['file', 'column'], () => ({ law: 'empirical', values: [] })],
  ]);
  if (way instanceof Refusal || file === undefined || column === undefined) return way;
  const observations = readObservations(files, { file, column, delimiter: separator ?? ',' }, quantity, unit);
  return observations instanceof Refusal ? observations : { law: 'empirical', values: observations };
}
