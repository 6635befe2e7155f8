import { type Factor, requireFactors } from './factor.js';
import { type SampledDesign, scaled } from './sampled-design.js';
import { sobolCell, sobolNotices, type SobolOptions, sobolPoints } from './sobol-sequence.js';

/**
 * Points of the Sobol' sequence, one dimension per factor in their order (`sobolPoints`). Scrambled, every estimate of a mean over them is
 * unbiased, and different seeds show its error; the plain ones begin in the corner of all lower ends.
 *
 * @throws DesignError for factors that are none, more than 1,111 of them, and options that `sobolPoints` refuses
 * @example sobol([{ name: 'x', range: { from: 0, to: 8 } }], { n: 4 }).rows // [[0], [4], [6], [2]]
 */
export function sobol(factors: readonly Factor[], options: SobolOptions): SampledDesign {
  requireFactors('sobol', factors);
  return scaled(factors, sobolPoints(factors.length, options), sobolCell(options), sobolNotices(options));
}
