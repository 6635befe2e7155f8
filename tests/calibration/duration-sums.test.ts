import { expect, it } from 'vitest';
import { durationLaw } from '../../src/calibration/duration-law.js';
import { stageSums, summedLogLikelihood } from '../../src/calibration/duration-sums.js';
import { logLikelihood } from '../../src/calibration/exit-mixture.js';
import type { StageDuration } from '../../src/calibration/stage-duration.js';
import { uniforms } from './simulated-log.js';

const uniform = uniforms(7);
const durations = Array.from({ length: 12_000 }, (_, i): StageDuration => {
  const entry = i % 3 === 0 ? 5 * uniform() : 0;
  return { entry, exit: entry + 20 * uniform(), kind: (['climbs', 'closes', 'censored'] as const)[i % 3], count: 1 + (i % 2) };
});

it.each(['exponential', 'gamma', 'lognormal'] as const)('the likelihood of %s times by their sums is the one by each of them', (family) => {
  const few = durations.slice(0, 3000);
  const mixture = { climbing: 0.3, climbs: durationLaw(family, 6, 0.8), closes: durationLaw(family, 9, 1.2) };
  expect(summedLogLikelihood(stageSums(few), mixture)).toBeCloseTo(logLikelihood(few, mixture), 6);
});

it('very many censored ages are drawn together, which changes the likelihood by less than a thousandth', () => {
  const censored = durations.map((duration): StageDuration => ({ ...duration, kind: 'censored' }));
  const sums = stageSums(censored);
  expect(sums.censored.ages.length).toBeLessThanOrEqual(4001);
  const mixture = { climbing: 0.3, climbs: durationLaw('gamma', 6, 0.8), closes: durationLaw('lognormal', 9, 1.2) };
  expect(Math.abs(summedLogLikelihood(sums, mixture) - logLikelihood(censored, mixture))).toBeLessThan(1e-3);
});

it('quantiles of the laws are where their survival says', () => {
  for (const family of ['exponential', 'gamma', 'lognormal'] as const) {
    const law = durationLaw(family, 3, 0.6);
    for (const p of [0.01, 0.5, 0.99]) expect(law.survival(law.quantile(p))).toBeCloseTo(1 - p, 10);
  }
});
