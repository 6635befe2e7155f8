/** What a program reports of one piece of work, as JSON on one line, after it has checked its own answer: faster but wrong fails. */
export interface Measured {
  /** Of the work alone: without starting the program, compiling, and setting up. */
  readonly seconds: number;
  /** Events, customers or problems that were processed in them. */
  readonly count: number;
  /** What came out, by name. */
  readonly answer: Readonly<Record<string, number>>;
  /** Events behind `count` problems. */
  readonly events?: number;
}

/** @throws Error unless `found` lies within `halfWidth` of `expected`. */
export function requireWithin(what: string, found: number, expected: number, halfWidth: number): void {
  if (!(Math.abs(found - expected) <= halfWidth)) throw new Error(`${what}: expected ${expected} +- ${halfWidth}, found ${found}`);
}

/** Seconds that a piece of work takes. */
export function secondsOf(work: () => void): number {
  const begun = performance.now();
  work();
  return (performance.now() - begun) / 1000;
}

/** Middle value of a sample, the mean of the two middle ones of an even number. @throws RangeError for an empty one. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('median: expected at least one value');
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
