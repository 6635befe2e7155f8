import { describe, expect, it } from 'vitest';
import { fitLevel, fitTimes, proportion } from '../../src/calibration/level-laws.js';
import { numberOf, type StageDuration } from '../../src/calibration/stage-duration.js';
import { erlang, exponential, lognormal, uniforms } from './simulated-log.js';

type Draw = (uniform: () => number) => number;

/** Times with administrative censoring at uniform ages, some seen only from an age on. */
function observed(seed: number, number: number, climbing: number, climbs: Draw, closes: Draw): StageDuration[] {
  const uniform = uniforms(seed);
  return Array.from({ length: number }, (): StageDuration[] => {
    const kind = uniform() < climbing ? 'climbs' : 'closes';
    const exit = (kind === 'climbs' ? climbs : closes)(uniform);
    const entry = uniform() < 0.2 ? uniform() : 0;
    const limit = entry + 2 + 10 * uniform();
    if (exit <= entry) return [];
    return [exit < limit ? { entry, exit, kind, count: 1 } : { entry, exit: limit, kind: 'censored', count: 1 }];
  }).flat();
}

describe('the laws of a level', () => {
  it('are one for both outcomes where time does not depend on what comes of it', () => {
    const fit = fitLevel(observed(1, 4000, 0.3, erlang(3, 3), erlang(3, 3)));
    expect(fit.common).toBe(true);
    expect(fit.climbs).toBe(fit.closes);
    expect(fit.climbs?.family).toBe('gamma');
    expect(Math.abs((fit.climbs?.mean.value ?? 0) - 3)).toBeLessThan(3 * (fit.climbs?.mean.standardError ?? 0));
  });

  it('are two where it does', () => {
    const fit = fitLevel(observed(2, 4000, 0.3, erlang(3, 2), lognormal(4, 0.5)));
    expect(fit.common).toBe(false);
    expect([fit.climbs?.family, fit.closes?.family]).toEqual(['gamma', 'lognormal']);
    expect(fit.candidates[0].name).toBe('gamma to climb, lognormal to close');
  });

  it('have the AIC that the comparison of candidates says, to some thousandths', () => {
    for (const fit of [fitLevel(observed(1, 500, 0.3, erlang(3, 3), erlang(3, 3))), fitLevel(observed(2, 500, 0.3, exponential(2), lognormal(4, 0.5)))]) {
      expect(fit.candidates[0].aic).toBeCloseTo(fit.aic, 2);
      expect(fit.aic).toBeCloseTo(2 * fit.parameters - 2 * fit.logLikelihood, 9);
    }
  });

  // Without censoring the maximum is known: mean n / (sum of rates) and k / n.
  it('of complete exponential times are their mean, with standard error mean / sqrt(n), and the share that climbs', () => {
    const times = [0.3, 2.5, 1.1, 0.2];
    const fit = fitLevel(times.map((exit, i): StageDuration => ({ entry: 0, exit, kind: i === 0 ? 'climbs' : 'closes', count: 1 })));
    expect(fit.common).toBe(true);
    expect(fit.closes).toMatchObject({ family: 'exponential' });
    expect(fit.closes?.mean.value).toBeCloseTo(4.1 / 4, 6);
    expect(fit.closes?.mean.standardError).toBeCloseTo(4.1 / 4 / 2, 4);
    expect(fit.climbing).toEqual(proportion(1, 4));
    expect(fit.climbing.standardError).toBeCloseTo(Math.sqrt(0.25 * 0.75 / 4), 12);
  });

  it('are found with censored exits only where there are any', () => {
    expect(() => fitLevel([{ entry: 0, exit: 3, kind: 'censored', count: 2 }])).toThrow('expected at least one climb or closing, found 2 censored stays');
    const durations = observed(3, 300, 0, exponential(1), exponential(3));
    expect(fitLevel(durations).climbs).toBeUndefined();
    expect(fitLevel(durations).climbing).toEqual({ value: 0 });
    expect(numberOf(durations, 'censored')).toBeGreaterThan(10);
    expect(fitTimes(durations).family).toBe('exponential');
  });
});
