import { z } from 'zod';
import { applyChanges, readPath } from './changes.js';
import type { Path } from './document.js';
import type { FileSchema } from './file-schema.js';
import { valueAt } from './issues.js';
import { branchOf } from './piece.js';
import type { Scenario } from './scenario.js';
import { sourceOf } from './source.js';

/** New values of settings by path, as they would stand in the file. */
export type SettingChanges = Readonly<Record<string, unknown>>;

/** What holds at a path of a scenario's file, as one would write it; undefined where there is nothing. */
export type SettingsInForce = (path: string) => unknown;

/**
 * What holds at the paths of a scenario's file after changes, one set of them after the other, without making the changed scenario: what is
 * written there, or what the program takes where the file leaves a setting out. Undefined for settings without a usual value of their own, such
 * as the lead of a network without one, or a delay that is that of another setting.
 *
 * @throws TypeError for a scenario that was not made by `parseScenario`
 * @example settingsInForce(scenario, { 'networks.cabinet.form': 'lead' })('networks.cabinet.rounds') // 6, the usual number
 */
export function settingsInForce(scenario: Scenario, ...changes: readonly SettingChanges[]): SettingsInForce {
  const source = sourceOf(scenario);
  const { file } = source.document;
  const { root } = changes.reduce((document, values) => {
    const listed = Object.entries(values).map(([path, value]) => ({ path, value, place: () => ({ file }) }));
    return applyChanges(document, listed).document;
  }, source.document);
  const schema = source.schema(scenario.time.calendar);
  return (written) => {
    const path = readPath(written);
    return path === undefined ? undefined : inFile(schema, root, path);
  };
}

function inFile({ settings, rules }: FileSchema, root: SettingChanges, path: Path): unknown {
  const [section, ...below] = path;
  if (Object.hasOwn(settings, section)) return inForce(settings[section as keyof typeof settings], root[section], below);
  const [rule, ...inside] = below;
  const written = valueAt(root, [section, rule]);
  if (!Object.hasOwn(rules, section) || written === undefined) return valueAt(root, path);
  return inForce(rules[section as keyof typeof rules], written, inside);
}

function inForce(schema: z.ZodType, written: unknown, path: Path): unknown {
  const value = written ?? usual(schema);
  if (path.length === 0) return value;
  // What is inside a section that is not there does not hold.
  if (value === undefined && schema instanceof z.ZodOptional) return undefined;
  const [key, ...rest] = path;
  const inside = valueAt(value, [key]);
  const part = partOf(schema, value, key);
  return part === undefined ? valueAt(inside, rest) : inForce(part, inside, rest);
}

/** What the program takes where nothing is written. */
function usual(schema: z.ZodType): unknown {
  return schema instanceof z.ZodPrefault ? schema.def.defaultValue : schema.meta()?.default;
}

/** The schema of one key of a value. */
function partOf(schema: z.core.$ZodType, value: unknown, key: string | number): z.ZodType | undefined {
  const branch = branchOf(schema, value);
  if (branch !== undefined) return partOf(branch, value, key);
  if (schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional) return partOf(schema.def.innerType, value, key);
  if (schema instanceof z.ZodPipe) return partOf(schema.def.in, value, key);
  if (schema instanceof z.ZodRecord) return schema.def.valueType as z.ZodType;
  if (!(schema instanceof z.ZodObject)) return undefined;
  const shape = schema.def.shape as Readonly<Record<string, z.ZodType>>;
  return Object.hasOwn(shape, key) ? shape[key] : undefined;
}
