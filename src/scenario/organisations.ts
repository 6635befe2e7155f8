import type { z } from 'zod';
import { placeParents } from './command-edges.js';
import type { DataFiles } from './data-files.js';
import type { RuleMap } from './declaration.js';
import { isFound, type Geography } from './geography.js';
import { MOST_ENTITIES } from './jurisdictions.js';
import { listedRows, ruleRow, tableRows, type OrganisationRow } from './organisation-rows.js';
import { createSettleSettings, type SettingsContext } from './organisation-settings.js';
import type { ProblemLog } from './problem-log.js';
import { quote, statement, unknownName } from './reason.js';
import { createRoster, type Roster, type RosterBuilder } from './roster.js';
import type { OrganisationSettings } from './scenario.js';
import type { DeclaredOrganisation, DeclaredSettings } from './sections/organisations.js';

/** What the rules are expanded with. */
export interface OrganisationContext extends SettingsContext {
  readonly levels: readonly string[];
  readonly geography: Geography;
  readonly files: DataFiles;
  /** Reads the settings in a row of a data file. */
  readonly settingsSchema: z.ZodType<DeclaredSettings>;
  readonly log: ProblemLog;
}

/** Expands the rules of `organisations`, in the order of the file; within a rule by row, jurisdiction, ordinal and domain. */
export function expandOrganisations(rules: RuleMap<DeclaredOrganisation>, context: OrganisationContext): Roster {
  const { levels, domains, geography, log } = context;
  const roster = createRoster([...rules.keys()], levels, domains, geography);
  const settle = createSettleSettings(context);
  if (rules.size === 0) log.report(['organisations'], statement('expected at least one organisation, found none'));
  for (const [rule, declared] of rules) {
    if (declared === undefined) {
      roster.closeAsInvalid(rule);
      continue;
    }
    roster.openRule(rule);
    const rows = rowsOf(rule, declared, context);
    let complete = rows !== undefined;
    for (const row of rows ?? []) {
      const places = placesOf(row, context);
      const own = domainsOf(row, context);
      if (places === undefined) complete = false;
      else addAll(rule, declared, row, { places, own, settings: settle(row, own) }, roster, context);
    }
    if (!complete) roster.closeAsInvalid(rule);
  }
  placeParents(roster, geography, domains, log);
  return roster;
}

/** The rows of a rule; undefined when it is contradictory or some of them cannot be used. */
function rowsOf(rule: string, declared: DeclaredOrganisation, { files, settingsSchema, log }: OrganisationContext): readonly OrganisationRow[] | undefined {
  const { count, list, from, per } = declared;
  const given = Object.entries({ count, list, from }).filter(([, value]) => value !== undefined).map(([key]) => quote(key));
  if (given.length > 1) {
    log.report(['organisations', rule], { expected: 'only one of "count", "list" and "from"', found: given.join(' and ') });
    return undefined;
  }
  if (per !== undefined && (list !== undefined || from !== undefined)) {
    log.report(['organisations', rule, 'per'], statement('organisations that are named one by one say their domains themselves; take "per" away'));
    return undefined;
  }
  if (list !== undefined) return listedRows(rule, declared, list, log);
  return from === undefined ? [ruleRow(rule, declared, log)] : tableRows(rule, declared, from, settingsSchema, files, log);
}

function placesOf(row: OrganisationRow, { geography }: OrganisationContext): readonly number[] | undefined {
  if (row.in === undefined) {
    const expected = 'a jurisdiction or a rule of "jurisdictions"';
    row.report('in', { statement: `missing, expected ${expected}`, expected });
    return undefined;
  }
  const found = row.inData ? geography.findInData(row.in) : geography.find(row.in);
  if (isFound(found)) return found;
  if (found !== undefined) row.report('in', found);
  return undefined;
}

/** Domains that exist; the others are in the log. */
function domainsOf(row: OrganisationRow, { domains }: OrganisationContext): readonly number[] {
  if (row.domains === undefined) return [...domains.keys()];
  for (const name of row.domains) {
    if (!domains.includes(name)) row.report('domains', unknownName('a domain', name, domains));
  }
  return [...new Set(row.domains.map((name) => domains.indexOf(name)))].filter((domain) => domain >= 0);
}

interface Expansion {
  readonly places: readonly number[];
  readonly own: readonly number[];
  readonly settings: OrganisationSettings;
}

/** Adds what a row stands for: one organisation in each place, or several, or one for each domain. */
function addAll(
  rule: string, { count, per }: DeclaredOrganisation, row: OrganisationRow, { places, own, settings }: Expansion,
  roster: RosterBuilder, { geography, domains, log }: OrganisationContext,
): void {
  const portfolios = per === 'domain' ? own.map((domain) => [domain]) : [own];
  const total = roster.specs.length + places.length * (count ?? 1) * portfolios.length;
  if (total > MOST_ENTITIES) {
    log.report(['organisations', rule], { expected: `at most ${MOST_ENTITIES} organisations`, found: String(total) });
    return;
  }
  for (const place of places) {
    for (let ordinal = 1; ordinal <= (count ?? 1); ordinal++) {
      const body = count === undefined ? row.name : `${row.name}-${ordinal}`;
      for (const portfolio of portfolios) {
        const name = per === 'domain' ? `${body}.${domains[portfolio[0]]}` : body;
        const path = `${geography.specs[place].path}/${name}`;
        const added = roster.add({ rule, name, path, jurisdiction: place, domains: portfolio, settings });
        if (!added) row.report('name', statement(`there are two organisations ${quote(path)}`));
      }
    }
  }
}
