import type { z } from 'zod';
import type { SourceDocument } from './document.js';
import type { FileSchema } from './file-schema.js';
import { isMap, unknownKey } from './piece.js';
import type { ProblemLog } from './problem-log.js';
import { mismatch } from './reason.js';

type Rules = FileSchema['rules'];
type Settings = FileSchema['settings'];

/** Rules by name in file order; undefined stands for a rule that is not valid, so that nothing else is said about its name. */
export type RuleMap<Rule> = ReadonlyMap<string, Rule | undefined>;

/** Each section of a file by itself valid, or undefined; names are not yet looked up. */
export type Declaration =
  & { readonly [Name in keyof Settings]: z.output<Settings[Name]> | undefined }
  & { readonly [Name in keyof Rules]: RuleMap<z.output<Rules[Name]>> };

/** Reads every section; whatever is wrong with one is in the log, and the others are read all the same. */
export function readDeclaration(document: SourceDocument, schema: FileSchema, log: ProblemLog): Declaration {
  const { root } = document;
  const known = [...Object.keys(schema.settings), ...Object.keys(schema.rules)];
  for (const key of Object.keys(root)) {
    if (!known.includes(key)) log.report([key], unknownKey(key, known));
  }
  const settings = Object.entries(schema.settings).map(([name, section]) => {
    // These two are maps of settings with defaults; nothing behind the key is an empty map.
    const value = name === 'hierarchy' || name === 'outcomes' ? root[name] ?? {} : root[name];
    return [name, log.read(section as z.ZodType, value, [name])];
  });
  const rules = Object.entries(schema.rules).map(([name, rule]) => [name, readRules(name, rule, root[name], schema, log)]);
  return Object.fromEntries([...settings, ...rules]) as Declaration;
}

function readRules(section: string, rule: z.ZodType, value: unknown, { slug }: FileSchema, log: ProblemLog): RuleMap<unknown> {
  const rules = new Map<string, unknown>();
  if (value === undefined || value === null) return rules;
  if (!isMap(value)) {
    log.report([section], mismatch('a map from names to rules', value));
    return rules;
  }
  for (const [name, entry] of Object.entries(value)) {
    const validName = log.read(slug, name, [section, name]);
    const read = log.read(rule, section === 'variants' ? entry ?? {} : entry, [section, name]);
    rules.set(name, validName === undefined ? undefined : read);
  }
  return rules;
}
