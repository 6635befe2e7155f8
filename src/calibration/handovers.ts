import type { ActivityLog } from './activity-log.js';
import type { Stay } from './case-stays.js';

/** Cases that went from one resource to another. */
export interface Handover {
  readonly from: string;
  readonly fromLevel: number;
  readonly to: string;
  readonly toLevel: number;
  readonly count: number;
}

/** Who passes cases to whom. */
export interface HandoverNetwork {
  /** The most frequent first. */
  readonly handovers: readonly Handover[];
  /** Resources that have part in any. */
  readonly resources: number;
  readonly total: number;
  /** Pairs of different resources that occur, over all there could be. */
  readonly density: number;
}

/**
 * Handovers of work: whoever completes a case at one place and whoever completes it at the next, where these are different resources (van
 * der Aalst, Reijers and Song 2005, Computer Supported Cooperative Work 14, 549-593, direct succession). Within a level, sessions count.
 *
 * @param stays those of one case follow each other
 */
export function handoverNetwork(log: ActivityLog, stays: readonly Stay[]): HandoverNetwork {
  const names = log.resources?.names ?? [];
  const levels = 1 + stays.reduce((highest, { level }) => Math.max(highest, level), 0);
  const node = (resource: number, level: number): number => resource * levels + level;
  const counts = new Map<number, number>();
  const base = names.length * levels;
  let caseIndex = -1;
  let previous = -1;
  for (const stay of stays) {
    if (stay.caseIndex !== caseIndex) previous = -1;
    caseIndex = stay.caseIndex;
    const doers = stay.sessions.length > 0 ? stay.sessions.map(({ resource }) => resource) : [stay.resource];
    for (const resource of doers) {
      if (resource < 0) continue;
      const next = node(resource, stay.level);
      if (previous >= 0 && Math.floor(previous / levels) !== resource) counts.set(previous * base + next, (counts.get(previous * base + next) ?? 0) + 1);
      previous = next;
    }
  }
  const handovers = [...counts].map(([pair, count]): Handover => {
    const [from, to] = [Math.floor(pair / base), pair % base];
    return { from: names[Math.floor(from / levels)], fromLevel: from % levels, to: names[Math.floor(to / levels)], toLevel: to % levels, count };
  }).sort((a, b) => b.count - a.count || (a.from < b.from ? -1 : a.from > b.from ? 1 : a.to < b.to ? -1 : 1));
  const resources = new Set(handovers.flatMap(({ from, to }) => [from, to])).size;
  const pairs = new Set(handovers.map(({ from, to }) => JSON.stringify([from, to]))).size;
  return { handovers, resources, total: handovers.reduce((sum, { count }) => sum + count, 0), density: resources > 1 ? pairs / (resources * (resources - 1)) : 0 };
}
