import { pathInWords, type Path, type SourceDocument } from './document.js';
import { valueAt } from './issues.js';
import { nearestName } from './names.js';
import { isMap, refuse, Refusal } from './piece.js';
import { describeValue, quote, statement, type Reason } from './reason.js';
import { problemAt, type Place, type Problem } from './scenario-error.js';

/** A new value for one setting. */
export interface Change {
  /** As written: `networks.cabinet.form`, `organisations.ministry.list[3].staff`. */
  readonly path: string;
  /** Plain values as they would stand in the file; null takes the setting away. */
  readonly value: unknown;
  /** Where the change itself, or a setting inside its value, stands. */
  place(inside: Path): Place;
}

/** Sections whose entries have names of the user's own, so that a missing entry cannot be made up by a change inside it. */
const RULE_SECTIONS: readonly string[] = ['jurisdictions', 'organisations', 'problems', 'networks'];

const PATH = /^[^.[\]]+(?:\.[^.[\]]+|\[\d+\])*$/;

/** Keys of a written path; undefined when it is none. */
export function readPath(text: string): Path | undefined {
  if (!PATH.test(text)) return undefined;
  return [...text.matchAll(/\[\d+\]|[^.[\]]+/g)].map(([key]) => (key.startsWith('[') ? Number(key.slice(1, -1)) : key));
}

/**
 * The document after changes, in their order. Maps that a path leads through and that the file leaves out are made, so that a setting with a
 * default can be changed; whether they may exist is for the schema to say. Entries of rules (networks, organisations ...) are not made.
 *
 * @param elsewhere place of settings that no change touches, for problems that the changes bring about there
 */
export function applyChanges(
  document: SourceDocument, changes: readonly Change[], elsewhere: (path: Path) => Place = (path) => document.place(path),
): { readonly document: SourceDocument; readonly problems: readonly Problem[] } {
  const applied: { readonly path: Path; readonly change: Change }[] = [];
  const problems: Problem[] = [];
  let { root } = document;
  for (const change of changes) {
    const path = readPath(change.path);
    const changed = path === undefined ? statement(`expected a path such as networks.cabinet.form, found ${quote(change.path)}`) : changedTree(root, path, change.value);
    if (path !== undefined && 'root' in changed) {
      ({ root } = changed);
      applied.unshift({ path: pathAsFound(root, path), change });
    } else {
      problems.push(problemAt(change.place([]), change.path, changed as Reason));
    }
  }
  const place = (path: Path): Place => {
    const responsible = applied.find((candidate) => startsWith(path, candidate.path))
      ?? applied.find((candidate) => startsWith(candidate.path, path) && valueAt(document.root, path) === undefined);
    return responsible === undefined ? elsewhere(path) : responsible.change.place(path.slice(responsible.path.length));
  };
  return { document: { file: document.file, root, place }, problems };
}

function startsWith(path: Path, beginning: Path): boolean {
  return beginning.every((key, index) => path[index] === key);
}

/** The change whose path has most in common with another path. */
export function nearestChange(changes: readonly Change[], path: Path): Change | undefined {
  const common = (change: Change): number => {
    const keys = readPath(change.path) ?? [];
    const difference = keys.findIndex((key, index) => String(path[index]) !== String(key));
    return difference < 0 ? keys.length : difference;
  };
  return changes.reduce<Change | undefined>((best, change) => (best === undefined || common(change) > common(best) ? change : best), undefined);
}

/** The path with positions in lists as numbers, as problems name them. */
function pathAsFound(root: unknown, path: Path): Path {
  return path.map((key, index) => (Array.isArray(valueAt(root, path.slice(0, index))) ? Number(key) : key));
}

type Tree = Readonly<Record<string, unknown>>;

/** A copy of the tree, as far as it differs, with one value replaced. */
function changedTree(root: Tree, path: Path, value: unknown): { readonly root: Tree } | Reason {
  const copy = plainCopy(value);
  if (copy instanceof Refusal) return copy.faults[0].reason as Reason;
  return faultOfPath(root, path, value) ?? { root: replaced(root, path, copy) as Tree };
}

/** A copy of values as they may stand in a file; a refusal for anything else, such as NaN, functions or circles. */
function plainCopy(value: unknown, depth = 0): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  const nested = typeof value === 'object' && depth < DEEPEST_VALUE;
  if (!nested) return refuse({ expected: 'a finite number, a text, true or false, a list or a map', found: typeof value === 'number' ? String(value) : describeValue(value) });
  const parts = Object.entries(value).map(([key, part]) => [key, plainCopy(part, depth + 1)] as const);
  const refusal = parts.find(([, part]) => part instanceof Refusal)?.[1];
  if (refusal !== undefined) return refusal;
  return Array.isArray(value) ? parts.map(([, part]) => part) : Object.fromEntries(parts);
}

const DEEPEST_VALUE = 50;

function replaced(container: unknown, path: Path, value: unknown): unknown {
  if (path.length === 0) return value;
  const [key, ...rest] = path;
  if (Array.isArray(container)) return container.map((item: unknown, index) => (index === Number(key) ? replaced(item, rest, value) : item));
  const entries = isMap(container) ? container : {};
  if (rest.length === 0 && value === null) return Object.fromEntries(Object.entries(entries).filter(([name]) => name !== key));
  return { ...entries, [key]: replaced(entries[key], rest, value) };
}

/** Why a path cannot be changed; undefined when it can. */
function faultOfPath(root: Tree, path: Path, value: unknown): Reason | undefined {
  if (path[0] === 'variants') return statement('variants are not settings; they cannot be changed');
  let container: unknown = root;
  for (const [index, key] of path.entries()) {
    const above = path.slice(0, index);
    const last = index === path.length - 1;
    if (Array.isArray(container)) {
      if (!/^\d+$/.test(String(key)) || Number(key) >= container.length) return statement(`${pathInWords(above)} has ${container.length} entries, from [0] on, and no [${key}]`);
      if (last && value === null) return statement('an entry of a list cannot be taken away; give the whole list');
    } else if (container !== undefined && container !== null && !isMap(container)) {
      return statement(`${pathInWords(above)} is ${describeValue(container)} and has no settings of its own`);
    } else if (isMap(container) && !Object.hasOwn(container, key)) {
      const made = !(index === 1 && RULE_SECTIONS.includes(String(path[0])));
      if ((last && value === null) || (!last && !made)) return missing(above, key, container);
    } else if (container === undefined || container === null) {
      if (value === null || (index === 1 && !last && RULE_SECTIONS.includes(String(path[0])))) return missing(above, key, {});
    }
    container = (container as Record<string | number, unknown> | null | undefined)?.[key];
  }
  return undefined;
}

function missing(above: Path, key: string | number, container: Tree): Reason {
  const nearest = nearestName(String(key), Object.keys(container));
  const reason = statement(`there is no ${quote(String(key))}${above.length === 0 ? '' : ` in ${pathInWords(above)}`}`);
  return nearest === undefined ? reason : { ...reason, nearest };
}
