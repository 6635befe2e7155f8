import { describe, expect, it } from 'vitest';
import type { ExitKind, Spell } from '../../src/calibration/case-history.js';
import { durationsInWindow, numberOf } from '../../src/calibration/stage-duration.js';

const spell = (entry: number, exit: number, kind: ExitKind, stage = 0): Spell => ({ caseId: 'a', stage, entry, exit, kind, attributes: {} });

describe('a window on the stays in a stage', () => {
  it('sees a stay inside it as it was', () => {
    expect(durationsInWindow([spell(110, 150, 'climbs')], 0, 100, 200)).toEqual([{ entry: 0, exit: 40, kind: 'climbs', count: 1 }]);
  });

  it('lets a stay that is already running enter late, at the age it has reached', () => {
    expect(durationsInWindow([spell(70, 150, 'closes')], 0, 100, 200)).toEqual([{ entry: 30, exit: 80, kind: 'closes', count: 1 }]);
  });

  it('censors a stay that outlasts it, also one that ends on its last day, which is not seen', () => {
    const durations = durationsInWindow([spell(150, 300, 'closes'), spell(160, 200, 'climbs'), spell(60, 400, 'closes')], 0, 100, 200);
    expect(durations.map(({ entry, exit, kind }) => [entry, exit, kind])).toEqual([[0, 50, 'censored'], [0, 40, 'censored'], [40, 140, 'censored']]);
  });

  it('does not see stays that are over before it, begin after it or belong to another stage', () => {
    expect(durationsInWindow([spell(20, 100, 'closes'), spell(200, 230, 'closes'), spell(110, 150, 'closes', 1)], 0, 100, 200)).toEqual([]);
  });

  it('gives half a day to a stay that ends on the day it begins', () => {
    expect(durationsInWindow([spell(100, 100, 'climbs')], 0, 100, 200)).toEqual([{ entry: 0, exit: 0.5, kind: 'climbs', count: 1 }]);
  });

  it('merges equal observations and counts all of them', () => {
    const durations = durationsInWindow([spell(110, 150, 'climbs'), spell(120, 160, 'climbs'), spell(120, 160, 'closes')], 0, 100, 200);
    expect(durations).toHaveLength(2);
    expect([numberOf(durations), numberOf(durations, 'climbs'), numberOf(durations, 'censored')]).toEqual([3, 2, 0]);
  });

  it('refuses an empty window', () => {
    expect(() => durationsInWindow([], 0, 100, 100)).toThrow(RangeError);
  });
});
