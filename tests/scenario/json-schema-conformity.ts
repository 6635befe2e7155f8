type Json = Readonly<Record<string, unknown>>;

/**
 * Why a value does not conform with a JSON schema (draft 7), empty when it does. Knows the keywords that the scenario schema uses and
 * refuses any other, so that no constraint is overlooked.
 */
export function violations(schema: Json, value: unknown, root: Json = schema, path = ''): readonly string[] {
  return Object.entries(schema).flatMap(([keyword, constraint]) => {
    const check = KEYWORDS[keyword] as Check | undefined;
    if (check === undefined) throw new Error(`keyword ${keyword} at ${path} is not known`);
    return check(constraint, value, { schema, root, path });
  });
}

interface Context {
  readonly schema: Json;
  readonly root: Json;
  readonly path: string;
}

type Check = (constraint: unknown, value: unknown, context: Context) => readonly string[];

const isMap = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const nothing: Check = () => [];
const unless = (holds: boolean, { path }: Context, text: string): readonly string[] => (holds ? [] : [`${path}: ${text}`]);
const whenNumber = (test: (number: number, limit: number) => boolean): Check => (limit, value, context) =>
  unless(typeof value !== 'number' || test(value, limit as number), context, `${String(value)} against ${String(limit)}`);

const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  array: Array.isArray,
  object: isMap,
};

const KEYWORDS: Readonly<Record<string, Check>> = {
  $schema: nothing, title: nothing, description: nothing, default: nothing, definitions: nothing,
  type: (types, value, context) => unless([types].flat().some((type) => TYPES[String(type)](value)), context, `not of type ${String(types)}`),
  const: (constant, value, context) => unless(value === constant, context, `not ${String(constant)}`),
  enum: (names, value, context) => unless((names as unknown[]).includes(value), context, 'none of the names'),
  pattern: (pattern, value, context) => unless(typeof value !== 'string' || new RegExp(String(pattern), 'u').test(value), context, `does not match ${String(pattern)}`),
  minLength: (length, value, context) => unless(typeof value !== 'string' || value.length >= (length as number), context, 'too short'),
  maxLength: (length, value, context) => unless(typeof value !== 'string' || value.length <= (length as number), context, 'too long'),
  minimum: whenNumber((number, limit) => number >= limit),
  maximum: whenNumber((number, limit) => number <= limit),
  exclusiveMinimum: whenNumber((number, limit) => number > limit),
  minItems: (count, value, context) => unless(!Array.isArray(value) || value.length >= (count as number), context, 'too few entries'),
  minProperties: (count, value, context) => unless(!isMap(value) || Object.keys(value).length >= (count as number), context, 'too few keys'),
  items: (schema, value, { root, path }) => (Array.isArray(value) ? value.flatMap((item, index) => violations(schema as Json, item, root, `${path}[${index}]`)) : []),
  required: (keys, value, context) => (isMap(value) ? (keys as string[]).flatMap((key) => unless(Object.hasOwn(value, key), context, `without ${key}`)) : []),
  properties: (properties, value, { root, path }) => (isMap(value)
    ? Object.entries(properties as Json).flatMap(([key, schema]) => (Object.hasOwn(value, key) ? violations(schema as Json, value[key], root, `${path}.${key}`) : []))
    : []),
  propertyNames: (schema, value, { root, path }) => (isMap(value) ? Object.keys(value).flatMap((key) => violations(schema as Json, key, root, `${path}.${key}`)) : []),
  additionalProperties(schema, value, context) {
    if (!isMap(value)) return [];
    const known = Object.keys(context.schema.properties ?? {});
    return Object.keys(value).filter((key) => !known.includes(key)).flatMap((key) =>
      (schema === false ? unless(false, context, `unknown key ${key}`) : violations(schema as Json, value[key], context.root, `${context.path}.${key}`)));
  },
  anyOf(schemas, value, context) {
    const found = (schemas as Json[]).map((schema) => violations(schema, value, context.root, context.path));
    return found.some((each) => each.length === 0) ? [] : found.flat();
  },
  allOf: (schemas, value, { root, path }) => (schemas as Json[]).flatMap((schema) => violations(schema, value, root, path)),
  not: (schema, value, context) => unless(violations(schema as Json, value, context.root, context.path).length > 0, context, 'refused'),
  $ref(reference, value, { root, path }) {
    const name = String(reference).replace('#/definitions/', '');
    return violations((root.definitions as Record<string, Json>)[name], value, root, path);
  },
};
