import { deviance } from './deviance.js';
import { logGamma, logGammaOnePlus, stirlingError } from './log-gamma.js';
import { normalQuantile } from './normal.js';

export { logGamma } from './log-gamma.js';

const TWO_PI = 6.283185307179586;

function requireShape(name: string, shape: number): void {
  if (!(shape > 0 && shape < Infinity)) throw new RangeError(`${name}: expected a finite shape > 0, found ${shape}`);
}

function requireArgument(name: string, x: number): void {
  if (!(x >= 0)) throw new RangeError(`${name}: expected x >= 0, found ${x}`);
}

/** The part of the gamma density's saddle-point form that depends on the shape alone. */
function logNormaliser(a: number): number {
  return 0.5 * Math.log(TWO_PI * a) + stirlingError(a);
}

/** log(x^a e^-x / Gamma(a + 1)), in Loader's saddle-point form. */
function logTerm(a: number, x: number): number {
  return -deviance(a, x) - logNormaliser(a);
}

/** 1 + x / (a + 1) + x^2 / ((a + 1)(a + 2)) + ..., so that P(a, x) = term * series (DLMF 8.7.1). */
function lowerSeries(a: number, x: number): number {
  let sum = 1;
  let term = 1;
  for (let n = a + 1; term > 1e-17 * sum; n++) {
    term *= x / n;
    sum += term;
  }
  return sum;
}

/**
 * The continued fraction of Q(a, x) / (a term) (DLMF 8.9.2, even part), by Lentz's method.
 * For x >= a or x >= 1 > a its i-th denominators are at least i + 1, by induction, so none vanishes.
 */
function upperFraction(a: number, x: number): number {
  let b = x - a + 1;
  let c = b;
  let d = 0;
  let fraction = b;
  for (let i = 1, change = 0; Math.abs(change - 1) > 5e-16; i++) {
    const numerator = i * (a - i);
    b += 2;
    d = 1 / (b + numerator * d);
    c = b + numerator / c;
    change = c * d;
    fraction *= change;
  }
  return 1 / fraction;
}

/** Q(a, x) for a < 1, x < 1, where 1 - P cancels: x^a / Gamma(1 + a) and the rest of the alternating series apart (DLMF 8.7.3). */
function upperForSmallShape(a: number, x: number): number {
  let sum = 0;
  let power = 1;
  for (let k = 1; k < 20; k++) {
    power *= -x / k;
    sum += power / (a + k);
  }
  const leading = a * Math.log(x) - logGammaOnePlus(a);
  return -Math.expm1(leading) - a * sum * Math.exp(leading);
}

function lowerIsDirect(a: number, x: number): boolean {
  return x < (a < 1 ? 1 : a + 1);
}

/** log P(a, x); `term` is logTerm(a, x). */
function logLower(a: number, x: number, term: number): number {
  if (lowerIsDirect(a, x)) return term + Math.log(lowerSeries(a, x));
  return Math.log1p(-a * Math.exp(term) * upperFraction(a, x));
}

/** log Q(a, x); `term` is logTerm(a, x). */
function logUpper(a: number, x: number, term: number): number {
  if (!lowerIsDirect(a, x)) return term + Math.log(a * upperFraction(a, x));
  return a < 1 ? Math.log(upperForSmallShape(a, x)) : Math.log1p(-Math.exp(term) * lowerSeries(a, x));
}

/**
 * Regularised lower incomplete gamma function P(a, x), the distribution function at x of a gamma law of shape a, scale 1.
 * Relative error below 1e-12. Time grows as the square root of a where x is near a.
 *
 * @param a shape, finite, > 0
 * @param x >= 0, may be Infinity
 * @throws RangeError on any other argument
 * @example regularisedGammaP(1, 2) // 1 - exp(-2)
 */
export function regularisedGammaP(a: number, x: number): number {
  requireShape('regularisedGammaP', a);
  requireArgument('regularisedGammaP', x);
  if (x === 0) return 0;
  return x === Infinity ? 1 : Math.exp(logLower(a, x, logTerm(a, x)));
}

/**
 * Regularised upper incomplete gamma function Q(a, x) = 1 - P(a, x), accurate in the tail where P rounds to 1.
 *
 * @param a shape, finite, > 0
 * @param x >= 0, may be Infinity
 * @throws RangeError on any other argument
 * @example regularisedGammaQ(1, 50) // exp(-50)
 */
export function regularisedGammaQ(a: number, x: number): number {
  requireShape('regularisedGammaQ', a);
  requireArgument('regularisedGammaQ', x);
  if (x === 0) return 1;
  return x === Infinity ? 0 : Math.exp(logUpper(a, x, logTerm(a, x)));
}

/**
 * The larger of Wilson and Hilferty's (1931) cube-root approximation and of (p Gamma(a + 1))^(1 / a), which is a lower
 * bound of the quantile and its limit for small p or a.
 */
function quantileGuess(p: number, a: number): number {
  const root = 1 - 1 / (9 * a) + normalQuantile(p) / (3 * Math.sqrt(a));
  return Math.max(a * root * root * root, Math.exp((Math.log(p) + logGamma(a + 1)) / a));
}

/**
 * Quantile of the gamma law of scale 1: the x with P(shape, x) = p. The quantile of a law of scale s is s times this.
 *
 * Newton's method for the logarithm of the smaller tail as a function of log x. The density of log X is log-concave, so both
 * tails are too and the iteration converges from any start. Relative error below 1e-12 for shape >= 0.01; for smaller
 * shapes it grows as 1 / shape, as the problem's condition does. Quantiles below 1e-308 are given as 0.
 *
 * @param p probability in [0, 1]; 0 gives 0, 1 gives Infinity
 * @param shape finite, > 0
 * @throws RangeError on any other argument
 * @example gammaQuantile(0.5, 1) // log 2
 */
export function gammaQuantile(p: number, shape: number): number {
  requireShape('gammaQuantile', shape);
  if (!(p >= 0 && p <= 1)) throw new RangeError(`gammaQuantile: expected a probability in [0, 1], found ${p}`);
  if (p === 0) return 0;
  if (p === 1) return Infinity;
  const lower = p <= 0.5;
  const target = Math.log(lower ? p : 1 - p);
  const normaliser = logNormaliser(shape);
  let x = quantileGuess(p, shape);
  for (let i = 0, finished = false; !finished && x > 1e-308 && i < 100; i++) {
    const term = -deviance(shape, x) - normaliser;
    const tail = lower ? logLower(shape, x, term) : logUpper(shape, x, term);
    const slope = shape * Math.exp(term - tail);
    const step = (lower ? target - tail : tail - target) / slope;
    x *= Math.exp(step);
    finished = Math.abs(step) < 1e-11 || Math.abs(target - tail) < -1e-15 * target;
  }
  return x > 1e-308 ? x : 0;
}
