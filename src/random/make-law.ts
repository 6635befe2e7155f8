import { checkedLaw, type Law } from './law.js';
import type { LawSpec } from './law-spec.js';
import { beta } from './laws/beta.js';
import { constant } from './laws/constant.js';
import { discrete } from './laws/discrete.js';
import { empirical } from './laws/empirical.js';
import { erlang } from './laws/erlang.js';
import { exponential } from './laws/exponential.js';
import { gamma } from './laws/gamma.js';
import { hyperexponential } from './laws/hyperexponential.js';
import { lognormal } from './laws/lognormal.js';
import { normal } from './laws/normal.js';
import { pareto } from './laws/pareto.js';
import { triangular } from './laws/triangular.js';
import { uniform } from './laws/uniform.js';

function build(spec: LawSpec): Law {
  switch (spec.law) {
    case 'constant':
      return constant(spec.value);
    case 'uniform':
      return uniform(spec.min, spec.max);
    case 'exponential':
      return exponential(spec.mean);
    case 'erlang':
      return erlang(spec.stages, spec.mean);
    case 'gamma':
      return gamma(spec.mean, spec.cv);
    case 'lognormal':
      return lognormal(spec.mean, spec.cv);
    case 'normal':
      return normal(spec.mean, spec.sd, spec.min, spec.max);
    case 'beta':
      return beta(spec.mean, spec.sd, spec.min, spec.max);
    case 'triangular':
      return triangular(spec.min, spec.mode, spec.max);
    case 'discrete':
      return discrete(spec.values, spec.weights);
    case 'empirical':
      return empirical(spec.values);
    case 'hyperexponential':
      return hyperexponential(spec.probabilities, spec.means);
    case 'pareto':
      return pareto(spec.minimum, spec.shape);
    default:
      throw new RangeError(`law: expected one of the laws of LawSpec, found ${String((spec as { law: unknown }).law)}`);
  }
}

/**
 * Turns a law given as plain data into something that draws.
 *
 * @throws RangeError that names the law, the parameter, what was expected and what was found, on impossible values: NaN and infinite
 * numbers (other than the bounds of a normal law), magnitudes beyond 1e100, coefficients of variation outside [1e-5, 1e5]
 * @example
 * const service = makeLaw({ law: 'lognormal', mean: 5, cv: 1.2 });
 * service.sample(source); // days
 */
export function makeLaw(spec: LawSpec): Law {
  return checkedLaw(build(spec));
}
