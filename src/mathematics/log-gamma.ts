import { polynomial } from './polynomial.js';

const HALF_LOG_TWO_PI = 0.9189385332046728;

/** 1 - Euler's constant. */
const ONE_MINUS_EULER = 0.42278433509846713;

/** zeta(k) - 1 for k = 2, 3, ... (Abramowitz and Stegun, Table 23.3). */
const ZETA_MINUS_ONE = [
  0.6449340668482264, 0.2020569031595943, 0.08232323371113819, 0.03692775514336993,
  0.01734306198444914, 0.008349277381922827, 0.00407735619794434, 0.0020083928260822143,
  0.0009945751278180853, 0.0004941886041194645, 0.0002460865533080483, 0.00012271334757848915,
  6.124813505870483e-5, 3.058823630702049e-5, 1.528225940865187e-5, 7.637197637899763e-6,
  3.81729326499984e-6, 1.908212716553939e-6, 9.539620338727962e-7, 4.769329867878064e-7,
  2.38450502727733e-7, 1.1921992596531106e-7, 5.960818905125948e-8, 2.980350351465228e-8,
  1.4901554828365043e-8, 7.45071178983543e-9,
];

/** Coefficients of log Gamma(2 + z) / z as a power series. */
const LOG_GAMMA_AT_TWO = [
  ONE_MINUS_EULER,
  ...ZETA_MINUS_ONE.map((value, i) => (i % 2 === 0 ? value : -value) / (i + 2)),
];

/** B(2k) / (2k (2k - 1)), k = 1, 2, ...: coefficients of Stirling's series in 1 / x^(2k - 1). */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400];

/** From here on eight terms of Stirling's series are exact to double precision. */
const STIRLING_FROM = 10;

/** log Gamma(2 + z) for |z| <= 1/2 (Abramowitz and Stegun 6.1.33). */
function logGammaNearTwo(z: number): number {
  return z * polynomial(LOG_GAMMA_AT_TWO, z);
}

function stirlingSeries(x: number): number {
  const inverse = 1 / x;
  return inverse * polynomial(STIRLING, inverse * inverse);
}

/** (x - 1/2) log x - x + log(2 pi) / 2, Stirling's first approximation of log Gamma(x). */
function stirlingLeading(x: number): number {
  return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI;
}

/**
 * Natural logarithm of the gamma function, to about 1e-15 relative also near its zeros at 1 and 2.
 *
 * Stirling's series from 10 on; below, the recurrence Gamma(x + 1) = x Gamma(x) towards 2 and the series there
 * (Abramowitz and Stegun 6.1.33, 6.1.41).
 *
 * @param x finite, > 0
 * @throws RangeError when x is not a finite positive number
 * @example logGamma(5) // log(24)
 */
export function logGamma(x: number): number {
  if (!(x > 0 && x < Infinity)) throw new RangeError(`logGamma: expected a finite x > 0, found ${x}`);
  if (x >= STIRLING_FROM) return stirlingLeading(x) + stirlingSeries(x);
  if (x < 0.5) return logGammaOnePlus(x) - Math.log(x);
  if (x < 1.5) return logGammaOnePlus(x - 1);
  let product = 1;
  let y = x;
  while (y > 2.5) {
    y -= 1;
    product *= y;
  }
  return Math.log(product) + logGammaNearTwo(y - 2);
}

/**
 * log Gamma(1 + z) without the rounding of 1 + z, which matters for small z.
 *
 * @param z in [-1/2, 1]
 * @example logGammaOnePlus(1e-20) // -5.772156649015329e-21
 */
export function logGammaOnePlus(z: number): number {
  return z <= 0.5 ? logGammaNearTwo(z) - Math.log1p(z) : logGammaNearTwo(z - 1);
}

/**
 * What Stirling's first approximation misses: log Gamma(x) - [(x - 1/2) log x - x + log(2 pi) / 2].
 *
 * Source: Loader (2000), Fast and accurate computation of binomial probabilities.
 *
 * @param x finite, > 0
 * @throws RangeError when x is not a finite positive number
 * @example stirlingError(1) // 1 - log(2 pi) / 2
 */
export function stirlingError(x: number): number {
  return x >= STIRLING_FROM ? stirlingSeries(x) : logGamma(x) - stirlingLeading(x);
}
