import type { Episode } from './case-history.js';
import { isoDate } from './civil-date.js';
import type { CaseAttributes, StageLaws } from './held-out-laws.js';
import { caseType } from './infringement-groups.js';
import { infringementStudy } from './infringement-study.js';
import { ladderKnowledge } from './ladder-knowledge.js';
import { lawInWords, lawText, withError } from './ladder-scenario.js';
import type { StageFit } from './stage-fit.js';

/** Types of cases in the scenario, in the order of its rules. */
export const CASE_TYPES = ['noncommunication', 'nonconformity'] as const;

export type CaseType = (typeof CASE_TYPES)[number];

/** One case as it arrives; references are slugs. */
export interface InfringementArrival {
  readonly date: string;
  /** Case, with `#2` behind it when it is reopened. */
  readonly id: string;
  readonly jurisdiction: string;
  /** Department and case type. */
  readonly domain: string;
  readonly level: string;
}

/** Identity of an episode in the scenario: a reopened case arrives as a case of its own. */
export function arrivalId({ caseId, ordinal }: Pick<Episode, 'caseId' | 'ordinal'>): string {
  return ordinal === 1 ? caseId : `${caseId}#${ordinal}`;
}

/** Domain of a case: its department, with its type, since departments have a desk for each. */
export function domainOf(attributes: CaseAttributes): string {
  return `${attributes['department'].toLowerCase()}-${caseType(attributes)}`;
}

/** Arrivals in the order of their dates, those of one day by identity. */
export function infringementArrivals(episodes: readonly Episode[]): InfringementArrival[] {
  return episodes
    .map((episode) => ({
      date: isoDate(episode.entry),
      id: arrivalId(episode),
      jurisdiction: episode.attributes['member_state'].toLowerCase(),
      domain: domainOf(episode.attributes),
      level: infringementStudy.levels[episode.stage],
    }))
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0) || (a.id < b.id ? -1 : 1));
}

/** Where work waits: in the departments, at the two lowest stages, for all states together. */
export interface DeskQueues {
  readonly staffOf: (domain: string, stage: number) => number;
  /** Share of a stay that is work on the case; the rest is to come of waiting. */
  readonly workShare: number;
}

/** Stages with queues, where there are any: notices and opinions. */
export const QUEUING_STAGES = 2;

/** Name of the rule of organisations for a type at a stage. */
export function ruleName(type: CaseType, stage: number): string {
  return `${type}_${stage === 0 ? 'desk' : infringementStudy.levels[stage]}`;
}

/**
 * The organisations of the scenario as a block of YAML: for each case type and level a rule with one organisation per domain. The types
 * share no organisation, so each has its own knowledge and times at every level.
 *
 * @param domains all domains of the scenario
 * @param lawsOf laws of a case type, from the bottom stage
 * @param queues staff at the lowest stages; unlimited, and a desk for each state, when left out
 * @throws RangeError when no exit from the lowest stage was seen
 */
export function infringementOrganisations(domains: readonly string[], lawsOf: (type: CaseType) => readonly StageLaws[], queues?: DeskQueues): string {
  const rules = CASE_TYPES.flatMap((type) => {
    const own = domains.filter((domain) => domain.endsWith(`-${type}`));
    const laws = lawsOf(type);
    const fits = laws.map(({ grouping }, stage) => ({ fit: fitOf(laws, stage), pooled: grouping > 0 }));
    const knowledge = ladderKnowledge(fits.map(({ fit }) => fit.climbing.value));
    return fits.flatMap(({ fit, pooled }, stage) => {
      const waiting = queues !== undefined && stage < QUEUING_STAGES;
      return [
        ...commentOf(fit, pooled),
        `  ${ruleName(type, stage)}:`,
        `    in: ${stage === 0 && queues === undefined ? 'member_state' : infringementStudy.levels[stage]}`,
        `    knows: ${knowsText(knowledge[stage])}`,
        ...timesText(stage, waiting ? shortened(fit, queues.workShare) : fit),
        ...(waiting
          ? ['    list:', ...own.map((domain) => `      - { name: ${domain}, domains: [${domain}], staff: ${queues.staffOf(domain, stage)} }`)]
          : ['    staff: unlimited', '    per: domain', `    domains: [${own.join(', ')}]`]),
      ];
    });
  });
  return ['organisations:', ...rules].join('\n');
}

/** A stage of which no exit was seen closes every case, in the times of the stage below. */
function fitOf(laws: readonly StageLaws[], stage: number): StageFit {
  const { fit } = laws[stage];
  if (fit !== undefined) return fit;
  if (stage === 0) throw new RangeError(`infringementOrganisations: expected fitted laws of ${infringementStudy.levels[stage]}, found no exit`);
  return { ...fitOf(laws, stage - 1), climbing: { value: 0 } };
}

function knowsText(knowledge: number): string {
  return knowledge === 1 ? 'all' : knowledge.toFixed(6);
}

function commentOf(fit: StageFit, pooled: boolean): string[] {
  const { climbs, closes, censored } = fit.observed;
  const laws = [fit.climbs && `days to climb ${lawInWords(fit.climbs)}`, fit.closes && `days to close ${lawInWords(fit.closes)}`];
  return [
    `  # ${pooled ? 'Both types: ' : ''}${climbs + closes + censored} stays observed: ${climbs} climbed, ${closes} closed, ${censored} censored.`,
    `  # Climbing ${withError(fit.climbing, 4)}; ${laws.filter((law) => law !== undefined).join('; ')}.`,
  ];
}

/** Where an exit does not occur its law is never drawn from; the other one stands for it. */
function timesText(stage: number, { climbs, closes }: Pick<StageFit, 'climbs' | 'closes'>): string[] {
  const solved = closes ?? climbs;
  const passed = climbs ?? closes;
  if (solved === undefined || passed === undefined) return [];
  return [`    ${stage === 0 ? 'service' : 'help'}:`, `      solved: ${lawText(solved)}`, `      passed: ${lawText(passed)}`];
}

/** The same laws with their means cut to a share. */
function shortened({ climbs, closes }: StageFit, share: number): Pick<StageFit, 'climbs' | 'closes'> {
  const cut = (law: StageFit['climbs']): StageFit['climbs'] => law && { ...law, mean: { value: law.mean.value * share } };
  const [up, down] = [cut(climbs), cut(closes)];
  return { ...(up === undefined ? {} : { climbs: up }), ...(down === undefined ? {} : { closes: down }) };
}

/**
 * Changes that give both types the same laws, as a variant of the scenario: one line per path.
 *
 * @throws RangeError when no exit from the lowest stage was seen
 */
export function oneLawVariant(laws: readonly StageLaws[]): string[] {
  const fits = laws.map((_, stage) => fitOf(laws, stage));
  const knowledge = ladderKnowledge(fits.map(({ climbing }) => climbing.value));
  return CASE_TYPES.flatMap((type) => fits.flatMap((fit, stage) => {
    const rule = `organisations.${ruleName(type, stage)}`;
    const [, solved, passed] = timesText(stage, fit).map((line) => line.trim());
    return [`    ${rule}.knows: ${knowsText(knowledge[stage])}`, `    ${rule}.${stage === 0 ? 'service' : 'help'}: { ${solved}, ${passed} }`];
  }));
}
