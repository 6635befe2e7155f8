import { describe, expect, it } from 'vitest';
import { dayNumber } from '../../src/calibration/civil-date.js';
import { lineChart } from '../../src/calibration/held-out-chart.js';
import { estimateLaws } from '../../src/calibration/held-out-laws.js';
import { followCases } from '../../src/calibration/case-history.js';
import { meanScore, realMeasures, scoreMechanism, scoreRuns, type HeldOutStudy } from '../../src/calibration/held-out-validation.js';
import { exponential, simulatedLadder, simulatedLog } from './simulated-log.js';

const all = (): string => '';
const days = dayNumber('2006-01-01') - dayNumber('2001-01-01');
const log = simulatedLog(5, 6000, days, { climbing: 0.4, climbs: exponential(100), closes: exponential(200) })
  .map((event) => ({ ...event, day: event.day + dayNumber('2001-01-01') }));
const study: HeldOutStudy = { log, ladder: simulatedLadder, groups: { half: ({ half }: Readonly<Record<string, string | undefined>>) => half ?? 'whole' }, first: 2001 };
const laws = { hazards: 'fitted', groupings: [all], fewest: 40, halfLife: Infinity } as const;
const free = { hazards: 'free', groupings: [all], fewest: 40, halfLife: Infinity } as const;

describe('a mechanism judged by later years', () => {
  it('forecasts a steady procedure within a few per cent from the Aalen-Johansen estimate', () => {
    const score = scoreMechanism(study, free, 2003, 2005);
    expect(score.open.all).toBeLessThan(0.05);
    expect(score.entered).toBeLessThan(0.05);
    expect(score.yearly).toHaveLength(2);
    expect(score.open.byGroup['half']).toBeCloseTo(score.open.all, 12);
  });

  it('scores less the less its hazards are those of the cases', () => {
    // Until the end of 2003 cases close six times as slowly.
    const turn = dayNumber('2004-01-01');
    const slow = simulatedLog(6, 6000, days, { climbing: 0.4, climbs: exponential(100), closes: exponential(1200) })
      .map((event) => ({ ...event, caseId: `slow ${event.caseId}`, day: event.day + dayNumber('2001-01-01') }));
    const begun = new Set(log.filter(({ day }) => day < turn).map(({ caseId }) => caseId));
    const turned = { ...study, log: [...slow.filter(({ day }) => day < turn), ...log.filter(({ caseId }) => !begun.has(caseId))] };
    const own = scoreMechanism(study, free, 2003, 2005);
    const misled = scoreMechanism(turned, free, 2003, 2005);
    expect(misled.open.all).toBeGreaterThan(2 * own.open.all);
    expect(misled.logScore ?? 0).toBeLessThan(own.logScore ?? 0);
  });

  it('uses nothing after the origin for its laws', () => {
    const until = dayNumber('2004-01-01');
    const seen = followCases(log, simulatedLadder, until).spells;
    const early = followCases(log.filter(({ day }) => day < until), simulatedLadder, until).spells;
    const fitOf = (spells: typeof seen): unknown => estimateLaws(spells, 2, laws, { first: 2001, last: 2003 })({})[0].fit;
    expect(fitOf(seen)).toEqual(fitOf(early));
  });

  it('takes the laws of a coarser group where a fine one has too few exits', () => {
    const until = dayNumber('2004-01-01');
    const spells = followCases(log, simulatedLadder, until).spells.map((spell, index) => ({ ...spell, attributes: { rare: String(index < 30) } }));
    const lawsOf = estimateLaws(spells, 2, { ...laws, groupings: [({ rare }) => rare, all] }, { first: 2001, last: 2003 });
    expect([lawsOf({ rare: 'true' })[0].grouping, lawsOf({ rare: 'false' })[0].grouping]).toEqual([1, 0]);
  });

  it('and runs are judged alike: a run that is reality has no error, one with half as many open cases more a half', () => {
    const { measures } = realMeasures(study, { first: 2004, last: 2005 });
    expect(scoreRuns(study, [measures], 2003, 2005).open.all).toBe(0);
    const more = measures.map((one) => (one.measure === 'open' ? { ...one, value: 1.5 * (one.value ?? 0) } : one));
    expect(scoreRuns(study, [more], 2003, 2005)).toMatchObject({ open: { all: expect.closeTo(0.5, 12) as number }, entered: 0 });
  });

  it('has the mean of its scores over origins', () => {
    const one = { origin: 2003, last: 2005, open: { all: 0.1, byGroup: { half: 0.2 } }, entered: 0.3, yearly: [0.1, -0.1], logScore: -3 };
    expect(meanScore([one, { ...one, open: { all: 0.3, byGroup: { half: 0.4 } }, logScore: -4 }])).toEqual({
      open: { all: expect.closeTo(0.2, 12) as number, byGroup: { half: expect.closeTo(0.3, 12) as number } }, entered: 0.3, yearly: [0.1, -0.1, 0.1, -0.1], logScore: -3.5,
    });
  });
});

describe('a line chart', () => {
  const chart = { title: 'Open < all', labels: ['2001', '2002'], quantity: 'cases', series: [{ name: 'real', colour: '#000', values: [10, undefined] }] };

  it('is well-formed and escapes its text', () => {
    const svg = lineChart(chart);
    expect(svg.startsWith('<svg ')).toBe(true);
    expect(svg).toContain('Open &lt; all');
    expect(svg).not.toContain('NaN');
  });

  it('has a value or none for every label, and something to draw', () => {
    expect(() => lineChart({ ...chart, labels: ['2001'] })).toThrow(/expected 1 values of "real", found 2/);
    expect(() => lineChart({ ...chart, series: [{ name: 'real', colour: '#000', values: [0, undefined] }] })).toThrow(RangeError);
  });
});
