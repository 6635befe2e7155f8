import { cumulativeIncidence, type CumulativeIncidence } from './cumulative-incidence.js';
import { leftWithin, mixtureSurvival, type ExitMixture } from './exit-mixture.js';
import type { StageDuration } from './stage-duration.js';

/**
 * A stage of a semi-Markov ladder in whole days: the probability that a case which has been in the stage for a days climbs, or
 * closes, on that day. Index = age a [days]; beyond the end of the arrays their last entries hold.
 */
export interface StageHazards {
  readonly climbs: Float64Array;
  readonly closes: Float64Array;
}

/**
 * Hazards without any law: the increments of the Aalen-Johansen estimate over the share still in the stage. From the first exit at
 * which fewer than `fewest` stays are at risk the estimate is too ragged to go on from; from there the hazard of each exit is
 * constant, exits over days at risk (the occurrence-exposure rate). Numbers of stays may be weights.
 *
 * @param durations stays in the stage [days]; fractions of days are dropped
 * @param fewest stays at risk below which the constant hazard begins
 * @throws RangeError when there are no stays or one does not end after it begins
 * @example hazardsOfStays([{ entry: 0, exit: 2, kind: 'closes', count: 30 }, { entry: 0, exit: 3, kind: 'climbs', count: 30 }], 20).closes // [0, 0, 0.5, 0, 0]
 */
export function hazardsOfStays(durations: readonly StageDuration[], fewest: number): StageHazards {
  if (durations.length === 0) throw new RangeError('hazardsOfStays: expected at least one stay, found none');
  const curve = cumulativeIncidence(durations);
  const first = curve.atRisk.findIndex((atRisk) => atRisk < fewest);
  const known = first < 0 ? curve.times.length : first;
  const end = known === 0 ? 0 : Math.floor(curve.times[known - 1]) + 1;
  const hazards = { climbs: new Float64Array(end + 1), closes: new Float64Array(end + 1) };
  for (let index = 0; index < known; index++) {
    const age = Math.floor(curve.times[index]);
    for (const kind of ['climbs', 'closes'] as const) hazards[kind][age] = increment(curve, index, kind);
  }
  for (const kind of ['climbs', 'closes'] as const) hazards[kind][end] = rateFrom(durations, end, kind);
  return hazards;
}

function increment(curve: CumulativeIncidence, index: number, kind: 'climbs' | 'closes'): number {
  return index === 0 ? curve[kind][0] : (curve[kind][index] - curve[kind][index - 1]) / curve.staying[index - 1];
}

/** Exits of a kind at an age or later, over the days at risk from it on; 0 where there are none. */
function rateFrom(durations: readonly StageDuration[], age: number, kind: 'climbs' | 'closes'): number {
  let exits = 0;
  let days = 0;
  for (const duration of durations) {
    const last = Math.floor(duration.exit);
    if (last < age) continue;
    // At risk on day t when entry < t <= exit, and on day 0 with entry 0.
    const firstDay = duration.entry === 0 ? 0 : Math.floor(duration.entry) + 1;
    days += duration.count * (last - Math.max(firstDay, age) + 1);
    if (duration.kind === kind) exits += duration.count;
  }
  return days > 0 ? exits / days : 0;
}

/**
 * Hazards of fitted laws: the share still in the stage after day a is that of the mixture at a + 1/2, since simulated times are
 * continuous and recorded ones whole.
 *
 * @param days length of the arrays, >= 1
 * @throws RangeError when days is not a whole number of at least 1
 */
export function hazardsOfMixture(mixture: ExitMixture, days: number): StageHazards {
  if (!(Number.isSafeInteger(days) && days >= 1)) throw new RangeError(`hazardsOfMixture: expected a whole number of at least 1 [days], found ${days}`);
  const hazards = { climbs: new Float64Array(days), closes: new Float64Array(days) };
  let staying = 1;
  let left = { climbs: 0, closes: 0 };
  for (let age = 0; age < days; age++) {
    const next = leftWithin(mixture, age + 0.5);
    for (const kind of ['climbs', 'closes'] as const) {
      // Once nothing measurable is left, the hazard of the day before stands.
      hazards[kind][age] = staying > NEGLIGIBLE ? (next[kind] - left[kind]) / staying : hazards[kind][age - 1];
    }
    left = next;
    staying = mixtureSurvival(mixture, age + 0.5);
  }
  return hazards;
}

const NEGLIGIBLE = 1e-9;
