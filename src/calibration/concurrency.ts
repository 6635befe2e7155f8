/** A stretch of time. */
export interface Interval {
  readonly begin: number;
  readonly end: number;
}

/** How many intervals there are at the same time. */
export interface Concurrency {
  /** The largest number. */
  readonly largest: number;
  /** How often it was reached. */
  readonly reached: number;
  /** Share of the time from the first beginning to the last end with exactly that number. */
  readonly share: number;
  /** Mean number over that time. */
  readonly mean: number;
}

/**
 * Counts intervals that are going on at the same time. One that begins when another ends is not at the same time with it; empty ones do not
 * count.
 *
 * @example concurrency([{ begin: 0, end: 2 }, { begin: 1, end: 3 }]) // { largest: 2, reached: 1, share: 1 / 3, mean: 4 / 3 }
 */
export function concurrency(intervals: readonly Interval[]): Concurrency {
  const proper = intervals.filter(({ begin, end }) => begin < end);
  const begins = Float64Array.from(proper, ({ begin }) => begin).sort();
  const ends = Float64Array.from(proper, ({ end }) => end).sort();
  const most = { largest: 0, reached: 0, time: 0 };
  let busy = 0;
  let going = 0;
  let last = begins.length > 0 ? begins[0] : 0;
  let ended = 0;
  const pass = (time: number): void => {
    busy += going * (time - last);
    if (going === most.largest) most.time += time - last;
    last = time;
  };
  for (const begin of begins) {
    for (; ended < ends.length && ends[ended] <= begin; ended++) {
      pass(ends[ended]);
      going--;
    }
    pass(begin);
    going++;
    if (going > most.largest) Object.assign(most, { largest: going, reached: 1, time: 0 });
    else if (going === most.largest) most.reached++;
  }
  for (; ended < ends.length; ended++) {
    pass(ends[ended]);
    going--;
  }
  const span = begins.length > 0 ? last - begins[0] : 0;
  return { largest: most.largest, reached: most.reached, share: span > 0 ? most.time / span : 0, mean: span > 0 ? busy / span : 0 };
}

/** Of one resource with several intervals, the time in which at least one is going on. */
export function union(intervals: readonly Interval[]): Interval[] {
  const merged: { begin: number; end: number }[] = [];
  for (const { begin, end } of [...intervals].sort((a, b) => a.begin - b.begin)) {
    const last = merged.at(-1);
    if (last !== undefined && begin <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ begin, end });
  }
  return merged;
}
