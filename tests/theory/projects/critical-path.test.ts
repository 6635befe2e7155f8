import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { criticalPath, type ProjectTask } from '../../../src/theory/projects/critical-path.js';

/** Hillier and Lieberman, Introduction to Operations Research (7th ed., 2001), chapter 10: the Reliable Construction Co., durations in weeks. */
const reliable: readonly ProjectTask[] = ([
  ['A', 2, ''], ['B', 4, 'A'], ['C', 10, 'B'], ['D', 6, 'C'], ['E', 4, 'C'], ['F', 5, 'E'], ['G', 7, 'D'], ['H', 9, 'EG'], ['I', 7, 'C'],
  ['J', 8, 'FI'], ['K', 4, 'J'], ['L', 5, 'J'], ['M', 2, 'H'], ['N', 6, 'KL'],
] as const).map(([name, duration, after]) => ({ name, duration, after: Array.from(after) }));

/** Any project: a task may only follow earlier ones, so there is no cycle; then the tasks are shuffled. */
const project: fc.Arbitrary<readonly ProjectTask[]> = fc
  .array(fc.tuple(fc.nat(20), fc.array(fc.nat(), { maxLength: 3 })), { minLength: 1, maxLength: 12 })
  .map((rows) => rows.map(([duration, earlier], task): ProjectTask => ({
    name: `t${task}`, duration, after: task === 0 ? [] : [...new Set(earlier.map((number) => `t${number % task}`))],
  })))
  .chain((tasks) => fc.shuffledSubarray([...tasks], { minLength: tasks.length }));

/** All chains that end with a task, by plain recursion: the definition, and exponential. */
function longestBefore(tasks: readonly ProjectTask[], name: string): number {
  const task = tasks.find((candidate) => candidate.name === name);
  if (task === undefined) throw new Error(name);
  return task.duration + Math.max(0, ...task.after.map((before) => longestBefore(tasks, before)));
}

describe('the critical path', () => {
  it('of the project in the textbook takes 44 weeks, and the slacks are those in print', () => {
    const { makespan, path, tasks } = criticalPath(reliable);
    expect(makespan).toBe(44);
    expect(path.join('')).toBe('ABCEFJLN');
    expect(Object.fromEntries(tasks.map(({ name, slack }) => [name, slack]))).toEqual({ A: 0, B: 0, C: 0, D: 4, E: 0, F: 0, G: 4, H: 4, I: 2, J: 0, K: 1, L: 0, M: 4, N: 0 });
    expect(tasks[7]).toEqual({ name: 'H', earliestStart: 29, earliestFinish: 38, latestStart: 33, latestFinish: 42, slack: 4 });
  });

  it('of no tasks takes no time', () => {
    expect(criticalPath([])).toEqual({ makespan: 0, tasks: [], path: [] });
  });

  it('is the longest chain of any project, in whatever order its tasks are given', () => {
    fc.assert(fc.property(project, (tasks) => {
      const { makespan, path, tasks: times } = criticalPath(tasks);
      expect(makespan).toBe(Math.max(...tasks.map(({ name }) => longestBefore(tasks, name))));
      for (const { name, earliestFinish } of times) expect(earliestFinish).toBe(longestBefore(tasks, name));
      const durationOf = (name: string): number => tasks.find((task) => task.name === name)?.duration ?? NaN;
      expect(path.reduce((sum, name) => sum + durationOf(name), 0)).toBe(makespan);
      path.slice(1).forEach((name, index) => expect(tasks.find((task) => task.name === name)?.after).toContain(path[index]));
    }), { seed: 1, numRuns: 200 });
  });

  it('is late by as much as a task is later than its slack', () => {
    fc.assert(fc.property(project, fc.nat(), fc.integer({ min: 1, max: 9 }), (tasks, which, delay) => {
      const late = which % tasks.length;
      const before = criticalPath(tasks);
      const { slack } = before.tasks[late];
      const delayed = (by: number): number => criticalPath(tasks.map((task, index) => (index === late ? { ...task, duration: task.duration + by } : task))).makespan;
      expect(delayed(slack)).toBe(before.makespan);
      expect(delayed(slack + delay)).toBe(before.makespan + delay);
    }), { seed: 2, numRuns: 200 });
  });
});

describe('what is no project', () => {
  const task = (name: string, ...after: string[]): ProjectTask => ({ name, duration: 1, after });

  it.each<[string, readonly ProjectTask[]]>([
    ['tasks wait for each other: a after c after b after a', [task('start'), task('a', 'start', 'c'), task('b', 'a'), task('c', 'b'), task('end', 'c')]],
    ['tasks wait for each other: a after a', [task('a', 'a')]],
    ['after of "a": expected the name of a task, found "b"', [task('a', 'b')]],
    ['tasks: expected different names, found "a" twice', [task('a'), task('a')]],
    ['duration of "a": expected a finite number of at least 0, found -1', [{ name: 'a', duration: -1, after: [] }]],
    ['duration of "a": expected a finite number of at least 0, found NaN', [{ name: 'a', duration: NaN, after: [] }]],
  ])('is refused: %s', (message, tasks) => {
    expect(() => criticalPath(tasks)).toThrow(new RangeError(message));
  });
});
