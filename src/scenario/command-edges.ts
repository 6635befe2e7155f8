import { isFound, type Found, type Geography } from './geography.js';
import type { ProblemLog } from './problem-log.js';
import { quote, statement, type Reason } from './reason.js';
import type { RosterBuilder } from './roster.js';
import type { OrganisationSettings } from './scenario.js';

/**
 * Replaces the selector of each explicit parent by the path of the one organisation it stands for: the nearest in the organisation's
 * own jurisdiction or one that contains it, and of several there the one with its lead domain.
 */
export function placeParents(roster: RosterBuilder, geography: Geography, domainNames: readonly string[], log: ProblemLog): void {
  const candidatesBySelector = new Map<string, Found>();
  const settingsByParent = new Map<OrganisationSettings, Map<string, OrganisationSettings>>();
  const parents = new Map<number, number>();
  const reported = new Set<string>();
  roster.specs.forEach(({ rule, path, settings }, index) => {
    if (settings.parent === undefined) return;
    const candidates = candidatesBySelector.get(settings.parent) ?? roster.select(settings.parent);
    candidatesBySelector.set(settings.parent, candidates);
    const parent = isFound(candidates) ? competentParent(index, candidates, roster, geography, domainNames) : candidates;
    if (typeof parent === 'number') {
      parents.set(index, parent);
      const placed = settingsByParent.get(settings) ?? new Map<string, OrganisationSettings>();
      const parentPath = roster.specs[parent].path;
      const own = placed.get(parentPath) ?? { ...settings, parent: parentPath };
      placed.set(parentPath, own);
      settingsByParent.set(settings, placed);
      roster.replaceSettings(index, own);
    } else if (parent !== undefined && !reported.has(rule + settings.parent)) {
      reported.add(rule + settings.parent);
      log.report(['organisations', rule, 'parent'], { ...parent, advice: `for ${path}` });
    }
  });
  reportCircle(parents, roster, log);
}

/** The nearest parent, unless problems of some domain would end with it because it does not work in that domain. */
function competentParent(child: number, candidates: readonly number[], roster: RosterBuilder, geography: Geography, domainNames: readonly string[]): number | Reason {
  const parent = nearestParent(child, candidates, roster, geography);
  if (typeof parent !== 'number') return parent;
  const { domains, path } = roster.specs[parent];
  const lacking = roster.specs[child].domains.find((domain) => !domains.includes(domain));
  if (lacking === undefined) return parent;
  return { expected: `an organisation that works in domain ${quote(domainNames[lacking])} as well`, found: quote(path) };
}

function nearestParent(child: number, candidates: readonly number[], roster: RosterBuilder, geography: Geography): number | Reason {
  const { jurisdiction, domains } = roster.specs[child];
  const level = (organisation: number): number => geography.specs[roster.specs[organisation].jurisdiction].level;
  const eligible = candidates.filter((candidate) => candidate !== child && level(candidate) <= level(child));
  const around = eligible.filter((candidate) => geography.contains(roster.specs[candidate].jurisdiction, jurisdiction));
  const pool = around.length > 0 ? around : eligible;
  // A jurisdiction has a larger index than those that contain it.
  const nearestPlace = pool.reduce((deepest, candidate) => Math.max(deepest, roster.specs[candidate].jurisdiction), -1);
  const near = around.length > 0 ? pool.filter((candidate) => roster.specs[candidate].jurisdiction === nearestPlace) : pool;
  const alike = near.length > 1 ? near.filter((candidate) => roster.specs[candidate].domains.includes(domains[0])) : near;
  if (alike.length === 1) return alike[0];
  return { expected: 'exactly one other organisation of the same level or above', found: near.length === 0 ? 'none' : near.slice(0, 3).map((each) => quote(roster.specs[each].path)).join(', ') };
}

/** Explicit parents lie at the same level or above, so that only they can lead back to where they start. */
function reportCircle(parents: ReadonlyMap<number, number>, roster: RosterBuilder, log: ProblemLog): void {
  const cleared = new Set<number>();
  for (const start of parents.keys()) {
    const chain = new Set<number>();
    let current: number | undefined = start;
    while (current !== undefined && !cleared.has(current) && !chain.has(current)) {
      chain.add(current);
      current = parents.get(current);
    }
    if (current !== undefined && chain.has(current)) {
      const { rule, path } = roster.specs[current];
      log.report(['organisations', rule, 'parent'], statement(`${quote(path)} is above itself: its parents lead back to it`));
    }
    for (const organisation of chain) cleared.add(organisation);
  }
}
