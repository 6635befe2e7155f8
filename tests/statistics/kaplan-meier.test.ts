import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kaplanMeier, medianSurvival, restrictedMean, survivalAt, type SurvivalTime } from '../../src/statistics/kaplan-meier.js';
import { exponentialSource, shareOf } from './random-sample.js';

function records(times: readonly number[], events: readonly number[], entries?: readonly number[]): SurvivalTime[] {
  return times.map((time, i) => ({ time, observed: events[i] === 1, ...(entries && { entry: entries[i] }) }));
}

function allObserved(times: readonly number[]): SurvivalTime[] {
  return times.map((time) => ({ time, observed: true }));
}

// R 4.2.2 with survival 3.5.3: s <- summary(survfit(Surv(time, status) ~ 1), rmean = tau), of which s$time, s$n.risk, s$n.event,
// s$surv and, from s$table, median, rmean and se(rmean); with delayed entry Surv(entry, time, status).
const CASES = [
  {
    name: 'acute myelogenous leukaemia, maintained (survival::aml)',
    data: records([9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161], [1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0]),
    time: [9, 13, 18, 23, 31, 34, 48],
    atRisk: [11, 10, 8, 7, 5, 4, 2],
    events: [1, 1, 1, 1, 1, 1, 1],
    survival: [
      0.9090909090909091, 0.8181818181818181, 0.7159090909090908, 0.6136363636363635, 0.4909090909090909, 0.3681818181818182,
      0.1840909090909091,
    ],
    median: 31,
    restricted: [
      [20, 18.15909090909091, 1.066831945563654],
      [40, 28.89772727272727, 3.4675776788916],
      [48, 31.84318181818182, 4.527884711750491],
      [150, 50.62045454545454, 18.17859626443894],
    ],
  },
  {
    name: 'acute myelogenous leukaemia, not maintained (survival::aml), with ties and down to 0',
    data: records([5, 5, 8, 8, 12, 16, 23, 27, 30, 33, 43, 45], [1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1]),
    time: [5, 8, 12, 23, 27, 30, 33, 43, 45],
    atRisk: [12, 10, 8, 6, 5, 4, 3, 2, 1],
    events: [2, 2, 1, 1, 1, 1, 1, 1, 1],
    survival: [
      0.8333333333333334, 0.6666666666666667, 0.5833333333333334, 0.4861111111111112, 0.388888888888889, 0.2916666666666667,
      0.1944444444444445, 0.09722222222222224, 0,
    ],
    median: 23,
    restricted: [
      [20, 14.83333333333333, 1.828908802375725],
      [45, 22.70833333333334, 4.180941981033154],
      [60, 22.70833333333334, 4.180941981033154],
    ],
  },
  {
    name: 'delayed entry',
    data: records([3, 5, 5, 7, 4, 9, 11, 8, 12, 10], [1, 0, 1, 1, 1, 0, 1, 1, 0, 1], [0, 0, 1, 2, 2, 4, 3, 5, 0, 6]),
    time: [3, 4, 5, 7, 8, 10, 11],
    atRisk: [6, 6, 6, 6, 5, 3, 2],
    events: [1, 1, 1, 1, 1, 1, 1],
    survival: [
      0.8333333333333334, 0.6944444444444445, 0.5787037037037038, 0.4822530864197532, 0.3858024691358026, 0.2572016460905351,
      0.1286008230452675,
    ],
    median: 7,
    restricted: [
      [6, 5.106481481481482, 0.4616300255846256],
      [10, 6.939043209876544, 1.055792237260684],
      [12, 7.324845679012347, 1.216671718909043],
    ],
  },
];

describe.each(CASES)('Kaplan and Meier\'s estimate: $name', ({ data, time, atRisk, events, survival, median, restricted }) => {
  const curve = kaplanMeier(data);

  it('has the steps of R', () => {
    expect(curve.n).toBe(data.length);
    expect(curve.steps.map((step) => step.time)).toEqual(time);
    expect(curve.steps.map((step) => step.atRisk)).toEqual(atRisk);
    expect(curve.steps.map((step) => step.events)).toEqual(events);
    curve.steps.forEach((step, i) => expect(step.survival).toBeCloseTo(survival[i], 13));
  });

  it('has the median of R', () => expect(medianSurvival(curve)).toBe(median));

  it.each(restricted)('has the restricted mean to %f of R with its standard error', (tau, mean, standardError) => {
    expect(restrictedMean(curve, tau)?.mean).toBeCloseTo(mean, 12);
    expect(restrictedMean(curve, tau)?.standardError).toBeCloseTo(standardError, 12);
  });

  it('does not depend on the order of the records', () => expect(kaplanMeier([...data].reverse())).toEqual(curve));
});

describe('kaplanMeier', () => {
  it('is the share of longer durations where nothing is censored', () =>
    fc.assert(
      fc.property(fc.array(fc.nat(20), { minLength: 1, maxLength: 30 }), fc.nat(25), (times, time) => {
        const longer = times.filter((x) => x > time).length / times.length;
        expect(survivalAt(kaplanMeier(allObserved(times)), time)).toBeCloseTo(longer, 12);
      }),
      { seed: 20 },
    ));

  it('counts events at duration 0', () =>
    expect(kaplanMeier(records([0, 1, 2], [1, 1, 0])).steps.map((step) => step.survival)).toEqual([2 / 3, 2 / 3 * 0.5]));

  it('puts events before censorings at the same time', () =>
    expect(kaplanMeier(records([1, 1], [0, 1])).steps).toEqual([{ time: 1, atRisk: 2, events: 1, survival: 0.5 }]));

  it('has no steps where everything is censored', () => expect(kaplanMeier(records([1, 2], [0, 0])).steps).toEqual([]));

  it('refuses no records and times that make no sense', () => {
    expect(() => kaplanMeier([])).toThrow(/at least 1 record/);
    expect(() => kaplanMeier([{ time: -1, observed: true }])).toThrow(/finite time >= 0, found -1 in record 0/);
    expect(() => kaplanMeier([{ time: NaN, observed: true }])).toThrow(/found NaN in record 0/);
    expect(() => kaplanMeier([{ time: 2, observed: true, entry: 2 }])).toThrow(/0 <= entry < time = 2, found entry 2 in record 0/);
    expect(() => kaplanMeier([{ time: 2, observed: true, entry: -1 }])).toThrow(/found entry -1/);
  });
});

describe('survivalAt', () => {
  const curve = kaplanMeier(records([1, 2, 3], [1, 1, 0]));

  it('is a step function, continuous from the right', () =>
    expect([0, 0.99, 1, 1.5, 2, 3].map((time) => survivalAt(curve, time))).toEqual([1, 1, 2 / 3, 2 / 3, 2 / 3 * 0.5, 2 / 3 * 0.5]));

  it('is unknown beyond the longest observation unless it has reached 0', () => {
    expect(survivalAt(curve, 3.1)).toBeUndefined();
    expect(survivalAt(kaplanMeier(allObserved([1, 2])), 100)).toBe(0);
  });

  it('refuses a negative time', () => expect(() => survivalAt(curve, -1)).toThrow(/time >= 0, found -1/));
});

describe('medianSurvival', () => {
  // R 4.2.2, print(survfit(...)): 2.5, and 3 for the second.
  it('is the middle of the stretch where survival is one half', () => {
    expect(medianSurvival(kaplanMeier(allObserved([1, 2, 3, 4])))).toBe(2.5);
    expect(medianSurvival(kaplanMeier(records([1, 2, 3, 4], [1, 1, 0, 1])))).toBe(3);
  });

  // R 4.2.2, print(survfit(...)): 2
  it('is the beginning of that stretch where it does not end', () =>
    expect(medianSurvival(kaplanMeier(records([1, 2, 3, 4], [1, 1, 0, 0])))).toBe(2));

  it('does not mistake rounding for a difference from one half', () => {
    const medianOfFirst = (n: number): number | undefined => medianSurvival(kaplanMeier(allObserved(Array.from({ length: n }, (_, i) => i + 1))));
    expect(medianOfFirst(12)).toBe(6.5);
    expect(medianOfFirst(24)).toBe(12.5);
  });

  it('is undefined when fewer than half have had the event', () =>
    expect(medianSurvival(kaplanMeier(records([1, 2, 3], [1, 0, 0])))).toBeUndefined());
});

describe('restrictedMean', () => {
  it('is the mean of the cut durations where nothing is censored', () => {
    const times = [0.5, 1, 4, 7, 7];
    expect(restrictedMean(kaplanMeier(allObserved(times)), 5)?.mean).toBeCloseTo((0.5 + 1 + 4 + 5 + 5) / 5, 14);
  });

  it('is the horizon before the first event', () =>
    expect(restrictedMean(kaplanMeier(allObserved([3, 4])), 2)).toEqual({ mean: 2, standardError: 0 }));

  it('is undefined beyond what was observed', () => {
    const curve = kaplanMeier(records([1, 3], [1, 0]));
    expect(restrictedMean(curve, 3)).toEqual({ mean: 2, standardError: Math.sqrt(0.5) });
    expect(restrictedMean(curve, 3.01)).toBeUndefined();
  });

  it.each([0, -1, NaN, Infinity])('refuses the horizon %f', (horizon) =>
    expect(() => restrictedMean(kaplanMeier(allObserved([1])), horizon)).toThrow(/finite horizon > 0/));

  // Exponential durations of mean 1 censored at exponential times of mean 2: the mean to 1 is 1 - exp(-1). 1,000 experiments:
  // standard error .0069; [.93, .97] is about 2.9 of them (99.6 %).
  it('covers the true restricted mean under censoring in 93 to 97 % of 1,000 experiments', () => {
    const exponential = exponentialSource(41);
    const covered = shareOf(1000, () => {
      const sample = Array.from({ length: 100 }, () => {
        const [duration, censoring] = [exponential(), 2 * exponential()];
        return { time: Math.min(duration, censoring), observed: duration <= censoring };
      });
      const estimate = restrictedMean(kaplanMeier(sample), 1);
      return estimate !== undefined && Math.abs(estimate.mean - (1 - Math.exp(-1))) <= 1.959963984540054 * estimate.standardError;
    });
    expect(covered).toBeGreaterThanOrEqual(0.93);
    expect(covered).toBeLessThanOrEqual(0.97);
  });
});
