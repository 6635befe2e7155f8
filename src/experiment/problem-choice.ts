import type { ProblemRecord } from '../model/observer.js';
import { outcomes } from '../model/problem-table.js';
import { nearestName } from '../scenario/names.js';

/** Ways to choose a problem without knowing its name. */
export const problemChoices = {
  first: 'the first that arrives after the warm-up',
  median: 'the one with the median length of life',
  slowest: 'the one that lived longest',
  joint: 'the median of those that needed a joint decision',
  contrast: 'the one whose life differs most between two variants',
} as const;

/** The problems of one replication under one design point. */
export interface Population {
  readonly records: readonly ProblemRecord[];
  /** Problems that arrived before are left out of the choice, as they are of the statistics [days]. */
  readonly warmup: number;
}

/** The chosen problem; or why there is none, with the names that come nearest to what was asked for. */
export type ChosenProblem = { readonly record: ProblemRecord } | { readonly reason: string; readonly nearest: readonly string[] };

/**
 * Finds a problem by its name, by the end of its name if that is unique, by a word of `problemChoices`, or by an outcome (the median
 * life among those with that outcome). Words look at problems of the first population that arrived after its warm-up, have ended and are in
 * every other population as well; of several that qualify alike, at the first that arrived.
 */
export function chooseProblem(asked: string, populations: readonly Population[]): ChosenProblem {
  const [{ records }] = populations;
  const named = byName(asked, records);
  if (named.length === 1) return { record: named[0] };
  if (named.length > 1) return { reason: `${named.length} problems are called so`, nearest: named.slice(0, 3).map(({ problem }) => problem) };
  const elsewhere = populations.slice(1).some((population) => byName(asked, population.records).length > 0);
  if (elsewhere) return { reason: 'it arises under the second variant only', nearest: [] };
  if (Object.hasOwn(problemChoices, asked) || (outcomes as readonly string[]).includes(asked)) return byWord(asked, populations);
  return { reason: 'there is no such problem', nearest: nearestProblems(asked, records) };
}

function byName(asked: string, records: readonly ProblemRecord[]): readonly ProblemRecord[] {
  const exact = records.filter(({ problem }) => problem === asked);
  if (exact.length > 0) return exact;
  return /[#~]/.test(asked) ? records.filter(({ problem }) => problem.endsWith(asked) && /[@/]/.test(problem.charAt(problem.length - asked.length - 1))) : [];
}

function byWord(word: string, [first, ...others]: readonly Population[]): ChosenProblem {
  const counterparts = others.map(({ records }) => new Map(records.map((record) => [keyOf(record), record])));
  const ended = first.records
    .filter((record) => record.arrived >= first.warmup && record.ended !== undefined && counterparts.every((records) => records.has(keyOf(record))))
    .sort((a, b) => a.arrived - b.arrived);
  const candidates = qualified(word, ended);
  if (word === 'contrast' && others.length === 0) return { reason: 'a contrast needs two variants', nearest: [] };
  if (candidates.length === 0) return { reason: `no problem qualifies of the ${ended.length} that arrived after the warm-up and ended`, nearest: [] };
  const distance = (record: ProblemRecord): number => Math.abs(lengthOf(record) - lengthOf(counterparts[0].get(keyOf(record)) ?? record));
  switch (word) {
    case 'first':
      return { record: candidates[0] };
    case 'slowest':
      return { record: largest(candidates, lengthOf) };
    case 'contrast':
      return { record: largest(candidates, distance) };
    default:
      return { record: [...candidates].sort((a, b) => lengthOf(a) - lengthOf(b))[Math.floor((candidates.length - 1) / 2)] };
  }
}

function qualified(word: string, ended: readonly ProblemRecord[]): readonly ProblemRecord[] {
  if (word === 'joint') return ended.filter(({ opened }) => opened !== undefined);
  return Object.hasOwn(problemChoices, word) ? ended : ended.filter(({ outcome }) => outcome === word);
}

function keyOf({ problemClass, problem }: ProblemRecord): string {
  return `${problemClass} ${problem}`;
}

/** Without an end, its life counts as having none. */
function lengthOf({ arrived, ended = arrived }: ProblemRecord): number {
  return ended - arrived;
}

function largest(records: readonly ProblemRecord[], of: (record: ProblemRecord) => number): ProblemRecord {
  return records.reduce((best, record) => (of(record) > of(best) ? record : best));
}

/** Of the same origin, or the one most like it, those with the nearest ordinals. */
function nearestProblems(asked: string, records: readonly ProblemRecord[]): string[] {
  const split = ({ problem }: { readonly problem: string }): readonly [origin: string, ordinal: number] => {
    const at = problem.lastIndexOf('#');
    return at < 0 ? [problem, NaN] : [problem.slice(0, at), Number(problem.slice(at + 1))];
  };
  const [origin, ordinal] = split({ problem: asked });
  const origins = new Set(records.map((record) => split(record)[0]));
  const near = origins.has(origin) ? origin : nearestName(origin, origins);
  const distance = (other: number): number => (Number.isFinite(ordinal) && Number.isFinite(other) ? Math.abs(other - ordinal) : 0);
  return records
    .map((record) => ({ problem: record.problem, split: split(record) }))
    .filter((candidate) => candidate.split[0] === near)
    .sort((a, b) => distance(a.split[1]) - distance(b.split[1]))
    .slice(0, 3)
    .map(({ problem }) => problem);
}
