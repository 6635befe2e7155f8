/** Settings of a file as plain values. */
export type Settings = Readonly<Record<string, unknown>>;

/** A setting that two versions of a file give different values; undefined where one of them leaves it out. */
export interface SettingDifference {
  /** As written: `networks.cabinet.times.notice`. */
  readonly path: string;
  readonly a: unknown;
  readonly b: unknown;
}

/** Keys that say of what kind a map is: maps of different kinds have nothing in common but their place. */
const KINDS: readonly string[] = ['law', 'rule', 'function', 'process'];

/** Sections whose entries have names of the user's own: one that stands in a single version is a difference as a whole. */
const NAMED: readonly string[] = ['jurisdictions', 'organisations', 'problems', 'networks'];

/**
 * Where two versions of a file differ, setting by setting. Lists are compared as wholes, and so are maps of different kinds.
 *
 * @param ignored keys of the top that do not matter
 * @example settingDifferences({ time: { horizon: '1 year' } }, { time: { horizon: '2 years' } }) // [{ path: 'time.horizon', a: '1 year', b: '2 years' }]
 */
export function settingDifferences(a: Settings, b: Settings, ignored: readonly string[] = []): SettingDifference[] {
  return differencesIn(a, b, []).filter(({ path }) => !ignored.some((key) => path === key || path.startsWith(`${key}.`)));
}

function differencesIn(a: unknown, b: unknown, path: readonly string[]): SettingDifference[] {
  if (isMap(a) && isMap(b) && !KINDS.some((kind) => a[kind] !== b[kind])) return inside(a, b, path);
  // A map that is missing is one without entries, unless it is an entry of the user's own or says of what kind it is.
  const splits = (one: unknown, other: unknown): boolean => isMap(one) && other === undefined && !(path.length === 2 && NAMED.includes(path[0])) && !KINDS.some((kind) => kind in one);
  if (splits(a, b)) return inside(a as Settings, {}, path);
  if (splits(b, a)) return inside({}, b as Settings, path);
  return JSON.stringify(a) === JSON.stringify(b) ? [] : [{ path: path.join('.'), a, b }];
}

function inside(a: Settings, b: Settings, path: readonly string[]): SettingDifference[] {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return keys.flatMap((key) => differencesIn(a[key], b[key], [...path, key]));
}

function isMap(value: unknown): value is Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a written path; undefined where there is none. */
export function settingAt(settings: Settings, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (isMap(value) ? value[key] : undefined), settings);
}
