import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BinnedSurvival } from '../../src/statistics/binned-survival.js';
import { kaplanMeier, medianSurvival, restrictedMean, type SurvivalTime } from '../../src/statistics/kaplan-meier.js';
import { createStream } from '../../src/random/stream.js';
import { makeLaw } from '../../src/random/make-law.js';

/** Longer than anything observed: how a curve of known times is told what never ends. */
const NEVER = 1e8;

function binned(records: readonly SurvivalTime[]): BinnedSurvival {
  const survival = new BinnedSurvival();
  for (const { time, observed } of records) {
    if (observed) survival.addEnded(time);
    else if (time === NEVER) survival.addNever();
    else survival.addRunning(time);
  }
  return survival;
}

function expectWithinOnePercent(actual: number | undefined, expected: number | undefined): void {
  if (expected === undefined || actual === undefined) expect(actual).toBe(expected);
  else expect(Math.abs(actual - expected)).toBeLessThanOrEqual(0.01 * expected + 1e-6);
}

describe('survival in bins', () => {
  // Times further apart than a bin: the bins then hold exactly what Kaplan and Meier's steps hold.
  const times = fc.array(
    fc.oneof(
      fc.record({ time: fc.integer({ min: 0, max: 60 }), observed: fc.boolean() }),
      fc.constant({ time: NEVER, observed: false }),
    ),
    { minLength: 1, maxLength: 40 },
  );

  it('gives the median of Kaplan and Meier within 1 %, or none where they give none', () => {
    fc.assert(
      fc.property(times, (records) => expectWithinOnePercent(binned(records).median(), medianSurvival(kaplanMeier(records)))),
      { seed: 1, numRuns: 1000 },
    );
  });

  it('gives their restricted mean within 1 % wherever they give one', () => {
    fc.assert(
      fc.property(times, fc.double({ min: 0.5, max: 100, noNaN: true }), (records, limit) => {
        const exact = restrictedMean(kaplanMeier(records), limit)?.mean;
        if (exact !== undefined) expectWithinOnePercent(binned(records).restrictedMean(limit), exact);
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  it('gives the share that ends within a limit and the mean of those, without what never ends', () => {
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 70 }), (records, whole) => {
        const limit = whole + 0.5;
        const observed = records.filter(({ observed: ended, time }) => ended || time === NEVER);
        const ended = observed.filter(({ observed: has, time }) => has && time < limit).map(({ time }) => time);
        const survival = binned(observed);
        if (observed.length === 0) expect(survival.endedShare(limit)).toBeUndefined();
        else expect(survival.endedShare(limit)).toBeCloseTo(ended.length / observed.length, 9);
        if (ended.length === 0) expect(survival.meanOfEnded(limit)).toBeUndefined();
        else expectWithinOnePercent(survival.meanOfEnded(limit), ended.reduce((sum, time) => sum + time, 0) / ended.length);
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  it('weighs the ended by the curve of Kaplan and Meier where some are censored', () => {
    // At 1 one of four ends, at 2 one is censored, at 3 one of two: F is 1/4 and then 1 - 3/4 x 1/2 = 5/8.
    const survival = new BinnedSurvival();
    survival.addEnded(1);
    survival.addRunning(2);
    survival.addEnded(3);
    survival.addNever();
    expect(survival.endedShare(10)).toBeCloseTo(5 / 8, 12);
    expectWithinOnePercent(survival.meanOfEnded(10), (1 * (1 / 4) + 3 * (3 / 8)) / (5 / 8));
  });

  it('is exact where all durations are the same', () => {
    for (const duration of [33, 30, 1.3, 0.5, 0.001]) {
      const survival = new BinnedSurvival();
      for (let i = 0; i < 7; i++) survival.addEnded(duration);
      expect(survival.restrictedMean(100)).toBeCloseTo(duration, 12);
      expect(survival.meanOfEnded(100)).toBeCloseTo(duration, 12);
      expect(survival.median()).toBeCloseTo(duration, 12);
    }
  });

  it('comes as near for random durations of which many are censored', () => {
    const stream = createStream('1', 0, 'durations');
    const laws = [
      makeLaw({ law: 'exponential', mean: 20 }),
      makeLaw({ law: 'lognormal', mean: 20, cv: 2 }),
      makeLaw({ law: 'gamma', mean: 0.01, cv: 0.5 }),
      makeLaw({ law: 'uniform', min: 0, max: 1e5 }),
    ];
    for (const law of laws) {
      for (const censoring of [0.7, 2, 10]) {
        const records = Array.from({ length: 2000 }, () => {
          const time = law.sample(stream);
          const observation = censoring * law.mean * stream.next();
          return { time: Math.min(time, observation), observed: time <= observation };
        });
        const survival = binned(records);
        const curve = kaplanMeier(records);
        expectWithinOnePercent(survival.median(), medianSurvival(curve));
        const limit = 0.6 * censoring * law.mean;
        const exact = restrictedMean(curve, limit)?.mean;
        expect(exact).toBeDefined();
        expectWithinOnePercent(survival.restrictedMean(limit), exact);
      }
    }
  });

  it('puts the median in the middle of a stretch on which survival is exactly one half', () => {
    const records = [1, 2, 4, 8].map((time) => ({ time, observed: true }));
    expectWithinOnePercent(binned(records).median(), 3);
  });

  it('finds other quantiles by the same rule', () => {
    const survival = binned([10, 20, 30, 40, 50, 60, 70, 80, 90, 100].map((time) => ({ time, observed: true })));
    expectWithinOnePercent(survival.quantile(0.75), 80);
    expectWithinOnePercent(survival.quantile(0.2), 25);
    expectWithinOnePercent(survival.quantile(0.9), 95);
  });

  it('takes the curve as level where nothing is known any more', () => {
    const survival = binned([{ time: 2, observed: true }, { time: 4, observed: false }]);
    // 1 until 2, one half until 10.
    expectWithinOnePercent(survival.restrictedMean(10), 2 + 8 / 2);
  });

  it('counts what never ends as at risk for ever', () => {
    const survival = new BinnedSurvival();
    survival.addEnded(1);
    survival.addNever();
    survival.addNever();
    expect(survival.median()).toBeUndefined();
    expectWithinOnePercent(survival.quantile(0.3), 1);
    expectWithinOnePercent(survival.restrictedMean(4), 1 + (3 * 2) / 3);
    expect(survival.count).toBe(3);
  });

  it('holds durations of nothing, and enormous ones', () => {
    const survival = binned([{ time: 0, observed: true }, { time: 0, observed: true }, { time: 1e12, observed: true }]);
    expect(survival.median()).toBe(0);
    expect(survival.restrictedMean(3)).toBeCloseTo(1, 12);
  });

  it('knows nothing without data, and forgets', () => {
    const survival = new BinnedSurvival();
    expect(survival.median()).toBeUndefined();
    expect(survival.restrictedMean(5)).toBeUndefined();
    survival.addEnded(3);
    survival.reset();
    expect([survival.count, survival.median(), survival.restrictedMean(5)]).toEqual([0, undefined, undefined]);
  });

  it('refuses durations below zero, shares that are none and impossible limits', () => {
    const survival = new BinnedSurvival();
    for (const bad of [-1, NaN]) {
      expect(() => survival.addEnded(bad)).toThrow(RangeError);
      expect(() => survival.addRunning(bad)).toThrow(RangeError);
    }
    for (const bad of [0, 1, -0.5, NaN]) expect(() => survival.quantile(bad)).toThrow(/share between 0 and 1/);
    for (const bad of [0, -1, Infinity, NaN]) expect(() => survival.restrictedMean(bad)).toThrow(/finite limit > 0/);
    expect(survival.count).toBe(0);
  });
});
