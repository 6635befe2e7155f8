/**
 * What a closed form demands of its arguments. Each function throws a RangeError that says what was
 * expected and what was found; `what` names the argument and its unit, as in `arrivalRate [1/time]`.
 */

/** Throws unless `value` is finite and greater than zero. */
export function requirePositive(what: string, value: number): void {
  require(Number.isFinite(value) && value > 0, what, 'a finite number above 0', value);
}

/** Throws unless `value` is finite and at least zero. */
export function requireNonNegative(what: string, value: number): void {
  require(Number.isFinite(value) && value >= 0, what, 'a finite number of at least 0', value);
}

/** Throws unless `value` is finite. */
export function requireFinite(what: string, value: number): void {
  require(Number.isFinite(value), what, 'a finite number', value);
}

/** Throws unless `value` lies in [0, 1]. */
export function requireProbability(what: string, value: number): void {
  require(value >= 0 && value <= 1, what, 'a number from 0 to 1', value);
}

/** Throws unless `value` is a whole number of at least `minimum`, small enough to be counted exactly in a double. */
export function requireWholeNumber(what: string, value: number, minimum: number): void {
  require(Number.isSafeInteger(value) && value >= minimum, what, `a whole number of at least ${minimum}`, value);
}

/** Throws unless a queue that receives work at `load` can complete it: `load` must be below `capacity`, both in the stated unit. */
export function requireSteadyState(system: string, unit: string, load: number, capacity: number): void {
  if (!(load < capacity)) {
    throw new RangeError(`${system} has no steady state: expected a load below ${capacity} ${unit}, found ${load}`);
  }
}

function require(holds: boolean, what: string, expected: string, found: number): void {
  if (!holds) throw new RangeError(`${what}: expected ${expected}, found ${found}`);
}
