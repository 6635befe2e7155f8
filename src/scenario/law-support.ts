import type { LawSpec } from '../random/law-spec.js';

/** Smallest and largest value of a law; infinite where it has no bound. */
export function supportOf(law: LawSpec): readonly [number, number] {
  switch (law.law) {
    case 'constant': return [law.value, law.value];
    case 'uniform': case 'normal': case 'beta': case 'triangular': return [law.min, law.max];
    case 'discrete': return extremes(law.values.filter((_, index) => law.weights[index] > 0));
    case 'empirical': return extremes(law.values);
    case 'pareto': return [law.minimum, Infinity];
    case 'exponential': case 'erlang': case 'gamma': case 'lognormal': case 'hyperexponential': return [0, Infinity];
  }
}

function extremes(values: readonly number[]): readonly [number, number] {
  let lowest = Infinity;
  let highest = -Infinity;
  for (const value of values) {
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  }
  return [lowest, highest];
}
