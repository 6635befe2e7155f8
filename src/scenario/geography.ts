import { nearestName, slugFrom } from './names.js';
import { quote, unknownName, type Reason } from './reason.js';
import type { JurisdictionSpec } from './scenario.js';

/** Indexes of what a reference stands for; a reason when there is none; undefined when what it names is not valid, which has been reported. */
export type Found = readonly number[] | Reason | undefined;

export function isFound(found: Found): found is readonly number[] {
  return Array.isArray(found);
}

/** The tree of jurisdictions, and how to find some of them. */
export interface Geography {
  /** Parents before children. */
  readonly specs: readonly JurisdictionSpec[];
  /** Jurisdictions by rule (all of them), name or path. */
  find(reference: string): Found;
  /** The same for a name as it stands in data, perhaps with spaces and accents. */
  findInData(reference: string): Found;
  /** Whether `inner` is `outer` or lies in it. */
  contains(outer: number, inner: number): boolean;
}

/** A geography while it is being built. */
export interface GeographyBuilder extends Geography {
  openRule(rule: string): void;
  /** A rule whose jurisdictions are not known: nothing more is said about references to it. */
  closeAsInvalid(rule: string, names: readonly string[]): void;
  /** Index of the new jurisdiction, or undefined when its path is taken. */
  add(spec: Omit<JurisdictionSpec, 'path'>): number | undefined;
  pathOf(name: string, parent: number): string;
}

export function createGeography(rules: readonly string[]): GeographyBuilder {
  const specs: JurisdictionSpec[] = [];
  const byRule = new Map<string, number[]>();
  const byName = new Map<string, number[]>();
  const byPath = new Map<string, number>();
  const invalidRules = new Set<string>();
  const invalidNames = new Set<string>();

  const mayBeInvalid = (reference: string): boolean =>
    invalidNames.has(reference)
    || (invalidRules.size > 0 && reference.includes('/'))
    || [...invalidRules].some((rule) => reference === rule || reference.startsWith(`${rule}-`));

  const nearbyNames = (reference: string): readonly string[] => {
    const nearest = nearestName(reference, reference.includes('/') ? byPath.keys() : byName.keys());
    return nearest === undefined || rules.includes(nearest) ? rules : [...rules, nearest];
  };

  const find = (reference: string): Found => {
    const ofRule = byRule.get(reference);
    if (ofRule !== undefined) return ofRule;
    const exact = byPath.get(reference);
    if (exact !== undefined) return [exact];
    const namesakes = byName.get(reference);
    if (namesakes === undefined) return mayBeInvalid(reference) ? undefined : unknownName('a jurisdiction', reference, nearbyNames(reference));
    if (namesakes.length === 1) return namesakes;
    return { statement: `${namesakes.length} jurisdictions are called ${quote(reference)}`, advice: `write a path such as ${quote(specs[namesakes[0]].path)}` };
  };

  const pathOf = (name: string, parent: number): string => (parent < 0 ? name : `${specs[parent].path}/${name}`);

  return {
    specs, find, pathOf,
    findInData(reference) {
      const asWritten = find(reference);
      const asSlug = isFound(asWritten) ? asWritten : find(slugFrom(reference));
      return isFound(asSlug) ? asSlug : asWritten;
    },
    contains(outer, inner) {
      // Parents have smaller indexes than their children.
      let current = inner;
      while (current > outer) current = specs[current].parent;
      return current === outer;
    },
    openRule: (rule) => void byRule.set(rule, []),
    closeAsInvalid(rule, names) {
      invalidRules.add(rule);
      for (const name of names) invalidNames.add(name);
    },
    add({ rule, name, level, parent }) {
      const path = pathOf(name, parent);
      if (byPath.has(path)) return undefined;
      const index = specs.push({ rule, name, path, level, parent }) - 1;
      byPath.set(path, index);
      byRule.get(rule)?.push(index);
      const namesakes = byName.get(name);
      if (namesakes === undefined) byName.set(name, [index]);
      else namesakes.push(index);
      return index;
    },
  };
}
