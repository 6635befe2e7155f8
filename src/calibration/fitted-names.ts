import { slugFrom } from '../scenario/names.js';
import type { LogFit, OrganisationEstimate, Origin } from './log-fit.js';

/** What things of a fitted scenario are called in its file. */
export interface FittedNames {
  /** Levels from the bottom. */
  readonly levels: readonly string[];
  /** Rule of the jurisdictions in which cases arise. */
  readonly places: string;
  /** Rule of the organisations of a level for a group. */
  readonly rule: (level: number, group: number) => string;
  /** Whether the organisations of that rule are listed in a file, one by one. */
  readonly listed: (level: number, group: number) => boolean;
  /** Name of one organisation among those of its jurisdiction. */
  readonly organisation: (organisation: Pick<OrganisationEstimate, 'level' | 'portfolio'>) => string;
  /** Selector of exactly that organisation. */
  readonly selector: (organisation: Pick<OrganisationEstimate, 'level' | 'portfolio' | 'jurisdiction'>) => string;
  /** Class of problems that arise there. */
  readonly problemClass: (origin: Origin) => string;
}

export function fittedNames({ settings: { plan, grouping }, groups, identification, organisations, origins }: LogFit): FittedNames {
  const levels = plan.levels.map(({ name }) => name);
  const severalPlaces = groups.jurisdictions[0] !== '';
  const column = slugFrom(grouping.jurisdiction ?? '').toLowerCase();
  const places = !severalPlaces ? levels[0] : column !== '' && !levels.includes(column) ? column : `place-of-${levels[0]}`;
  const rule = (level: number, group: number): string => (groups.groups.length === 1 ? levels[level] : `${levels[level]}-${groups.groups[group].name}`);
  const ofRule = (level: number, group: number): number => organisations.filter((each) => each.level === level && groups.portfolios[each.portfolio].group === group).length;
  const listed = (level: number, group: number): boolean => identification !== 'stays' && ofRule(level, group) > 1;
  const severalDomains = (group: number): boolean => groups.portfolios.filter((portfolio) => portfolio.group === group).length > 1;
  const organisation: FittedNames['organisation'] = ({ level, portfolio }) => {
    const { group, name } = groups.portfolios[portfolio];
    const own = rule(level, group);
    if (listed(level, group)) return severalDomains(group) ? `${own}-${name}` : own;
    return grouping.domain === undefined ? own : `${own}.${name}`;
  };
  const selector: FittedNames['selector'] = ({ level, portfolio, jurisdiction }) => {
    const above = levels.slice(level + 1).reverse();
    const own = level === 0 && severalPlaces ? groups.jurisdictions[jurisdiction] : levels[level];
    return [...above, own, organisation({ level, portfolio })].join('/');
  };
  const problemClass = ({ level, jurisdiction, portfolio }: Origin): string => {
    if (origins.length === 1) return 'case';
    const parts = [level === 0 ? 'case' : `direct-${levels[level]}`, jurisdiction < 0 ? '' : groups.jurisdictions[jurisdiction], groups.portfolios[portfolio].name];
    return parts.filter((part) => part !== '').join('-');
  };
  return { levels, places, rule, listed, organisation, selector, problemClass };
}
