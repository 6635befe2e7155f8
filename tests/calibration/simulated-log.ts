import type { LoggedEvent } from '../../src/calibration/event-log.js';
import type { StageLadder } from '../../src/calibration/stage-ladder.js';

/** Uniform numbers in (0, 1): mulberry32. */
export function uniforms(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return (((x ^ (x >>> 14)) >>> 0) + 0.5) / 4294967296;
  };
}

type Draw = (uniform: () => number) => number;

export const exponential = (mean: number): Draw => (uniform) => -mean * Math.log(uniform());

/** Sum of `stages` exponentials: the gamma law of cv 1 / sqrt(stages). */
export const erlang = (stages: number, mean: number): Draw => (uniform) => {
  let sum = 0;
  for (let i = 0; i < stages; i++) sum += exponential(mean / stages)(uniform);
  return sum;
};

/** By mean and cv; the normal deviate is Box and Muller's. */
export const lognormal = (mean: number, cv: number): Draw => (uniform) => {
  const variance = Math.log1p(cv * cv);
  const normal = Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  return mean * Math.exp(Math.sqrt(variance) * normal - variance / 2);
};

export interface TrueStage {
  readonly climbing: number;
  readonly climbs: Draw;
  readonly closes: Draw;
}

export const simulatedLadder: StageLadder = { stages: ['first', 'second'], endings: ['end'], ignored: [] };

/**
 * Log of cases that begin uniformly over `days` days and pass the first stage by the given truth and the second, where they
 * all close, by an exponential law of mean 400 days.
 */
export function simulatedLog(seed: number, cases: number, days: number, truth: TrueStage): LoggedEvent[] {
  const uniform = uniforms(seed);
  const events: LoggedEvent[] = [];
  const record = (caseId: string, time: number, activity: string): void => {
    events.push({ line: events.length + 2, caseId, day: Math.floor(time), activity, attributes: {} });
  };
  for (let i = 0; i < cases; i++) {
    const caseId = `case-${i}`;
    let time = uniform() * days;
    record(caseId, time, 'first');
    const climbs = uniform() < truth.climbing;
    time += (climbs ? truth.climbs : truth.closes)(uniform);
    record(caseId, time, climbs ? 'second' : 'end');
    if (climbs) record(caseId, time + exponential(400)(uniform), 'end');
  }
  return events;
}
