import type { StageDuration } from './stage-duration.js';
import type { StageHazards } from './semi-markov.js';

/** Width of the intervals of age in which exits are predicted [days]. */
const MONTH = 30;

/** Probability below which no prediction is punished further, so that one case cannot decide. */
const LEAST_PROBABILITY = 1e-4;

/**
 * Logarithmic score of predicted hazards on later stays: the sum of the logarithms of the probabilities given to what happened, in
 * intervals of 30 days of age so that hazards with and without laws are judged alike. A stay that ends by an exit scores the
 * probability of that exit within its interval, a censored one that of lasting as long as it did, both given that it was still going
 * on when observation began. The higher, the better (Gneiting and Raftery 2007, Journal of the American Statistical Association 102,
 * 359-378, section 4).
 *
 * @returns the sum, and the number of exits in it
 * @example logScore({ climbs: Float64Array.of(0), closes: Float64Array.of(0.1) }, [{ entry: 0, exit: 3, kind: 'censored', count: 1 }]).sum // 4 log 0.9
 */
export function logScore(hazards: StageHazards, durations: readonly StageDuration[]): { sum: number; exits: number } {
  const longest = durations.reduce((most, { exit }) => Math.max(most, exit), 0);
  const curve = incidence(hazards, Math.floor(longest) + MONTH + 1);
  let sum = 0;
  let exits = 0;
  for (const { entry, exit, kind, count } of durations) {
    const begin = entry === 0 ? 0 : Math.floor(entry) + 1;
    const end = Math.floor(exit);
    sum += count * Math.log(Math.max(LEAST_PROBABILITY, probability(curve, kind, begin, end)));
    if (kind !== 'censored') exits += count;
  }
  return { sum, exits };
}

/** Index a: just before the exits at age a. */
interface Incidence {
  readonly staying: Float64Array;
  readonly climbs: Float64Array;
  readonly closes: Float64Array;
}

function incidence({ climbs, closes }: StageHazards, days: number): Incidence {
  const curve = { staying: new Float64Array(days + 1), climbs: new Float64Array(days + 1), closes: new Float64Array(days + 1) };
  curve.staying[0] = 1;
  for (let age = 0; age < days; age++) {
    const index = Math.min(age, climbs.length - 1);
    curve.climbs[age + 1] = curve.climbs[age] + curve.staying[age] * climbs[index];
    curve.closes[age + 1] = curve.closes[age] + curve.staying[age] * closes[index];
    curve.staying[age + 1] = curve.staying[age] * (1 - climbs[index] - closes[index]);
  }
  return curve;
}

/** Of an exit in the interval of `end`, or of staying beyond it, given a stay that goes on at the age `begin`. */
function probability(curve: Incidence, kind: StageDuration['kind'], begin: number, end: number): number {
  const reached = curve.staying[begin];
  if (!(reached > 0)) return 0;
  if (kind === 'censored') return curve.staying[end + 1] / reached;
  const interval = end - (end % MONTH);
  return (curve[kind][interval + MONTH] - curve[kind][Math.max(interval, begin)]) / reached;
}
