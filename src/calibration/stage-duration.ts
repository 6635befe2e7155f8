import type { ExitKind, Spell } from './case-history.js';

/** How long cases stayed in a stage, as far as it was observed. Times are days since the stage began. */
export interface StageDuration {
  /** Observation began here: 0, or later for a stage already running when the window opened (delayed entry, left truncation). */
  readonly entry: number;
  /** The stage ended here, or observation did (`censored`). */
  readonly exit: number;
  readonly kind: ExitKind;
  /** Number of equal observations. */
  readonly count: number;
}

/** Dates have the resolution of a day: a stage that ends on the day it begins is taken to last half of it [days]. */
const WITHIN_ONE_DAY = 0.5;

/**
 * The stays in one stage as seen through a window [from, to): stages over before it are not seen, stages already running enter
 * late, stages running at its end are censored there. Equal observations are merged.
 *
 * @param stage index in the ladder
 * @param from day since 1970-01-01
 * @param to day since 1970-01-01, after `from`; the histories must reach at least that far
 * @throws RangeError when the window is empty
 */
export function durationsInWindow(spells: readonly Spell[], stage: number, from: number, to: number): StageDuration[] {
  if (!(from < to)) throw new RangeError(`durationsInWindow: expected from < to [days], found ${from} and ${to}`);
  const durations = spells
    .filter((spell) => spell.stage === stage && spell.entry < to && (spell.exit > from || spell.entry >= from))
    .map((spell): StageDuration => {
      const entry = Math.max(0, from - spell.entry);
      if (spell.exit >= to) return { entry, exit: to - spell.entry, kind: 'censored', count: 1 };
      return { entry, exit: Math.max(spell.exit - spell.entry, WITHIN_ONE_DAY), kind: spell.kind, count: 1 };
    });
  return merged(durations);
}

function merged(durations: readonly StageDuration[]): StageDuration[] {
  const groups = new Map<string, StageDuration>();
  for (const duration of durations) {
    const key = `${duration.kind} ${duration.entry} ${duration.exit}`;
    groups.set(key, { ...duration, count: (groups.get(key)?.count ?? 0) + duration.count });
  }
  return [...groups.values()];
}

/** Number of stays observed. */
export function numberOf(durations: readonly StageDuration[], kind?: ExitKind): number {
  return durations.reduce((sum, duration) => sum + (kind === undefined || duration.kind === kind ? duration.count : 0), 0);
}
