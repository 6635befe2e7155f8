import type { Law } from '../law.js';
import type { LawSpec } from '../law-spec.js';
import { lowerBound } from '../sorted-search.js';
import { reject, requireCv, requireList, requirePositive } from './parameter.js';

const SUM_TOLERANCE = 1e-9;

interface Phase {
  readonly probability: number;
  readonly mean: number;
}

function checkedPhases(probabilities: readonly number[], means: readonly number[]): Phase[] {
  requireList('hyperexponential', 'probabilities', probabilities, 1);
  requireList('hyperexponential', 'means', means, 1);
  if (means.length !== probabilities.length) reject('hyperexponential', 'means', `as many as probabilities (${probabilities.length})`, means.length);
  means.forEach((mean, i) => requirePositive('hyperexponential', `means[${i}]`, mean));
  probabilities.forEach((p, i) => requirePositive('hyperexponential', `probabilities[${i}]`, p));
  const total = probabilities.reduce((sum, p) => sum + p, 0);
  if (Math.abs(total - 1) > SUM_TOLERANCE) reject('hyperexponential', 'sum of probabilities', '1', total);
  return means.map((mean, i) => ({ probability: probabilities[i] / total, mean })).sort((one, other) => one.mean - other.mean);
}

function logSurvival(phases: readonly Phase[], x: number): number {
  const cdf = phases.reduce((sum, { probability, mean }) => sum - probability * Math.expm1(-x / mean), 0);
  if (cdf < 0.5) return Math.log1p(-cdf);
  return Math.log(phases.reduce((sum, { probability, mean }) => sum + probability * Math.exp(-x / mean), 0));
}

/** Minus the derivative of `logSurvival`. Weights relative to the slowest phase, the last, so that none underflows where it matters. */
function hazard(phases: readonly Phase[], x: number): number {
  const slowest = phases[phases.length - 1].mean;
  let survival = 0;
  let density = 0;
  for (const { probability, mean } of phases) {
    const weight = probability * Math.exp(x / slowest - x / mean);
    survival += weight;
    density += weight / mean;
  }
  return density / survival;
}

/**
 * Newton's method on the logarithm of the survival function. It is convex, so that from 0 the iterates rise to the quantile without
 * passing it; they end when rounding stops them.
 */
function quantileOf(phases: readonly Phase[], p: number): number {
  if (p === 1) return Infinity;
  const target = Math.log1p(-p);
  let x = 0;
  for (;;) {
    const next = x + (logSurvival(phases, x) - target) / hazard(phases, x);
    if (!(next > x)) return x;
    if (next - x <= Number.EPSILON * next) return next;
    x = next;
  }
}

/**
 * Exponential with mean `means[i]` with probability `probabilities[i]`, by composition: one uniform chooses the mean, from the smallest
 * up, a second gives the exponential; non-decreasing in each.
 */
export function hyperexponential(probabilities: readonly number[], means: readonly number[]): Law {
  const phases = checkedPhases(probabilities, means);
  const phaseMeans = Float64Array.from(phases, (phase) => phase.mean);
  const cumulative = new Float64Array(phases.length);
  phases.reduce((sum, phase, i) => (cumulative[i] = sum + phase.probability), 0);
  cumulative[phases.length - 1] = 1;
  const mean = phases.reduce((sum, phase) => sum + phase.probability * phase.mean, 0);
  // Within phases plus between them: no difference of nearly equal squares.
  const variance = phases.reduce((sum, phase) => sum + phase.probability * (phase.mean * phase.mean + (phase.mean - mean) * (phase.mean - mean)), 0);
  return {
    name: 'hyperexponential',
    mean,
    variance,
    sample: (source) => {
      const phaseMean = phaseMeans[lowerBound(cumulative, source.next())];
      return -phaseMean * Math.log(1 - source.next());
    },
    cdf: (x) => (x <= 0 ? 0 : phases.reduce((sum, phase) => sum - phase.probability * Math.expm1(-x / phase.mean), 0)),
    quantile: (p) => quantileOf(phases, p),
  };
}

/**
 * The two-phase hyperexponential with a given mean and coefficient of variation and balanced means: both phases contribute half of the
 * mean, p1 m1 = p2 m2 (Morse, 1958; Tijms, 2003, A First Course in Stochastic Models, appendix B). With r = sqrt((cv^2 - 1) / (cv^2 + 1)),
 * p1 = (1 + r) / 2.
 *
 * @param mean of the law, positive
 * @param cv coefficient of variation, at least 1 (1 is the exponential itself)
 * @throws RangeError on any other argument
 * @example makeLaw(balancedHyperexponential(10, 2)) // mean 10, standard deviation 20
 */
export function balancedHyperexponential(mean: number, cv: number): Extract<LawSpec, { law: 'hyperexponential' }> {
  requirePositive('hyperexponential', 'mean', mean);
  requireCv('hyperexponential', cv);
  if (cv < 1) reject('hyperexponential', 'cv', 'at least 1', cv);
  const square = cv * cv;
  const r = Math.sqrt((square - 1) / (square + 1));
  // (1 - r) / 2 without cancellation.
  const rare = 1 / ((square + 1) * (1 + r));
  const common = 1 - rare;
  return { law: 'hyperexponential', probabilities: [common, rare], means: [mean / (2 * common), mean / (2 * rare)] };
}
