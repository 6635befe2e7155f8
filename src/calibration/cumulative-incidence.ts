import type { StageDuration } from './stage-duration.js';

/** A step function of the time since a stage began: its state just after each time at which somebody left the stage. */
export interface CumulativeIncidence {
  /** Increasing [days]. */
  readonly times: readonly number[];
  /** Cases under observation in the stage just before each time. */
  readonly atRisk: readonly number[];
  /** Probability of being still in the stage. */
  readonly staying: readonly number[];
  /** Probability of having climbed. */
  readonly climbs: readonly number[];
  /** Probability of having closed. */
  readonly closes: readonly number[];
}

/**
 * The Aalen-Johansen estimate of the probabilities of having left a stage by either exit (Aalen and Johansen 1978; Andersen,
 * Borgan, Gill and Keiding 1993, Statistical Models Based on Counting Processes, section IV.4), with right censoring and delayed
 * entry: a case counts as at risk at t when entry < t <= exit. No law is assumed. With delayed entry the first risk sets may be
 * small: look at `atRisk` before believing the first steps.
 *
 * @throws RangeError when an observation does not end after it begins
 * @example cumulativeIncidence([{ entry: 0, exit: 30, kind: 'closes', count: 1 }]).closes // [1]
 */
export function cumulativeIncidence(durations: readonly StageDuration[]): CumulativeIncidence {
  for (const { entry, exit } of durations) {
    if (!(entry >= 0 && entry < exit)) throw new RangeError(`cumulativeIncidence: expected 0 <= entry < exit [days], found ${entry} and ${exit}`);
  }
  const times = [...new Set(durations.filter(({ kind }) => kind !== 'censored').map(({ exit }) => exit))].sort((a, b) => a - b);
  const atRisk = riskSets(durations, times);
  const leaving = { climbs: countAt(durations, 'climbs'), closes: countAt(durations, 'closes') };
  const curve = { times, atRisk, staying: [] as number[], climbs: [] as number[], closes: [] as number[] };
  let staying = 1;
  let climbed = 0;
  let closed = 0;
  for (const [index, time] of times.entries()) {
    const climbing = leaving.climbs.get(time) ?? 0;
    const closing = leaving.closes.get(time) ?? 0;
    climbed += (staying * climbing) / atRisk[index];
    closed += (staying * closing) / atRisk[index];
    staying *= 1 - (climbing + closing) / atRisk[index];
    curve.staying.push(staying);
    curve.climbs.push(climbed);
    curve.closes.push(closed);
  }
  return curve;
}

function countAt(durations: readonly StageDuration[], kind: StageDuration['kind']): Map<number, number> {
  const counts = new Map<number, number>();
  for (const duration of durations) {
    if (duration.kind === kind) counts.set(duration.exit, (counts.get(duration.exit) ?? 0) + duration.count);
  }
  return counts;
}

/** Numbers with entry < time <= exit: those entered before, less those gone before. */
function riskSets(durations: readonly StageDuration[], times: readonly number[]): number[] {
  const byEntry = [...durations].sort((a, b) => a.entry - b.entry);
  const byExit = [...durations].sort((a, b) => a.exit - b.exit);
  let entered = 0;
  let gone = 0;
  let next = 0;
  let last = 0;
  return times.map((time) => {
    while (next < byEntry.length && byEntry[next].entry < time) entered += byEntry[next++].count;
    while (last < byExit.length && byExit[last].exit < time) gone += byExit[last++].count;
    return entered - gone;
  });
}

/** Probabilities at time t [days since the stage began]. Beyond the last exit they stay as they are. */
export function incidenceAt(curve: CumulativeIncidence, t: number): { staying: number; climbs: number; closes: number } {
  const index = curve.times.findLastIndex((time) => time <= t);
  if (index < 0) return { staying: 1, climbs: 0, closes: 0 };
  return { staying: curve.staying[index], climbs: curve.climbs[index], closes: curve.closes[index] };
}
