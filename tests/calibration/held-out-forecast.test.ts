import { describe, expect, it } from 'vitest';
import { followCases } from '../../src/calibration/case-history.js';
import { dayNumber } from '../../src/calibration/civil-date.js';
import { awaitedCases, compareForecast, forecastCases } from '../../src/calibration/held-out-forecast.js';
import { logScore } from '../../src/calibration/held-out-likelihood.js';
import { recencyWeight, staysByYear } from '../../src/calibration/held-out-stays.js';
import { tracedHistories } from '../../src/calibration/held-out-trace.js';
import { ladderOutlook } from '../../src/calibration/semi-markov-outlook.js';

// Each day 1/2 closes in either of two stages; in the first one nobody closes and 1/4 climbs.
const ladder = [{ climbs: Float64Array.of(0.25), closes: Float64Array.of(0) }, { climbs: Float64Array.of(0), closes: Float64Array.of(0.5) }];
const turn = dayNumber('2009-01-01');
const yearEnd = dayNumber('2010-01-01');
const plan = { stages: ['first', 'second'], groups: { place: ({ place }: Readonly<Record<string, string>>) => place }, from: turn, years: { first: 2009, last: 2009 } };
const outlook = ladderOutlook(ladder, 365);

describe('the forecast of cases', () => {
  it('begins with what is open and goes on with what arrives', () => {
    const log = [
      { caseId: 'a', day: turn - 5, activity: 'first' }, { caseId: 'b', day: turn - 9, activity: 'first' }, { caseId: 'b', day: turn - 1, activity: 'end' },
      { caseId: 'c', day: turn + 3, activity: 'second' },
    ].map((event, index) => ({ ...event, line: index + 2, attributes: {} }));
    const study = { stages: ['first', 'second'], endings: ['end'], ignored: [] };
    const cases = awaitedCases(followCases(log, study, turn), followCases(log, study, yearEnd), turn);
    expect(cases).toEqual([{ stage: 0, day: turn - 5, attributes: {} }, { stage: 1, day: turn + 3, attributes: {} }]);
  });

  it('adds up probabilities and the variance of independent cases', () => {
    // Two days before the end of the year two cases arrive in the second stage: open with probability 1/4 each.
    const arriving = { stage: 1, day: yearEnd - 2, attributes: { place: 'north' } };
    const counts = forecastCases([arriving, arriving], () => outlook, plan);
    const open = counts.find(({ measure, group }) => measure === 'open' && group === 'place: north');
    expect(open?.value).toBeCloseTo(0.5, 12);
    expect(open?.variance).toBeCloseTo(2 * (1 / 4) * (3 / 4), 12);
    expect(counts.find(({ measure, group }) => measure === 'closed' && group === 'all')?.value).toBeCloseTo(1.5, 12);
    expect(counts.find(({ measure, group, detail }) => measure === 'entered' && group === 'all' && detail === 'second')?.value).toBe(2);
  });

  it('does not count as entered what the stock had entered before', () => {
    const counts = forecastCases([{ stage: 0, day: turn - 10, attributes: { place: 'south' } }], () => outlook, plan);
    expect(counts.some(({ measure, detail }) => measure === 'entered' && detail === 'first')).toBe(false);
    expect(counts.find(({ measure, group, detail }) => measure === 'entered' && group === 'all' && detail === 'second')?.value).toBeCloseTo(1, 6);
  });

  it('is put beside the real numbers with the interval of a sum of indicators', () => {
    const real = [{ measure: 'open', group: 'all', period: '2009', detail: '', value: 90 }] as const;
    const [row] = compareForecast(real, [{ ...real[0], value: 100, variance: 25 }], 0.95);
    // 100 -+ 1.959964 x 5
    expect(row.low).toBeCloseTo(90.2002, 4);
    expect([row.error, row.inside]).toEqual([10, false]);
    expect(compareForecast(real, [], 0.95)[0].simulated).toBe(0);
  });
});

describe('the logarithmic score of later stays', () => {
  const hazards = { climbs: Float64Array.of(0.02), closes: Float64Array.of(0.08) };

  it('is the logarithm of the probability of what happened, in months of age', () => {
    // Lasting beyond day 3; closing within the days 30 ... 59 having reached day 40: only the days 40 ... 59 are left.
    expect(logScore(hazards, [{ entry: 0, exit: 3, kind: 'censored', count: 2 }])).toEqual({ sum: expect.closeTo(2 * 4 * Math.log(0.9), 10) as number, exits: 0 });
    const { sum, exits } = logScore(hazards, [{ entry: 39.5, exit: 45, kind: 'closes', count: 1 }]);
    expect(sum).toBeCloseTo(Math.log(0.8 * (1 - Math.pow(0.9, 20))), 10);
    expect(exits).toBe(1);
  });

  it('does not fall without bounds for what was thought impossible', () => {
    expect(logScore({ climbs: Float64Array.of(0), closes: Float64Array.of(0.1) }, [{ entry: 0, exit: 5, kind: 'climbs', count: 1 }]).sum).toBeCloseTo(Math.log(1e-4), 12);
  });
});

describe('stays cut at the turns of the years', () => {
  const spell = { caseId: 'a', stage: 0, entry: dayNumber('2007-12-22'), exit: dayNumber('2009-01-01'), kind: 'closes' as const, attributes: {} };

  it('keep all their time and their exit once, with the weight of each year', () => {
    const pieces = staysByYear([spell], 0, dayNumber('2007-01-01'), dayNumber('2010-01-01'), (year) => recencyWeight(2009 - year, 1));
    expect(pieces).toEqual([
      { entry: 0, exit: 9.5, kind: 'censored', count: 0.25 },
      { entry: 9.5, exit: 375.5, kind: 'censored', count: 0.5 },
      { entry: 375.5, exit: 376, kind: 'closes', count: 1 },
    ]);
  });

  it('leave out years without weight', () => {
    expect(staysByYear([spell], 0, dayNumber('2007-01-01'), dayNumber('2010-01-01'), (year) => Number(year === 2008))).toHaveLength(1);
    expect(recencyWeight(4, 2)).toBeCloseTo(0.25, 12);
    expect(recencyWeight(4, Infinity)).toBe(1);
  });
});

describe('histories from the trace of a run', () => {
  const tracePlan = { start: 100, until: 150, stageOf: (organisation: string) => Number(organisation), attributesOf: (subject: string) => ({ subject }) };
  const receive = (time: number, subject: string, organisation: string): { time: number; kind: string; subject: string; organisation: string } =>
    ({ time, kind: 'receive', subject, organisation });

  it('have the stages of each case, in whole days', () => {
    const { spells, episodes } = tracedHistories([
      receive(0, 'a', '0'), { ...receive(0, 'a', '0'), kind: 'begin' }, receive(5, 'b', '1'), receive(10.4, 'a', '1'), { ...receive(20.6, 'a', '0'), kind: 'end' },
    ], tracePlan);
    expect(spells).toEqual([
      { caseId: 'a', stage: 0, entry: 100, exit: 110, kind: 'climbs', attributes: { subject: 'a' } },
      { caseId: 'a', stage: 1, entry: 110, exit: 121, kind: 'closes', attributes: { subject: 'a' } },
      { caseId: 'b', stage: 1, entry: 105, exit: 150, kind: 'censored', attributes: { subject: 'b' } },
    ]);
    expect(episodes).toEqual([
      { caseId: 'a', ordinal: 1, stage: 0, entry: 100, exit: 121, attributes: { subject: 'a' } },
      { caseId: 'b', ordinal: 1, stage: 1, entry: 105, attributes: { subject: 'b' } },
    ]);
  });

  it('do not look beyond their end, and miss no beginning', () => {
    expect(tracedHistories([receive(0, 'a', '0'), { ...receive(50, 'a', '0'), kind: 'end' }], tracePlan).episodes[0].exit).toBeUndefined();
    expect(() => tracedHistories([{ ...receive(1, 'x', '0'), kind: 'end' }], tracePlan)).toThrow(/"x"/);
  });
});
