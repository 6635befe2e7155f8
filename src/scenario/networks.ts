import { bargainingSpec } from './bargaining.js';
import type { RuleMap } from './declaration.js';
import type { Path } from './document.js';
import { isFound, type Geography } from './geography.js';
import { MemberReference } from './member-reference.js';
import type { ProblemLog } from './problem-log.js';
import { quote, statement, unknownName, type Reason } from './reason.js';
import type { Roster } from './roster.js';
import type { Choice, NetworkSpec } from './scenario.js';
import type { DeclaredNetwork } from './sections/networks.js';
import { selectAll } from './selectors.js';

/** What the rules are expanded with. */
export interface NetworkContext {
  readonly geography: Geography;
  /** Rules of jurisdictions in the file. */
  readonly jurisdictionRules: readonly string[];
  readonly roster: Roster;
  readonly log: ProblemLog;
}

/** Expands the rules of `networks`, in the order of the file: one network each, or one in each jurisdiction that `per` names. */
export function expandNetworks(rules: RuleMap<DeclaredNetwork>, context: NetworkContext): readonly NetworkSpec[] {
  return [...rules].flatMap(([rule, declared]) => (declared === undefined ? [] : expandRule(rule, declared, context)));
}

/** One network of a rule: where, and who. */
interface Instance {
  readonly path: string;
  readonly jurisdiction: number;
  readonly members: readonly number[];
}

function expandRule(rule: string, declared: DeclaredNetwork, context: NetworkContext): readonly NetworkSpec[] {
  const { roster, log } = context;
  const path = ['networks', rule];
  const members = selectAll(declared.members, roster, [...path, 'members'], log);
  const places = placesOf(rule, declared, context);
  const instances = members === undefined || places === undefined ? undefined : instancesOf(rule, declared, members, places, context);
  if (instances === undefined) return [];
  const settings = settingsOf(declared);
  const oversight = principalOf(rule, declared, context);
  const resolved = createReferenceResolver(rule, roster, log);
  return instances.map((instance): NetworkSpec => ({
    rule, path: instance.path, jurisdiction: instance.jurisdiction, members: instance.members,
    ...settings,
    ...(oversight === undefined ? {} : { oversight }),
    form: resolved(declared.form, instance, []),
    convening: resolved(declared.convening, instance, ['convening']),
    decision: resolved(declared.decision, instance, ['decision']),
    cost: resolved(declared.cost, instance, ['cost']),
  }));
}

/** Whom decisions are reported to; undefined when it is nobody or not valid, which is then in the log. */
function principalOf(rule: string, { oversight }: DeclaredNetwork, { roster, log }: NetworkContext): number | undefined {
  if (oversight === undefined) return undefined;
  const found = roster.select(oversight);
  if (isFound(found) && found.length === 1) return found[0];
  if (isFound(found)) log.report(['networks', rule, 'oversight'], { expected: 'one organisation', found: inShort(found.map((organisation) => roster.specs[organisation].path)) });
  else if (found !== undefined) log.report(['networks', rule, 'oversight'], found);
  return undefined;
}

/** The settings that all networks of a rule share. */
function settingsOf(declared: DeclaredNetwork) {
  return {
    trustRule: declared.trust_rule,
    trust: { ...declared.trust, ...declared.trust_change },
    positions: declared.positions,
    salience: declared.salience,
    times: declared.times,
    acceptance: declared.acceptance,
    persuasion: declared.persuasion,
    rounds: declared.rounds,
    beyondCompetence: declared.beyond_competence,
    tolerance: declared.tolerance,
    overlap: declared.overlap,
    displacement: declared.displacement,
    bargaining: bargainingSpec(declared.bargaining, declared.bargaining.willingness),
    ...(declared.fund === undefined ? {} : { fund: declared.fund }),
  };
}

/** The jurisdictions that `per` names, none without it; undefined when it is not valid, which has been reported. */
function placesOf(rule: string, { per }: DeclaredNetwork, { geography, jurisdictionRules, log }: NetworkContext): readonly number[] | undefined {
  if (per === undefined) return [];
  const places = geography.find(per);
  if (places === undefined || (isFound(places) && jurisdictionRules.includes(per))) return places;
  log.report(['networks', rule, 'per'], unknownName('a rule of "jurisdictions"', per, jurisdictionRules));
  return undefined;
}

/** The networks of a rule; undefined when one of them cannot be. */
function instancesOf(
  rule: string, { per }: DeclaredNetwork, members: readonly number[], places: readonly number[], context: NetworkContext,
): readonly Instance[] | undefined {
  const { geography, roster, log } = context;
  const path = ['networks', rule];
  if (per === undefined) {
    const jurisdiction = commonJurisdiction(members, context);
    if (members.length >= 2 && jurisdiction >= 0) return [{ path: rule, jurisdiction, members }];
    log.report([...path, 'members'], members.length < 2 ? tooFew(members.length) : statement('no jurisdiction contains all members'));
    return undefined;
  }
  const byPlace = new Map<number, number[]>(places.map((place) => [place, []]));
  const outside: number[] = [];
  for (const member of members) (byPlace.get(ancestorOf(roster.specs[member].jurisdiction, per, geography)) ?? outside).push(member);
  if (outside.length > 0) {
    log.report([...path, 'members'], { expected: `organisations in a ${per}`, found: inShort(outside.map((member) => roster.specs[member].path)) });
  }
  const small = [...byPlace].filter(([, own]) => own.length < 2);
  if (small.length > 0 && outside.length === 0) {
    log.report([...path, 'members'], { ...tooFew(small[0][1].length), advice: `in ${inShort(small.map(([place]) => geography.specs[place].path))}` });
  }
  if (outside.length > 0 || small.length > 0) return undefined;
  return [...byPlace].map(([place, own]) => ({ path: `${rule}@${geography.specs[place].path}`, jurisdiction: commonJurisdiction(own, context), members: own }));
}

function tooFew(found: number): Reason {
  return { expected: 'at least 2 members', found: String(found) };
}

/** The first few of a list of paths. */
function inShort(paths: readonly string[]): string {
  const shown = paths.slice(0, 3).map(quote).join(', ');
  return paths.length > 3 ? `${shown} and ${paths.length - 3} more` : shown;
}

/** The jurisdiction itself or the one around it that belongs to a rule; -1 when there is none. */
function ancestorOf(jurisdiction: number, rule: string, { specs }: Geography): number {
  let current = jurisdiction;
  while (current >= 0 && specs[current].rule !== rule) current = specs[current].parent;
  return current;
}

/** The lowest jurisdiction that contains all of the organisations; -1 when there is none. */
function commonJurisdiction(members: readonly number[], { geography, roster }: NetworkContext): number {
  let common = roster.specs[members[0] ?? -1]?.jurisdiction ?? -1;
  for (const member of members) {
    while (common >= 0 && !geography.contains(common, roster.specs[member].jurisdiction)) common = geography.specs[common].parent;
  }
  return common;
}

type Resolver = (choice: Choice, instance: Instance, path: Path) => Choice;

/** Replaces the references to members in a choice's parameters by indexes; what does not fit is in the log, once for all networks of the rule. */
function createReferenceResolver(rule: string, roster: Roster, log: ProblemLog): Resolver {
  const reported = new Set<string>();
  const selected = new Map<MemberReference, ReadonlySet<number> | Reason | undefined>();
  const resolve = (reference: MemberReference, instance: Instance, path: Path): number | readonly number[] => {
    const meant = selected.has(reference) ? selected.get(reference) : selectReference(reference, roster);
    selected.set(reference, meant);
    const found = meant instanceof Set ? membersMeant(reference, meant as ReadonlySet<number>, instance, roster) : meant as Reason | undefined;
    if (isFound(found)) return reference.number === 'one' ? found[0] : found;
    const key = path.join('.');
    if (found !== undefined && !reported.has(key)) log.report(['networks', rule, ...path], found);
    reported.add(key);
    return -1;
  };
  const walk = (value: unknown, instance: Instance, path: Path): unknown => {
    if (value instanceof MemberReference) return resolve(value, instance, path);
    if (Array.isArray(value)) return value.map((item, index) => walk(item, instance, [...path, index]));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item, instance, [...path, key])]));
  };
  return (choice, instance, path) => ({
    name: choice.name,
    parameters: walk(choice.parameters, instance, path) as Choice['parameters'],
  });
}

/** All organisations that a reference stands for, in whichever network. */
function selectReference({ selectors }: MemberReference, roster: Roster): ReadonlySet<number> | Reason | undefined {
  const meant = new Set<number>();
  for (const selector of selectors) {
    const found = roster.select(selector);
    if (!isFound(found)) return found;
    for (const organisation of found) meant.add(organisation);
  }
  return meant;
}

/** The members of one network among the organisations that a reference stands for. */
function membersMeant({ selectors, number }: MemberReference, meant: ReadonlySet<number>, { members, path }: Instance, roster: Roster): readonly number[] | Reason {
  const inside = members.filter((member) => meant.has(member));
  if (inside.length > 0 && (number === 'some' || inside.length === 1)) return inside;
  const expected = number === 'one' ? 'exactly one member of the network' : 'members of the network';
  const found = inside.length === 0 ? `none for ${selectors.map(quote).join(', ')}` : inShort(inside.map((member) => roster.specs[member].path));
  return { expected, found, ...(path.includes('@') ? { advice: `in ${path}` } : {}) };
}
