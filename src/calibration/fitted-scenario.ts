import { isoDate } from './civil-date.js';
import { significant, withStandardError } from './estimate-text.js';
import { fittedNames, type FittedNames } from './fitted-names.js';
import { ladderKnowledge } from './ladder-knowledge.js';
import type { LevelEstimate, LevelTimes, LogFit, Origin } from './log-fit.js';
import type { FittedLaw } from './stage-fit.js';
import type { StaffEstimate } from './staff-estimate.js';

/** What a fitted scenario says of itself. */
export interface ScenarioTitle {
  readonly name: string;
  readonly title: string;
  readonly question: string;
  /** Path of the schema of scenario files, relative to the scenario. */
  readonly schema: string;
  readonly replications: number;
  readonly sources?: readonly string[];
}

/** What is put into a fitted scenario although no log tells it. */
export interface ScenarioAdditions {
  /** Rate of continuous learning: the share of the gap between knowledge and difficulty that one solution closes, in (0, 1). */
  readonly learning?: number;
  /**
   * Writes variants to compare with; this is what the scenario itself is called among them. The others are `no-learning`, where learning is
   * added, and `one-law`, where there are groups: all of them have the laws of all cases together, and nobody learns.
   */
  readonly variants?: string;
}

/** A file beside the scenario, as rows of a CSV file with a header. */
export interface DataTable {
  /** Relative to the scenario. */
  readonly path: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly (string | number | undefined)[])[];
}

/** A scenario file and the data files that it reads. */
export interface FittedScenario {
  readonly text: string;
  readonly tables: readonly DataTable[];
}

/**
 * The scenario that a log yields, with a comment above every estimate: its standard error in brackets, and what it rests on.
 * Bottom level first among organisations, top level first among levels.
 *
 * @example fittedScenario(fitLog(log, settings), title, { learning: 0.01, variants: 'as-fitted' }).text
 */
export function fittedScenario(fit: LogFit, title: ScenarioTitle, additions: ScenarioAdditions = {}): FittedScenario {
  const names = fittedNames(fit);
  const lines = [
    `# yaml-language-server: $schema=${title.schema}`,
    `name: ${quoted(title.name)}`,
    `title: ${JSON.stringify(title.title)}`,
    `question: ${JSON.stringify(title.question)}`,
    ...(title.sources === undefined ? [] : ['sources:', ...title.sources.map((source) => `  - ${JSON.stringify(source)}`)]),
    '',
    '# Estimated by subsidia fit; standard errors in brackets. README.md says what was assumed.',
    `time: { calendar: civil, ${fit.settings.dated ? `start: ${isoDate(fit.simulated.from)}, ` : ''}horizon: ${days(fit.simulated.to - fit.simulated.from)}${sampling(fit)} }`,
    'seed: 1',
    `replications: ${title.replications}`,
    '',
    ...domains(fit),
    `levels: [${[...names.levels].reverse().map(quoted).join(', ')}]`,
    ...jurisdictions(fit, names),
    '',
    'organisations:',
    ...fit.levels.flatMap((estimate) => organisation(fit, names, estimate)),
    '',
    'problems:',
    ...(fit.arrivals === 'trace' ? tracedClass(fit, names) : [...fit.origins].sort((a, b) => a.level - b.level).flatMap((origin) => ratedClass(fit, names, origin))),
    '',
    ...hierarchy(fit, additions),
    '',
    'headline: [open_problems, problems_arrived, solved, time_to_outcome]',
    '',
    ...variants(fit, names, additions),
  ];
  return { text: lines.join('\n'), tables: [...organisationTables(fit, names), ...(fit.arrivals === 'trace' ? [arrivalsTable(fit, names)] : [])] };
}

/** Words that YAML takes for something else than a text. */
const RESERVED = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

function quoted(slug: string): string {
  return RESERVED.test(slug) ? `"${slug}"` : slug;
}

function days(number: number): string {
  return `${Number(number.toFixed(6))} days`;
}

const YEAR = 366;

/** Short runs are looked at a hundred times; long ones every month, which is what a scenario does by itself. */
function sampling({ simulated: { from, to } }: LogFit): string {
  return to - from < YEAR ? `, sample: ${significant((to - from) / 100, 3)} days` : '';
}

function domains({ groups }: LogFit): string[] {
  if (groups.portfolios[0].name === '') return [];
  return [`domains: [${groups.portfolios.map(({ name }) => quoted(name)).join(', ')}]`, ''];
}

function jurisdictions({ groups }: LogFit, { levels, places }: FittedNames): string[] {
  const within = (level: number): string => (level + 1 < levels.length ? `, in: ${quoted(levels[level + 1])}` : '');
  const above = [...levels.keys()].slice(1).reverse().map((level) => `  ${quoted(levels[level])}: { level: ${quoted(levels[level])}${within(level)} }`);
  const named = groups.jurisdictions[0] === '' ? '' : `, names: [${groups.jurisdictions.map(quoted).join(', ')}]`;
  return ['jurisdictions:', ...above, `  ${quoted(places)}: { level: ${quoted(levels[0])}${within(0)}${named} }`];
}

function organisation(fit: LogFit, names: FittedNames, estimate: LevelEstimate): string[] {
  const { groups, settings: { grouping } } = fit;
  const { level, group } = estimate;
  const rule = names.rule(level, group);
  const own = fit.organisations.filter((each) => each.level === level && groups.portfolios[each.portfolio].group === group);
  const portfolios = groups.portfolios.filter((portfolio) => portfolio.group === group);
  return [
    ...estimateComments(fit, estimate).map((line) => `  # ${line}`),
    ...(own.length === 1 && own[0].staff !== undefined ? [`  # ${staffInWords(own[0].staff)}`] : []),
    `  ${quoted(rule)}:`,
    `    in: ${quoted(level === 0 ? names.places : names.levels[level])}`,
    ...(names.listed(level, group)
      ? [`    from: { file: ${organisationsFile(rule)}, columns: { name: name, in: in, domains: domains, staff: staff } }`]
      : [
        ...(groups.groups.length > 1 ? [`    domains: [${portfolios.map(({ name }) => quoted(name)).join(', ')}]`] : []),
        ...(grouping.domain === undefined ? [] : ['    per: domain']),
        `    staff: ${fit.identification === 'stays' ? 'unlimited' : own[0]?.staff?.staff ?? 1}`,
      ]),
    `    knows: ${knowsText(knowledgeOf(fit, group)[level])}`,
    ...keysOfTimes(fit, estimate).flatMap((key) => times(key, estimate)),
  ];
}

function knowsText(knowledge: number): string {
  return knowledge >= 1 ? 'all' : knowledge.toFixed(6);
}

function knowledgeOf({ levels }: LogFit, group: number): number[] {
  return knowledgeFrom(levels.filter((estimate) => estimate.group === group));
}

/** @param own all levels, from the bottom */
function knowledgeFrom(own: readonly LevelTimes[]): number[] {
  const top = own.length - 1;
  // Above the top is nobody: whatever the log says of climbs from there, they end there.
  return ladderKnowledge(own.map(({ laws }, i) => (i === top ? 0 : laws.climbing.value)));
}

/** What was estimated of a level, in sentences. */
export function estimateComments({ identification }: LogFit, { laws, constant, pooled, wait, zeros }: LevelEstimate): string[] {
  const { climbs, closes, censored, delayed } = laws.observed;
  const exits = climbs + closes;
  const what = identification === 'stays' ? 'days at the level' : identification === 'observed' ? 'days of work' : 'days of work (imputed)';
  return [
    `${exits + censored} observed: ${climbs} climbed, ${closes} closed, ${censored} censored; ${delayed} already running when the window opened.${pooled ? ' Too few in this group: all groups together.' : ''}`,
    `Climbing ${withStandardError(laws.climbing)}, n ${exits}; ${constant === undefined ? lawsInWords(laws, what) : `${what} always ${significant(constant)}`}.`,
    ...(zeros > 0 ? [`${zeros} of them took no time within the grain of the log and count as half of it.`] : []),
    ...(wait === undefined ? [] : [`Waiting before work: mean ${withStandardError({ value: wait.mean, standardError: wait.standardError })} days, n ${wait.number}; not given to the model, in which it comes from queueing.`]),
  ];
}

function lawsInWords({ common, climbs, closes, candidates, observed }: LevelEstimate['laws'], what: string): string {
  const both = climbs ?? closes;
  const chosen = candidates.length > 1 ? ` (AIC ${candidates[0].aic.toFixed(1)}; next ${candidates[1].name}, ${candidates[1].aic.toFixed(1)})` : '';
  if (common && both !== undefined) return `${what} ${lawWithErrors(both)}, n ${observed.climbs + observed.closes}${chosen}`;
  const parts = [
    ...(climbs === undefined ? [] : [`${what} to climb ${lawWithErrors(climbs)}, n ${observed.climbs}`]),
    ...(closes === undefined ? [] : [`to close ${lawWithErrors(closes)}, n ${observed.closes}`]),
  ];
  return `${parts.join('; ')}${chosen}`;
}

/** `lognormal, mean 12.346 (0.079), cv 0.81 (0.02)` */
export function lawWithErrors({ family, mean, cv }: FittedLaw): string {
  return `${family}, mean ${withStandardError(mean)}${cv === undefined ? '' : `, cv ${withStandardError(cv)}`}`;
}

/** What the number of staff rests on. */
export function staffInWords({ staff, reached, share, resources, explained }: StaffEstimate): string {
  const people = resources === undefined ? '' : ` ${resources.different} resources in the log, at most ${resources.atOnce} at once.`;
  const waiting = explained === undefined ? ' Nobody waited: the number is a lower bound.' : ` In ${(100 * explained).toFixed(1)} % of the time that cases waited, all of these were at work.`;
  return `Staff ${staff}: the most cases in work at once, reached ${reached} times, ${(100 * share).toFixed(1)} % of the time.${people}${waiting}`;
}

/** A law as it stands in a scenario. */
export interface LawSetting {
  readonly law: string;
  readonly mean: string;
  readonly cv?: number;
}

/** Times at a level as they stand in a scenario: a constant, one law, or one for each outcome. */
export type TimesSetting = string | LawSetting | { readonly solved: LawSetting; readonly passed: LawSetting };

/**
 * The times of a level as a setting of a scenario. Where an exit does not occur its law is never drawn from; the other one stands for it.
 *
 * @param share of these times that is taken, the same for all cases
 * @throws RangeError for a level of which no exit was seen (a defect: none is fitted)
 */
export function timesSetting({ laws, constant }: LevelTimes, share = 1): TimesSetting {
  if (constant !== undefined) return `${significant(share * constant)} days`;
  const solved = laws.closes ?? laws.climbs;
  const passed = laws.climbs ?? laws.closes;
  if (solved === undefined || passed === undefined) throw new RangeError('timesSetting: expected laws of at least one exit, found none');
  return laws.common ? lawSetting(solved, share) : { solved: lawSetting(solved, share), passed: lawSetting(passed, share) };
}

function lawSetting({ family, mean, cv }: FittedLaw, share = 1): LawSetting {
  return { law: family, mean: `${significant(share * mean.value)} days`, ...(cv === undefined ? {} : { cv: Number(significant(cv.value)) }) };
}

function times(key: 'service' | 'help', level: LevelTimes): string[] {
  const setting = timesSetting(level);
  if (typeof setting === 'string' || !('solved' in setting)) return [`    ${key}: ${timesText(setting)}`];
  return [`    ${key}:`, `      solved: ${timesText(setting.solved)}`, `      passed: ${timesText(setting.passed)}`];
}

/** Times in one line. */
function timesText(setting: TimesSetting): string {
  if (typeof setting === 'string') return setting;
  if ('solved' in setting) return `{ solved: ${timesText(setting.solved)}, passed: ${timesText(setting.passed)} }`;
  return `{ law: ${setting.law}, mean: ${setting.mean}${setting.cv === undefined ? '' : `, cv: ${setting.cv}`} }`;
}

function organisationsFile(rule: string): string {
  return `data/organisations-${rule}.csv`;
}

function organisationTables({ levels, organisations, groups }: LogFit, names: FittedNames): DataTable[] {
  return levels.filter(({ level, group }) => names.listed(level, group)).map(({ level, group }) => ({
    path: organisationsFile(names.rule(level, group)),
    header: ['name', 'in', 'domains', 'staff', 'stays', 'reached', 'share_of_time', 'resources', 'resources_at_once', 'waiting_explained'],
    rows: organisations.filter((each) => each.level === level && groups.portfolios[each.portfolio].group === group).map((each) => [
      names.organisation(each), each.jurisdiction < 0 || groups.jurisdictions[0] === '' ? '' : groups.jurisdictions[each.jurisdiction], groups.portfolios[each.portfolio].name,
      each.staff?.staff ?? 1, each.stays, each.staff?.reached, rounded(each.staff?.share), each.staff?.resources?.different, each.staff?.resources?.atOnce, rounded(each.staff?.explained),
    ]),
  }));
}

function rounded(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Number(value.toPrecision(5));
}

const ARRIVALS = 'data/arrivals.csv';

function tracedClass({ groups, settings: { dated, grouping }, grain, trace }: LogFit, names: FittedNames): string[] {
  const at = groups.groups.map((_, group) => quoted(names.rule(0, group)));
  const time = isByDate(dated, grain) ? 'date' : '{ column: day, unit: days }';
  const columns = [
    `time: ${time}`, 'id: id',
    ...(grouping.jurisdiction === undefined ? [] : ['jurisdiction: jurisdiction']),
    ...(groups.portfolios[0].name === '' ? [] : ['domain: domain']),
    'level: level',
  ];
  return [
    `  # ${trace.length} cases, each at its time in the log.`,
    '  case:',
    `    at: ${at.length === 1 ? at[0] : `[${at.join(', ')}]`}`,
    '    difficulty: { law: exponential, mean: 1 }',
    '    arrivals:',
    '      law: trace',
    `      file: ${ARRIVALS}`,
    `      columns: { ${columns.join(', ')} }`,
  ];
}

function isByDate(dated: boolean, grain: number): boolean {
  return dated && grain === 1;
}

function arrivalsTable({ trace, groups, settings: { dated, grouping }, grain, simulated }: LogFit, { levels }: FittedNames): DataTable {
  const byDate = isByDate(dated, grain);
  const placed = grouping.jurisdiction !== undefined;
  const named = groups.portfolios[0].name !== '';
  return {
    path: ARRIVALS,
    header: [byDate ? 'date' : 'day', 'id', ...(placed ? ['jurisdiction'] : []), ...(named ? ['domain'] : []), 'level'],
    rows: trace.map(({ time, id, jurisdiction, portfolio, level }) => [
      byDate ? isoDate(time) : Number((time - simulated.from).toFixed(9)), id,
      ...(placed ? [groups.jurisdictions[jurisdiction]] : []), ...(named ? [groups.portfolios[portfolio].name] : []), levels[level],
    ]),
  };
}

function ratedClass(fit: LogFit, names: FittedNames, origin: Origin): string[] {
  const share = origin.number / fit.rates.number;
  const begin = fit.simulated.from;
  const single = fit.rates.pieces.length === 1;
  return [
    `  # ${origin.number} cases in the window: ${withStandardError(origin.rate)} a day on average${single ? '' : '; season and trend are those of all cases'}.`,
    `  ${quoted(names.problemClass(origin))}:`,
    `    at: ${names.selector(origin)}`,
    `    difficulty: ${origin.level === 0 ? '{ law: exponential, mean: 1 }' : difficultyAbove(fit, origin)}`,
    ...(single
      ? [`    arrivals: { law: poisson, rate: ${significant(share * fit.rates.pieces[0].rate)} per day }`]
      : [
        '    arrivals:',
        '      law: nonhomogeneous-poisson',
        '      rates:',
        ...fit.rates.pieces.map(({ from, rate }) => `        - { from: ${days(from - begin)}, rate: ${significant(share * rate)} per day }`),
      ]),
  ];
}

/**
 * Cases that come in above the bottom are such as those below could not solve. With difficulties at the middle of what each level adds to
 * knowledge, they close at each level with the estimated probability.
 */
function difficultyAbove(fit: LogFit, { level, portfolio }: Origin): string {
  const { group } = fit.groups.portfolios[portfolio];
  const knowledge = knowledgeOf(fit, group);
  const below = level === 0 ? 0 : knowledge[level - 1];
  const steps = knowledge.slice(level).map((known, i) => ({ from: i === 0 ? below : knowledge[level + i - 1], to: known })).filter(({ from, to }) => to > from);
  const value = ({ from, to }: { from: number; to: number }): string => significant(-Math.log1p(-(from + to) / 2));
  return `{ law: discrete, values: [${steps.map(value).join(', ')}], weights: [${steps.map(({ from, to }) => significant((to - from) / (1 - below))).join(', ')}] }`;
}

function hierarchy({ transfer }: LogFit, { learning }: ScenarioAdditions): string[] {
  const share = learning === undefined ? '' : `${significant(100 * learning)}%`;
  const assumed = learning === undefined ? [] : [
    `# Learning is put in, not estimated: what a level passes on and gets back solved closes ${share} of the gap between what it knew and what it`,
    '# would have needed, so that fewer cases climb as time goes by.',
  ];
  if (transfer === undefined) {
    const rule = learning === undefined ? '' : `, learning: { rule: continuous, rate: ${share} }`;
    return ['# A case that leaves a level is at the next one at once.', ...assumed, `hierarchy: { delay: 0 days, return_delay: 0 days${rule} }`];
  }
  return [
    `# Days from the completion at a level to the entry at the next: ${lawWithErrors(transfer.law)}, n ${transfer.number}.`,
    ...assumed,
    'hierarchy:',
    `  delay: ${timesText(lawSetting(transfer.law))}`,
    '  return_delay: 0 days',
    ...(learning === undefined ? [] : [`  learning: { rule: continuous, rate: ${share} }`]),
  ];
}

/** Names of the variants that may stand beside the scenario itself. */
export const VARIANTS = { noLearning: 'no-learning', oneLaw: 'one-law' } as const;

const NOBODY_LEARNS = 'hierarchy.learning: { rule: none }';

function variants(fit: LogFit, names: FittedNames, { learning, variants: itself }: ScenarioAdditions): string[] {
  if (itself === undefined) return [];
  const learns = learning !== undefined;
  const grouped = fit.groups.groups.length > 1;
  return [
    `# ${itself} is the scenario as it is.${learns ? ` ${VARIANTS.noLearning}: knowledge stays as estimated.` : ''}${
      grouped ? ` ${VARIANTS.oneLaw}: all groups have the laws of all cases together${learns ? ', and knowledge stays' : ''}.` : ''}`,
    'variants:',
    `  ${quoted(itself)}: {}`,
    ...(learns ? [`  ${VARIANTS.noLearning}: { ${NOBODY_LEARNS} }`] : []),
    ...(grouped ? [`  ${VARIANTS.oneLaw}:`, ...[...(learns ? [NOBODY_LEARNS] : []), ...oneLaw(fit, names)].map((line) => `    ${line}`)] : []),
    '',
  ];
}

/** Changes that give every group the laws of all cases together. */
function oneLaw(fit: LogFit, names: FittedNames): string[] {
  const knowledge = knowledgeFrom(fit.together);
  return fit.levels.flatMap((estimate) => {
    const { level, group } = estimate;
    const rule = `organisations.${names.rule(level, group)}`;
    return [`${rule}.knows: ${knowsText(knowledge[level])}`, ...keysOfTimes(fit, estimate).map((key) => `${rule}.${key}: ${timesText(timesSetting(fit.together[level]))}`)];
  });
}

/** By which keys the times of a level are given: cases that come in here, and cases that climb to it. */
function keysOfTimes(fit: LogFit, { level, group }: LevelEstimate): ('service' | 'help')[] {
  if (level === 0) return ['service'];
  const direct = fit.arrivals === 'rates' && fit.origins.some((origin) => origin.level === level && fit.groups.portfolios[origin.portfolio].group === group);
  return direct ? ['service', 'help'] : ['help'];
}
