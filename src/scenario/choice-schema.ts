import type { z } from 'zod';
import type { CatalogueEntry } from './catalogue.js';
import type { Refusal} from './piece.js';
import { byKey, byShape, piece, refine, section, refuse, packedFault } from './piece.js';
import { alternativesInWords, quote, unknownName, type Reason } from './reason.js';
import type { Choice } from './scenario.js';
import type { Vocabulary } from './vocabulary.js';

/** How a choice is written: `decision: unanimity`, or with parameters `decision: { rule: q-majority, quota: 60% }`. */
export interface ChoiceSyntax {
  /** Key of the name in the map form: `rule`, `function`. */
  readonly key: string;
  /** What is chosen, for messages: `a decision rule`. */
  readonly kind: string;
}

/** One entry out of several by its name, with the parameters that entry takes. */
export function choiceSchema(entries: readonly CatalogueEntry[], syntax: ChoiceSyntax, vocabulary: Vocabulary): z.ZodType<Choice> {
  const { key, kind } = syntax;
  const names = entries.map((entry) => entry.name);
  const parametersOf = parametersByName(entries, vocabulary);
  const single = piece({ enum: names }, (value): Choice | Refusal => {
    if (typeof value !== 'string' || !names.includes(value)) return refuse(unknownName(kind, value, names));
    const read = map.safeParse({ [key]: value });
    return read.success ? read.data : refuse(needsParameters(value, key, read.error));
  });
  const branch = ({ name, summary }: CatalogueEntry) => (): z.ZodType<Choice> => {
    const literal = piece({ const: name }, () => name).describe(summary);
    const schema = section({ [key]: literal, ...parametersOf.get(name) }, (unknown) => explainForeign(name, unknown, parametersOf, kind));
    return refine(schema, (values): Choice => ({ name, parameters: without(values, key) }));
  };
  const map = byKey({
    key, expected: kind, branches: Object.fromEntries(entries.map((entry) => [entry.name, branch(entry)])),
    explainUnknown: (name) => unknownName(kind, name, names),
  });
  return byShape(`${kind}: ${alternativesInWords(names)}`, { single, map }).meta({ definition: bareKind(kind).replaceAll(' ', '-') });
}

/** Every entry's parameters, its schemas made once. */
export function parametersByName(
  entries: readonly CatalogueEntry[], vocabulary: Vocabulary,
): ReadonlyMap<string, Readonly<Record<string, z.ZodType>>> {
  return new Map(entries.map((entry) => [entry.name, entry.schema(vocabulary)]));
}

/** What to say of a parameter that belongs to other entries only: `"levy" belongs to form nao, this network is shared`. */
export function explainForeign(
  name: string, key: string, parametersOf: ReadonlyMap<string, Readonly<Record<string, unknown>>>, kind: string, owner = `this ${bareKind(kind)}`,
): string | undefined {
  const owners = [...parametersOf].filter(([, parameters]) => Object.hasOwn(parameters, key)).map(([other]) => other);
  return owners.length === 0 ? undefined : `${quote(key)} belongs to ${bareKind(kind)} ${owners.join(', ')}, ${owner} is ${name}`;
}

/** `a decision rule` without its article. */
function bareKind(kind: string): string {
  return kind.replace(/^an? /, '');
}

function needsParameters(name: string, key: string, error: z.ZodError): Reason {
  const missing = error.issues.filter((issue) => packedFault(issue) !== undefined).map((issue) => String(issue.path[0]));
  const example = [`${key}: ${name}`, ...missing.map((parameter) => `${parameter}: ...`)].join(', ');
  return { expected: `${name} with its parameters`, found: 'only its name', advice: `write { ${example} }` };
}

/** The values but for one key; what was left out of the file is left out here. */
export function without(values: Readonly<Record<string, unknown>>, ...keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([key, value]) => !keys.includes(key) && value !== undefined));
}
