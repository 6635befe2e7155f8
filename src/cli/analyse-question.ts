import { completeValues, missingValues, type CompleteValues } from '../experiment/analysis/complete-values.js';
import type { MeasureValues } from '../experiment/estimates.js';
import { headlineOf } from '../experiment/headline.js';
import { runMeasures } from '../model/measures.js';
import type { AnalysedResult } from '../node/analysed-result.js';
import { nearestName } from '../scenario/names.js';
import type { Goal } from '../statistics/goal.js';
import { UsageError } from './io.js';
import { brieflyListed, counted } from './prose.js';
import { shortNames } from './result-text.js';

/** What is analysed: a result and the values of the measures that are asked for. */
export interface Analysed {
  readonly result: AnalysedResult;
  readonly measures: readonly string[];
  readonly values: ReadonlyMap<string, MeasureValues>;
  /** Short names of the design points. */
  readonly names: readonly string[];
}

/** @throws UsageError for measures that do not exist, with the nearest names */
export function measuresAsked({ experiment: { scenario } }: AnalysedResult, asked: readonly string[]): readonly string[] {
  const known = runMeasures.map(({ name }) => name);
  const strange = asked.filter((name) => !known.includes(name)).map((name) => unknown('--measure', name, 'a measure (subsidia list measures)', known).message);
  if (strange.length > 0) throw new UsageError(strange.join('\n'));
  if (asked.length > 0) return [...new Set(asked)];
  return headlineOf(scenario);
}

/** A name that is none of those that can be meant. */
export function unknown(flag: string, name: string, expected: string, known: readonly string[]): UsageError {
  const nearest = nearestName(name, known);
  return new UsageError(`${flag} ${name}: expected ${expected}${nearest === undefined ? '' : `; did you mean ${nearest}?`}`);
}

/** Names of the design points of a result as tables show them. */
export function pointNames({ experiment }: AnalysedResult): string[] {
  return shortNames(experiment.points);
}

/** @throws UsageError unless it is the name of a design point, or its number */
export function pointAsked({ experiment: { points } }: AnalysedResult, flag: string, name: string): number {
  const short = shortNames(points);
  const index = points.findIndex((point) => point.name === name);
  if (index >= 0) return index;
  const found = short.filter((candidate) => candidate === name).length === 1 ? short.indexOf(name) : Number(name);
  if (Number.isInteger(found) && found >= 0 && found < points.length && name.trim() !== '') return found;
  throw unknown(flag, name, `a design point by its name or number (0 to ${points.length - 1}, in estimates.csv)`, points.map((point) => point.name));
}

/** @throws UsageError */
export function goalAsked(flag: string, text: string): Goal {
  if (text === 'minimise' || text === 'maximise') return text;
  throw new UsageError(`${flag} ${text}: expected minimise or maximise`);
}

/** @throws UsageError unless the text is a number above 0 */
export function positiveNumber(flag: string, text: string): number {
  const value = text.trim() === '' ? NaN : Number(text);
  if (!(value > 0 && value < Infinity)) throw new UsageError(`${flag} ${text}: expected a number above 0, in the unit of the measure`);
  return value;
}

/** Measures that every run has, and sentences about the others. */
export interface CompleteMeasures {
  readonly values: ReadonlyMap<string, CompleteValues>;
  readonly gaps: readonly string[];
}

export function completeMeasures({ result, values }: Analysed): CompleteMeasures {
  const complete = new Map<string, CompleteValues>();
  const gaps: string[] = [];
  for (const [measure, points] of values) {
    const all = completeValues(points);
    if (all !== undefined) complete.set(measure, all);
    else if (result.failed.length === 0) gaps.push(gapOf(result, measure, points));
  }
  return { values: complete, gaps: [...failureGap(result), ...gaps] };
}

/** That runs have failed, and which; empty when none has. */
export function failureGap({ failed }: AnalysedResult): string[] {
  if (failed.length === 0) return [];
  const which = brieflyListed(failed.map(String));
  return [`${counted(failed.length, 'run')} failed (${failed.length === 1 ? `run ${which}` : `runs ${which}`}; failures.csv says why, and the command that made the result goes on with --retry-failed)`];
}

function gapOf({ experiment: { points } }: AnalysedResult, measure: string, values: MeasureValues): string {
  const runs = missingValues(values).map(({ point, replication }) => String(replication * points.length + point));
  return `${measure} does not exist in ${runs.length === 1 ? `run ${runs.join('')}` : `${runs.length} runs (${brieflyListed(runs)})`}`;
}

/** Values of measures that an analysis was asked for. @throws UsageError naming the runs that are missing */
export function requireComplete(analysed: Analysed, what: string): ReadonlyMap<string, CompleteValues> {
  const { values, gaps } = completeMeasures(analysed);
  if (gaps.length > 0) throw new UsageError(`${what} needs every run: ${gaps.join('; ')}`);
  return values;
}
