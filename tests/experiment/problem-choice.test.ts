import { describe, expect, it } from 'vitest';
import { chooseProblem, type Population } from '../../src/experiment/problem-choice.js';
import type { ProblemRecord } from '../../src/model/observer.js';

/** A problem that arrives at a time and lives for a while, for ever without a length. */
function record(problem: string, arrived: number, length: number | undefined, more: Partial<ProblemRecord> = {}): ProblemRecord {
  return {
    problem, problemClass: 'case', origin: 'city/office', leadDomain: 'health', domains: 1, difficulty: 1, value: 1, arrived,
    answered: undefined, opened: undefined, decided: undefined, launched: undefined, ended: length === undefined ? undefined : arrived + length,
    level: undefined, network: undefined, rounds: undefined, quality: undefined, compliance: undefined, scope: undefined,
    outcome: length === undefined ? undefined : 'solved', ...more,
  };
}

const population = (...records: ProblemRecord[]): Population => ({ records, warmup: 10 });

const one = population(
  record('case@city/office#0', 5, 900),
  record('case@city/office#1', 11, 4),
  record('case@city/office#2', 12, 9, { outcome: 'deadlocked', opened: 13 }),
  record('case@city/office#3', 13, 6),
  record('case@city/office#4', 14, 2, { opened: 15 }),
  record('case@town/office#1', 15, 1),
  record('case@city/office#5', 16, undefined),
);
/** The same problems under another variant, all but one of the same length. */
const two = population(...one.records.map((each) => (each.problem === 'case@city/office#3' ? { ...each, ended: 63 } : each)));

const chosen = (asked: string, ...populations: readonly Population[]): string => {
  const found = chooseProblem(asked, populations);
  return 'record' in found ? found.record.problem : `${found.reason}: ${found.nearest.join(', ')}`;
};

describe('a problem is found', () => {
  it.each([
    ['by its name', 'case@city/office#0', 'case@city/office#0'],
    ['by an end of its name that no other has', 'town/office#1', 'case@town/office#1'],
    ['as the first after the warm-up', 'first', 'case@city/office#1'],
    ['as the slowest that has ended after the warm-up', 'slowest', 'case@city/office#2'],
    ['as the median, here of 1, 2, 4, 6 and 9 days', 'median', 'case@city/office#1'],
    ['as the lower median of those with a joint decision', 'joint', 'case@city/office#4'],
    ['by an outcome', 'deadlocked', 'case@city/office#2'],
  ])('%s', (_, asked, name) => {
    expect(chosen(asked, one)).toBe(name);
  });

  it('as the one that two variants treat most differently', () => {
    expect(chosen('contrast', one, two)).toBe('case@city/office#3');
  });

  it('by a word only where both variants have it', () => {
    const without = population(...one.records.filter(({ problem }) => problem !== 'case@city/office#2'));
    expect(chosen('slowest', one, without)).toBe('case@city/office#3');
  });

  it('by a name that is a word too', () => {
    expect(chosen('median', population(record('median', 1, 1), record('case@city/office#1', 11, 3)))).toBe('median');
  });
});

describe('no problem is found, and the nearest are named,', () => {
  it.each([
    ['for an ordinal beyond the last', 'case@city/office#9', 'there is no such problem: case@city/office#5, case@city/office#4, case@city/office#3'],
    ['for a misspelt origin', 'case@city/ofice#2', 'there is no such problem: case@city/office#2, case@city/office#1, case@city/office#3'],
    ['for an end of several names', 'office#1', '2 problems are called so: case@city/office#1, case@town/office#1'],
    ['for an outcome that none has', 'expired', 'no problem qualifies of the 5 that arrived after the warm-up and ended: '],
    ['for a contrast of one', 'contrast', 'a contrast needs two variants: '],
    ['for nonsense', 'xyz', 'there is no such problem: '],
  ])('%s', (_, asked, message) => {
    expect(chosen(asked, one)).toBe(message);
  });

  it('for one that arises under the second variant only', () => {
    const displaced = population(...one.records, record('case@city/office~00ff', 20, 1));
    expect(chosen('case@city/office~00ff', one, displaced)).toBe('it arises under the second variant only: ');
  });
});
