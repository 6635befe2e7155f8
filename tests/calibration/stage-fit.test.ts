import { describe, expect, it } from 'vitest';
import { followCases } from '../../src/calibration/case-history.js';
import { cumulativeIncidence, incidenceAt } from '../../src/calibration/cumulative-incidence.js';
import { DURATION_FAMILIES, type DurationFamily } from '../../src/calibration/duration-law.js';
import { fitLevel } from '../../src/calibration/level-laws.js';
import { durationsInWindow, numberOf, type StageDuration } from '../../src/calibration/stage-duration.js';
import { fitExits, type Estimate } from '../../src/calibration/stage-fit.js';
import { scipySample } from './scipy-sample.js';
import { erlang, exponential, lognormal, simulatedLadder, simulatedLog, type TrueStage } from './simulated-log.js';

const only = (kind: StageDuration['kind']): StageDuration[] => scipySample.filter((duration) => duration.kind === kind);

/** An estimate that must be there, with its standard error. */
function given(estimate: Estimate | undefined): Required<Estimate> {
  if (estimate?.standardError === undefined) throw new Error('expected an estimate with a standard error');
  return { value: estimate.value, standardError: estimate.standardError };
}

function expectEstimate(estimate: Estimate | undefined, value: number, standardError: number): void {
  expect(given(estimate).value / value).toBeCloseTo(1, 4);
  expect(given(estimate).standardError / standardError).toBeCloseTo(1, 3);
}

describe('fitting the exits of a stage', () => {
  // SciPy 1.10.1, minimize(method='Nelder-Mead', xatol=1e-9, fatol=1e-11) restarted twice on the negative log-likelihood of
  // exit-mixture.test.ts; standard errors from its Hessian (central differences, Richardson's extrapolation) and the first-order rule.
  it('finds the maximum of the likelihood and the standard errors that SciPy finds', () => {
    const gamma = fitExits(scipySample, { climbs: 'gamma', closes: 'gamma' });
    expect(gamma.aic).toBeCloseTo(631.8740023278717, 6);
    expectEstimate(gamma.climbing, 0.43702277, 0.075525);
    expectEstimate(gamma.climbs?.mean, 213.78085, 33.5386);
    expectEstimate(gamma.climbs?.cv, 0.57201196, 0.111074);
    expectEstimate(gamma.closes?.mean, 269.67372, 33.5112);
    expectEstimate(gamma.closes?.cv, 0.56275919, 0.0886312);
    const exponentials = fitExits(scipySample, { climbs: 'exponential', closes: 'exponential' });
    expect(exponentials.logLikelihood).toBeCloseTo(-320.1293998359369, 6);
    expectEstimate(exponentials.climbing, 0.44509171, 0.0740311);
    expectEstimate(exponentials.closes?.mean, 247.8622, 52.386);
    expect(exponentials.closes?.cv).toBeUndefined();
  });

  it('has its lowest AIC of nine combinations of families with lognormal for both', () => {
    const fits = DURATION_FAMILIES.flatMap((climbs) => DURATION_FAMILIES.map((closes) => fitExits(scipySample, { climbs, closes }))).sort((a, b) => a.aic - b.aic);
    const [fit, next] = fits;
    expect([fit.climbs?.family, fit.closes?.family]).toEqual(['lognormal', 'lognormal']);
    // SciPy's nine.
    expect(fit.aic).toBeCloseTo(629.4768963251711, 6);
    expect(next.aic).toBeCloseTo(629.995, 2);
    expectEstimate(fit.climbing, 0.44641159, 0.0766877);
    expect(fit.observed).toEqual({ climbs: 20, closes: 25, censored: 15, delayed: 33 });
  });

  it('estimates one exit alone when the other was never seen', () => {
    // Exponential stays without truncation: the mean is the total time divided by the number of exits (Cox and Oakes 1984, sec. 3.2).
    const durations = [...only('closes'), ...only('censored')].map((duration) => ({ ...duration, entry: 0 }));
    const total = durations.reduce((sum, { exit }) => sum + exit, 0);
    const exits = numberOf(durations, 'closes');
    const fit = fitExits(durations, { closes: 'exponential' });
    expect(fit.climbing).toEqual({ value: 0 });
    expect(fit.climbs).toBeUndefined();
    expectEstimate(fit.closes?.mean, total / exits, total / exits / Math.sqrt(exits));
    expect(fitExits(durations.map((one) => (one.kind === 'closes' ? { ...one, kind: 'climbs' as const } : one)), { climbs: 'exponential' }).climbing.value).toBe(1);
  });

  it('refuses a law for an exit that was not seen, and none for one that was', () => {
    expect(() => fitExits(only('closes'), { climbs: 'gamma', closes: 'gamma' })).toThrow(/"climbs".*found 0/);
    expect(() => fitExits(scipySample, { climbs: 'gamma' })).toThrow(/"closes".*found 25/);
  });
});

/** The first stage of the simulated logs, and the five numbers that its estimates should recover. */
const truth: TrueStage = { climbing: 0.4, climbs: lognormal(320, 0.8), closes: erlang(4, 250) };
const trueValues = [0.4, 320, 0.8, 250, 0.5];
const FROM = 1400;
const TO = 2000;

/** A window of 600 days: about a third of the stays enter late and a third are censored. */
function windowOf(seed: number): StageDuration[] {
  const log = simulatedLog(seed, 3000, 3000, truth);
  return durationsInWindow(followCases(log, simulatedLadder, TO).spells, 0, FROM, TO);
}

/** Distances of the five estimates from the truth in standard errors. */
function errorsOf(durations: readonly StageDuration[]): number[] {
  const fit = fitExits(durations, { climbs: 'lognormal', closes: 'gamma' });
  const estimates = [fit.climbing, fit.climbs?.mean, fit.climbs?.cv, fit.closes?.mean, fit.closes?.cv].map(given);
  return estimates.map(({ value, standardError }, i) => (value - trueValues[i]) / standardError);
}

/** Every estimate within 3.5 standard errors (one in 2,000 lies outside), and at least 43 of 50 within 1.96 (fewer: probability .4 %, binomial). */
function recovers(windows: readonly (readonly StageDuration[])[]): boolean {
  const errors = windows.flatMap(errorsOf).map((error) => Math.abs(error));
  return errors.every((error) => error < 3.5) && errors.filter((error) => error < 1.96).length >= 43;
}

const seeds = [11, 12, 13, 14, 15, 16, 17, 18, 19, 20];
const windows = seeds.map(windowOf);
const withoutEntry = windows.map((durations) => durations.map((duration) => ({ ...duration, entry: 0 })));
const withoutCensored = windows.map((durations) => durations.filter(({ kind }) => kind !== 'censored'));

describe('recovering a known truth from simulated logs', () => {
  it('has logs with heavy delayed entry and censoring', () => {
    for (const durations of windows) {
      expect(numberOf(durations.filter(({ entry }) => entry > 0)) / numberOf(durations)).toBeGreaterThan(0.25);
      expect(numberOf(durations, 'censored') / numberOf(durations)).toBeGreaterThan(0.25);
    }
  });

  it('estimates all five parameters within their intervals', () => {
    expect(recovers(windows)).toBe(true);
  });

  it('fails the same check when delayed entry is ignored', () => {
    expect(recovers(withoutEntry)).toBe(false);
  });

  it('fails the same check when censored stays are dropped', () => {
    expect(recovers(withoutCensored)).toBe(false);
  });

  it('has the true probability of having climbed in the Aalen-Johansen estimate too, unless delayed entry or censoring is ignored', () => {
    // P(climbed within 400 days) = .4 * .7482308977 (SciPy 1.10.1: lognorm(s, scale=320*exp(-s*s/2)).cdf(400), s = sqrt(log1p(.64))).
    // One estimate from some 600 stays at risk has a standard error near sqrt(.3 * .7 / 600) = .019, the mean of ten near .006.
    const farFromTruth = (logs: readonly (readonly StageDuration[])[]): number => {
      const within = logs.map((durations) => incidenceAt(cumulativeIncidence(durations), 400).climbs);
      return Math.abs(within.reduce((sum, share) => sum + share, 0) / within.length - 0.4 * 0.7482308977);
    };
    expect(farFromTruth(windows)).toBeLessThan(0.018);
    expect(farFromTruth(withoutEntry)).toBeGreaterThan(0.018);
    expect(farFromTruth(withoutCensored)).toBeGreaterThan(0.018);
  });
});

describe('choosing laws by AIC', () => {
  const draws = { exponential: exponential(300), gamma: erlang(4, 300), lognormal: lognormal(300, 0.7) };
  const pairs: [DurationFamily, DurationFamily][] = [['gamma', 'gamma'], ['gamma', 'lognormal'], ['lognormal', 'gamma'], ['lognormal', 'lognormal']];

  it.each(pairs)('finds %s climbs and %s closings in a large log', (climbs, closes) => {
    const log = simulatedLog(31, 3000, 1500, { climbing: 0.5, climbs: draws[climbs], closes: draws[closes] });
    const fit = fitLevel(durationsInWindow(followCases(log, simulatedLadder, 2000).spells, 0, 0, 2000));
    expect([fit.climbs?.family, fit.closes?.family]).toEqual([climbs, closes]);
  });

  it('keeps an exponential law in most logs, although AIC takes the larger gamma law in 16 % of them', () => {
    // P(chi-squared_1 > 2) = .157; fewer than 6 exponential choices of 10 have probability 1.2 % when each has .843.
    const chosen = seeds.map((seed) => {
      const log = simulatedLog(seed, 600, 1500, { climbing: 0.5, climbs: draws.gamma, closes: draws.exponential });
      const durations = durationsInWindow(followCases(log, simulatedLadder, 4000).spells, 0, 0, 4000);
      const [smaller, larger] = (['exponential', 'gamma'] as const).map((closes) => fitExits(durations, { climbs: 'gamma', closes }));
      return smaller.aic < larger.aic;
    });
    expect(chosen.filter((exponentialChosen) => exponentialChosen).length).toBeGreaterThanOrEqual(6);
  });
});
