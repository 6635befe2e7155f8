import { z } from 'zod';
import { mismatch, statement, type Reason } from './reason.js';
import { nearestName } from './names.js';

/** Something wrong inside one value: below it (`path`), or in a row of a data file it names. */
export interface Fault {
  readonly reason: Reason | ((key: string) => Reason);
  /** Keys below the value. */
  readonly path?: readonly (string | number)[];
  /** The row of a data file in which it stands. */
  readonly row?: { readonly file: string; readonly line: number };
}

/** What a reading function returns instead of a value. */
export class Refusal {
  constructor(readonly faults: readonly Fault[]) {}
}

export function refuse(...reasons: readonly Reason[]): Refusal {
  return new Refusal(reasons.map((reason) => ({ reason })));
}

/** JSON schema of what is written in the file. `writtenAs` is appended to the description of every key that uses the piece. */
export type WrittenForm = Readonly<Record<string, unknown>> & { readonly writtenAs?: string };

/** A schema whose messages are ours: `read` turns what stands in the file into a value, or says why it cannot. */
export function piece<Value>(written: WrittenForm, read: (value: unknown) => Value | Refusal): z.ZodType<Value> {
  return z.unknown().transform((value, context): Value => {
    const result = read(value);
    if (!(result instanceof Refusal)) return result;
    raise(result, value, context);
    return z.NEVER;
  }).meta(written);
}

/** Checks or rewrites the value of a schema once it is valid by itself. */
export function refine<Value, Result>(schema: z.ZodType<Value>, read: (value: Value) => Result | Refusal): z.ZodType<Result> {
  return schema.transform((value, context): Result => {
    const result = read(value);
    if (!(result instanceof Refusal)) return result;
    raise(result, value, context);
    return z.NEVER;
  });
}

function raise(refusal: Refusal, input: unknown, context: z.core.$RefinementCtx): void {
  for (const fault of refusal.faults) {
    context.addIssue({ code: 'custom', message: 'refused', input, path: [...(fault.path ?? [])], params: { fault } });
  }
}

/** A map with these keys and no others; a key that `explain` knows is refused with its words. */
export function section<Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
  explain: (key: string) => string | undefined = () => undefined,
): z.ZodObject<{ -readonly [Key in keyof Shape]: Shape[Key] }> {
  const refuseKey = (key: string): Reason => {
    const explanation = explain(key);
    return explanation === undefined ? unknownKey(key, Object.keys(shape)) : statement(explanation);
  };
  const stranger = piece({ not: {} }, () => new Refusal([{ reason: refuseKey }]));
  return z.object(shape).catchall(stranger);
}

export function unknownKey(key: string, valid: readonly string[]): Reason {
  const nearest = nearestName(key, valid);
  return nearest === undefined ? { statement: 'unknown key' } : { statement: 'unknown key', nearest };
}

/**
 * The schemas a value of several possible shapes is read with; schemas derived from one with `describe` or `meta` inherit them.
 * Typed as unknown, because a registry's type rewrites what it holds, for a schema without end.
 */
const branchRegistry = z.registry<{ readonly branches: unknown; readonly branchOf: unknown }>();

/** The branches of a schema made by `byShape`, `byKey` or `byPresence`; undefined for every other schema. */
export function branchesOf(schema: z.core.$ZodType): readonly z.ZodType[] | undefined {
  return (branchRegistry.get(schema)?.branches as (() => readonly z.ZodType[]) | undefined)?.();
}

/** The branch by which such a schema reads a value; undefined where it has none for it. */
export function branchOf(schema: z.core.$ZodType, value: unknown): z.ZodType | undefined {
  return (branchRegistry.get(schema)?.branchOf as ((value: unknown) => z.ZodType | undefined) | undefined)?.(value);
}

/** Reads a value by another schema and passes its problems on. */
export function readBy<Value>(branch: z.ZodType<Value>, value: unknown, context: z.core.$RefinementCtx): Value {
  const result = branch.safeParse(value);
  if (result.success) return result.data;
  for (const issue of result.error.issues) context.addIssue({ ...issue, input: value } as z.core.$ZodSuperRefineIssue);
  return z.NEVER;
}

/** A value that may be written in several shapes, told apart by whether it is a map, a list or a single value. */
export function byShape<Value>(
  expected: string,
  shapes: { readonly single?: z.ZodType<Value>; readonly list?: z.ZodType<Value>; readonly map?: z.ZodType<Value> },
): z.ZodType<Value> {
  const shapeOf = (value: unknown): z.ZodType<Value> | undefined => {
    if (value === null || value === undefined) return undefined;
    if (Array.isArray(value)) return shapes.list;
    return typeof value === 'object' ? shapes.map : shapes.single;
  };
  const schema = z.unknown().transform((value, context): Value => {
    const branch = shapeOf(value);
    if (branch !== undefined) return readBy(branch, value, context);
    raise(refuse(mismatch(expected, value)), value, context);
    return z.NEVER;
  });
  branchRegistry.add(schema, { branches: () => Object.values(shapes), branchOf: shapeOf });
  return schema;
}

/** A map whose other keys depend on the name under `key`, e.g. the parameters of a law on `law`. */
export function byKey<Value>(options: {
  readonly key: string;
  /** What the whole map is, for messages: `a law such as { law: exponential, mean: 1 day }`. */
  readonly expected: string;
  /** The schema of the map by the name under `key`, made when it is first needed. */
  readonly branches: Readonly<Record<string, () => z.ZodType<Value>>>;
  readonly explainUnknown: (name: unknown) => Reason;
  /** Reads what can be read of a map whose name is unknown, so that its other problems are reported too. */
  readonly otherwise?: z.ZodType;
}): z.ZodType<Value> {
  const { key, branches } = options;
  const made = new Map<string, z.ZodType<Value>>();
  const branchFor = (name: string): z.ZodType<Value> => {
    const branch = made.get(name) ?? branches[name]();
    made.set(name, branch);
    return branch;
  };
  const branchNamedIn = (value: unknown): z.ZodType<Value> | undefined => {
    const name = isMap(value) ? value[key] : undefined;
    return typeof name === 'string' && Object.hasOwn(branches, name) ? branchFor(name) : undefined;
  };
  const schema = z.unknown().transform((value, context): Value => {
    if (!isMap(value)) {
      raise(refuse(mismatch(options.expected, value)), value, context);
      return z.NEVER;
    }
    const branch = branchNamedIn(value);
    if (branch !== undefined) return readBy(branch, value, context);
    raise(new Refusal([{ reason: options.explainUnknown(value[key]), path: [key] }]), value, context);
    if (options.otherwise !== undefined) readBy(options.otherwise, value, context);
    return z.NEVER;
  });
  branchRegistry.add(schema, { branches: () => Object.keys(branches).map(branchFor), branchOf: branchNamedIn });
  return schema;
}

/** A map that one schema reads if it has one of the keys, and another if it has not. */
export function byPresence<Value>(keys: readonly string[], withThem: z.ZodType<Value>, otherwise: z.ZodType<Value>): z.ZodType<Value> {
  const branchFor = (value: unknown): z.ZodType<Value> => (isMap(value) && keys.some((key) => Object.hasOwn(value, key)) ? withThem : otherwise);
  const schema = z.unknown().transform((value, context): Value => readBy(branchFor(value), value, context));
  branchRegistry.add(schema, { branches: () => [otherwise, withThem], branchOf: branchFor });
  return schema;
}

/** What a refusal packed into an issue; undefined for the issues of zod's own schemas. The issue's path is complete, the fault's is not. */
export function packedFault(issue: z.core.$ZodIssue): Fault | undefined {
  return issue.code === 'custom' ? (issue.params as { fault?: Fault } | undefined)?.fault : undefined;
}

export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
