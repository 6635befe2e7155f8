import type { FollowedLife, LifeStep, Stretch } from './followed-life.js';

/**
 * What a problem waited for from its arrival to its end, without gap or overlap: the chain of steps in which each began when the one before
 * ended, followed backwards from the end. Of parts that are worked on at the same time it holds the one that came back last, since the
 * others were ready by then (the critical path of project planning: Kelley and Walker 1959). Time in which the problem
 * waited for something that nobody told is a stretch with the cause `other`.
 *
 * A life that is cut off, by a deadline or by the end of the run, follows what it had been waiting for longest.
 *
 * @returns stretches in order, the first from the arrival, each from where the one before ends, the last to the end
 */
export function lifeLine(life: FollowedLife): Stretch[] {
  const chain: LifeStep[] = [];
  for (let step = life.last; step !== undefined; step = step.after) chain.unshift(step);
  const line: Stretch[] = [];
  let now = life.arrived;
  const fill = (to: number, organisation: string): void => {
    if (to > now) line.push({ from: now, to, cause: 'other', organisation, label: '', others: [] });
  };
  for (const [index, step] of chain.entries()) {
    // What goes on although something from outside has moved the problem on is no longer what it waits for.
    const limit = index + 1 < chain.length ? chain[index + 1].begin : life.ended;
    for (const stretch of step.stretches) {
      if (stretch.from >= limit) break;
      fill(stretch.from, stretch.organisation);
      line.push(stretch.to > limit ? { ...stretch, to: limit } : stretch);
      now = Math.min(stretch.to, limit);
    }
  }
  fill(life.ended, line.at(-1)?.organisation ?? '');
  return line;
}

/** Chains of steps beside the life's line: what was done meanwhile, each chain in order, as the problem did not have to wait for it. */
export function parallelLines(life: FollowedLife): Stretch[][] {
  const onLine = new Set<LifeStep>();
  for (let step = life.last; step !== undefined; step = step.after) onLine.add(step);
  const chains: { last: LifeStep; readonly stretches: Stretch[] }[] = [];
  for (const step of life.steps) {
    if (onLine.has(step)) continue;
    const chain = chains.find(({ last }) => last === step.after);
    if (chain === undefined) chains.push({ last: step, stretches: [...step.stretches] });
    else {
      chain.last = step;
      chain.stretches.push(...step.stretches);
    }
  }
  return chains.map(({ stretches }) => stretches).filter((stretches) => stretches.length > 0);
}

/** Time of a line by cause or by organisation, in the order of first appearance [days]. */
export function timeBy(line: readonly Stretch[], key: (stretch: Stretch) => string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const stretch of line) sums.set(key(stretch), (sums.get(key(stretch)) ?? 0) + (stretch.to - stretch.from));
  return sums;
}
