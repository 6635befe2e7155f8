import { isFound, type Found, type Geography } from './geography.js';
import { nearestName } from './names.js';
import { unknownName, type Reason } from './reason.js';
import type { OrganisationSettings, OrganisationSpec } from './scenario.js';
import type { Selector } from './sections/selectors.js';

/** All organisations of a scenario, and how to select some of them. */
export interface Roster {
  readonly specs: readonly OrganisationSpec[];
  /**
   * Indexes, ascending, of the organisations that a selector stands for: a rule (`ministry`), a rule and a domain or an organisation's name
   * (`ministry.health`), either after a jurisdiction's path (`union/state-1/ministry.health`), or a level, a domain or both.
   */
  select(selector: Selector): Found;
}

export interface RosterBuilder extends Roster {
  openRule(rule: string): void;
  /** A rule whose organisations are not known: nothing more is said about references to it. */
  closeAsInvalid(rule: string): void;
  /** Adds an organisation unless its path is taken; returns whether it was added. */
  add(spec: OrganisationSpec): boolean;
  replaceSettings(index: number, settings: OrganisationSettings): void;
}

/** @param rules names of the rules that exist, whether valid or not */
export function createRoster(rules: readonly string[], levels: readonly string[], domains: readonly string[], geography: Geography): RosterBuilder {
  const specs: OrganisationSpec[] = [];
  const byPath = new Map<string, number>();
  const byName = new Map<string, number[]>();
  const byRule = new Map<string, number[]>();
  const invalidRules = new Set<string>();

  const selectByName = (name: string): Found => {
    const [rule = '', domain = ''] = name.split('.');
    if (invalidRules.has(rule) && (domain === '' || domains.includes(domain))) return undefined;
    if (invalidRules.has(rule)) return unknownOrganisation(name, domains.map((each) => `${rule}.${each}`));
    const found = byRule.get(name) ?? byName.get(name);
    if (found !== undefined) return found;
    if ([...invalidRules].some((invalid) => name.startsWith(`${invalid}-`))) return undefined;
    const ofRule = byRule.get(rule);
    const index = domains.indexOf(domain);
    if (ofRule !== undefined && index >= 0) {
      const working = ofRule.filter((organisation) => specs[organisation].domains.includes(index));
      return working.length > 0 ? working : { expected: 'organisations', found: `none of ${rule} that works in ${domain}` };
    }
    // Organisations that are not valid may have had the name.
    if (invalidRules.size > 0 && !rules.includes(rule) && nearestName(name, rules) === undefined) return undefined;
    return unknownOrganisation(name, ofRule !== undefined && domain !== '' ? domains.map((each) => `${rule}.${each}`) : undefined);
  };

  const unknownOrganisation = (name: string, candidates?: readonly string[]): Reason => {
    if (candidates !== undefined) return unknownName('an organisation', name, candidates);
    const known = [...rules, ...rules.flatMap((rule) => domains.map((domain) => `${rule}.${domain}`))];
    const nearest = nearestName(name, byName.has(name) ? [] : [...known, ...byName.keys()]);
    const reason = unknownName('an organisation, or a rule of "organisations"', name, rules);
    return nearest === undefined ? reason : { ...reason, nearest };
  };

  const selectByPath = (path: string): Found => {
    const exact = byPath.get(path);
    if (exact !== undefined) return [exact];
    const slash = path.lastIndexOf('/');
    const place = geography.find(path.slice(0, slash));
    if (!isFound(place)) return place;
    const found = selectByName(path.slice(slash + 1));
    if (!isFound(found)) return found;
    const there = found.filter((organisation) => place.some((jurisdiction) => geography.contains(jurisdiction, specs[organisation].jurisdiction)));
    return there.length > 0 ? there : { expected: 'organisations', found: `none under "${path}"` };
  };

  const selectByDescription = (level: string | undefined, domain: string | undefined): Found => {
    if (level !== undefined && !levels.includes(level)) return unknownName('a level', level, levels);
    if (domain !== undefined && !domains.includes(domain)) return unknownName('a domain', domain, domains);
    const levelIndex = level === undefined ? undefined : levels.indexOf(level);
    const domainIndex = domain === undefined ? undefined : domains.indexOf(domain);
    const found = [...specs.keys()].filter((index) => {
      const { jurisdiction, domains: own } = specs[index];
      return (levelIndex === undefined || geography.specs[jurisdiction].level === levelIndex) && (domainIndex === undefined || own.includes(domainIndex));
    });
    if (found.length === 0 && invalidRules.size > 0) return undefined;
    const ofLevel = level === undefined ? '' : ` of level "${level}"`;
    const inDomain = domain === undefined ? '' : ` in domain "${domain}"`;
    return found.length > 0 ? found : { expected: 'organisations', found: `none${ofLevel}${inDomain}` };
  };

  return {
    specs,
    select(selector) {
      if (typeof selector !== 'string') return selectByDescription(selector.level, selector.domain);
      return selector.includes('/') ? selectByPath(selector) : selectByName(selector);
    },
    openRule: (rule) => void byRule.set(rule, []),
    closeAsInvalid: (rule) => void invalidRules.add(rule),
    replaceSettings(index, settings) {
      specs[index] = { ...specs[index], settings };
    },
    add(spec) {
      if (byPath.has(spec.path)) return false;
      const index = specs.push(spec) - 1;
      byPath.set(spec.path, index);
      byRule.get(spec.rule)?.push(index);
      const namesakes = byName.get(spec.name);
      if (namesakes === undefined) byName.set(spec.name, [index]);
      else namesakes.push(index);
      return true;
    },
  };
}
