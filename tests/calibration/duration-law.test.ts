import { describe, expect, it } from 'vitest';
import { durationLaw, type DurationFamily } from '../../src/calibration/duration-law.js';

// SciPy 1.10.1, logpdf and sf at 1, 120 and 1500: expon(scale=m); gamma(1/cv**2, scale=m*cv**2);
// lognorm(s, scale=m*exp(-s*s/2)) with s = sqrt(log1p(cv**2)).
const reference: [DurationFamily, number, number, [number, number, number][]][] = [
  ['exponential', 200, 1, [
    [1, -5.303317366548036, 0.9950124791926824], [120, -5.898317366548036, 0.5488116360940265], [1500, -12.798317366548037, 0.0005530843701478336],
  ]],
  ['gamma', 250, 0.6, [
    [1, -13.008712481086215, 0.99999919096207], [120, -5.819838271695911, 0.8102916815284149], [1500, -16.662987348481238, 5.801505538707368e-6],
  ]],
  ['gamma', 40, 1.8, [
    [1, -2.575068968999557, 0.7518190323832841], [120, -6.803149680058748, 0.09724899211375568], [1500, -19.197480594642233, 5.646692915375051e-7],
  ]],
  ['lognormal', 300, 0.8, [
    [1, -30.658908776217118, 0.9999999999999957], [120, -5.806806400537571, 0.8292195097169993], [1500, -11.364870752272545, 0.004146146949841685],
  ]],
];

describe('laws of durations by mean and coefficient of variation', () => {
  it.each(reference)('have the density and survival of SciPy: %s, mean %d, cv %d', (family, mean, cv, values) => {
    const law = durationLaw(family, mean, cv);
    for (const [t, logDensity, survival] of values) {
      expect(law.logDensity(t)).toBeCloseTo(logDensity, 10);
      expect(law.survival(t) / survival).toBeCloseTo(1, 10);
    }
  });

  it.each([[0, 1], [-3, 1], [Infinity, 1], [10, 0], [10, Number.NaN]])('refuse mean %d with cv %d', (mean, cv) => {
    expect(() => durationLaw('gamma', mean, cv)).toThrow(RangeError);
  });
});
