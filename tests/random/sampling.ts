import { expect } from 'vitest';
import { KeyedDraws } from '../../src/random/keyed.js';
import type { Law } from '../../src/random/law.js';

/** n draws of a law at seed '1', each attached to its own key. */
export function sampleOf(law: Law, n: number): number[] {
  const draws = new KeyedDraws('1', 0);
  return Array.from({ length: n }, (_, i) => law.sample(draws.at(0, i, 0, 0, 0)));
}

/** The sample's mean and variance are the law's to within `widths` standard errors (those of the variance from the sample's fourth moment). */
export function expectMoments(law: Law, n: number, widths = 4): void {
  const sample = sampleOf(law, n);
  const centred = sample.map((x) => x - law.mean);
  const average = (f: (x: number) => number): number => centred.reduce((sum, x) => sum + f(x), 0) / n;
  const square = average((x) => x * x);
  const fourth = average((x) => x * x * x * x);
  expect(Math.abs(average((x) => x))).toBeLessThan(widths * Math.sqrt(law.variance / n));
  expect(Math.abs(square - law.variance)).toBeLessThan(widths * Math.sqrt((fourth - square * square) / n));
}

/** Distribution function and quantile at reference points, to nine significant digits. */
export function expectDistribution(law: Law, cdf: readonly [number, number][], quantiles: readonly [number, number][]): void {
  for (const [x, p] of cdf) expect(law.cdf(x) / p, `cdf(${x})`).toBeCloseTo(1, 9);
  for (const [p, x] of quantiles) expect(law.quantile(p) / x, `quantile(${p})`).toBeCloseTo(1, 9);
}
