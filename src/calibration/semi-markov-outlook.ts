import type { StageHazards } from './semi-markov.js';

/**
 * What becomes of a case in a semi-Markov ladder with as many servers as cases, exactly and without sampling. Time is in whole
 * days: of t days all exits at the ages 0 ... t - 1 have happened. A case that climbs is in the next stage from that day on, at age 0.
 */
export interface LadderOutlook {
  /**
   * Probability of being open t days later.
   *
   * @param stage index of the stage the case is in
   * @param age days it has been there: exits at ages before have not happened
   */
  readonly open: (stage: number, age: number, t: number) => number;
  /** Probability of having entered a higher stage within t days. */
  readonly entered: (stage: number, age: number, target: number, t: number) => number;
}

/**
 * @param hazards of each stage, from the bottom; a climb from the last one ends the case
 * @param days longest time asked for
 * @throws RangeError from its functions when t is not in 0 ... days
 * @example ladderOutlook([{ climbs: Float64Array.of(0), closes: Float64Array.of(0.5) }], 2).open(0, 0, 2) // 0.25
 */
export function ladderOutlook(hazards: readonly StageHazards[], days: number): LadderOutlook {
  const never = new Float64Array(days + 1);
  const always = new Float64Array(days + 1).fill(1);
  // From the top stage down, since each stage needs those above it.
  const fresh: Float64Array[] = [];
  const aboveIn = (tables: readonly Float64Array[], stage: number): Float64Array => (stage + 1 < hazards.length ? tables[stage + 1] : never);
  for (let stage = hazards.length - 1; stage >= 0; stage--) fresh[stage] = freshTable(hazards[stage], 'counts', aboveIn(fresh, stage), days);
  const enteredTables = new Map<number, Float64Array[]>();
  const enteredTable = (target: number): Float64Array[] => {
    let tables = enteredTables.get(target);
    if (tables === undefined) {
      tables = [];
      tables[target] = always;
      for (let stage = target - 1; stage >= 0; stage--) tables[stage] = freshTable(hazards[stage], 'leaves', tables[stage + 1], days);
      enteredTables.set(target, tables);
    }
    return tables;
  };
  const requireTime = (t: number): void => {
    if (!(Number.isSafeInteger(t) && t >= 0 && t <= days)) throw new RangeError(`ladderOutlook: expected a whole number of days from 0 to ${days}, found ${t}`);
  };
  return {
    open: (stage, age, t) => {
      requireTime(t);
      return age === 0 ? fresh[stage][t] : after(hazards[stage], age, t, 'counts', aboveIn(fresh, stage));
    },
    entered: (stage, age, target, t) => {
      requireTime(t);
      if (target <= stage) return target === stage ? 1 : 0;
      const tables = enteredTable(target);
      return age === 0 ? tables[stage][t] : after(hazards[stage], age, t, 'leaves', tables[stage + 1]);
    },
  };
}

/** Whether a case still in the stage at the end counts. */
type Staying = 'counts' | 'leaves';

/** What `after` says for age 0 and every t up to `days`, by one convolution of the climbs with what follows them. */
function freshTable(hazards: StageHazards, staying: Staying, above: Float64Array, days: number): Float64Array {
  const table = new Float64Array(days + 1);
  const last = hazards.climbs.length - 1;
  let inStage = 1;
  for (let age = 0; age <= days; age++) {
    if (staying === 'counts') table[age] += inStage;
    const index = Math.min(age, last);
    const climbing = inStage * hazards.climbs[index];
    if (climbing > 0) for (let t = age + 1; t <= days; t++) table[t] += climbing * above[t - age];
    inStage *= 1 - hazards.climbs[index] - hazards.closes[index];
  }
  return table;
}

/**
 * Probability after t days for a case that has been in the stage for some: still there, if that counts, or climbed on the way, with
 * what follows in the rest of the time.
 */
function after(hazards: StageHazards, age: number, t: number, staying: Staying, above: Float64Array): number {
  const last = hazards.climbs.length - 1;
  let inStage = 1;
  let sum = 0;
  for (let passed = 0; passed < t; passed++) {
    const index = Math.min(age + passed, last);
    sum += inStage * hazards.climbs[index] * above[t - passed];
    inStage *= 1 - hazards.climbs[index] - hazards.closes[index];
  }
  return sum + (staying === 'counts' ? inStage : 0);
}
