import { welchDifference } from '../src/statistics/welch.js';
import type { Case, Runs } from './interleave.js';
import { median, type Measured } from './measured.js';
import type { AnswerComparison, CaseResult, Row } from './results.js';

/** Probability with which all is well when an answer is called different. */
const ANSWER_LEVEL = 0.999;

/** A case's table: rates, medians, and the first program's ratio to each. Programs that took part in no round are left out. */
export function tabulate({ id, title, unit }: Case, runs: Runs): CaseResult {
  const measured = [...(runs.get(id) ?? [])].filter(([, list]) => list.length > 0);
  if (measured.length === 0) throw new RangeError(`${id}: expected at least one run, found none`);
  const [, first] = measured[0];
  return { id, title, unit, rows: measured.map(([program, list]) => row(program, list, first)) };
}

function row(program: string, list: readonly Measured[], first: readonly Measured[]): Row {
  const rates = list.map(rateOf);
  const both = Math.min(first.length, list.length);
  const ratio = median(Array.from({ length: both }, (_, round) => rateOf(first[round]) / rates[round]));
  const eventRates = list.flatMap(({ events, seconds }) => (events === undefined ? [] : [events / seconds / 1e6]));
  return {
    program, rates, rate: median(rates), ratio, count: median(list.map(({ count }) => count)),
    ...(eventRates.length === 0 ? {} : { eventRate: median(eventRates) }),
  };
}

const rateOf = ({ count, seconds }: Measured): number => count / seconds / 1e6;

/**
 * Compares the answers of a case's first program with those of another one, run by run independent, by Welch's interval of 99.9 % for each
 * difference of means. With fewer than three runs on a side there is nothing to judge by, and nothing is said to differ.
 */
export function compareAnswers({ id }: Case, runs: Runs, program: string): AnswerComparison[] {
  const [first] = [...(runs.get(id)?.values() ?? [])];
  const other = runs.get(id)?.get(program) ?? [];
  if (first.length === 0 || other.length === 0) return [];
  return Object.keys(first[0].answer).map((answer) => {
    const [a, b] = [first, other].map((list) => list.map((measured) => measured.answer[answer]));
    const { difference, low, high } = welchDifference(a, b, ANSWER_LEVEL);
    const pair = { case: id, answer, ours: mean(a), theirs: mean(b) };
    if (low === undefined || high === undefined || Math.min(a.length, b.length) < 3) return { ...pair, agrees: true };
    const halfWidth = (high - low) / 2;
    return { ...pair, halfWidth, agrees: Math.abs(difference) <= halfWidth };
  });
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
