import { ladderKnowledge } from './ladder-knowledge.js';
import type { StageEstimate } from './ladder-study.js';
import type { Estimate, FittedLaw, StageFit } from './stage-fit.js';

/**
 * The organisations of a ladder as the block of a scenario file (YAML), bottom level first: one organisation per domain in each
 * jurisdiction of a level, with its cumulative knowledge and its times by what comes of a case. Above the bottom, rule and
 * jurisdiction are called as the level, and times are those of helping. Every estimate stands in a comment above it, with its
 * standard error in brackets and the numbers it rests on.
 */
export function organisationsBlock(stages: readonly StageEstimate[], bottom: BottomRule): string {
  const knowledge = ladderKnowledge(stages.map(({ fit }) => fit.climbing.value));
  return ['organisations:', ...stages.map(({ level, fit }, index) => (index === 0
    ? organisation(bottom.name, bottom.in, 'service', fit, knowledge[index])
    : organisation(level, level, 'help', fit, knowledge[index])))].join('\n');
}

/** Where cases arise: the name of the rule of organisations at the bottom level, and the rule of jurisdictions they are in. */
export interface BottomRule {
  readonly name: string;
  readonly in: string;
}

function organisation(name: string, place: string, time: 'service' | 'help', fit: StageFit, knowledge: number): string {
  const { climbs, closes, censored, delayed } = fit.observed;
  return [
    `  # ${climbs + closes + censored} stays observed: ${climbs} climbed, ${closes} closed, ${censored} censored; ${delayed} already running when the window opened.`,
    `  # Climbing ${withError(fit.climbing, 4)}; ${timesInWords(fit)}.`,
    `  ${name}:`,
    `    in: ${place}`,
    '    per: domain',
    '    staff: unlimited',
    `    knows: ${knowledge === 1 ? 'all' : knowledge.toFixed(6)}`,
    ...times(time, fit),
  ].join('\n');
}

/** Where an exit does not occur its law is never drawn from; the other one stands for it. */
function times(key: 'service' | 'help', { climbs, closes }: StageFit): string[] {
  const solved = closes ?? climbs;
  const passed = climbs ?? closes;
  if (solved === undefined || passed === undefined) return [];
  return [`    ${key}:`, `      solved: ${lawText(solved)}`, `      passed: ${lawText(passed)}`];
}

/** A law in the words of a scenario file. */
export function lawText({ family, mean, cv }: FittedLaw): string {
  const spread = cv === undefined ? '' : `, cv: ${cv.value.toFixed(4)}`;
  return `{ law: ${family}, mean: ${mean.value.toFixed(2)} days${spread} }`;
}

function timesInWords({ climbs, closes }: StageFit): string {
  const parts = [climbs && `days to climb ${lawInWords(climbs)}`, closes && `days to close ${lawInWords(closes)}`];
  return parts.filter((part) => part !== undefined).join('; ');
}

/** `lognormal, mean 252.3 (2.5), cv 0.649 (0.009)` */
export function lawInWords({ family, mean, cv }: FittedLaw): string {
  return `${family}, mean ${withError(mean, 1)}${cv === undefined ? '' : `, cv ${withError(cv, 3)}`}`;
}

/** A value and in brackets its standard error, where it has one. */
export function withError({ value, standardError }: Estimate, decimals: number): string {
  return `${value.toFixed(decimals)}${standardError === undefined ? '' : ` (${standardError.toFixed(decimals)})`}`;
}
