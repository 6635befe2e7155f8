import { describe, expect, it } from 'vitest';
import { durationLaw } from '../../src/calibration/duration-law.js';
import { hazardsOfMixture, hazardsOfStays } from '../../src/calibration/semi-markov.js';
import { ladderOutlook } from '../../src/calibration/semi-markov-outlook.js';
import type { StageDuration } from '../../src/calibration/stage-duration.js';

const stay = (exit: number, kind: StageDuration['kind'], count: number, entry = 0): StageDuration => ({ entry, exit, kind, count });

describe('hazards of a stage', () => {
  it('are exits over stays at risk, by age', () => {
    // 100 at risk on day 2, 25 close; 75 on day 3, 15 climb and 30 close; the other 30 are censored on day 4.
    const { climbs, closes } = hazardsOfStays([stay(2, 'closes', 25), stay(3, 'climbs', 15), stay(3, 'closes', 30), stay(4, 'censored', 30)], 20);
    expect([...climbs].slice(0, 4)).toEqual([0, 0, 0, expect.closeTo(0.2, 12)]);
    expect([...closes].slice(0, 4)).toEqual([0, 0, expect.closeTo(0.25, 12), expect.closeTo(0.4, 12)]);
  });

  it('count stays that come under observation late from the day after', () => {
    // On day 2 only the 10 seen from the beginning are at risk, on day 5 also the 20 seen from day 3 on.
    const { closes } = hazardsOfStays([stay(2, 'closes', 5), stay(5, 'closes', 5), stay(5, 'closes', 15, 3), stay(6, 'censored', 5, 3)], 1);
    expect(closes[2]).toBeCloseTo(5 / 10, 12);
    expect(closes[5]).toBeCloseTo(20 / 25, 12);
  });

  it('are constant once too few are at risk: exits over days at risk', () => {
    // From day 3 on 10 stays remain: 4 close on day 5, 2 climb on day 7, 4 are censored on day 10: 4 x 3 + 2 x 5 + 4 x 8 = 54 days.
    const { climbs, closes } = hazardsOfStays([stay(2, 'closes', 40), stay(5, 'closes', 4), stay(7, 'climbs', 2), stay(10, 'censored', 4)], 20);
    expect(closes).toHaveLength(4);
    expect(closes[2]).toBeCloseTo(40 / 50, 12);
    expect(closes[3]).toBeCloseTo(4 / 54, 12);
    expect(climbs[3]).toBeCloseTo(2 / 54, 12);
  });

  it('of laws leave the share that the laws say', () => {
    const hazards = hazardsOfMixture({ climbing: 0.3, climbs: durationLaw('exponential', 20, 1), closes: durationLaw('exponential', 50, 1) }, 200);
    const outlook = ladderOutlook([hazards], 100);
    // Half a day is the resolution of dates: after 40 days 40.5 - 1 days have passed through their middle.
    expect(outlook.open(0, 0, 40)).toBeCloseTo(0.3 * Math.exp(-39.5 / 20) + 0.7 * Math.exp(-39.5 / 50), 10);
  });

  it('are not made of nothing', () => {
    expect(() => hazardsOfStays([], 20)).toThrow(RangeError);
    expect(() => hazardsOfMixture({ climbing: 0, closes: durationLaw('exponential', 1, 1) }, 0)).toThrow(RangeError);
  });
});

describe('the outlook of a case in a ladder of two stages', () => {
  // On every day 1/4 climbs and 1/4 closes in the first stage; half closes in the second.
  const ladder = [{ climbs: Float64Array.of(0.25), closes: Float64Array.of(0.25) }, { climbs: Float64Array.of(0), closes: Float64Array.of(0.5) }];
  const outlook = ladderOutlook(ladder, 10);

  it('adds those still in the stage and those in the one above', () => {
    // After 2 days: 1/4 still there; climbed on the first day 1/4, of which half is left; climbed on the second 1/8, which the
    // second stage has had one day to close: half of the first after two days in all is (1/4)(1/2)^1... day by day:
    // climbed at age 0: 1/4 with 2 days in the second stage, (1/2)^2; climbed at age 1: 1/8 with 1 day, 1/2.
    expect(outlook.open(0, 0, 0)).toBe(1);
    expect(outlook.open(0, 0, 1)).toBeCloseTo(1 / 2 + (1 / 4) * (1 / 2), 12);
    expect(outlook.open(0, 0, 2)).toBeCloseTo(1 / 4 + (1 / 4) * (1 / 4) + (1 / 8) * (1 / 2), 12);
  });

  it('tells who has entered the stage above', () => {
    expect(outlook.entered(0, 0, 1, 0)).toBe(0);
    expect(outlook.entered(0, 0, 1, 3)).toBeCloseTo(1 / 4 + 1 / 8 + 1 / 16, 12);
    expect(outlook.entered(1, 0, 1, 3)).toBe(1);
    expect(outlook.entered(1, 0, 0, 3)).toBe(0);
  });

  it('does not depend on the age where hazards are constant', () => {
    expect(outlook.open(0, 5, 2)).toBeCloseTo(outlook.open(0, 0, 2), 12);
    expect(outlook.entered(0, 5, 1, 3)).toBeCloseTo(outlook.entered(0, 0, 1, 3), 12);
  });

  it('goes on from the age the case has', () => {
    // Nobody leaves before age 3; at age 3 everybody closes.
    const late = ladderOutlook([{ climbs: Float64Array.of(0, 0, 0, 0), closes: Float64Array.of(0, 0, 0, 1) }], 10);
    expect([late.open(0, 0, 3), late.open(0, 0, 4), late.open(0, 2, 1), late.open(0, 2, 2)]).toEqual([1, 0, 1, 0]);
  });

  it('does not look further than it was asked to', () => {
    expect(() => outlook.open(0, 0, 11)).toThrow(RangeError);
    expect(() => outlook.entered(0, 0, 1, 0.5)).toThrow(RangeError);
  });
});
