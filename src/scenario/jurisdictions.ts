import type { DataFiles } from './data-files.js';
import type { RuleMap } from './declaration.js';
import { createGeography, isFound, type Geography, type GeographyBuilder } from './geography.js';
import { isSlug, slugFrom } from './names.js';
import { columnOf, openTable } from './open-table.js';
import type { ProblemLog } from './problem-log.js';
import { quote, statement, unknownName } from './reason.js';
import type { DeclaredJurisdiction } from './sections/jurisdictions.js';

/** Jurisdictions, and organisations, beyond which a scenario is refused. */
export const MOST_ENTITIES = 1_000_000;

/** What the rules are expanded with. */
interface Context {
  readonly geography: GeographyBuilder;
  readonly levels: readonly string[];
  readonly files: DataFiles;
  readonly log: ProblemLog;
}

/** Expands the rules of `jurisdictions` into a tree: parents before children, otherwise in the order of the file. */
export function expandJurisdictions(
  rules: RuleMap<DeclaredJurisdiction>, levels: readonly string[], files: DataFiles, log: ProblemLog,
): Geography {
  const geography = createGeography([...rules.keys()]);
  const context: Context = { geography, levels, files, log };
  if (rules.size === 0) log.report(['jurisdictions'], statement('expected at least one jurisdiction, found none'));
  const waiting = new Map<string, DeclaredJurisdiction>();
  for (const [rule, declared] of rules) {
    if (declared === undefined) geography.closeAsInvalid(rule, []);
    else waiting.set(rule, declared);
  }
  reportCycles(waiting, geography, log);
  while (waiting.size > 0) {
    const [rule, declared] = nextRule(waiting, geography);
    waiting.delete(rule);
    expandRule(rule, declared, context);
  }
  return geography;
}

/** The first rule whose container is known; when none is, the first one, whose container then does not exist. */
function nextRule(waiting: ReadonlyMap<string, DeclaredJurisdiction>, geography: Geography): [string, DeclaredJurisdiction] {
  const entries = [...waiting];
  const ready = ({ in: container }: DeclaredJurisdiction): boolean =>
    container === undefined || (!waiting.has(container) && (geography.find(container) === undefined || isFound(geography.find(container))));
  // Rows of a file may lie in any other rule's jurisdictions, so those rules come last.
  return entries.find(([, declared]) => declared.from?.in === undefined && ready(declared)) ?? entries.find(([, declared]) => ready(declared)) ?? entries[0];
}

/** Rules that contain each other are reported once per cycle and taken out. */
function reportCycles(waiting: Map<string, DeclaredJurisdiction>, geography: GeographyBuilder, log: ProblemLog): void {
  for (const start of [...waiting.keys()]) {
    const chain: string[] = [];
    let rule: string | undefined = start;
    while (rule !== undefined && waiting.has(rule) && !chain.includes(rule)) {
      chain.push(rule);
      rule = waiting.get(rule)?.in;
    }
    if (rule === undefined || !chain.includes(rule)) continue;
    const cycle = chain.slice(chain.indexOf(rule));
    log.report(['jurisdictions', rule, 'in'], statement(cycle.length === 1 ? `${quote(rule)} is in itself` : `these contain each other: ${[...cycle, rule].join(' in ')}`));
    for (const member of cycle) {
      geography.closeAsInvalid(member, waiting.get(member)?.names ?? []);
      waiting.delete(member);
    }
  }
}

function expandRule(rule: string, declared: DeclaredJurisdiction, context: Context): void {
  const { geography, levels, log } = context;
  const path = ['jurisdictions', rule];
  const level = levels.indexOf(declared.level);
  if (level < 0) log.report([...path, 'level'], unknownName('a level', declared.level, levels));
  const parents = parentsOf(rule, declared, level, context);
  const members = membersOf(rule, declared, context);
  const total = geography.specs.length + (parents?.length ?? 0) * (members?.reduce((sum, { count }) => sum + (count ?? 1), 0) ?? 0);
  if (total > MOST_ENTITIES) log.report(path, { expected: `at most ${MOST_ENTITIES} jurisdictions`, found: String(total) });
  if (level < 0 || parents === undefined || members === undefined || total > MOST_ENTITIES) {
    geography.closeAsInvalid(rule, members?.map(({ name }) => name) ?? []);
    return;
  }
  geography.openRule(rule);
  for (const parent of parents) {
    for (const { name, in: container } of members) {
      if (container !== undefined) continue;
      const index = geography.add({ rule, name, level, parent });
      if (index === undefined) log.report(path, statement(`there are two jurisdictions ${quote(geography.pathOf(name, parent))}`));
    }
  }
  for (const member of members) addFromRow(rule, member, level, declared, context);
}

/** The jurisdictions that contain those of a rule, -1 for none; undefined when they are not valid. */
function parentsOf(
  rule: string, { in: container, level: levelName }: DeclaredJurisdiction, level: number, { geography, levels, log }: Context,
): readonly number[] | undefined {
  if (container === undefined) return [-1];
  const parents = geography.find(container);
  if (!isFound(parents)) {
    if (parents !== undefined) log.report(['jurisdictions', rule, 'in'], parents);
    return undefined;
  }
  const misplaced = parents.find((parent) => geography.specs[parent].level >= level);
  if (level < 0 || misplaced === undefined) return parents;
  log.report(['jurisdictions', rule, 'in'], {
    expected: `a jurisdiction above level ${quote(levelName)}`, found: `${quote(container)} of level ${quote(levels[geography.specs[misplaced].level])}`,
  });
  return undefined;
}

/** A jurisdiction, or as many as the row says, whose container is named in its own row of a file. */
function addFromRow(
  rule: string, { name, count, in: container, line }: Member, level: number,
  { from, level: levelName }: DeclaredJurisdiction, { geography, levels, log }: Context,
): void {
  if (container === undefined || from === undefined) return;
  const path = ['jurisdictions', rule, 'from', 'in'];
  const row = { file: from.file, line };
  const found = geography.findInData(container);
  if (!isFound(found)) {
    if (found !== undefined) log.reportRow(path, row, found);
    return;
  }
  const [parent] = found;
  if (found.length !== 1) {
    log.reportRow(path, row, { expected: 'the name of one jurisdiction', found: `${quote(container)}, which stands for ${found.length}` });
  } else if (geography.specs[parent].level >= level) {
    log.reportRow(path, row, { expected: `a jurisdiction above level ${quote(levelName)}`, found: `${quote(container)} of level ${quote(levels[geography.specs[parent].level])}` });
  } else {
    const names = count === undefined ? [name] : ordinalNames(rule, count);
    const taken = names.find((each) => geography.add({ rule, name: each, level, parent }) === undefined);
    if (taken !== undefined) log.reportRow(path, row, statement(`there are two jurisdictions ${quote(geography.pathOf(taken, parent))}`));
  }
}

/** state-1, state-2 ... */
function ordinalNames(rule: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, ordinal) => `${rule}-${ordinal + 1}`);
}

interface Member {
  readonly name: string;
  /** How many a row of data stands for, which are then called after the rule; undefined for one with this name. */
  readonly count?: number;
  /** Its container as a row of data names it; undefined when the rule says it for all. */
  readonly in: string | undefined;
  /** Line in the data file, 0 outside one. */
  readonly line: number;
}

/** Names of a rule's jurisdictions in each container; undefined when they cannot be read. */
function membersOf(rule: string, { count, names, from }: DeclaredJurisdiction, { files, log }: Context): readonly Member[] | undefined {
  const path = ['jurisdictions', rule];
  const given = Object.entries({ count, names, from }).filter(([, value]) => value !== undefined).map(([key]) => quote(key));
  if (given.length > 1) {
    log.report(path, { expected: 'only one of "count", "names" and "from"', found: given.join(' and ') });
    return undefined;
  }
  const named = (name: string): Member => ({ name, in: undefined, line: 0 });
  if (names !== undefined) return names.map(named);
  if (from !== undefined) return membersFromTable(rule, from, path, files, log);
  if (count === undefined) return [named(rule)];
  if (count <= MOST_ENTITIES) return ordinalNames(rule, count).map(named);
  log.report([...path, 'count'], { expected: `at most ${MOST_ENTITIES} jurisdictions`, found: String(count) });
  return undefined;
}

function membersFromTable(
  rule: string, from: NonNullable<DeclaredJurisdiction['from']>, rulePath: readonly string[], files: DataFiles, log: ProblemLog,
): readonly Member[] | undefined {
  const path = [...rulePath, 'from'];
  if ((from.column === undefined) === (from.count === undefined)) {
    log.report(path, { expected: 'either "column", with names, or "count"', found: from.column === undefined ? 'neither' : 'both' });
    return undefined;
  }
  if (from.count !== undefined && from.in === undefined) {
    log.report(path, statement('missing "in", the column that says in which jurisdictions there are so many'));
    return undefined;
  }
  const table = openTable(files, from.file, from.delimiter ?? ',', path, log);
  if (table === undefined) return undefined;
  const column = columnOf(table, from.column ?? from.count ?? '', [...path, from.count === undefined ? 'column' : 'count'], log);
  const inColumn = from.in === undefined ? -1 : columnOf(table, from.in, [...path, 'in'], log);
  if (column === undefined || inColumn === undefined) return undefined;
  return table.rows.flatMap(({ cells, line }): Member[] => {
    const cell = cells[column].trim();
    const container = inColumn < 0 ? undefined : cells[inColumn].trim();
    const row = { file: table.file, line };
    if (from.count !== undefined) {
      if (/^\d+$/.test(cell) && Number(cell) <= MOST_ENTITIES) return [{ name: rule, count: Number(cell), in: container, line }];
      log.reportRow([...path, 'count'], row, { expected: `a whole number from 0 to ${MOST_ENTITIES}`, found: quote(cells[column]) });
      return [];
    }
    const name = slugFrom(cell);
    if (isSlug(name)) return [{ name, in: container, line }];
    log.reportRow([...path, 'column'], row, { expected: 'a name that contains a letter', found: quote(cells[column]) });
    return [];
  });
}
