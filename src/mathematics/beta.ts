import { deviance } from './deviance.js';
import { stirlingError } from './log-gamma.js';

const TWO_PI = 6.283185307179586;

/** Replaces a vanishing denominator in Lentz's method (Thompson and Barnett, 1986). */
const TINY = 1e-300;

function requireShapes(name: string, a: number, b: number): void {
  if (!(a > 0 && a < Infinity && b > 0 && b < Infinity)) {
    throw new RangeError(`${name}: expected finite shapes > 0, found a = ${a}, b = ${b}`);
  }
}

/** The part of the beta density's saddle-point form that depends on the shapes alone. */
function logNormaliser(a: number, b: number): number {
  const n = a + b;
  return 0.5 * (Math.log(TWO_PI / a) + Math.log(n / b)) + stirlingError(a) + stirlingError(b) - stirlingError(n);
}

/** log(x^a y^b / B(a, b)) with y = 1 - x, in Loader's saddle-point form. */
function logTerm(x: number, y: number, a: number, b: number, normaliser: number): number {
  return -deviance(a, (a + b) * x) - deviance(b, (a + b) * y) - normaliser;
}

function awayFromZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}

/** I(x; a, b) / term by the continued fraction of DiDonato and Morris (1992, ACM TOMS 18), for x below about the mean. */
function lowerFraction(x: number, y: number, a: number, b: number): number {
  const centre = a * y - b * x + 1;
  let c = awayFromZero((a * centre) / (a + 1));
  let d = 0;
  let fraction = c;
  for (let m = 1, change = 0; Math.abs(change - 1) > 5e-16; m++) {
    const odd = a + 2 * m - 1;
    const product = (m * (b - m) * x) / odd;
    const numerator = ((a + (m - 1)) * (a + b + (m - 1)) * x * product) / odd;
    const denominator = m + product + ((a + m) * (centre + m * (1 + y))) / (odd + 2);
    d = 1 / awayFromZero(denominator + numerator * d);
    c = awayFromZero(denominator + numerator / c);
    change = c * d;
    fraction *= change;
  }
  return 1 / fraction;
}

/** Largest tail below 1: keeps rounding from making the other tail 0 or negative. */
const ALMOST_ONE = 1 - Number.EPSILON / 2;

/** log I(x; a, b); `term` is the logTerm of the same arguments. */
function logLower(x: number, y: number, a: number, b: number, term: number): number {
  if (x < (a + 1) / (a + b + 2)) return term + Math.log(lowerFraction(x, y, a, b));
  return Math.log1p(-Math.min(ALMOST_ONE, Math.exp(term) * lowerFraction(y, x, b, a)));
}

/**
 * I(x; a, b) as `regularisedBeta` gives it, where both x and y = 1 - x are given so that neither end loses digits; the upper
 * tail is `betaTail(y, x, b, a)`.
 *
 * @param x in [0, 1]
 * @param y 1 - x
 * @param a finite, > 0
 * @param b finite, > 0
 * @example betaTail(0.25, 0.75, 1, 1) // 0.25
 */
export function betaTail(x: number, y: number, a: number, b: number): number {
  return Math.exp(logLower(x, y, a, b, logTerm(x, y, a, b, logNormaliser(a, b))));
}

/**
 * Regularised incomplete beta function I(x; a, b), the distribution function at x of the beta law. Relative error below
 * 1e-12 for shapes >= 0.001, absolute error below 1e-14 for smaller ones. Time grows as the square root of the larger shape.
 *
 * @param x in [0, 1]
 * @param a first shape, finite, > 0
 * @param b second shape, finite, > 0
 * @throws RangeError on any other argument
 * @example regularisedBeta(0.5, 2, 2) // 0.5
 */
export function regularisedBeta(x: number, a: number, b: number): number {
  requireShapes('regularisedBeta', a, b);
  if (!(x >= 0 && x <= 1)) throw new RangeError(`regularisedBeta: expected x in [0, 1], found ${x}`);
  if (x === 0 || x === 1) return x;
  return betaTail(x, 1 - x, a, b);
}

/**
 * The odds X / (1 - X) that a beta variable undercuts with probability p and exceeds with probability q = 1 - p, both given
 * so that neither tail loses digits.
 *
 * Newton's method for the logarithm of the smaller tail as a function of the log-odds. The density of the log-odds is
 * log-concave, so both tails are too and the iteration converges from any start.
 *
 * @param p in (0, 1)
 * @param q 1 - p
 * @param a finite, > 0
 * @param b finite, > 0
 * @example betaOddsQuantile(0.5, 0.5, 3, 3) // 1
 */
export function betaOddsQuantile(p: number, q: number, a: number, b: number): number {
  const lower = p <= q;
  const target = Math.log(lower ? p : q);
  const normaliser = logNormaliser(a, b);
  let odds = a / b;
  for (let i = 0, finished = false; !finished && odds > 1e-308 && odds < 1e308 && i < 100; i++) {
    const x = 1 / (1 + 1 / odds);
    const y = 1 / (1 + odds);
    const term = logTerm(x, y, a, b, normaliser);
    const tail = lower ? logLower(x, y, a, b, term) : logLower(y, x, b, a, term);
    const slope = Math.exp(term - tail);
    const step = (lower ? target - tail : tail - target) / slope;
    odds *= Math.exp(step);
    finished = Math.abs(step) < 1e-11 || Math.abs(target - tail) < -1e-15 * target;
  }
  return odds;
}

/**
 * Quantile of the beta law: the x with I(x; a, b) = p. Relative error below 1e-12 for shapes >= 0.01; for smaller shapes it
 * grows as 1 / shape, as the problem's condition does. Quantiles below 1e-308 are given as 0.
 *
 * @param p probability in [0, 1]; 0 gives 0, 1 gives 1
 * @param a first shape, finite, > 0
 * @param b second shape, finite, > 0
 * @throws RangeError on any other argument
 * @example betaQuantile(0.5, 2, 2) // 0.5
 */
export function betaQuantile(p: number, a: number, b: number): number {
  requireShapes('betaQuantile', a, b);
  if (!(p >= 0 && p <= 1)) throw new RangeError(`betaQuantile: expected a probability in [0, 1], found ${p}`);
  if (p === 0 || p === 1) return p;
  const odds = betaOddsQuantile(p, 1 - p, a, b);
  return odds > 1e-308 ? 1 / (1 + 1 / odds) : 0;
}
