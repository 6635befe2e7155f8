import { describe, expect, it } from 'vitest';
import { durationLaw } from '../../src/calibration/duration-law.js';
import { leftWithin, logLikelihood, mixtureSurvival } from '../../src/calibration/exit-mixture.js';
import { scipySample } from './scipy-sample.js';

const exponentials = { climbing: 0.3, climbs: durationLaw('exponential', 300, 1), closes: durationLaw('exponential', 200, 1) };

describe('the likelihood of two exits', () => {
  // SciPy 1.10.1: sum of log(p) + L1.logpdf(exit) for climbs, log(1-p) + L0.logpdf(exit) for closings,
  // log(p L1.sf(exit) + (1-p) L0.sf(exit)) for censored stays, each less log(p L1.sf(entry) + (1-p) L0.sf(entry)).
  it('equals SciPy with delayed entry and censoring', () => {
    const mixture = { climbing: 0.4, climbs: durationLaw('lognormal', 300, 0.7), closes: durationLaw('gamma', 240, 0.6) };
    expect(logLikelihood(scipySample, mixture)).toBeCloseTo(-312.5700628374206, 9);
    expect(logLikelihood(scipySample, exponentials)).toBeCloseTo(-323.66360512428207, 9);
  });

  it('weights an observation by its number', () => {
    const thrice = scipySample.map((duration) => ({ ...duration, count: 3 }));
    expect(logLikelihood(thrice, exponentials)).toBeCloseTo(3 * -323.66360512428207, 8);
  });

  it('is -Infinity for an exit the mixture does not have', () => {
    expect(logLikelihood(scipySample, { climbing: 0, closes: durationLaw('exponential', 200, 1) })).toBe(-Infinity);
  });

  it('leaves nobody out: staying, climbed and closed sum to one', () => {
    for (const t of [1, 100, 1000]) {
      const { climbs, closes } = leftWithin(exponentials, t);
      expect(climbs + closes + mixtureSurvival(exponentials, t)).toBeCloseTo(1, 14);
      expect(climbs).toBeCloseTo(0.3 * (1 - Math.exp(-t / 300)), 14);
    }
  });
});
