import { checkDiscipline, type QueueDiscipline } from '../engine/queue-discipline.js';
import type { CatalogueEntry } from '../scenario/catalogue.js';
import { createDataFiles } from '../scenario/data-files.js';
import { fileSchema } from '../scenario/file-schema.js';
import { isSlug } from '../scenario/names.js';
import { createVocabulary } from '../scenario/vocabulary.js';
import type { ModelCatalogue } from './catalogue.js';

/** Entries for any of a catalogue's lists. Measures are columns of every result and cannot be added. */
export type CatalogueAdditions = Partial<Omit<ModelCatalogue, 'measures'>>;

/** Additions that a catalogue cannot take, with everything that is wrong with them. */
export class CatalogueError extends Error {
  override readonly name = 'CatalogueError';

  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

type Fields = Readonly<Record<string, unknown>>;

/** What an entry must have: what is expected of each member, and whether it is that. */
type Contract = Readonly<Record<string, readonly [expected: string, holds: (value: unknown) => boolean]>>;

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const aFunction = ['a function', (value: unknown) => typeof value === 'function'] as const;
const aFunctionOrNothing = ['a function, or nothing', (value: unknown) => value === undefined || typeof value === 'function'] as const;
const trueOrFalse = ['true or false', (value: unknown) => typeof value === 'boolean'] as const;

const everyEntry: Contract = {
  name: ['a name of letters, digits, "-" and "_"', (value) => typeof value === 'string' && isSlug(value)],
  summary: ['a sentence', isText],
  schema: aFunction,
};

const contracts: Readonly<Record<keyof CatalogueAdditions, Contract>> = {
  forms: {
    defaults: ['{ decision, trustRule }, the latter "dyads", "to-hub" or "uniform"', isDefaults],
    coordinator: ['{ kind: "none" }, { kind: "member", parameter } or { kind: "body", name, body }', isCoordinator],
    convenes: trueOrFalse,
    protocol: aFunction,
  },
  conveningRules: { convene: aFunction },
  decisionRules: { byAuthority: trueOrFalse, arbitrated: trueOrFalse, adopts: aFunction },
  costFunctions: { load: aFunctionOrNothing },
  attentionRules: { discipline: ['a queue discipline such as { name: "fifo" }', isDiscipline] },
  bargainingProtocols: { play: aFunction },
  agreementRules: { probability: aFunction, climate: aFunctionOrNothing },
};

function isDefaults(value: unknown): boolean {
  return isFields(value) && isText(value.decision) && ['dyads', 'to-hub', 'uniform'].includes(value.trustRule as string);
}

function isCoordinator(value: unknown): boolean {
  if (!isFields(value)) return false;
  if (value.kind === 'body') return isText(value.name) && typeof value.body === 'function';
  return value.kind === 'none' || (value.kind === 'member' && isText(value.parameter));
}

function isDiscipline(value: unknown): boolean {
  if (!isFields(value) || !['fifo', 'lifo', 'priority', 'preemptive', 'random', 'mixed'].includes(value.name as string)) return false;
  if (value.name === 'mixed' && !isFields(value.weights)) return false;
  try {
    checkDiscipline(value as unknown as QueueDiscipline);
    return true;
  } catch {
    return false;
  }
}

const vocabulary = (): ReturnType<typeof createVocabulary> => createVocabulary('working', createDataFiles(undefined));

/**
 * A catalogue with more entries; neither of the two is changed. What is added is checked, since it may come from a module that no
 * compiler has seen.
 *
 * @throws CatalogueError with all that is wrong: a list that does not exist, a name that is taken, an entry without its members
 * @example
 * const mine = extendedCatalogue(catalogue, { forms: [rotatingLead] });
 * const model = compile(parseScenario(text, { catalogue: mine }), mine);
 */
export function extendedCatalogue(catalogue: ModelCatalogue, additions: CatalogueAdditions): ModelCatalogue {
  if (!isFields(additions)) throw new CatalogueError([`expected an object with lists such as { forms: [...] }, found ${inWords(additions)}`]);
  const problems = Object.entries(additions).flatMap(([list, entries]) => problemsOfList(catalogue, list, entries));
  if (Object.keys(additions).length === 0) problems.push(`expected at least one list: ${Object.keys(contracts).join(', ')}`);
  if (problems.length > 0) throw new CatalogueError(problems);
  const extended = { ...catalogue };
  for (const list of listNames) Object.assign(extended, { [list]: [...catalogue[list], ...(additions[list] ?? [])] });
  const unusable = problemsTogether(extended, additions);
  if (unusable.length > 0) throw new CatalogueError(unusable);
  return extended;
}

const listNames = Object.keys(contracts) as readonly (keyof CatalogueAdditions)[];

function isListName(list: string): list is keyof CatalogueAdditions {
  return Object.hasOwn(contracts, list);
}

function problemsOfList(catalogue: ModelCatalogue, list: string, entries: unknown): string[] {
  if (!isListName(list)) return [`${list}: there is no such list; expected ${listNames.join(', ')}`];
  if (!Array.isArray(entries)) return [`${list}: expected a list, found ${inWords(entries)}`];
  const taken = new Set(catalogue[list].map(({ name }) => name));
  return (entries as unknown[]).flatMap((entry, index) => {
    if (!isFields(entry)) return [`${list}[${index}]: expected an object, found ${inWords(entry)}`];
    const place = isText(entry.name) ? `${list} "${entry.name}"` : `${list}[${index}]`;
    const problems = Object.entries({ ...everyEntry, ...contracts[list] })
      .filter(([member, [, holds]]) => !holds(entry[member]))
      .map(([member, [expected]]) => `${place}: ${member}: expected ${expected}, found ${inWords(entry[member])}`);
    if (taken.has(entry.name as string)) problems.push(`${place}: the name is taken`);
    taken.add(entry.name as string);
    return problems.length > 0 ? problems : problemsOfSchema(place, entry as unknown as CatalogueEntry);
  });
}

function problemsOfSchema(place: string, entry: CatalogueEntry): string[] {
  try {
    const parameters: unknown = entry.schema(vocabulary());
    if (!isFields(parameters)) return [`${place}: schema: expected an object of parameters, found ${inWords(parameters)}`];
    return Object.entries(parameters)
      .filter(([, piece]) => !isFields(piece) || typeof piece.safeParse !== 'function')
      .map(([parameter, piece]) => `${place}: schema: ${parameter}: expected a piece of the vocabulary such as share or duration, found ${inWords(piece)}`);
  } catch (error) {
    return [`${place}: schema: ${messageOf(error)}`];
  }
}

/** What shows only in the whole catalogue: decision rules that forms name, and parameters that repeat a network's own keys. */
function problemsTogether(extended: ModelCatalogue, { forms = [] }: CatalogueAdditions): string[] {
  const rules = extended.decisionRules.map(({ name }) => name);
  const unknown = forms
    .filter(({ defaults }) => !rules.includes(defaults.decision))
    .map(({ name, defaults }) => `forms "${name}": defaults: there is no decision rule "${defaults.decision}"`);
  if (unknown.length > 0) return unknown;
  try {
    fileSchema(vocabulary(), extended);
    return [];
  } catch (error) {
    return [messageOf(error)];
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function inWords(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'function' ? 'a function' : JSON.stringify(value);
}
