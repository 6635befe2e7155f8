/** One thing to be timed, which checks its own answer: faster but wrong fails. */
export interface Benchmark {
  readonly name: string;
  /** What is counted per second. */
  readonly unit: 'events' | 'customers' | 'problems';
  /** How many of them one run processes. */
  readonly count: number;
  /** Does the work. @throws Error when the answer lies outside its interval. */
  readonly run: () => void;
}

/** @throws Error unless `found` lies within `halfWidth` of `expected`. */
export function requireWithin(what: string, found: number, expected: number, halfWidth: number): void {
  if (!(Math.abs(found - expected) <= halfWidth)) throw new Error(`${what}: expected ${expected} +- ${halfWidth}, found ${found}`);
}
