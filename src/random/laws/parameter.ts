/** Parameters stay within these magnitudes, so that squares, sums and draws are finite doubles. */
const LARGEST = 1e100;
const SMALLEST = 1e-100;
/** Beyond these coefficients of variation the shape 1 / cv^2 leaves the range in which the gamma functions are accurate and fast. */
const LARGEST_CV = 1e5;
const SMALLEST_CV = 1e-5;

/** @throws RangeError naming the law, the parameter, what was expected and what was found */
export function reject(law: string, parameter: string, expected: string, found: unknown): never {
  throw new RangeError(`${law}: ${parameter} must be ${expected}, found ${String(found)}`);
}

/** @throws RangeError unless `value` is a number of magnitude at most 1e100 */
export function requireFinite(law: string, parameter: string, value: number): void {
  if (!Number.isFinite(value)) reject(law, parameter, 'a finite number', value);
  if (Math.abs(value) > LARGEST) reject(law, parameter, `between -${LARGEST} and ${LARGEST}`, value);
}

/** @throws RangeError unless `value` is a number between 1e-100 and 1e100 */
export function requirePositive(law: string, parameter: string, value: number): void {
  requireFinite(law, parameter, value);
  if (value <= 0) reject(law, parameter, 'positive', value);
  if (value < SMALLEST) reject(law, parameter, `at least ${SMALLEST}`, value);
}

/** @throws RangeError unless `cv` is a positive coefficient of variation between 1e-5 and 1e5 */
export function requireCv(law: string, cv: number): void {
  requirePositive(law, 'cv', cv);
  if (cv < SMALLEST_CV || cv > LARGEST_CV) reject(law, 'cv', `between ${SMALLEST_CV} and ${LARGEST_CV}`, cv);
}

/** @throws RangeError unless `min` and `max` are finite and min < max */
export function requireInterval(law: string, min: number, max: number): void {
  requireFinite(law, 'min', min);
  requireFinite(law, 'max', max);
  if (min >= max) reject(law, 'max', `greater than min (${min})`, max);
}

/** Plain data may come from outside the type checker. `Array.isArray` alone would narrow a readonly list to any[]. */
const isList: (values: unknown) => boolean = Array.isArray;

/** @throws RangeError unless `values` is a list of at least `least` finite numbers */
export function requireList(law: string, parameter: string, values: readonly number[], least: number): void {
  if (!isList(values)) reject(law, parameter, 'a list of numbers', values);
  if (values.length < least) reject(law, parameter, `a list of at least ${least} numbers`, `a list of ${values.length}`);
  values.forEach((value, i) => requireFinite(law, `${parameter}[${i}]`, value));
}
