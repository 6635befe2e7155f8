import { describe, expect, it } from 'vitest';
import { countArrivals, fitArrivalRates } from '../../src/calibration/arrival-rates.js';
import { dayNumber } from '../../src/calibration/civil-date.js';
import { uniforms } from './simulated-log.js';

const window = { from: dayNumber('2018-01-01'), to: dayNumber('2022-01-01') };
const days = window.to - window.from;

/** Times of a Poisson process with a rate, by thinning. */
function arrivals(seed: number, rate: (time: number) => number, highest: number): number[] {
  const uniform = uniforms(seed);
  const times: number[] = [];
  for (let time = window.from; ;) {
    time -= Math.log(uniform()) / highest;
    if (time >= window.to) return times;
    if (uniform() < rate(time) / highest) times.push(time);
  }
}

const fit = (times: readonly number[]): ReturnType<typeof fitArrivalRates> => fitArrivalRates(countArrivals(times, window, true), true, window);

describe('rates of arrival', () => {
  it('are counted by calendar months, all cases of the window once', () => {
    const counts = countArrivals([window.from, window.from + 30.9, window.from + 31, window.to - 1e-6, window.to], window, true);
    expect(counts).toHaveLength(48);
    expect(counts[0]).toEqual({ from: window.from, to: dayNumber('2018-02-01'), count: 2 });
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(4);
  });

  it('that are constant are found so, n / T with standard error sqrt(n) / T, and no more dispersed than Poisson', () => {
    const times = arrivals(1, () => 2, 2);
    const found = fit(times);
    expect([found.season, found.trend]).toEqual([false, false]);
    expect(found.mean.value).toBeCloseTo(times.length / days, 12);
    expect(found.mean.standardError).toBeCloseTo(Math.sqrt(times.length) / days, 12);
    expect(found.dispersion?.pValue).toBeGreaterThan(0.05);
    expect(found.pieces).toEqual([{ from: window.from, rate: expect.closeTo(times.length / days, 9) as number }]);
  });

  it('with a season and a trend have both, within three standard errors of the truth', () => {
    const summer = (time: number): boolean => [6, 7, 8].includes(new Date(time * 86_400_000).getUTCMonth() + 1);
    const found = fit(arrivals(2, (time) => (summer(time) ? 2 : 4) * Math.exp((0.1 * (time - window.from)) / 365.25), 8));
    expect([found.season, found.trend]).toEqual([true, true]);
    expect(Math.abs((found.growth?.value ?? 0) - (Math.exp(0.1) - 1))).toBeLessThan(3 * (found.growth?.standardError ?? 0));
    // Nine months at 4 and three at 2: their geometric mean is 4 / 2^(1/4).
    found.months.forEach(({ value, standardError = 0 }, i) => expect(Math.abs(value - (i >= 5 && i <= 7 ? 0.5 : 1) * Math.sqrt(Math.sqrt(2)))).toBeLessThan(3.5 * standardError));
    expect(found.pieces).toHaveLength(48);
    expect(found.pieces[6].rate / found.pieces[3].rate).toBeCloseTo(0.5, 0);
  });

  it('that come in bunches of nine are overdispersed nine times, and their standard error is three times as large', () => {
    const bunches = arrivals(3, () => 0.5, 0.5);
    const found = fit(bunches.flatMap((time) => new Array<number>(9).fill(time)));
    expect(found.dispersion?.pValue).toBeLessThan(1e-6);
    const ratio = (found.mean.standardError ?? 0) / (Math.sqrt(9 * bunches.length) / days);
    // 48 months: the dispersion has a standard error of 9 sqrt(2 / 47), season and trend may take some of it.
    expect(ratio).toBeGreaterThan(2.2);
    expect(ratio).toBeLessThan(3.8);
  });

  it('of a short time are counted in twelve parts and have no season', () => {
    const found = fitArrivalRates(countArrivals([1, 2, 3, 4, 5, 6, 7], { from: 0, to: 8 }, false), false, { from: 0, to: 8 });
    expect(found.counts).toHaveLength(12);
    expect(found.candidates.map(({ name }) => name)).toEqual(['constant', 'trend']);
  });
});
