import type { Law } from '../law.js';
import { gammaDistribution, gammaSampler } from './gamma.js';
import { reject, requirePositive } from './parameter.js';

/** Up to here one logarithm of a product of uniforms is faster than rejection. */
const PRODUCT_STAGES = 6;
const MOST_STAGES = 1e9;

/**
 * Sum of `stages` independent exponentials with total mean `mean`. Up to six stages as the logarithm of a product of uniforms,
 * non-decreasing in each; beyond, by the exact rejection of the gamma law.
 */
export function erlang(stages: number, mean: number): Law {
  if (!Number.isInteger(stages) || stages < 1 || stages > MOST_STAGES) reject('erlang', 'stages', `a whole number from 1 to ${MOST_STAGES}`, stages);
  requirePositive('erlang', 'mean', mean);
  const scale = mean / stages;
  const sampler = gammaSampler(stages);
  return {
    name: 'erlang',
    mean,
    variance: mean * scale,
    sample:
      stages > PRODUCT_STAGES
        ? (source) => scale * sampler(source)
        : (source) => {
            let product = 1;
            for (let i = 0; i < stages; i++) product *= 1 - source.next();
            return -scale * Math.log(product);
          },
    ...gammaDistribution(stages, scale),
  };
}
