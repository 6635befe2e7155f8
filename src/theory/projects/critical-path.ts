import { requireNonNegative } from '../requirement.js';

/** One task of a project. */
export interface ProjectTask {
  readonly name: string;
  /** Time it takes, in any unit. */
  readonly duration: number;
  /** Names of the tasks that must be done before it can begin. */
  readonly after: readonly string[];
}

/** When a task may and must be begun and done if the project is to end as early as possible; all times from the start of the project. */
export interface TaskTimes {
  readonly name: string;
  readonly earliestStart: number;
  readonly earliestFinish: number;
  readonly latestStart: number;
  readonly latestFinish: number;
  /** How long the task may be late without making the project late. */
  readonly slack: number;
}

export interface CriticalPath {
  /** Shortest time in which the whole project can be done. */
  readonly makespan: number;
  /** In the order in which the tasks were given. */
  readonly tasks: readonly TaskTimes[];
  /** Names of the tasks of a longest chain from the start to the end; of several, the one whose tasks were given first. */
  readonly path: readonly string[];
}

/**
 * The critical path of a project whose tasks need nothing but their predecessors: a forward pass yields the earliest times, a backward
 * pass the latest ones. Time and memory grow with the number of tasks and precedences.
 *
 * @param tasks any number, in any order, with different names
 * @throws RangeError if two tasks have one name, a task follows one that does not exist, a duration is negative or not finite, or tasks
 * wait for each other, in which case the cycle is named
 *
 * Source: Kelley and Walker (1959), Critical-path planning and scheduling, Proceedings of the Eastern Joint Computer Conference, 160-173.
 *
 * @example
 * criticalPath([
 *   { name: 'plan', duration: 2, after: [] },
 *   { name: 'buy', duration: 1, after: ['plan'] },
 *   { name: 'build', duration: 4, after: ['plan', 'buy'] },
 * ]).makespan; // 7
 */
export function criticalPath(tasks: readonly ProjectTask[]): CriticalPath {
  const predecessors = predecessorsOf(tasks);
  const order = inOrder(tasks, predecessors);
  const start = new Float64Array(tasks.length);
  const finish = new Float64Array(tasks.length);
  for (const task of order) {
    for (const before of predecessors[task]) start[task] = Math.max(start[task], finish[before]);
    finish[task] = start[task] + tasks[task].duration;
  }
  const makespan = finish.reduce((longest, time) => Math.max(longest, time), 0);
  const latest = new Float64Array(tasks.length).fill(makespan);
  for (const task of order.toReversed()) {
    for (const before of predecessors[task]) latest[before] = Math.min(latest[before], latest[task] - tasks[task].duration);
  }
  return {
    makespan,
    tasks: tasks.map(({ name, duration }, task) => ({
      name, earliestStart: start[task], earliestFinish: finish[task],
      latestStart: latest[task] - duration, latestFinish: latest[task], slack: latest[task] - finish[task],
    })),
    path: longestChain(predecessors, start, finish).map((task) => tasks[task].name),
  };
}

/** Indexes of the predecessors of each task. */
function predecessorsOf(tasks: readonly ProjectTask[]): readonly (readonly number[])[] {
  const indexOf = new Map<string, number>();
  tasks.forEach(({ name, duration }, task) => {
    if (indexOf.has(name)) throw new RangeError(`tasks: expected different names, found "${name}" twice`);
    requireNonNegative(`duration of "${name}"`, duration);
    indexOf.set(name, task);
  });
  return tasks.map(({ name, after }) =>
    after.map((before) => {
      const task = indexOf.get(before);
      if (task === undefined) throw new RangeError(`after of "${name}": expected the name of a task, found "${before}"`);
      return task;
    }));
}

/** Every task behind its predecessors (Kahn 1962). */
function inOrder(tasks: readonly ProjectTask[], predecessors: readonly (readonly number[])[]): readonly number[] {
  const open = Int32Array.from(predecessors, ({ length }) => length);
  const followers: number[][] = tasks.map(() => []);
  predecessors.forEach((befores, task) => {
    for (const before of befores) followers[before].push(task);
  });
  const order = [...tasks.keys()].filter((task) => open[task] === 0);
  // The list grows while it is walked along.
  for (const task of order) {
    for (const follower of followers[task]) if (--open[follower] === 0) order.push(follower);
  }
  if (order.length < tasks.length) throw new RangeError(`tasks wait for each other: ${cycleAmong(open, predecessors).map((task) => tasks[task].name).join(' after ')}`);
  return order;
}

/** One cycle among the tasks that could not be put in order; each of them waits for another of them. */
function cycleAmong(open: Int32Array, predecessors: readonly (readonly number[])[]): readonly number[] {
  const chain: number[] = [];
  let task = open.findIndex((count) => count > 0);
  while (!chain.includes(task)) {
    chain.push(task);
    task = predecessors[task].find((before) => open[before] > 0) ?? task;
  }
  return [...chain.slice(chain.indexOf(task)), task];
}

/** Backwards from the task that is done last: each time the predecessor without which it could have begun earlier. */
function longestChain(predecessors: readonly (readonly number[])[], start: Float64Array, finish: Float64Array): readonly number[] {
  if (finish.length === 0) return [];
  let last = 0;
  finish.forEach((time, task) => {
    if (time > finish[last]) last = task;
  });
  const chain = [last];
  for (let task: number | undefined = last; task !== undefined;) {
    const begun: number = start[task];
    task = predecessors[task].find((before) => finish[before] === begun);
    if (task !== undefined) chain.push(task);
  }
  return chain.reverse();
}
